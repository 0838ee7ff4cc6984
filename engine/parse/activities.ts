import type { Node } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import { dataInputs, dataOutputs, inputSets } from './data';
import { messageOf, operationMessage } from './eventDefinitions';
import { binding, extension, feel, mappings, text } from './extensions';
import { clean, jobOf, userTaskOf } from './jobs';
import { loopOf } from './loops';
import type { ModdleElement } from './read';

/** What all activities share (§10.3). */
export const activity = (element: ModdleElement): Partial<Node> => ({
  loop: loopOf(element),
  startQuantity: element.startQuantity > 1 ? element.startQuantity : undefined,
  completionQuantity: element.completionQuantity > 1 ? element.completionQuantity : undefined,
  isForCompensation: element.isForCompensation || undefined,
  inputs: mappings(element, 'inputParameters'),
  outputs: mappings(element, 'outputParameters'),
  dataInputs: dataInputs(element),
  dataOutputs: dataOutputs(element),
  inputSets: inputSets(element),
});

export const userTask = (element: ModdleElement): Partial<Node> => ({ task: userTaskOf(element) });

export function serviceTask(element: ModdleElement): Partial<Node> {
  const job = jobOf(element);
  if (!job)
    throw noImplementation(
      element,
      '服务任务没有任务定义（zeebe:taskDefinition）或接口操作',
      'The service task has neither a task definition (zeebe:taskDefinition) nor an operation',
    );
  return { job };
}

export const sendTask = (element: ModdleElement): Partial<Node> => {
  const message = element.messageRef ?? operationMessage(element.operationRef);
  const job = jobOf(element);
  return job && !message ? { job } : { message: messageOf(message, element) };
};

/** A receive task catches its message as an intermediate event does. */
export function receiveTask(element: ModdleElement): Partial<Node> {
  const message = messageOf(element.messageRef ?? operationMessage(element.operationRef), element);
  return { message, events: [{ type: 'message', message }], instantiate: element.instantiate || undefined };
}

export function scriptTask(element: ModdleElement): Partial<Node> {
  const job = jobOf(element);
  if (job) return { job };
  const script = extension(element, 'Script');
  if (script) return { script: clean({ feel: feel(script.expression) ?? 'null', result: script.resultVariable }) };
  const body: string | undefined = element.script?.trim();
  if (!body) return {};
  if (body.startsWith('=') || /feel/i.test(element.scriptFormat ?? ''))
    return { script: { feel: feel(body) ?? 'null' } };
  throw noImplementation(
    element,
    `脚本语言「${element.scriptFormat ?? '未注明'}」不能运行；请用 FEEL（以 = 开头）或任务定义`,
    `Scripts in “${element.scriptFormat ?? 'no stated language'}” are not supported: write FEEL (with a leading =) or a task definition`,
  );
}

export function businessRuleTask(element: ModdleElement): Partial<Node> {
  const job = jobOf(element);
  if (job) return { job };
  const called = extension(element, 'CalledDecision');
  const id = text(called?.decisionId);
  if (!id)
    throw noImplementation(
      element,
      '业务规则任务没有指明决策（zeebe:calledDecision）或任务定义',
      'The business rule task names neither a decision (zeebe:calledDecision) nor a task definition',
    );
  return { decision: clean({ id, result: called.resultVariable || 'result', binding: binding(called) }) };
}

export function callActivity(element: ModdleElement): Partial<Node> {
  const called = extension(element, 'CalledElement');
  const process = text(called?.processId ?? called?.processIdExpression ?? localName(element.calledElement));
  if (!process)
    throw noImplementation(element, '调用活动没有指明被调用的流程', 'The call activity does not name what it calls');
  return {
    called: clean({
      process,
      binding: called && binding(called),
      propagateAllParent: called?.propagateAllParentVariables !== false,
      propagateAllChild: called?.propagateAllChildVariables !== false,
    }),
  };
}

/** `calledElement` is a qualified name; its local part identifies the called element. */
const localName = (name: string | undefined) => (name?.startsWith('=') ? name : name?.split(':').pop());

export const adHocSubProcess = (element: ModdleElement): Partial<Node> => {
  const zeebe = extension(element, 'AdHoc');
  return {
    adHoc: clean({
      ordering: element.ordering === 'Sequential' ? ('sequential' as const) : ('parallel' as const),
      completion: feel(element.completionCondition?.body),
      cancelRemaining: element.cancelRemainingInstances !== false,
      active: feel(zeebe?.activeElementsCollection),
      outputCollection: zeebe?.outputCollection,
      outputElement: feel(zeebe?.outputElement),
    }),
  };
};

const noImplementation = (element: ModdleElement, zh: string, en: string) =>
  new CompileRefusal('NO_IMPLEMENTATION', element.id, `${zh}。`, `${en}.`);
