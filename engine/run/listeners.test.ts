import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bind,
  compile,
  MemoryHost,
  migrate,
  readBpmn,
  transition,
  type EventBody,
  type Graph,
  type Program,
  type State,
  type Variables,
} from '..';
import { complete, failed, given, job, set, start, type Story } from '../../tests/engine/given';

const variables = { amount: 900, kind: 'wages' };
const opened = () =>
  given('listeners.bpmn').when(
    start(variables),
    job('listeners', { groups: ['mediator'] }),
    job('review', { seen: 1 }),
    job('review'),
    job('review', { hint: 'soon' }),
  );

describe('listeners', () => {
  it('run one after the other before the element begins, and set its own variables', () =>
    given('listeners.bpmn')
      .when(start(variables))
      .commanded({ type: 'runJob', element: 'listeners', job: 'file.open' })
      .when(job('listeners', { groups: ['mediator'] }))
      .commanded({
        type: 'runJob',
        element: 'review',
        job: 'look.wages',
        retries: 2,
        listener: 0,
        variables: { sum: 900 },
      })
      .when(job('review', { seen: 1 }))
      .commanded({ type: 'runJob', job: 'look.again', listener: 1, variables: { sum: 900, seen: 1 } })
      .when(job('review'))
      .commanded({ type: 'runJob', job: 'assign' })
      .when(job('review', { hint: 'soon' }))
      .commanded({
        type: 'openTask',
        element: 'review',
        candidateGroups: ['mediator'],
        variables: { sum: 900, seen: 1, hint: 'soon' },
      })
      .waits('review'));

  it('run after the task was done and its results were mapped, before the token leaves', () =>
    opened()
      .when(complete('review', { ok: true }))
      .commanded({ type: 'closeTask', reason: 'completed' }, { type: 'runJob', job: 'validate' })
      .refuses('NOT_WAITING', complete('review'))
      .when(job('review', { ok: false }))
      .commanded({ type: 'runJob', job: 'thank' })
      .variables({ decision: false })
      .later('PT2H')
      .never('entered late')
      .when(job('review', { agreed: true }))
      .commanded({ type: 'runJob', element: 'choose', job: 'decide' })
      .when(job('choose'))
      .then('completed choose', 'took choose_no')
      .commanded({ type: 'runJob', element: 'listeners', job: 'file.close' })
      .when(job('listeners', { closed: true }))
      .ends());

  it('are not interrupted before the element has begun, but after that together with it', () =>
    given('listeners.bpmn')
      .when(start(variables), job('listeners', { groups: [] }))
      .later('PT2H')
      .waits('review')
      .when(job('review'), job('review'))
      .later('PT2H')
      .commanded({ type: 'cancelJob' })
      .then('took late_over', 'terminated review'));

  it('stop with an incident when they fail, and are then run again, without the earlier ones', () =>
    given('listeners.bpmn')
      .when(start(variables), job('listeners', { groups: [] }), job('review'), failed('review'))
      .incident('review', 'JOB_FAILED')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('review') }))
      .commanded({ type: 'runJob', job: 'look.again', listener: 1 })
      .when(job('review'), job('review'))
      .commanded({ type: 'openTask' }));

  it('stop with an incident if their type cannot be evaluated, and continue from there', () =>
    given('listeners.bpmn')
      .when(start({ amount: 1 }), job('listeners', { groups: [] }))
      .incident('review', 'NOT_A_TEXT')
      .when((story) => ({ type: 'incidentRetried', key: story.keyOf('review'), variables: { kind: 'other' } }))
      .commanded({ type: 'runJob', job: 'look.other', listener: 0 }));

  it('run for each instance of a loop', () =>
    given('listeners.bpmn', {}, 'loop')
      .when(start())
      .waits('each')
      .when(job('each'))
      .waits('each')
      .when(job('each'))
      .ends());
});

