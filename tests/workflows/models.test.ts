import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  executables,
  MemoryHost,
  readBpmn,
  Refusal,
  type EventBody,
  type Fact,
  type State,
  type Variables,
} from '../../engine';
import type { Wait } from '../../engine/state';
import { Instances, Steps, type Instance, type Step } from '../../models';
import type { Batch } from '../../workflows/hostContract';
import {
  callId,
  completeTaskUpdate,
  deliverMessageUpdate,
  signalArrivedSignal,
  withdrawUpdate,
} from '../../workflows/messages';
import { MOST_ENTERED } from '../../engine/budgets';
import { startHost, until, type Host } from './startHost';

jest.setTimeout(120_000);

const engine = join(import.meta.dirname, '../../engine');
const folders = ['elements', 'eventDefinitions', 'handlers', 'run'];
/**
 * Models whose functions belong to their own tests, and models with jobs: a job cancelled while it fails would stop
 * this server's clock (realServer.test.ts covers that).
 */
const isOther = (source: string) =>
  /deadline\(|taskDefinition|xecutionListener|askListener|publishMessage/.test(source);
const files = folders
  .flatMap((folder) =>
    readdirSync(join(engine, folder))
      .filter((name) => name.endsWith('.bpmn'))
      .map((name) => join(folder, name)),
  )
  .filter((file) => !isOther(readFileSync(join(engine, file), 'utf8')));

/**
 * Variables for the models' expressions; all others are null, which raises an incident on both hosts if null is not
 * allowed.
 */
const variables: Variables = {
  order: 'o1',
  id: 'i1',
  case: 'c1',
  x: 1,
  n: 2,
  ok: true,
  done: true,
  items: [1, 2, 3],
  list: ['a', 'b'],
  day: '2027-01-01',
  span: 'PT1H',
  cycle: 'R2/PT1H',
  amount: 5,
};
const MOST_DEEDS = 12;
/** What is due at the same time in memory is moments apart on a server, whose clock never stops. */
const MOMENTS = 30_000;

type Deed =
  | Extract<EventBody, { type: 'taskCompleted' | 'messageArrived' | 'signalArrived' }>
  | { type: 'timeCame'; due: string };

/** What an instance waits for next: its first task, message or signal, in this order; otherwise its next date. */
function nextDeed(state: State): Deed | undefined {
  const waits = Object.values(state.instances)
    .filter(({ incident }) => !incident)
    .flatMap(({ key, waits = [] }) => waits.map((wait) => ({ key, wait })));
  const of = <T extends Wait['type']>(type: T) =>
    waits.find(({ wait }) => wait.type === type) as { key: number; wait: Extract<Wait, { type: T }> } | undefined;
  const [task, message, signal] = [of('task'), of('message'), of('signal')];
  const dates = waits
    .flatMap(({ wait }) => (wait.type === 'timer' && wait.due !== undefined ? [wait.due] : []))
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  if (task) return { type: 'taskCompleted', key: task.key };
  if (message) return { type: 'messageArrived', name: message.wait.name, correlationKey: message.wait.correlationKey };
  if (signal) return { type: 'signalArrived', name: signal.wait.name };
  return dates[0] === undefined ? undefined : { type: 'timeCame', due: dates[0] };
}

const line = (fact: Fact): string[] =>
  fact.type === 'entered' || fact.type === 'completed' || fact.type === 'terminated'
    ? [`${fact.type} ${fact.element}`]
    : fact.type === 'incidentRaised'
      ? [`incident ${fact.incident.code}`]
      : [];
const summary = (process: string, facts: Fact[]): string => `${process}: ${facts.flatMap(line).join(', ')}`;

const inMemory = (memory: MemoryHost): string[] =>
  [...memory.cases.values()].map(({ program, facts }) => summary(program.graph.process, facts)).sort();

async function onTemporal(root: string): Promise<string[]> {
  const instances = await Instances.find({ case: root }).lean<Instance[]>();
  return (
    await Promise.all(
      instances.map(async ({ _id, process }) => {
        const steps = await Steps.find({ instance: _id }).sort({ sequence: 1 }).lean<Step[]>();
        return summary(
          process,
          steps.flatMap(({ body }): Fact[] => (JSON.parse(body) as Batch).facts),
        );
      }),
    )
  ).sort();
}

/** The id on Temporal of an instance in the memory host. */
function idOf(memory: MemoryHost, root: string, id: string): string {
  const { parent } = memory.cases.get(id)!;
  return parent ? callId(idOf(memory, root, parent.id), parent.key) : root;
}

async function play({ client, passTo }: Host, id: string, deed: Deed, nth: number): Promise<void> {
  const handle = client.workflow.getHandle(id);
  if (deed.type === 'taskCompleted')
    await handle.executeUpdate(completeTaskUpdate, { args: [{ key: deed.key, by: 'someone' }] });
  else if (deed.type === 'messageArrived')
    await handle.executeUpdate(deliverMessageUpdate, { args: [{ ...deed, id: `${id}-${nth}`, by: 'someone' }] });
  else if (deed.type === 'signalArrived') await handle.signal(signalArrivedSignal, { name: deed.name });
  else await passTo(Date.parse(deed.due) + MOMENTS);
}

function playInMemory(memory: MemoryHost, id: string, deed: Deed): void {
  if (deed.type === 'timeCame') memory.advanceTo(new Date(Date.parse(deed.due) + MOMENTS).toISOString());
  else memory.send(id, deed);
}

/**
 * Plays the same events on both hosts in turn: a workflow is polled until it reports what memory reported, so that
 * timing makes no difference.
 */
async function playOnBoth(memory: MemoryHost, host: Host, root: string): Promise<void> {
  for (let deeds = 0; ; deeds++) {
    // Timers that were already due when they were armed.
    memory.advance('PT0S');
    const expected = inMemory(memory);
    const same = async () => JSON.stringify(await onTemporal(root)) === JSON.stringify(expected);
    await until(same).catch(async () => expect(await onTemporal(root)).toEqual(expected));
    const open = [...memory.cases.values()]
      .filter(({ state }) => state.status === 'active')
      .flatMap(({ id, state }) => {
        const deed = nextDeed(state);
        return deed ? [{ id, deed }] : [];
      });
    const next = open.find(({ deed }) => deed.type !== 'timeCame') ?? open[0];
    if (!next || deeds === MOST_DEEDS) return;
    const id = idOf(memory, root, next.id);
    playInMemory(memory, next.id, next.deed);
    await play(host, id, next.deed, deeds);
  }
}

/**
 * Every model of the engine's own tests, played as far as it goes without outside input, behaves on Temporal as it does
 * in memory.
 */
describe('a model of the engine’s tests behaves on Temporal as in memory:', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ skipping: true });
  }, 120_000);
  // Otherwise the time of whatever is still open would pass with that of the next. It is cancelled, not terminated: the
  // server's time may stop for good if that interrupts a step.
  afterEach(async () => {
    for (const { _id } of await Instances.find({ status: 'active' }).lean<Instance[]>())
      await host.client.workflow
        .getHandle(_id)
        .executeUpdate(withdrawUpdate, { args: [{ by: 'someone', reason: 'over' }] })
        .catch(() => undefined);
    await until(async () => (await Instances.countDocuments({ status: 'active' })) === 0);
  });
  afterAll(() => host?.stop(), 60_000);

  it.each(files)('%s', async (file) => {
    const source = readFileSync(join(engine, file));
    const { definitions } = await readBpmn(source);
    const graphs = executables(definitions).map((id) => compile(definitions, id, 'test'));
    const { process } = graphs[0]!;
    await host.publish(source.toString());
    const started = await host.start(process, { variables }).catch(() => undefined);
    const now = started && (await Steps.findOne({ instance: started.id, sequence: 1 }).lean<Step>())!.at.toISOString();

    const memory = new MemoryHost(graphs, { now, timersStart: false, budget: MOST_ENTERED });
    try {
      memory.start(process, variables);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(started).toBeUndefined();
      return;
    }
    await playOnBoth(memory, host, started!.id);
  });
});
