import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { advance, type EventBody, type Fact, type State } from '../../engine';
import {
  appendAudit,
  Appointments,
  auditHash,
  AuditEntries,
  AuditSeals,
  Cases,
  Deadlines,
  FigureEntries,
  Figures,
  inTransaction,
  Incidents,
  Instances,
  Notices,
  Steps,
  Subscriptions,
  Tasks,
  type AuditEntry,
  type Case,
  type Figure,
  type Notice,
  type Task,
} from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { publishSource } from '../../tests/support/publishSource';
import { bpmn, end, flow, flows, properties, start, timer, user } from '../../tests/workflows/bpmn';
import type { Batch, NotedCommand } from '../../workflows/hostContract';
import { programOf, type Loaded } from '../../workflows/programs';
import { Bundles } from '../definitions/bundles';
import { countFigures, nextBatch } from '../duties/countFigures';
import { sealAudit } from '../duties/sealAudit';
import { Post, type PostDeps } from '../messages/Post';
import { rebuild } from './rebuild';
import { Recorder } from './Recorder';

jest.setTimeout(60_000);

const at = (minute: number): string => new Date(Date.parse('2026-05-11T01:00:00Z') + minute * 60_000).toISOString();
const filed = {
  region: '340111',
  workers: { count: 2, label: '张某', keyGroups: ['migrant'], identityNumber: '340111199001010002' },
  employer: { name: '合肥某餐饮管理有限公司', industry: 'H' },
  claims: [{ cause: 'wages', amount: 18600, facts: '工资' }],
};

let database: TestDatabase;
let bundles: Bundles;
let recorder: Recorder;
let loaded: Loaded;
beforeAll(async () => {
  database = await openDatabase();
  bundles = new Bundles(() => new Date());
  // No message is sent here: delivery is tested with a server in tests/workflows.
  recorder = new Recorder(
    bundles,
    new Post({ clock: () => new Date(), taskQueue: 'none' } as PostDeps),
    () => new Date(),
  );
  const late = `<bpmn:boundaryEvent id="late" attachedToRef="b">${properties({ limit: 'mediation-period' })}${timer('P15D')}</bpmn:boundaryEvent>`;
  const staged = (id: string, stage: string) => `<bpmn:userTask id="${id}">${properties({ stage })}</bpmn:userTask>`;
  const model = bpmn([
    'staged',
    start() +
      staged('a', 'negotiation') +
      staged('b', 'mediation') +
      late +
      user('escalated') +
      '<bpmn:exclusiveGateway id="g"/>' +
      user('c') +
      end() +
      end('e2') +
      flows('s', 'a', 'b', 'g') +
      flow('g', 'c', '<bpmn:conditionExpression>=go</bpmn:conditionExpression>') +
      flows('c', 'e') +
      flows('late', 'escalated', 'e2'),
  ]);
  await publishSource('process', 'staged', model);
  loaded = programOf(await bundles.load({ process: 'staged' }));
});
afterAll(() => database.close());

/** A case whose steps become batches, as in the workflow. */
class Course {
  state?: State;
  sequence = 0;
  constructor(
    readonly id: string,
    readonly model = loaded,
    readonly process = 'staged',
  ) {}

  batch(minute: number, body: EventBody, by: string | undefined = 'someone', act?: string): Batch {
    const { state, facts, commands } = advance(this.model.program, this.state, { at: at(minute), by, ...body });
    this.state = state;
    const noted = commands.filter(
      ({ type }) => !['wake', 'runJob', 'cancelJob', 'callProcess', 'cancelCall', 'escalateToCaller'].includes(type),
    ) as NotedCommand[];
    return structuredClone<Batch>({
      instance: this.id,
      case: this.id,
      process: this.process,
      definition: this.model.bundle.graph.hash,
      bundle: this.model.hash,
      region: '340111',
      sequence: (this.sequence += 1),
      at: at(minute),
      events: [{ type: body.type, at: at(minute), by, act, ...('key' in body ? { key: body.key } : {}) }],
      facts,
      commands: noted,
      status: state.status,
      ...(this.sequence === 1
        ? { filing: { number: this.id, region: '340111', filedAt: at(minute), parties: ['worker:w', 'employer:e'] } }
        : {}),
    });
  }

