import { check } from '../../engine/check';
import { compile, CompileRefusal, executables, readBpmn, type Graph, type ModdleElement } from '../../engine';

/** The job type that stands for the suite's script texts. */
export const SCRIPT_JOB = 'script';

/**
 * Checks a model of the suite as publishing does, translates its placeholders into our dialect (scripts into jobs, Java
 * conditions into FEEL) and compiles it. Throws CompileRefusal.
 */
export async function adapted(source: Uint8Array): Promise<Graph[]> {
  const { document, definitions } = await readBpmn(source);
  const wrong = check({ document, definitions }, { profile: 'interchange' }).find(
    ({ severity }) => severity === 'error',
  );
  if (wrong) throw new CompileRefusal('BAD_VALUE', wrong.element, wrong.zh, `${wrong.rule}: ${wrong.en}`);
  for (const root of definitions.rootElements ?? []) for (const element of elementsOf(root)) adapt(element);
  const ids = executables(definitions);
  if (!ids.length)
    throw new CompileRefusal(
      'NO_SUCH_PROCESS',
      undefined,
      '文件中没有可执行的流程。',
      'The file has no executable process.',
    );
  return ids.map((id) => compile(definitions, id, 'conformance'));
}

function* elementsOf(element: ModdleElement): Generator<ModdleElement> {
  yield element;
  for (const inner of element.flowElements ?? []) yield* elementsOf(inner);
}

function adapt(element: ModdleElement): void {
  if (/^bpmn:(Global)?ScriptTask$/.test(element.$type) && element.script) {
    const header = element.$model.create('zeebe:Header', { key: 'script', value: element.script.trim() });
    element.extensionElements = element.$model.create('bpmn:ExtensionElements', {
      values: [
        element.$model.create('zeebe:TaskDefinition', { type: SCRIPT_JOB }),
        element.$model.create('zeebe:TaskHeaders', { values: [header] }),
      ],
    });
    element.script = undefined;
  }
  for (const expression of expressionsOf(element))
    if (expression?.body) expression.body = toFeel(expression.body.trim());
}

function expressionsOf(element: ModdleElement): ModdleElement[] {
  const loop = element.loopCharacteristics ?? {};
  return [
    element.conditionExpression,
    element.activationCondition,
    element.completionCondition,
    loop.loopCondition,
    loop.loopCardinality,
    loop.completionCondition,
    ...(loop.complexBehaviorDefinition ?? []).map((each: ModdleElement) => each.condition),
    ...[...(element.eventDefinitions ?? []), ...(element.eventDefinitionRef ?? [])].map(
      (definition: ModdleElement) => definition.condition,
    ),
  ];
}

function toFeel(text: string): string {
  return text
    .replace(/^\$\{(.*)\}$/s, '$1')
    .replace(/!\s*(\w+)\.contains\(([^)]*)\)/g, 'not(contains($1, $2))')
    .replace(/(\w+)\.contains\(([^)]*)\)/g, 'contains($1, $2)')
    .replaceAll('==', '=')
    .replaceAll('&&', ' and ')
    .replaceAll('||', ' or ');
}
