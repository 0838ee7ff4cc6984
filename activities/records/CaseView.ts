import { Assignees } from './assignees';
import { Cases, Deadlines, never, type Case, type ClientSession, type Deadline } from '../../models';

/** What a projection needs to know about a case, and changes as it proceeds. */
export type CaseHead = Pick<
  Case,
  | '_id'
  | 'matter'
  | 'title'
  | 'readers'
  | 'filedBy'
  | 'region'
  | 'city'
  | 'worker'
  | 'employer'
  | 'workers'
  | 'amount'
  | 'filedAt'
  | 'parties'
  | 'industry'
  | 'keyGroups'
  | 'stage'
  | 'organisation'
  | 'mediator'
  | 'handlers'
  | 'openTasks'
  | 'due'
  | 'settled'
  | 'stages'
>;
export type Running = Pick<
  Deadline,
  '_id' | 'case' | 'instance' | 'key' | 'element' | 'limit' | 'moment' | 'due' | 'overdue'
>;

const headFields = {
  matter: 1,
  title: 1,
  readers: 1,
  filedBy: 1,
  region: 1,
  city: 1,
  worker: 1,
  employer: 1,
  workers: 1,
  amount: 1,
  filedAt: 1,
  parties: 1,
  industry: 1,
  keyGroups: 1,
  stage: 1,
  organisation: 1,
  mediator: 1,
  handlers: 1,
  openTasks: 1,
  due: 1,
  settled: 1,
  stages: 1,
};
const runningFields = { case: 1, instance: 1, key: 1, element: 1, limit: 1, moment: 1, due: 1, overdue: 1, status: 1 };

/** The cases that a flush touches, as stored in the database, and their running or overdue limits. */
export class CaseViews {
  readonly heads = new Map<string, CaseHead>();
  /** The users named by models in what is projected. */
  assignees = new Assignees();
  readonly #running = new Map<string, Map<string, Running>>();

  static async read(cases: string[], session?: ClientSession): Promise<CaseViews> {
    const views = new CaseViews();
    const filter = { $in: [...new Set(cases)] };
    const heads = (await Cases.collection
      .find({ _id: filter } as never, { projection: headFields, session })
      .toArray()) as unknown as CaseHead[];
    for (const head of heads) views.heads.set(head._id, head);
    const known = (await Deadlines.collection
      .find({ case: filter, status: { $in: ['running', 'breached'] } }, { projection: runningFields, session })
      .toArray()) as unknown as (Running & Pick<Deadline, 'status'>)[];
    for (const deadline of known) if (deadline.status === 'running' || deadline.overdue) views.arm(deadline);
    return views;
  }

  arm(deadline: Running): void {
    if (!this.#running.has(deadline.case)) this.#running.set(deadline.case, new Map());
    this.#running.get(deadline.case)!.set(deadline._id, deadline);
  }

  disarm(of: string, id: string): void {
    this.#running.get(of)?.delete(id);
  }

  /** The expired limits of an element instance whose work is still to be done. */
  overdueAt(of: string, instance: string, key: number): Running[] {
    return [...(this.#running.get(of)?.values() ?? [])].filter(
      (running) => running.overdue && running.instance === instance && running.key === key,
    );
  }

  /**
   * The limits with consequences (a breach, the next level up), not reminders, that run in an instance or are overdue.
   */
  runningIn(of: string, instance: string): Running[] {
    return [...(this.#running.get(of)?.values() ?? [])].filter(
      (running) => running.instance === instance && running.moment !== 'remind',
    );
  }

  /** The next limit of a case, or one that has passed unmet: among dates of breach, not reminders. */
  soonest(of: string): Soonest {
    return soonestOf([...(this.#running.get(of)?.values() ?? [])].filter(({ moment }) => moment === 'breach'));
  }
}

/** The next limit, its consequence and its date; the year 9999 if none runs. */
export interface Soonest {
  limit?: string;
  moment?: Deadline['moment'];
  due: Date;
}

export function soonestOf(limits: readonly Running[]): Soonest {
  let first: Running | undefined;
  for (const running of limits) if (running.due && (!first || running.due < first.due!)) first = running;
  return first ? { limit: first.limit, moment: first.moment, due: first.due! } : { due: never };
}