  start(minute = 0): Batch {
    return this.batch(minute, {
      type: 'start',
      variables: { case: filed, go: true },
      instance: { id: this.id, businessKey: this.id },
    });
  }

  complete(minute: number, element: string, variables: Record<string, unknown> = {}): Batch {
    const { key } = Object.values(this.state!.instances).find((instance) => instance.element === element)!;
    return this.batch(minute, { type: 'taskCompleted', key, variables });
  }
}

const record = (batch: Batch) => recorder.record(batch);
const newCourse = () => new Course(`AH-340111-2026-${randomUUID().slice(0, 6)}`);
/** Everything that is shown of a case. */
const shown = async (id: string) => ({
  case: await Cases.findById(id).lean(),
  instances: await Instances.find({ case: id }).sort({ _id: 1 }).lean(),
  tasks: await Tasks.find({ case: id }).sort({ _id: 1 }).lean(),
  deadlines: await Deadlines.find({ case: id }).sort({ _id: 1 }).lean(),
  incidents: await Incidents.find({ case: id }).sort({ _id: 1 }).lean(),
  subscriptions: await Subscriptions.find({ instance: id }).sort({ _id: 1 }).lean(),
});
const chainOf = (chain: string) => AuditEntries.find({ chain }).sort({ n: 1 }).lean<AuditEntry[]>();
const figure = async (id: string) => (await Figures.findById(id).lean<Figure>())?.n ?? {};

it('shows a case according to its steps', async () => {
  const course = newCourse();
  await record(course.start());
  await record(
    course.complete(5, 'a', { triage: { kind: 'single', priority: 'high' }, organisation: { id: 'org-1', name: 'x' } }),
  );
  const { case: about, tasks, deadlines } = await shown(course.id);
  expect(about).toMatchObject({
    status: 'open',
    stage: 'mediation',
    region: '340111',
    city: '340100',
    worker: '张某',
    workers: 2,
    amount: 1_860_000,
    causes: ['wages'],
    kind: 'single',
    priority: 'high',
    organisation: 'org-1',
    openTasks: 1,
    breached: [],
    parties: ['worker:w', 'employer:e'],
    facts: { go: true, triage: { kind: 'single' } },
  });
  expect(about!.stages.map(({ stage, sequence }) => [stage, sequence])).toEqual([
    ['negotiation', 1],
    ['mediation', 2],
  ]);
  expect(about!.due).toEqual(deadlines[0]!.due);
  expect(tasks.map(({ element, status, stage }) => [element, status, stage])).toEqual([
    ['a', 'completed', 'negotiation'],
    ['b', 'open', 'mediation'],
  ]);
});

it("shows a task's own limit, not that of a parallel task", async () => {
  const late = (host: string, days: number, row: string) =>
    `<bpmn:boundaryEvent id="late-${host}" attachedToRef="${host}" cancelActivity="false">${properties({ limit: row })}${timer(`P${days}D`)}</bpmn:boundaryEvent>`;
  const both =
    '<bpmn:userTask id="both"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>';
  await publishSource(
    'process',
    'beside',
    bpmn([
      'beside',
      start() +
        '<bpmn:parallelGateway id="fork"/>' +
        user('a') +
        user('b') +
        user('free') +
        both +
        late('a', 7, 'litigation-fee') +
        late('b', 15, 'litigation-defence') +
        late('both', 20, 'enforcement-application') +
        end() +
        end('e2') +
        end('e3') +
        end('e4') +
        flows('fork', 'both', 'e4') +
        flows('s', 'fork', 'a', 'e') +
        flows('fork', 'b', 'e2') +
        flows('fork', 'free', 'e3'),
    ]),
  );
  const course = new Course(newCourse().id, programOf(await bundles.load({ process: 'beside' })), 'beside');
  const limits = async () =>
    Object.fromEntries(
      (await shown(course.id)).tasks
        .filter(({ status }) => status === 'open')
        .map(({ element, limit, due }) => [element, [limit ?? null, due.toISOString().slice(0, 10)]]),
    );
  await record(course.start());
  const kept = {
    b: ['litigation-defence', '2026-05-26'],
    free: [null, '9999-12-31'],
    both: ['enforcement-application', '2026-05-31'],
  };
  expect(await limits()).toEqual({ ...kept, a: ['litigation-fee', '2026-05-18'] });
  await record(course.complete(5, 'a'));
  expect(await limits()).toEqual(kept);
});

