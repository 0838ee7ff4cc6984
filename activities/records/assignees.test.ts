import { randomUUID } from 'node:crypto';
import { advance } from '../../engine';
import { Cases, Mediators, Tasks, Users, type Task } from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { publishSource } from '../../tests/support/publishSource';
import { bpmn, end, flows, start } from '../../tests/workflows/bpmn';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import { programOf } from '../../workflows/programs';
import { Bundles } from '../definitions/bundles';
import { Post, type PostDeps } from '../messages/Post';
import { Recorder } from './Recorder';

jest.setTimeout(60_000);

let database: TestDatabase;
let bundles: Bundles;
let recorder: Recorder;
beforeAll(async () => {
  database = await openDatabase();
  bundles = new Bundles(() => new Date());
  recorder = new Recorder(
    bundles,
    new Post({ clock: () => new Date(), taskQueue: 'none' } as PostDeps),
    () => new Date(),
  );
  await person('u-near', 'li.wei', { roles: ['mediator'], region: '340111' });
  await person('u-far', 'far', { roles: ['mediator'], region: '340202' });
  await person('u-auditor', 'auditor', { roles: ['auditor'], region: '340000' });
  // Named like somebody else’s id, and like a mediator.
  await person('u-thief', 'u-near', { roles: ['mediator'], region: '340111' });
  await person('u-other-thief', 'mediator-7', { roles: ['mediator'], region: '340111' });
  await person('u-party', 'party', { roles: ['worker'], region: '340202', parties: ['worker:w'] });
  await Mediators.create({
    _id: 'mediator-7',
    name: '李',
    organisation: 'org',
    region: '340111',
    fullTime: true,
    languages: [],
    skills: [],
    conflicts: [],
    user: 'u-near',
    active: true,
  });
});
afterAll(() => database.close());

const person = (id: string, account: string, more: object) =>
  Users.create({
    _id: id,
    account,
    passwordHash: 'none',
    name: account,
    parties: [],
    language: 'zh',
    active: true,
    createdAt: new Date(),
    ...more,
  });

/** The task opened by a case whose model assigns it this way. */
async function opened(assignment: string): Promise<Task> {
  const process = `p-${randomUUID()}`;
  const task = `<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition ${assignment}/></bpmn:extensionElements></bpmn:userTask>`;
  await publishSource('process', process, bpmn([process, start() + task + end() + flows('s', 'a', 'e')]));
  const loaded = programOf(await bundles.load({ process }));
  const at = '2026-05-11T01:00:00.000Z';
  const id = `AH-340111-2026-${randomUUID().slice(0, 6)}`;
  const { state, facts, commands } = advance(loaded.program, undefined, {
    at,
    type: 'start',
    variables: {},
    instance: { id, businessKey: id },
  });
  await recorder.record(
    structuredClone<Batch>({
      instance: id,
      case: id,
      process,
      definition: loaded.bundle.graph.hash,
      bundle: loaded.hash,
      region: '340111',
      sequence: 1,
      at,
      events: [{ type: 'start', at }],
      facts,
      commands: commands.filter(({ type }) => type === 'openTask') as NotedCommand[],
      status: state.status,
      filing: { number: id, region: '340111', filedAt: at, parties: ['worker:w', 'employer:e'] },
    }),
  );
  return (await Tasks.findOne({ case: id }).lean<Task>())!;
}

