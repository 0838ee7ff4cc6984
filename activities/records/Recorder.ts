import { createHash } from 'node:crypto';
import {
  alive,
  auditWith,
  forgetHeads,
  inTransaction,
  isUnavailable,
  Steps,
  stepId,
  storable,
  Writes,
  type ClientSession,
  type Step,
} from '../../models';
import { reasonOf } from '../../engine/bilingual';
import type { Batch } from '../../workflows/hostContract';
import type { Bundles } from '../definitions/bundles';
import type { Post } from '../messages/Post';
import { Assignees } from './assignees';
import { CaseViews } from './CaseView';
import { raiseHostIncident, resolveHostIncident } from './hostIncidents';
import { deedOf, project, stepOf } from './project';
import { rebuild } from './rebuild';
import { Scene } from './Scene';

interface Item {
  batch: Batch;
  body: string;
  digest: string;
  resolve(): void;
  reject(error: unknown): void;
}

/** The maximum number of batches in one transaction. */
const GROUP = 64;
const DUPLICATE = 11000;
/**
 * An error that breaks the connection looks like an unavailable database; after this many failures while the database
 * answers others, it is not.
 */
const STRIKES = 3;

/**
 * Writes batches: those of many cases in one transaction, each once. The step's document exists if and only if
 * everything that follows from it exists; so a repeated batch is recognised by its digest, and one that contradicts the
 * stored step shows that the stored step was an orphan: the step of a workflow task that never completed. The orphan is
 * replaced and the case rebuilt.
 *
 * A batch that cannot be written is isolated: it becomes an incident, and later batches of its instance are written
 * separately, beside the groups of the others, until it succeeds.
 */
export class Recorder {
  readonly #queue: Item[] = [];
  #working = false;
  /** Instances whose last batch was refused, and how often. */
  readonly #refused = new Map<string, number>();

  constructor(
    private readonly bundles: Bundles,
    private readonly post: Post,
    private readonly clock: () => Date,
  ) {}

  /** Returns when the batch is durable and its messages are on their way. */
  record(batch: Batch): Promise<void> {
    const body = JSON.stringify(batch);
    const digest = createHash('sha256').update(body).digest('hex');
    return new Promise((resolve, reject) => {
      const item = { batch: storable(batch, body), body, digest, resolve, reject };
      if (this.#refused.has(batch.instance)) return void this.#alone(item);
      this.#queue.push(item);
      if (!this.#working) void this.#work();
    });
  }

  /**
   * Removes the recorded steps of an instance that never happened, from one step on: those that still have the given
   * `digests`. Returns how many there were.
   */
  async withdraw(instance: string, of: string, digests: Map<number, string>): Promise<number> {
    const withdrawn = await inTransaction(async (session) => {
      let count = 0;
      for (const [sequence, digest] of digests) {
        const { deletedCount } = await Steps.deleteOne({ _id: stepId(instance, sequence), digest }, { session });
        count += deletedCount;
      }
      if (!count) return 0;
      const writes = new Writes();
      const deed = { chain: of, at: this.clock(), by: 'system', action: 'orphanWithdrawn', subject: instance };
      await auditWith(writes, [deed], session);
      await writes.run(session);
      await rebuild(of, this.bundles, session);
      return count;
    });
    forgetHeads([of]);
    return withdrawn;
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#queue.length) await this.#write(this.#take());
    this.#working = false;
  }

  /** The next group: each instance at most once. */
  #take(): Item[] {
    const group = new Map<string, Item>();
    for (let i = 0; i < this.#queue.length && group.size < GROUP;) {
      const { batch } = this.#queue[i]!;
      if (group.has(batch.instance)) i++;
      else group.set(batch.instance, this.#queue.splice(i, 1)[0]!);
    }
    return [...group.values()];
  }

  async #write(group: Item[]): Promise<void> {
    try {
      await this.#apply(group);
    } catch (error) {
      if (isUnavailable(error) && !(await alive())) for (const { reject } of group) reject(error);
      // One bad batch must not block the others; each one alone finds out what is wrong with it.
      else for (const item of group) await this.#alone(item, error);
      return;
    }
    for (const item of group) this.#settle(item);
  }