it('shows who supervises until when, before it escalates one level', async () => {
  const up = `<bpmn:boundaryEvent id="up" attachedToRef="a">${properties({ limit: 'mediation-acceptance', moment: 'escalate' })}${timer('P3D')}</bpmn:boundaryEvent>`;
  await publishSource(
    'process',
    'ladder',
    bpmn(['ladder', start() + user('a') + up + end() + end('e2') + flows('s', 'a', 'e') + flows('up', 'e2')]),
  );
  const course = new Course(newCourse().id, programOf(await bundles.load({ process: 'ladder' })), 'ladder');
  await record(course.start());
  const { case: about, tasks } = await shown(course.id);
  expect(tasks).toMatchObject([
    { limit: 'mediation-acceptance', moment: 'escalate', due: new Date('2026-05-14T01:00:00Z') },
  ]);
  // The case shows its own limit, not the supervisor's.
  expect(about!.due.getUTCFullYear()).toBe(9999);
});

it('shows an overdue duty until it is done', async () => {
  const late = (host: string, days: number, row: string) =>
    `<bpmn:boundaryEvent id="late-${host}" attachedToRef="${host}" cancelActivity="false">${properties({ limit: row, moment: 'breach' })}${timer(`P${days}D`)}</bpmn:boundaryEvent>`;
  await publishSource(
    'process',
    'overdue',
    bpmn([
      'overdue',
      start() +
        '<bpmn:parallelGateway id="fork"/>' +
        user('a') +
        user('b') +
        late('a', 7, 'mediation-acceptance') +
        late('b', 8, 'suit-non-final-award') +
        end() +
        end('e2') +
        end('e3') +
        end('e4') +
        flows('s', 'fork', 'a', 'e') +
        flows('fork', 'b', 'e2') +
        flows('late-a', 'e3') +
        flows('late-b', 'e4'),
    ]),
  );
  const course = new Course(newCourse().id, programOf(await bundles.load({ process: 'overdue' })), 'overdue');
  const nextDue = async () => {
    const { case: about, tasks } = await shown(course.id);
    return [
      about!.due.toISOString().slice(0, 10),
      ...tasks
        .filter(({ status }) => status === 'open')
        .map(({ element, limit, due }) => [element, limit ?? null, due.toISOString().slice(0, 10)]),
    ];
  };
  await record(course.start());
  await record(course.batch(7 * 1440 + 1, { type: 'timeCame' }));
  expect(await nextDue()).toEqual([
    '2026-05-18',
    ['a', 'mediation-acceptance', '2026-05-18'],
    ['b', 'suit-non-final-award', '2026-05-19'],
  ]);
  // A lapsed right is nobody's breach.
  await record(course.batch(8 * 1440 + 1, { type: 'timeCame' }));
  expect(await nextDue()).toEqual([
    '2026-05-18',
    ['a', 'mediation-acceptance', '2026-05-18'],
    ['b', null, '9999-12-31'],
  ]);
  await record(course.complete(9 * 1440, 'a'));
  expect(await nextDue()).toEqual(['9999-12-31', ['b', null, '9999-12-31']]);
  expect((await shown(course.id)).deadlines.map(({ status, overdue }) => [status, overdue ?? null])).toEqual([
    ['breached', false],
    ['breached', null],
  ]);
});

it('records a batch once, however often it arrives', async () => {
  const course = newCourse();
  const first = course.start();
  await Promise.all([record(first), record(structuredClone(first))]);
  await record(structuredClone(first));
  expect(await Steps.countDocuments({ instance: course.id })).toBe(1);
  expect(await chainOf(course.id)).toHaveLength(1);
  expect((await shown(course.id)).case).toMatchObject({ openTasks: 1 });
});

it('records many cases at once, and a bad one blocks no other', async () => {
  const courses = Array.from({ length: 40 }, newCourse);
  const bad = { ...newCourse().start(), bundle: 'f'.repeat(64) };
  const results = await Promise.allSettled([...courses.map((course) => record(course.start())), record(bad)]);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(await Cases.countDocuments({ _id: { $in: courses.map(({ id }) => id) } })).toBe(40);
});

