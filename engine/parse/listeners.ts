import { moments, type Listener } from '../work';
import { CompileRefusal } from './CompileRefusal';
import { extension, headers, text } from './extensions';
import type { ModdleElement } from './read';

type Moment = Listener['on'];

const kinds = { ExecutionListeners: ['start', 'end'], TaskListeners: ['creating', 'completing'] } satisfies Record<
  string,
  Moment[]
>;

/** Jobs at moments of the element's life: `zeebe:executionListeners` anywhere, `zeebe:taskListeners` at a user task. */
export function listeners(element: ModdleElement): Listener[] | undefined {
  const found = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) =>
    listenersOf(element, kind, kinds[kind]),
  );
  if (!found.length) return undefined;
  return found.sort((one, other) => moments.indexOf(one.on) - moments.indexOf(other.on));
}

function listenersOf(element: ModdleElement, kind: keyof typeof kinds, possible: Moment[]): Listener[] {
  const listed: ModdleElement[] = extension(element, kind)?.listeners ?? [];
  const refuse = (zh: string, en: string) => new CompileRefusal('BAD_VALUE', element.id, zh, en);
  if (listed.length && kind === 'TaskListeners' && element.$type !== 'bpmn:UserTask')
    throw refuse('只有用户任务可以有任务监听器。', 'Only a user task can have task listeners.');
  return listed.map(({ eventType, type, retries }) => {
    const job = text(type);
    if (!job) throw refuse('监听器没有任务类型（type），请填写。', 'A listener has no job type: give it one.');
    if (!possible.includes(eventType))
      throw refuse(
        `监听器的时机「${eventType ?? ''}」不能使用，可用：${possible.join('、')}。`,
        `A listener cannot be for “${eventType ?? ''}”; possible: ${possible.join(', ')}.`,
      );
    if (eventType === 'end' && /Gateway$/.test(element.$type))
      throw refuse('网关只能有开始时的监听器。', 'A gateway can only have listeners at its start.');
    const [tries, values] = [text(retries), headers(element)];
    return {
      on: eventType as Moment,
      type: job,
      ...(tries ? { retries: tries } : {}),
      ...(values ? { headers: values } : {}),
    };
  });
}
