import { createHash } from 'node:crypto';
import {
  AuditEntries,
  forgetHeads,
  inTransaction,
  linkAudit,
  Steps,
  stepId,
  Writes,
  type ClientSession,
  type Step,
} from '../../models';
import type { Batch } from '../../workflows/hostContract';
import type { Bundles } from '../definitions/bundles';
import type { Post } from '../messages/Post';
import { Assignees } from './assignees';
import { CaseViews } from './CaseView';
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

/** As many batches as one transaction takes. */
const GROUP = 64;
const DUPLICATE = 11000;

/**
 * Writes batches: those of many cases in one transaction, each once. The step's document is there if and only if all
 * that
 * follows from it is; so a batch that comes again is known by its digest, and one that contradicts what is there shows
 * that
 * the other was an orphan: the step of a workflow task that never came to be. It is replaced, and the case built anew.
 */
export class Recorder {
  readonly #queue: Item[] = [];
  #working = false;

  constructor(
    private readonly bundles: Bundles,
    private readonly post: Post,
  ) {}

  /** Returns when the batch is durable and what it sends is on its way. */
  record(batch: Batch): Promise<void> {
    const body = JSON.stringify(batch);
    const digest = createHash('sha256').update(body).digest('hex');
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch, body, digest, resolve, reject });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (this.#queue.length) await this.#write(this.#take());
    this.#working = false;
  }

  /** The next group: no instance twice. */
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
      // One bad batch must not hold up the others; each alone finds out what is wrong with it.
      for (const item of group) await this.#alone(item, error);
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

  async #alone(item: Item, error: unknown): Promise<void> {
    const { batch, digest } = item;
    try {
      if (!isDuplicate(error)) await this.#apply([item]);
      else {
        const found = await Steps.findById(stepId(batch.instance, batch.sequence), { digest: 1 }).lean<Step>();
        forgetHeads([batch.case]);
        if (!found) await this.#apply([item]);
        else if (found.digest !== digest) await this.#replace(item);
      }
      this.#settle(item);
    } catch (failure) {
      if (isDuplicate(failure)) forgetHeads([batch.case]);
      item.reject(failure);
    }
  }

  /** What was recorded at this place never happened: this did. */
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

  #settle({ batch, resolve, reject }: Item): void {
    this.post.carry(batch).then(resolve, reject);
  }
}

async function auditOf(
  group: (Pick<Item, 'batch' | 'digest'> & { action?: string })[],
  writes: Writes,
  session: ClientSession,
): Promise<() => void> {
  const { entries, moved } = await linkAudit(
    group.map(({ batch, digest, action }) => ({ ...deedOf(batch, digest), ...(action ? { action } : {}) })),
    session,
  );
  for (const entry of entries) writes.insert(AuditEntries, entry);
  return moved;
}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === DUPLICATE;