it('replaces a step that never happened, with all its consequences', async () => {
  const course = newCourse();
  await record(course.start());
  const before = structuredClone(course.state!);
  await Tasks.updateOne({ case: course.id, element: 'a' }, { $set: { assignee: 'somebody', version: 4 } });
  // The orphan completed the task; what really happened came later and only set a variable.
  await record(course.complete(5, 'a'));
  await countFigures();
  const counted = await figure('340111|2026-05|all|');
  Object.assign(course, { state: before, sequence: 1 });
  await record(course.batch(9, { type: 'variablesSet', variables: { note: 'real' } }));
  const { case: about, tasks, deadlines } = await shown(course.id);
  expect(about).toMatchObject({
    stage: 'negotiation',
    openTasks: 1,
    facts: { note: 'real' },
    due: new Date('9999-12-31T00:00:00Z'),
  });
  expect(about!.stages).toHaveLength(1);
  expect(tasks.map(({ element, status, assignee, version }) => [element, status, assignee, version])).toEqual([
    ['a', 'open', 'somebody', 4],
  ]);
  expect(deadlines).toEqual([]);
  await countFigures();
  expect(await figure('340111|2026-05|all|')).toEqual({
    ...counted,
    mediationEntered: (counted.mediationEntered ?? 0) - 1,
    negotiationLeft: counted.negotiationLeft! - 1,
    negotiationTime: counted.negotiationTime! - 5 * 60_000,
  });
  expect((await chainOf(course.id)).map(({ action }) => action)).toEqual(['start', 'taskCompleted', 'orphanReplaced']);
  await record(course.complete(12, 'a'));
  expect((await shown(course.id)).case).toMatchObject({ stage: 'mediation', openTasks: 1 });
});

it.each([
  ['withdrawn by a person', 'someone', undefined, 'withdrawn', 1],
  ['ended by an operator', 'someone', 'operations.cancel', 'ended-by-operations', 0],
  ['ended by the server', '', undefined, 'ended-by-operations', 0],
])('a case is closed as what it was: %s', async (_, by, act, outcome, withdrawn) => {
  const course = newCourse();
  await record(course.start());
  await record(course.batch(1, { type: 'cancelled', reason: 'over' }, by, act));
  expect(await Cases.findById(course.id).lean()).toMatchObject({ status: 'closed', outcome });
  const counted = await FigureEntries.find({ case: course.id }).lean<{ n: Record<string, number> }[]>();
  expect(counted.reduce((sum, { n }) => sum + (n.withdrawn ?? 0), 0)).toBe(withdrawn);
});

it('is rebuilt identically from the steps alone', async () => {
  const course = newCourse();
  for (const batch of [course.start(), course.complete(5, 'a'), course.batch(15 * 24 * 60 + 6, { type: 'timeCame' })])
    await record(batch);
  const before = await shown(course.id);
  expect(before.case).toMatchObject({ breached: ['mediation-period'] });
  expect(await inTransaction((session) => rebuild(course.id, bundles, session))).toBe(3);
  expect(await shown(course.id)).toEqual(before);
  await record(course.complete(15 * 24 * 60 + 9, 'escalated'));
  const ended = await shown(course.id);
  expect(ended.case).toMatchObject({ status: 'closed', openTasks: 0 });
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await shown(course.id)).toEqual(ended);
});

it('notes once that a side is to be told of a step, however often its case is rebuilt; of a mere right only its end', async () => {
  const step = (id: string, group: string, more = '') =>
    `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="${group}"/>${more}</bpmn:extensionElements></bpmn:userTask>`;
  const right = '<zeebe:properties><zeebe:property name="act:mediation.leave" value="{}"/></zeebe:properties>';
  const model = bpmn([
    'telling',
    start() +
      '<bpmn:parallelGateway id="g"/>' +
      step('answer', 'employer') +
      step('leave', 'worker', right) +
      step('accept', 'mediator') +
      end() +
      flows('s', 'g', 'answer', 'e') +
      flows('g', 'leave', 'e') +
      flows('g', 'accept', 'e'),
  ]);
  await publishSource('process', 'telling', model);
  const course = new Course(`AH-${randomUUID()}`, programOf(await bundles.load({ process: 'telling' })), 'telling');
  await recorder.record(course.start());
  const told = () => Notices.find({ case: course.id }).sort({ _id: 1 }).lean<Notice[]>();
  const found = await told();
  expect(found).toMatchObject([
    { kind: 'nears', audience: ['party:worker:w'], unplanned: true },
    { kind: 'waits', audience: ['party:employer:e'], unplanned: true, deliveries: [] },
  ]);
  expect(found.every(({ _id, kind, task }) => _id === `${kind}/${task}` && task!.startsWith(course.id))).toBe(true);
  await Notices.updateMany({ case: course.id }, { $set: { readBy: ['u'] }, $unset: { unplanned: '', nextAt: '' } });
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await told()).toMatchObject(found.map(() => ({ readBy: ['u'] })));
  expect((await told()).some(({ unplanned }) => unplanned)).toBe(false);
});

