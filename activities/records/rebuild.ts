import {
  Appointments,
  bodyOf,
  Cases,
  Deadlines,
  FigureEntries,
  Incidents,
  Instances,
  Messages,
  Notices,
  ServiceEntries,
  Steps,
  storable,
  Subscriptions,
  Tasks,
  Writes,
  type Case,
  type ClientSession,
  type FigureEntry,
  type Incident,
  type Step,
  type Task,
} from '../../models';
import type { Batch } from '../../workflows/hostContract';
import type { Bundles } from '../definitions/bundles';
import { unfixed } from './appointments';
import { Assignees } from './assignees';
import { CaseViews } from './CaseView';
import { project } from './project';
import { Scene } from './Scene';

/** What people did with a task, which its process does not know. */
const kept = ['assignee', 'claimedAt', 'keeper', 'given', 'version'] as const;

/**
 * Rebuilds everything that MongoDB shows of a case from its stored steps: after an orphan, or if a projection was lost
 * or its code has changed. What people did in the inbox is kept. Returns how many steps were folded.
 */
export async function rebuild(of: string, bundles: Bundles, session?: ClientSession): Promise<number> {
  const steps = (
    await Steps.find(
      { case: of },
      { body: 1, format: 1, digest: 1, at: 1, instance: 1, sequence: 1 },
      { session },
    ).lean<Step[]>()
  ).sort(inOrder);
  const tasks = await Tasks.find({ case: of }, Object.fromEntries(kept.map((field) => [field, 1])), { session }).lean<
    Task[]
  >();
  const handlers = (await Cases.findById(of, { handlers: 1 }, { session }).lean<Case>())?.handlers;
  const counted = await FigureEntries.find({ case: of }, {}, { session }).lean<FigureEntry[]>();
  for (const model of [Cases, Instances])
    await model.collection.deleteMany(model === Cases ? ({ _id: of } as never) : { case: of }, { session });
  await Incidents.collection.deleteMany({ case: of, key: { $ne: 0 } } as never, { session });
  for (const model of [Tasks, Deadlines, ServiceEntries]) await model.collection.deleteMany({ case: of }, { session });
  const before = unfixed(of);
  await Appointments.collection.updateMany(before.filter as never, before.update, { session });
  await Subscriptions.deleteMany(
    { instance: { $in: [...new Set(steps.map(({ instance }) => instance))] } },
    { session },
  );
  const published = new Set(
    (
      await Messages.find(
        { from: { $in: [...new Set(steps.map(({ instance }) => instance))] } },
        { _id: 1 },
        { session },
      ).lean<{ _id: string }[]>()
    ).map(({ _id }) => _id),
  );
  const told = new Set(
    (await Notices.find({ case: of }, { _id: 1 }, { session }).lean<{ _id: string }[]>()).map(({ _id }) => _id),
  );
  const writes = new Writes();
  const views = new CaseViews();
  const batches = steps.map((step) => storable(bodyOf<Batch>(step), step.body));
  views.assignees = await Assignees.of(batches, () => handlers, session);
  for (const [index, batch] of batches.entries()) {
    const { digest } = steps[index]!;
    project(new Scene(batch, digest, await bundles.open(batch.bundle), views, writes));
  }
  if (handlers) writes.keep(Cases, of, { handlers });
  for (const { _id, ...fields } of tasks)
    writes.keep(
      Tasks,
      _id,
      Object.fromEntries(kept.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]]))),
    );
  for (const { instance } of await openHostIncidents(of, session)) {
    writes.inc(Instances, instance, 'incidents', 1);
    writes.inc(Cases, of, 'incidents', 1);
  }
  writes.drop(Messages, (id) => published.has(id));
  writes.drop(Notices, (id) => told.has(id));
  correctFigures(writes, counted);
  await writes.run(session);
  return steps.length;
}

/** Host incidents, below the process, are in no step, and stay. */
const openHostIncidents = (of: string, session?: ClientSession): Promise<Incident[]> =>
  Incidents.find({ case: of, key: 0, status: 'open' }, { instance: 1 }, { session }).lean<Incident[]>().exec();

/** Of steps in the same millisecond, the caller's come first. */
const inOrder = (a: Step, b: Step): number =>
  a.at.getTime() - b.at.getTime() || a.instance.length - b.instance.length || a.sequence - b.sequence;

/** Existing entries are not counted twice; those that are no longer true are reversed. */
function correctFigures(writes: Writes, counted: FigureEntry[]): void {
  const known = new Map(counted.map((entry) => [entry._id, entry]));
  const right = new Set(writes.inserted(FigureEntries));
  writes.drop(FigureEntries, (id) => known.has(id));
  for (const entry of counted) {
    if (right.has(entry._id) || entry._id.endsWith('/undone')) continue;
    const n = Object.fromEntries(Object.entries(entry.n).map(([name, by]) => [name, -by!]));
    writes.insert(FigureEntries, { ...entry, _id: `${entry._id}/undone`, n, batch: 0 }, true);
  }
}