describe('an assignee named by a model', () => {
  it.each([
    ['by id, even if another account has that name', 'u-near', 'u-near'],
    ['by account, as models used to', 'li.wei', 'u-near'],
    ['by mediator id, even if an account has that name', 'mediator-7', 'u-near'],
  ])('is given the task: %s', async (_, name, user) => {
    const task = await opened(`assignee="${name}" candidateGroups="mediator"`);
    expect([task.assignee, task.groups, task.notGiven]).toEqual([user, ['mediator'], undefined]);
  });

  it.each([
    ['nobody of that name', 'nobody', 'unknown'],
    ['somebody of another area', 'u-far', 'outside'],
    ['somebody with a read-only role', 'u-auditor', 'outside'],
    ['a party whose identity has not been checked', 'u-party', 'outside'],
  ])('does not get it; the task says so and goes to its groups: %s', async (_, name, why) => {
    const task = await opened(`assignee="${name}" candidateGroups="mediator"`);
    expect(task).toMatchObject({ groups: ['mediator'], notGiven: [{ name, why }] });
    expect(task.assignee).toBeUndefined();
  });

  it('is one of several, without those who cannot do it', async () => {
    const task = await opened('candidateUsers="li.wei,far,nobody"');
    expect(task.users).toEqual(['u-near']);
    expect(task.notGiven).toEqual([
      { name: 'far', why: 'outside' },
      { name: 'nobody', why: 'unknown' },
    ]);
    expect(task.groups).toEqual([]);
  });

  it('may be nobody: then the task goes to the administrators, who can reassign it', async () => {
    expect((await opened('assignee="nobody"')).groups).toEqual(['administrator']);
  });
});

it('has the case from then on: its next step is kept for them, unless the case was given to somebody else', async () => {
  const process = `p-${randomUUID()}`;
  const task = (id: string, assignment: string) =>
    `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition ${assignment}/></bpmn:extensionElements></bpmn:userTask>`;
  const [named, group] = ['assignee="u-near" candidateGroups="mediator"', 'candidateGroups="mediator"'];
  const steps = task('a', named) + task('b', group) + task('c', group) + task('x', named);
  await publishSource(
    'process',
    process,
    bpmn([process, start() + steps + end() + flows('s', 'a', 'b', 'c', 'x', 'e')]),
  );
  const loaded = programOf(await bundles.load({ process }));
  const at = '2026-05-11T01:00:00.000Z';
  const id = `AH-340111-2026-${randomUUID().slice(0, 6)}`;
  let state: ReturnType<typeof advance>['state'] | undefined;
  /** The task that the next step opens. */
  const step = async (sequence: number): Promise<Task> => {
    const key = Object.values(state?.instances ?? {}).find(({ waits }) => waits)?.key ?? 0;
    const event = state
      ? ({ type: 'taskCompleted', key } as const)
      : ({ type: 'start', variables: {}, instance: { id, businessKey: id } } as const);
    const done = advance(loaded.program, state, { at, ...event });
    state = done.state;
    await recorder.record(
      structuredClone<Batch>({
        instance: id,
        case: id,
        process,
        definition: loaded.bundle.graph.hash,
        bundle: loaded.hash,
        region: '340111',
        sequence,
        at,
        events: [{ type: event.type, at, ...(sequence > 1 && { key }) }],
        facts: done.facts,
        commands: done.commands.filter(({ type }) => type === 'openTask' || type === 'closeTask') as NotedCommand[],
        status: state.status,
        ...(sequence === 1 && {
          filing: { number: id, region: '340111', filedAt: at, parties: ['worker:w', 'employer:e'] },
        }),
      }),
    );
    return (await Tasks.findOne({ case: id, status: 'open' }).lean<Task>())!;
  };
  expect(await step(1)).toMatchObject({ element: 'a', assignee: 'u-near' });
  const kept = await step(2);
  expect([kept.element, kept.assignee, kept.keeper]).toEqual(['b', undefined, 'u-near']);
  // Somebody of another area cannot keep it.
  await Cases.updateOne({ _id: id }, { $set: { handlers: { mediator: { user: 'u-far' } } } });
  expect((await step(3)).keeper).toBeUndefined();
  // The model still names the former.
  await Cases.updateOne({ _id: id }, { $set: { handlers: { mediator: { user: 'u-thief', instead: ['u-near'] } } } });
  expect(await step(4)).toMatchObject({ element: 'x', assignee: 'u-thief' });
});