it('counts every case once, even if counting is interrupted at any point', async () => {
  await countFigures();
  const before = await figure('340111|2026-05|all|');
  const courses = Array.from({ length: 5 }, newCourse);
  for (const course of courses) await record(course.start());
  // Interrupted when one figure had counted the batch and the others had not.
  const { n, deltas } = (await nextBatch())!;
  const taken = deltas.find((delta) => delta.figure === '340000|2026-05|all|')!;
  await Figures.updateOne(
    { _id: taken.figure },
    { $set: { applied: n }, $inc: Object.fromEntries(Object.entries(taken.n).map(([name, by]) => [`n.${name}`, by])) },
  );
  await countFigures();
  for (const area of ['340111', '340000']) expect((await figure(`${area}|2026-05|all|`)).filed).toBe(before.filed! + 5);
  expect(await figure('340000|2026-05|industry|H')).toMatchObject({
    filed: before.filed! + 5,
    workers: before.workers! + 10,
  });
  expect(await FigureEntries.countDocuments({ batch: 0 })).toBe(0);
});

it('counts as filed with the organisation that has it, and no more with the one that had it', async () => {
  const course = newCourse();
  await record(course.start());
  const of = (organisation: string) => figure(`340111|2026-05|organisation|${organisation}`);
  const given = async (minute: number, organisation: string) => {
    await record(course.batch(minute, { type: 'variablesSet', variables: { organisation: { id: organisation } } }));
    await countFigures();
  };
  const all = { filed: 1, workers: 2, amountClaimed: 1_860_000 };
  // In the month in which it was filed, whenever it is given.
  await given(40 * 24 * 60, 'one');
  expect(await of('one')).toEqual(all);
  await given(40 * 24 * 60 + 1, 'one');
  expect(await of('one')).toEqual(all);
  await given(40 * 24 * 60 + 2, 'other');
  expect([await of('one'), await of('other')]).toEqual([{ filed: 0, workers: 0, amountClaimed: 0 }, all]);
  await inTransaction((session) => rebuild(course.id, bundles, session));
  await countFigures();
  expect([(await of('one')).filed, await of('other')]).toEqual([0, all]);
});

it('shows the parties as staff completed them, with every task, also after a rebuild', async () => {
  const course = newCourse();
  await record(course.start());
  const employer = { creditCode: '913401110000000198', name: '合肥某餐饮管理有限公司' };
  const parties = ['worker:w', 'employer:known'];
  const completed = { fields: ['employer.creditCode', 'employer.name', 'workers.count'], parties };
  const { data: before } = (await Cases.findById(course.id).lean<Case>())!;
  await record(
    course.batch(9, {
      type: 'variablesSet',
      merge: true,
      variables: { case: { employer, workers: { count: 99 } }, partiesCompleted: completed },
    }),
  );
  const seen = async () => {
    const found = (await Cases.findById(course.id).lean<Case>())!;
    const { title, parties: of } = (await Tasks.findOne({ case: course.id }).lean<Task>())!;
    return [
      found.data,
      found.employer,
      found.parties,
      found.terms.includes('913401110000000198'.toLowerCase()),
      title,
      of,
    ];
  };
  const expected = [
    // Nothing but what may be completed, whatever the step says.
    { ...before, employer: { ...(before.employer as object), ...employer } },
    employer.name,
    parties,
    true,
    expect.stringContaining(employer.name),
    parties,
  ];
  expect(await seen()).toEqual(expected);
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await seen()).toEqual(expected);
});