const read = async (process: string, change = (source: string) => source): Promise<Graph> => {
  const source = change(readFileSync(join(__dirname, 'listeners.stuck.bpmn'), 'utf8'));
  return compile((await readBpmn(Buffer.from(source))).definitions, process, source.length.toString());
};
const namesOf = ({ nodes }: Graph) =>
  Object.values(nodes).flatMap(({ listeners = [] }) =>
    listeners.map(({ type }) => ('feel' in type ? type.feel.replace('jobs.', '') : '')),
  );
const starts: Record<string, string> = { events: 'begun', raced: 'asked' };

/**
 * Plays a process to its end and returns what happened. The listener `late` has no type until its incident is retried.
 */
function played(graph: Graph, late?: string) {
  const types = Object.fromEntries(namesOf(graph).map((name) => [name, name]));
  const happened: string[] = [];
  const host = new MemoryHost([graph], {
    between: ({ state }) => JSON.parse(JSON.stringify(state)) as State,
    jobs: Object.fromEntries(namesOf(graph).map((name) => [name, () => ({ variables: { [name]: true } })])),
    watch: ({ commands }) => {
      for (const command of commands)
        if (command.type === 'runJob' || command.type === 'openTask')
          happened.push(command.type === 'runJob' ? command.job : `open ${command.element}`);
    },
  });
  const startEvent = starts[graph.process];
  const id = host.start(
    graph.process,
    { amount: 900, rounds: 0, limit: 'PT1H', jobs: { ...types, ...(late ? { [late]: null } : {}) } },
    startEvent ? { startEvent } : {},
  );
  const now = () => host.cases.get(id)!.state;
  for (let answers = 0, turn = 0; now().status === 'active' && turn < 99; turn++) {
    const instances = Object.values(now().instances);
    const [stuck] = instances.filter(({ incident }) => incident);
    const [waiting] = instances.flatMap(({ key, waits = [] }) =>
      waits.flatMap((wait) => (wait.type === 'task' || wait.type === 'message' ? [{ key, wait }] : [])),
    );
    if (stuck) host.send(id, { type: 'incidentRetried', key: stuck.key, variables: { jobs: types } });
    else if (waiting?.wait.type === 'message')
      host.publish(waiting.wait.name, { correlationKey: '1', variables: { [waiting.wait.name]: 'came' } });
    else if (waiting)
      host.send(id, {
        type: 'taskCompleted',
        key: waiting.key,
        variables: { ok: true, answer: `answer ${++answers}` },
      });
  }
  const { status, result } = now();
  const entered = host.cases.get(id)!.facts.flatMap((fact) => (fact.type === 'entered' ? [fact.element] : []));
  return { happened: happened.sort(), entered: entered.sort(), status, result };
}

