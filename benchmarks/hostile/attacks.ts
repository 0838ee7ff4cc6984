import { bpmn, end, flow, flows, start, user } from '../../tests/workflows/bpmn';

/** Sends a call as the hostile client, which ignores the answer. */
export type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

export interface Attack {
  name: string;
  /** Processes by id to be published beforehand, each started by the message with its name. */
  processes?: Record<string, string>;
  /** One call of the attack; it is repeated as long as the attack lasts. */
  strike(send: Send, turn: number): Promise<unknown>;
}

const startedByMessage = (id: string, inner: string): string =>
  bpmn(
    [id, start('s', `<bpmn:messageEventDefinition messageRef="m-${id}"/>`) + inner],
    ['', `<bpmn:message id="m-${id}" name="${id}"/>`],
  );
const script = (id: string, expression: string, result = 'r'): string =>
  `<bpmn:scriptTask id="${id}"><bpmn:extensionElements><zeebe:script expression="=${expression}" resultVariable="${result}"/></bpmn:extensionElements></bpmn:scriptTask>`;
const scripted = (id: string, expression: string): string =>
  startedByMessage(id, script('x', expression) + user('a') + end() + flows('s', 'x', 'a', 'e'));
const message = (name: string, variables: object) => (send: Send) => send('POST', '/messages', { name, variables });

/** Inclusive gateways that fork into one another: each may take any subset of its flows. */
function mesh(gateways: number): string {
  const fork = (id: string) => `<bpmn:inclusiveGateway id="${id}"/>`;
  const ids = Array.from({ length: gateways }, (_, index) => `g${index}`);
  const pairs = ids.flatMap((from, index) => ids.slice(index + 1, index + 19).map((to) => flow(from, to)));
  return bpmn([
    'mesh',
    start() + ids.map(fork).join('') + end() + flow('s', 'g0') + pairs.join('') + flow(ids.at(-1)!, 'e'),
  ]);
}

/** A decision table with overlapping rules. */
function table(rules: number): string {
  const rule = (_: unknown, index: number) =>
    `<rule id="r${index}"><inputEntry id="i${index}"><text>[${index}..${index + 1000}]</text></inputEntry><inputEntry id="j${index}"><text>[${rules - index}..${2 * rules}]</text></inputEntry><outputEntry id="o${index}"><text>${index}</text></outputEntry></rule>`;
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><decision id="wide" name="wide"><decisionTable id="t" hitPolicy="UNIQUE"><input id="a"><inputExpression id="ae" typeRef="number"><text>a</text></inputExpression></input><input id="b"><inputExpression id="be" typeRef="number"><text>b</text></inputExpression></input><output id="o" name="o" typeRef="number"/>${Array.from({ length: rules }, rule).join('')}</decisionTable></decision></definitions>`;
}

const check = (kind: 'process' | 'decision', source: string, fileName: string) => (send: Send) =>
  send('POST', '/definitions/check', { kind, source, fileName });

export const attacks: Attack[] = [
  {
    name: 'regex',
    processes: { 'hostile-regex': scripted('hostile-regex', 'matches(text, &quot;^(a+)+$&quot;)') },
    strike: message('hostile-regex', { text: `${'a'.repeat(40)}!` }),
  },
  {
    name: 'long-step',
    processes: {
      'hostile-step': startedByMessage(
        'hostile-step',
        '<bpmn:exclusiveGateway id="g" default="g_e"/>' +
          script('x', 'n + 1', 'n') +
          end() +
          flow('s', 'x') +
          flow('x', 'g') +
          flow('g', 'x', '<bpmn:conditionExpression>=n &lt; 100000</bpmn:conditionExpression>') +
          flow('g', 'e'),
      ),
    },
    strike: message('hostile-step', { n: 0 }),
  },
  {
    name: 'long-expression',
    processes: { 'hostile-sum': scripted('hostile-sum', 'sum(for i in 1..3000, j in 1..3000 return i * j)') },
    strike: message('hostile-sum', {}),
  },
  {
    name: 'big-variables',
    processes: { 'hostile-size': startedByMessage('hostile-size', user('a') + end() + flows('s', 'a', 'e')) },
    strike: message('hostile-size', { text: 'x'.repeat(1_800_000) }),
  },
  {
    name: 'recursion',
    processes: {
      'hostile-calls': startedByMessage(
        'hostile-calls',
        '<bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="hostile-calls"/></bpmn:extensionElements></bpmn:callActivity>' +
          end() +
          flows('s', 'c', 'e'),
      ),
    },
    strike: message('hostile-calls', {}),
  },
  { name: 'meshed-gateways', strike: check('process', mesh(40), 'mesh.bpmn') },
  { name: 'decision-rules', strike: check('decision', table(2_000), 'wide.dmn') },
  {
    name: 'form-rows',
    strike: (send) =>
      send('POST', '/cases', {
        region: '340111',
        entryStage: 'mediation',
        applicant: 'worker',
        claims: Array.from({ length: 690_000 }, () => ({})),
      }),
  },
  {
    name: 'deep-json',
    strike: message('hostile-size', { deep: JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) as unknown }),
  },
  {
    name: 'poisoned-record',
    processes: {
      'hostile-record': scripted('hostile-record', 'string join(for i in 1..20 return text, &quot;&quot;)'),
    },
    strike: message('hostile-record', { text: 'x'.repeat(900_000) }),
  },
];