it('moves with all that is stored of it to the area of its new seat, where it counts from then on', async () => {
  const course = newCourse();
  await record(course.start());
  await record(course.complete(5, 'a'));
  await Tasks.updateMany({ case: course.id }, { $set: { assignee: 'old', claimedAt: new Date(at(6)) } });
  const said = { audience: ['mediator@340111'], compartment: 'sealed', region: '340111', city: '340100' };
  await Notices.collection.insertOne({
    _id: `${course.id}-told`,
    case: course.id,
    at: new Date(at(6)),
    ...said,
  } as never);
  const seat = (minute: number, region: unknown) =>
    record(course.batch(minute, { type: 'variablesSet', variables: { seat: { region } } }));
  const entered = async () =>
    Object.fromEntries(
      await Promise.all(
        ['340111', '340202'].map(async (area) => [
          area,
          (await FigureEntries.find({ case: course.id, 'area.region': area }).lean<{ n: Figure['n'] }[]>()).reduce(
            (sum, { n }) => [sum[0]! + (n.filed ?? 0), sum[1]! + (n.mediationEntered ?? 0)],
            [0, 0],
          ),
        ]),
      ),
    );
  // No place of the province: nothing moves.
  await seat(7, '110101');
  expect(await entered()).toEqual({ 340111: [1, 1], 340202: [0, 0] });
  await seat(8, '340202');
  const there = { region: '340202', city: '340200' };
  const moved = await shown(course.id);
  for (const each of [moved.case, ...moved.instances, ...moved.tasks, ...moved.deadlines])
    expect(each).toMatchObject(there);
  // The old commission's mediators lose the talks.
  expect(await Notices.findById(`${course.id}-told`).lean()).toMatchObject(there);
  // Who worked for the old commission has no open task of it any more; what was done stays with who did it.
  expect(moved.tasks.map(({ element, assignee }) => [element, assignee])).toEqual([
    ['a', 'old'],
    ['b', undefined],
  ]);
  expect(await entered()).toEqual({ 340111: [0, 0], 340202: [1, 1] });
  await Tasks.updateOne({ case: course.id, status: 'open' }, { $set: { assignee: 'new', claimedAt: new Date(at(9)) } });
  const before = await shown(course.id);
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await shown(course.id)).toEqual(before);
  expect(await entered()).toEqual({ 340111: [0, 0], 340202: [1, 1] });
});

it.each([
  ['stays settled when it closes so, once', 'mediated-and-performed', { mediationSettled: 1, amountAgreed: 1_000_00 }],
  ['is taken back on its day if the dispute went on to an award', 'award-in-force', {}],
  ['stays settled if the agreement had to be enforced', 'enforced', { mediationSettled: 1, amountAgreed: 1_000_00 }],
])('a case counts as settled when its agreement is in force, and %s', async (_, outcome, left) => {
  const course = newCourse();
  await record(course.start());
  await record(course.complete(1, 'a'));
  const terms = { obligations: [{ obligor: 'employer', obligee: 'worker', amount: 1000 }] };
  const set = (minute: number, variables: object) =>
    record(course.batch(minute, { type: 'variablesSet', variables: variables as Record<string, unknown> }));
  const summed = async () => {
    const sum: Record<string, number> = {};
    for (const { n, slices } of await FigureEntries.find({ case: course.id }).lean())
      if (slices.some(({ slice }) => slice === 'all'))
        for (const [name, by] of Object.entries(n)) sum[name] = (sum[name] ?? 0) + (by ?? 0);
    return sum;
  };
  await set(2, { agreement: { kind: 'mediation', terms } });
  expect((await summed()).mediationSettled).toBeUndefined();
  for (const minute of [3, 4])
    await set(minute, { agreement: { kind: 'mediation', effectiveOn: '2026-05-11', terms } });
  expect(await summed()).toMatchObject({ mediationSettled: 1, settledOpen: 1, amountAgreed: 100_000 });
  await set(5, { outcome, inForceAs: 'mediated-and-confirmed' });
  await record(course.batch(6, { type: 'cancelled', reason: 'over' }, 'someone', 'operations.cancel'));
  const { mediationSettled, settledOpen, amountAgreed, closed } = await summed();
  expect({ mediationSettled, amountAgreed, settledOpen, closed }).toEqual({
    mediationSettled: 0,
    amountAgreed: 0,
    ...left,
    settledOpen: 0,
    closed: 1,
  });
});

