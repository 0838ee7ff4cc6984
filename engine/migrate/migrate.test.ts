import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  apply,
  bind,
  compile,
  copyState,
  migrate,
  migrationProblems,
  proposePlan,
  readBpmn,
  transition,
  type EventBody,
  type Program,
  type State,
} from '..';

const at = '2026-01-05T09:00:00+08:00';
const later = '2026-01-05T12:00:00+08:00';

async function version(name: string, process = 'case', change = (source: string) => source): Promise<Program> {
  const { definitions } = await readBpmn(Buffer.from(change(readFileSync(join(__dirname, `${name}.bpmn`), 'utf8'))));
  return bind(compile(definitions, process, name));
}
const step = (program: Program, state: State | undefined, body: EventBody, when = at) =>
  transition(program, state, { at: when, ...body } as Parameters<typeof transition>[2]).state;
const keyOf = (state: State, element: string) =>
  Object.values(state.instances).find((instance) => instance.element === element)!.key;
const open = (state: State) =>
  Object.values(state.instances)
    .filter((instance) => instance.waits?.some((wait) => wait.type === 'task'))
    .map((instance) => instance.element)
    .sort();

describe('migration', () => {
  it('proposes the element with the same id, otherwise with the same type and name', async () => {
    const [old, next] = await Promise.all([version('old'), version('new')]);
    expect(proposePlan(old.graph, next.graph)).toEqual({ elements: { a: 'accept' } });
  });

  it('continues where it stood, with its dates; new events are armed and old ones withdrawn', async () => {
    const [old, next] = await Promise.all([version('old'), version('new')]);
    const before = step(old, undefined, { type: 'start' });
    const { state, facts, commands } = migrate(old, next, before, proposePlan(old.graph, next.graph), {
      at: later,
      reason: 'new law',
    });
    expect(facts.reduce<State | undefined>(apply, copyState(before))).toEqual(state);
    expect(open(state)).toEqual(['accept', 'b']);
    expect(state.instances[keyOf(state, 'accept')]!.waits).toEqual(
      expect.arrayContaining([
        { type: 'timer', element: 'remind', due: '2026-01-05T10:00:00+08:00' },
        { type: 'timer', element: 'breach', due: '2026-01-06T12:00:00+08:00' },
      ]),
    );
    expect(commands).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'unsubscribeSignal', signal: 'gone' }),
        expect.objectContaining({ type: 'openTask', element: 'accept' }),
      ]),
    );
    expect(open(step(next, state, { type: 'taskCompleted', key: keyOf(state, 'b') }, later))).toEqual([
      'accept',
      'extra',
    ]);
  });

  it('does not arm again what has already happened', async () => {
    const [old, next] = await Promise.all([version('old'), version('new')]);
    const reminded = step(old, step(old, undefined, { type: 'start' }), { type: 'timeCame' }, later);
    const { state } = migrate(old, next, reminded, proposePlan(old.graph, next.graph), { at: later, reason: 'x' });
    expect(
      state.instances[keyOf(state, 'accept')]!.waits!.some((wait) => 'element' in wait && wait.element === 'remind'),
    ).toBe(false);
  });

  it('keeps tokens that wait before a join', async () => {
    const [old, next] = await Promise.all([version('old'), version('new')]);
    const started = step(old, undefined, { type: 'start' });
    const waiting = step(old, started, { type: 'taskCompleted', key: keyOf(started, 'a') });
    const { state } = migrate(old, next, waiting, proposePlan(old.graph, next.graph), { at: later, reason: 'x' });
    expect(state.arrived).toEqual({ '1/join': ['accept_join'] });
    const done = step(
      next,
      step(next, state, { type: 'taskCompleted', key: keyOf(state, 'b') }, later),
      {
        type: 'taskCompleted',
        key: 0 + keyOf(step(next, state, { type: 'taskCompleted', key: keyOf(state, 'b') }, later), 'extra'),
      },
      later,
    );
    expect(open(done)).toEqual(['c']);
  });

  it('keeps what an ad-hoc sub-process still has to start, and is refused if that no longer exists', async () => {
    const file = '../elements/adHocSubProcess.sequential';
    const [old, next, without] = await Promise.all([
      version(file, 'adHocSubProcess_sequential'),
      version(file, 'adHocSubProcess_sequential', (source) => source.replace('id="b"', 'id="second"')),
      version(file, 'adHocSubProcess_sequential', (source) => source.replace('<userTask id="b" />', '')),
    ]);
    const before = step(old, undefined, { type: 'start' });
    const { state } = migrate(old, next, before, { elements: { b: 'second' } }, { at, reason: 'x' });
    expect(open(step(next, state, { type: 'taskCompleted', key: keyOf(state, 'a') }))).toEqual(['second']);
    expect(
      migrationProblems(old.graph, without.graph, before, { elements: {} }).map(
        ({ code, element }) => `${code} ${element}`,
      ),
    ).toEqual(['NO_TARGET b']);
  });

  it('begins at the event that happened, while a listener still holds it up', async () => {
    const file = '../run/listeners.stuck';
    const [old, next] = await Promise.all([
      version(file, 'events'),
      version(file, 'events', (source) => source.replaceAll('"begun"', '"opened"')),
    ]);
    const jobs = Object.fromEntries(
      ['events_start', 'begun_start', 'begun_end', 'split_start'].map((name) => [name, name]),
    );
    const before = step(old, undefined, { type: 'start', startEvent: 'begun', variables: { jobs } });
    const { state } = migrate(old, next, before, { elements: { begun: 'opened' } }, { at, reason: 'x' });
    const started = step(next, state, { type: 'jobCompleted', key: 1 });
    const done = step(next, step(next, started, { type: 'jobCompleted', key: keyOf(started, 'opened') }), {
      type: 'jobCompleted',
      key: keyOf(started, 'opened'),
    });
    expect(Object.values(done.instances).map(({ element }) => element)).toEqual(['events', 'split']);
  });

  it('keeps a failed job, which the new version requests in its own way, but not a running one', async () => {
    const file = '../elements/serviceTask';
    const [old, next] = await Promise.all([
      version(file, 'serviceTask'),
      version(file, 'serviceTask', (source) => source.replace(/(taskDefinition type=")[^"]*/, '$1corrected')),
    ]);
    const before = step(old, undefined, { type: 'start', variables: { person: 'wang' } });
    expect(migrationProblems(old.graph, next.graph, before, { elements: {} }).map(({ code }) => code)).toEqual([
      'OTHER_WORK',
    ]);
    const failed = step(old, before, {
      type: 'jobFailed',
      key: keyOf(before, 'notify'),
      message: 'no such job',
      retries: 0,
    });
    const { state } = migrate(old, next, failed, { elements: {} }, { at, reason: 'x' });
    expect(
      transition(next, state, { at: later, type: 'incidentRetried', key: keyOf(state, 'notify') }).commands,
    ).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'runJob', job: 'corrected' })]));
  });

  it('back and forth changes nothing', async () => {
    const [old, next] = await Promise.all([version('old'), version('new')]);
    const started = step(old, undefined, { type: 'start' });
    const before = step(old, started, { type: 'taskCompleted', key: keyOf(started, 'a') });
    const plan = proposePlan(old.graph, next.graph);
    const there = migrate(old, next, before, plan, { at, reason: 'x' }).state;
    const back = migrate(
      next,
      old,
      there,
      { elements: Object.fromEntries(Object.entries(plan.elements).map(([one, other]) => [other, one])) },
      { at, reason: 'x' },
    ).state;
    expect(back).toEqual(before);
  });

  it('is refused with every reason', async () => {
    const [old, other] = await Promise.all([version('old'), version('other')]);
    const before = step(old, undefined, { type: 'start' });
    const codes = migrationProblems(old.graph, other.graph, before, { elements: {} }).map(
      ({ code, element }) => `${code} ${element}`,
    );
    expect(codes).toEqual(['OTHER_TYPE a', 'NO_TARGET sub', 'OTHER_SCOPE b']);
    expect(() => migrate(old, other, before, { elements: {} }, { at, reason: 'x' })).toThrow(
      expect.objectContaining({ code: 'CANNOT_MIGRATE' }) as Error,
    );
  });
});