  async #apply(group: Item[]): Promise<void> {
    const bundles = await Promise.all(group.map(({ batch }) => this.bundles.open(batch.bundle)));
    const moved = await inTransaction(async (session) => {
      const views = await CaseViews.read(
        group.map(({ batch }) => batch.case),
        session,
      );
      views.assignees = await Assignees.of(
        group.map(({ batch }) => batch),
        (number) => views.heads.get(number)?.handlers,
        session,
      );
      const writes = new Writes();
      group.forEach(({ batch, body, digest }, index) => {
        writes.insert(Steps, stepOf(batch, digest, body));
        project(new Scene(batch, digest, bundles[index]!, views, writes));
      });
      const audit = await auditOf(group, writes, session);
      await writes.run(session);
      return audit;
    });
    moved();
  }

  async #alone(item: Item, error?: unknown): Promise<void> {
    try {
      if (!isDuplicate(error)) await this.#apply([item]).catch((failure: unknown) => this.#again(item, failure));
      else await this.#again(item, error);
      this.#settle(item);
    } catch (failure) {
      await this.#refuse(item, failure);
    }
  }

  /** The step is stored already: this very one, or an orphan. */
  async #again(item: Item, error: unknown): Promise<void> {
    const { batch, digest } = item;
    if (!isDuplicate(error)) throw error;
    const found = await Steps.findById(stepId(batch.instance, batch.sequence), { digest: 1 }).lean<Step>();
    forgetHeads([batch.case]);
    if (!found) await this.#apply([item]);
    else if (found.digest !== digest) await this.#replace(item);
  }

  /** The step recorded at this place never happened: this one did. */
  async #replace({ batch, body, digest }: Item): Promise<void> {
    await inTransaction(async (session) => {
      await Steps.deleteMany({ instance: batch.instance, sequence: { $gte: batch.sequence } }, { session });
      const writes = new Writes();
      writes.insert(Steps, stepOf(batch, digest, body));
      await auditOf([{ batch, digest, action: 'orphanReplaced' }], writes, session);
      await writes.run(session);
      await rebuild(batch.case, this.bundles, session);
    });
    forgetHeads([batch.case]);
  }

  #settle(item: Item): void {
    const { batch, resolve } = item;
    this.post
      .carry(batch)
      .then(() => this.#accept(batch))
      .then(resolve, (error: unknown) => this.#refuse(item, error));
  }

  async #accept({ instance, case: of }: Batch): Promise<void> {
    if (this.#refused.delete(instance))
      await resolveHostIncident({ instance, case: of, code: 'RECORD_REFUSED' }, this.clock());
  }

  /** It will be retried as long as its workflow exists; meanwhile people see why it is blocked. */
  async #refuse({ batch, reject }: Item, error: unknown): Promise<void> {
    if (isDuplicate(error)) forgetHeads([batch.case]);
    const unavailable = isUnavailable(error);
    try {
      if (isDuplicate(error) || (unavailable && !(await alive()))) return;
      const strikes = (this.#refused.get(batch.instance) ?? 0) + 1;
      this.#refused.set(batch.instance, strikes);
      if (!unavailable || strikes >= STRIKES)
        await raiseHostIncident(
          { ...batch, code: 'RECORD_REFUSED', text: reasonOf(error), step: batch.sequence },
          this.clock(),
        );
    } catch {
      // The database may be unavailable after all, and the batch is retried in any case.
    } finally {
      reject(error);
    }
  }
}

const auditOf = (
  group: (Pick<Item, 'batch' | 'digest'> & { action?: string })[],
  writes: Writes,
  session: ClientSession,
): Promise<() => void> =>
  auditWith(
    writes,
    group.map(({ batch, digest, action }) => ({ ...deedOf(batch, digest), ...(action ? { action } : {}) })),
    session,
  );

const isDuplicate = (error: unknown): boolean => (error as { code?: number } | undefined)?.code === DUPLICATE;
