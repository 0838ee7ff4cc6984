import { createHash } from 'node:crypto';
import { compile, readBpmn } from '../../engine';
import { canonicalJson } from '../../domain/canonicalJson';
import { shippedCalendar } from '../../domain/limits/calendar';
import { shippedRules } from '../../domain/limits/rules';
import { advance, migrate, type State, type Transition } from '../../engine';
import type { Batch, Bundle, Happened, NotedCommand } from '../../workflows/hostContract';
import { programOf, type Loaded } from '../../workflows/programs';
import { bpmn, end, flows, service, start, user } from '../workflows/bpmn';
import { keepBundle } from './recorded';

/** Events that are rare in a case, so that the stored steps include every kind of fact and command. */
const signal = (id: string) => `<bpmn:signalEventDefinition id="${id}_d" signalRef="S"/>`;
const model = (task: string) =>
  bpmn(
    [
      'rare',
      start() +
        user('a') +
        '<bpmn:boundaryEvent id="undo" attachedToRef="a"><bpmn:compensateEventDefinition id="cd"/></bpmn:boundaryEvent>' +
        '<bpmn:userTask id="taken_back" isForCompensation="true"/>' +
        '<bpmn:association id="as" associationDirection="One" sourceRef="undo" targetRef="taken_back"/>' +
        service('work', 'http.request') +
        `<bpmn:intermediateCatchEvent id="heard">${signal('heard')}</bpmn:intermediateCatchEvent>` +
        `<bpmn:intermediateThrowEvent id="said">${signal('said')}</bpmn:intermediateThrowEvent>` +
        '<bpmn:intermediateThrowEvent id="back"><bpmn:compensateEventDefinition id="bd"/></bpmn:intermediateThrowEvent>' +
        user(task) +
        end() +
        flows('s', 'a', 'work', 'heard', 'said', 'back', task, 'e'),
    ],
    ['', '<bpmn:signal id="S" name="all"/>'],
  );

async function loaded(task: string): Promise<Loaded> {
  const source = Buffer.from(model(task));
  const { definitions } = await readBpmn(source);
  const graph = compile(definitions, 'rare', createHash('sha256').update(source).digest('hex'));
  const bundle: Bundle = {
    format: 1,
    graph,
    models: [],
    decisions: {},
    forms: {},
    calendar: { data: shippedCalendar, version: 'shipped' },
    rules: { data: shippedRules, version: 'shipped' },
    parameters: [],
  };
  const body = canonicalJson(JSON.parse(JSON.stringify(bundle)));
  const bytes = Buffer.from(createHash('sha256').update(body).digest('hex') + body);
  const made = programOf(bytes);
  keepBundle(made.hash, bytes);
  return made;
}

const recorded = new Set<string>([
  'openTask',
  'closeTask',
  'subscribe',
  'unsubscribe',
  'subscribeSignal',
  'unsubscribeSignal',
  'publishMessage',
  'broadcastSignal',
  'raiseIncident',
  'resolveIncident',
  'end',
]);

const about = {
  region: '340111',
  applicant: 'worker',
  workers: { count: 1, label: '张某', keyGroups: [] },
  employer: { name: '合肥某餐饮管理有限公司', industry: 'H' },
  claims: [{ cause: 'wages', amount: 18600, facts: '工资' }],
};

/** The steps of an instance that is repaired, compensated and migrated, as the workflow records them. */
export async function rareSteps(): Promise<Batch[]> {
  const id = 'AH-340111-2026-999999';
  const batches: Batch[] = [];
  let program = await loaded('z');
  let state: State | undefined;
  const at = () => new Date(Date.parse('2026-05-11T01:00:00Z') + batches.length * 60_000).toISOString();
  const step = (
    event: Omit<Happened, 'at'>,
    { state: after, facts, commands }: Transition,
    more: NotedCommand[] = [],
  ) => {
    batches.push(
      structuredClone<Batch>({
        instance: id,
        case: id,
        process: 'rare',
        definition: program.bundle.graph.hash,
        bundle: program.hash,
        region: '340111',
        sequence: batches.length + 1,
        at: at(),
        events: [{ ...event, at: at(), by: 'someone' }],
        facts,
        commands: [...(commands.filter(({ type }) => recorded.has(type)) as NotedCommand[]), ...more],
        status: after.status,
        ...(batches.length ? {} : { filing: { number: id, region: '340111', filedAt: at() } }),
      }),
    );
    state = after;
  };
  const happen = (body: Parameters<typeof advance>[2] extends infer E ? Omit<E, 'at'> : never, more?: NotedCommand[]) =>
    step(
      { type: body.type, ...('key' in body ? { key: body.key as number } : {}) } as Happened,
      advance(program.program, state, { at: at(), ...body } as Parameters<typeof advance>[2]),
      more,
    );
  const keyAt = (element: string) => Object.values(state!.instances).find((each) => each.element === element)!.key;

  happen({ type: 'start', instance: { id, businessKey: id }, variables: { case: about } } as never);
  happen({ type: 'taskCompleted', key: keyAt('a') } as never);
  happen({ type: 'jobFailed', key: keyAt('work'), message: 'refused', retries: 0 } as never);
  happen({ type: 'incidentRetried', key: keyAt('work') } as never);
  happen({ type: 'jobCompleted', key: keyAt('work') } as never);
  const next = await loaded('last');
  const migrated = migrate(
    program.program,
    next.program,
    state!,
    { elements: { z: 'last' } },
    { at: at(), by: 'someone', reason: 'another name' },
  );
  program = next;
  step({ type: 'migrated', reason: 'another name' }, migrated);
  happen({ type: 'signalArrived', name: 'all' } as never, [{ type: 'returnMessage', message: 'another/1/0' }]);
  happen({ type: 'taskCompleted', key: keyAt('taken_back') } as never);
  return batches;
}