describe('the audit', () => {
  it('is one unbroken chain per case, whichever process writes to it', async () => {
    const course = newCourse();
    await Promise.all([
      record(course.start()),
      appendAudit([{ chain: course.id, at: new Date(), by: 'u', action: 'read' }]),
      appendAudit([{ chain: course.id, at: new Date(), by: 'u', action: 'commented' }]),
    ]);
    await record(course.complete(3, 'a'));
    const entries = await chainOf(course.id);
    expect(entries.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    entries.forEach((entry, index) => {
      expect(entry.previous).toBe(entries[index - 1]?.hash ?? '');
      expect(auditHash(entry)).toBe(entry.hash);
    });
  });

  it('is sealed daily', async () => {
    const course = newCourse();
    await record(course.start());
    await sealAudit({ clock: () => new Date('2026-05-12T16:00:00Z'), log: pino({ level: 'silent' }) });
    const [seal] = await AuditSeals.find({ day: '2026-05-11' }).lean();
    expect(seal!.heads).toContainEqual({ chain: course.id, n: 1, hash: (await chainOf(course.id))[0]!.hash });
    await sealAudit({ clock: () => new Date('2026-05-12T16:00:00Z'), log: pino({ level: 'silent' }) });
    expect(await AuditSeals.countDocuments({ day: '2026-05-11' })).toBe(1);
  });
});

it('shows the incident of a retry without a repair, and resolves it by the retry that succeeds', async () => {
  const course = newCourse();
  await record(course.start());
  await record(course.complete(1, 'a'));
  await record(course.complete(2, 'b', { go: false }));
  const stuck = () => Object.values(course.state!.instances).find(({ incident }) => incident)!.key;
  const retry = (minute: number, variables?: Record<string, unknown>) =>
    course.batch(minute, { type: 'incidentRetried', key: stuck(), variables });
  const statuses = async () => (await shown(course.id)).incidents.map(({ status, how }) => [status, how]);
  await record(retry(3));
  await record(retry(4));
  const after = await shown(course.id);
  expect(await statuses()).toEqual([
    ['resolved', 'retried'],
    ['resolved', 'retried'],
    ['open', undefined],
  ]);
  expect([after.case!.incidents, after.instances[0]!.incidents]).toEqual([1, 1]);
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await shown(course.id)).toEqual(after);
  await record(retry(5, { go: true }));
  expect((await statuses()).map(([status]) => status)).toEqual(['resolved', 'resolved', 'resolved']);
  expect((await shown(course.id)).case!.incidents).toBe(0);
});

it('writes names and texts that no database can store with look-alike characters', async () => {
  const course = newCourse();
  await record(course.start());
  const odd = { '': 1, $set: { '': 2, $inc: 3, 'a.b': 4, 'n\0l': 5 }, 'a.b': 'x\0y', 'n\0l': [{ '': 'z' }] };
  await record(course.complete(1, 'a', odd));
  const { case: about, tasks } = await shown(course.id);
  expect(about!.facts).toMatchObject({
    '␠': 1,
    '＄set': { '␠': 2, '＄inc': 3, 'a.b': 4, 'n␀l': 5 },
    'a．b': 'x␀y',
    'n␀l': [{ '␠': 'z' }],
  });
  expect(tasks.map(({ element, status }) => [element, status])).toEqual([
    ['a', 'completed'],
    ['b', 'open'],
  ]);
  // The step itself contains what was entered.
  const step = await Steps.findById(`${course.id}/2`).lean<{ body: string }>();
  expect((JSON.parse(step!.body) as Batch).facts).toContainEqual(
    expect.objectContaining({ type: 'variablesSet', variables: expect.objectContaining(odd) as unknown }),
  );
  const before = await shown(course.id);
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await shown(course.id)).toEqual(before);
});