describe('a listener that cannot be run', () => {
  it.each(['work', 'loops', 'events', 'raced', 'nested'])(
    'loses nothing and repeats nothing, whichever listener in “%s” it is',
    async (process) => {
      const graph = await read(process);
      const expected = played(graph);
      expect(expected).toMatchObject({ status: 'completed' });
      expect(new Set(expected.happened.filter((each) => !each.startsWith('open')))).toEqual(new Set(namesOf(graph)));
      for (const late of namesOf(graph)) expect({ late, ...played(graph, late) }).toEqual({ late, ...expected });
    },
  );

  const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
  const retried =
    (variables: Variables) =>
    (story: Story): EventBody => ({ type: 'incidentRetried', key: story.keyOf('review'), variables });
  const skipped =
    (element: string) =>
    (story: Story): EventBody => ({ type: 'elementSkipped', key: story.keyOf(element), reason: 'agreed' });
  const all = named(
    'review_start_1',
    'review_start_2',
    'review_creating_1',
    'review_creating_2',
    'review_completing_1',
    'review_completing_2',
    'review_end_1',
    'review_end_2',
    'note_completing',
  );
  const without = (...names: string[]) => ({
    amount: 900,
    rounds: 0,
    limit: 'PT1H',
    jobs: { ...all, ...Object.fromEntries(names.map((name) => [name, null])) },
  });
  const work = (...names: string[]) => given('listeners.stuck.bpmn', {}, 'work').when(start(without(...names)));

  it('does not change the dates on the boundary', () =>
    work('review_creating_2')
      .when(job('review'), job('review'))
      .when(job('review'))
      .incident('review', 'NOT_A_TEXT')
      .later('PT30M')
      .when(retried({ jobs: all }), job('review'))
      .later('PT30M')
      .then('took slow_slow_end'));

  it('keeps the results of earlier listeners, even if the element cannot begin after them', () =>
    work()
      .when(set({ limit: 'soon' }), job('review', { sum: 1000 }), job('review'))
      .incident('review', 'NOT_A_DATE')
      .when(retried({ limit: 'PT1H' }), job('review'))
      .commanded({ type: 'runJob', job: 'review_creating_2', variables: { sum: 1000 } }));

  it('if skipped, still passes on what the person entered', () =>
    work('review_completing_1')
      .when(job('review'), job('review'), job('review'), job('review'), complete('review', { ok: true }))
      .incident('review', 'NOT_A_TEXT')
      .when(skipped('review'))
      .variables({ decision: true, rounds: 1 })
      .when(job('review'), job('review'), complete('note', { answer: 'yes' }))
      .waits('note')
      .when(skipped('note'))
      .commanded({ type: 'cancelJob' })
      .variables({ answer: 'yes' })
      .ends());

  it('if skipped before or after the work, lets the token continue', () =>
    work('review_start_1').when(skipped('review')).waits('note').variables({ rounds: 0 }));

  it('if skipped at the end, maps the results once', () =>
    work('review_end_1')
      .when(
        job('review'),
        job('review'),
        job('review'),
        job('review'),
        complete('review', { ok: true }),
        job('review'),
        job('review'),
      )
      .incident('review', 'NOT_A_TEXT')
      .when(skipped('review'))
      .variables({ decision: true, rounds: 1 })
      .waits('note'));

  it('is not run for a scope that is opened for a token moved into it, because that does not begin', () =>
    given('listeners.stuck.bpmn', {}, 'nested')
      .when(start({ jobs: named('inside_start', 'inside_end') }))
      .when((story) => ({
        type: 'tokensMoved',
        cancel: [story.keyOf('before')],
        activate: [{ element: 'two' }],
        reason: 'x',
      }))
      .waits('two')
      .when(complete('two'))
      .commanded({ type: 'runJob', job: 'inside_end' })
      .when(job('inside'))
      .ends());

  it('is repaired by a migration, after which completed listeners still count as completed', async () => {
    const [old, next] = await Promise.all([
      read('work'),
      read('work', (source) =>
        source
          .replace('=jobs.review_completing_2', 'mended')
          .replace(/<zeebe:executionListener eventType="start" type="=jobs.review_start_1" \/>/, ''),
      ),
    ]);
    const [from, to] = [bind(old), bind(next)];
    let state = transition(from, undefined, {
      at: '2026-01-05T09:00:00+08:00',
      type: 'start',
      variables: without('review_completing_2'),
    }).state;
    const tell = (program: Program, body: EventBody) => {
      const after = transition(program, JSON.parse(JSON.stringify(state)) as State, {
        at: '2026-01-05T09:00:00+08:00',
        ...body,
      });
      state = after.state;
      return after.commands;
    };
    const key = Object.values(state.instances).find(({ element }) => element === 'review')!.key;
    for (let count = 0; count < 4; count++) tell(from, { type: 'jobCompleted', key });
    tell(from, { type: 'taskCompleted', key, variables: { ok: true } });
    tell(from, { type: 'jobCompleted', key });
    expect(state.instances[key]!.incident).toMatchObject({ code: 'NOT_A_TEXT', phase: 'completing' });
    state = migrate(from, to, state, { elements: {} }, { at: '2026-01-05T09:00:00+08:00', reason: 'mended' }).state;
    expect(tell(to, { type: 'incidentRetried', key })).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'runJob', job: 'mended' })]),
    );
    expect(tell(to, { type: 'jobCompleted', key })).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'runJob', job: 'review_end_1' })]),
    );
    expect(state.instances[1]!.variables).toMatchObject({ decision: true, rounds: 1 });
  });
});