it('fixes, postpones and cancels what a step has booked, and a rebuild does the same', async () => {
  const model = bpmn([
    'meetings',
    start() +
      `<bpmn:userTask id="fix">${properties({ appointment: 'hearing' })}</bpmn:userTask>` +
      `<bpmn:userTask id="hear">${properties({ takesPlace: 'hearing', postpones: 'postpone' })}</bpmn:userTask>` +
      '<bpmn:exclusiveGateway id="g" default="done"/>' +
      end() +
      flows('s', 'fix', 'hear', 'g') +
      flow('g', 'fix', '<bpmn:conditionExpression>=decision = "postpone"</bpmn:conditionExpression>') +
      '<bpmn:sequenceFlow id="done" sourceRef="g" targetRef="e"/>',
  ]);
  await publishSource('process', 'meetings', model);
  const course = new Course(newCourse().id, programOf(await bundles.load({ process: 'meetings' })), 'meetings');
  const step = async (minute: number, element: string, variables: Record<string, unknown> = {}, update = 'u') => {
    const batch = course.complete(minute, element, variables);
    Object.assign(batch.events[0]!, { update, variables });
    await record(batch);
  };
  /** As the API books it: two attempts at the same task, of which one takes the step. */
  const book = async (key: number, update: string) => {
    for (const by of [update, 'other'])
      await Appointments.create({
        _id: `${course.id}/${key}/${by}`,
        task: `${course.id}/${key}`,
        key: by,
        case: course.id,
        instance: course.id,
        kind: 'hearing',
        status: 'pending',
        day: '2026-06-01',
        start: new Date(at(0)),
        end: new Date(at(120)),
        people: [],
        region: '340111',
        city: '340100',
        parties: [],
        compartment: 'open',
        by,
        at: new Date(at(0)),
        keptUntil: new Date(at(9_999)),
      });
  };
  const statuses = async () =>
    (
      await Appointments.find({ case: course.id, key: { $ne: 'other' } })
        .sort({ step: 1 })
        .lean()
    ).map(({ status }) => status);
  const keyOf = (element: string) =>
    Object.values(course.state!.instances).find((instance) => instance.element === element)!.key;
  await record(course.start());
  await book(keyOf('fix'), 'one');
  await step(1, 'fix', {}, 'one');
  expect(await statuses()).toEqual(['fixed']);
  await step(2, 'hear', { decision: 'postpone' });
  await book(keyOf('fix'), 'two');
  await step(3, 'fix', {}, 'two');
  expect(await statuses()).toEqual(['postponed', 'fixed']);
  await step(130, 'hear', { decision: 'held' });
  const all = () => Appointments.find({ case: course.id }).sort({ _id: 1 }).lean();
  expect((await all()).map(({ status }) => status).sort()).toEqual(['cancelled', 'cancelled', 'held', 'postponed']);
  const before = await all();
  await inTransaction((session) => rebuild(course.id, bundles, session));
  expect(await all()).toEqual(before);
});

it('isolates a record that cannot be written: it gets its own incident, and the others are written', async () => {
  const broken = newCourse();
  const others = Array.from({ length: 5 }, newCourse);
  await Promise.all([broken, ...others].map((course) => record(course.start())));
  // The present engine produces no step this large; one started under an older edition may.
  const step = broken.complete(1, 'a');
  const text: Fact = { type: 'variablesSet', key: 1, variables: { text: 'x'.repeat(17_000_000) } };
  const large: Batch = { ...step, facts: [...step.facts, text] };
  const written = (batch: Batch) =>
    record(batch).then(
      () => true,
      () => false,
    );
  expect(await Promise.all([large, ...others.map((course) => course.complete(1, 'a'))].map(written))).toEqual([
    false,
    ...others.map(() => true),
  ]);
  expect(await written(large)).toBe(false);
  const { incidents, case: about, instances } = await shown(broken.id);
  expect(incidents).toMatchObject([{ code: 'RECORD_REFUSED', status: 'open', step: 2, instance: broken.id }]);
  expect([about!.incidents, instances[0]!.incidents]).toEqual([1, 1]);
  // A rebuild keeps it.
  await inTransaction((session) => rebuild(broken.id, bundles, session));
  expect((await shown(broken.id)).case!.incidents).toBe(1);
  // What can be written is written, and the incident is resolved.
  await record({ ...large, events: [], facts: [], commands: [] });
  expect((await shown(broken.id)).incidents).toMatchObject([{ status: 'resolved', how: 'retried' }]);
  expect((await shown(broken.id)).instances[0]!.incidents).toBe(0);
}, 120_000);
