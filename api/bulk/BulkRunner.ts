import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { BulkWorks, isAway, takeLease, type BulkWork } from '../../models';
import { catalogue, Problem } from '../errors';
import type { Temporal } from '../temporal';
import { keyOf, kinds } from './kinds';

interface Deps {
  temporal: Temporal;
  clock(): Date;
  log: Logger;
}

const BESIDE = 4;
const KEPT_FAILURES = 100;
const LEASE_MS = 30_000;
const PAUSE_MS = 1_000;

/**
 * Carries bulk work out, beside the requests. Every API process has one; a lease lets one of them work at a time on
 * each, and when it
 * dies another goes on from where it stood.
 */
export class BulkRunner {
  readonly #holder = randomUUID();
  #running = false;
  #turn?: Promise<void>;
  #timer?: NodeJS.Timeout;

  constructor(private readonly deps: Deps) {}

  start(): void {
    this.#running = true;
    this.#turn = this.#loop();
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#wake?.();
    await this.#turn;
  }

  #wake?: () => void;

  async #loop(): Promise<void> {
    while (this.#running) {
      try {
        const [work] = await BulkWorks.find({ status: 'running' }).limit(1).lean<BulkWork[]>();
        if (work && (await this.#mine(work))) await this.#carryOut(work);
      } catch (error) {
        if (!isAway(error)) this.deps.log.error({ err: error }, 'bulk work');
      }
      if (this.#running) await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = setTimeout(resolve, PAUSE_MS);
      this.#timer.unref();
    });
  }

  #mine = ({ _id }: BulkWork): Promise<boolean> => takeLease(`bulk/${_id}`, this.#holder, new Date(), LEASE_MS);

  /** Until all is done, it is stopped, or what it needs is away. */
  async #carryOut(found: BulkWork): Promise<void> {
    const left = (await kinds[found.kind].targets(found)).filter((id) => id > found.cursor);
    await BulkWorks.updateOne({ _id: found._id }, { $set: { total: found.done + found.failed + left.length } });
    for (let at = 0; at < left.length; at += BESIDE) {
      const work = await BulkWorks.findById(found._id).lean<BulkWork>();
      if (!this.#running || work?.status !== 'running' || !(await this.#mine(work))) return;
      if (!(await this.#some(work, left.slice(at, at + BESIDE)))) return;
    }
    await BulkWorks.updateOne(
      { _id: found._id, status: 'running' },
      { $set: { status: 'done', endedAt: this.deps.clock() } },
    );
  }

  /** False: away. They are tried again, under the same keys. */
  async #some(work: BulkWork, ids: string[]): Promise<boolean> {
    const ends = await Promise.all(ids.map((id) => this.#one(work, id)));
    if (ends.some((end) => end === 'away')) return false;
    const failures = ends.flatMap((end) => (end === 'done' || end === 'away' ? [] : [end]));
    await BulkWorks.updateOne(
      { _id: work._id },
      {
        $set: { cursor: ids.at(-1)! },
        $inc: { done: ids.length - failures.length, failed: failures.length },
        ...(failures.length && { $push: { failures: { $each: failures, $slice: -KEPT_FAILURES } } }),
      },
    );
    return true;
  }

  async #one(work: BulkWork, id: string): Promise<'done' | 'away' | BulkWork['failures'][number]> {
    try {
      await kinds[work.kind].apply(this.deps.temporal, work, id, keyOf(work, id));
      return 'done';
    } catch (error) {
      if (isAway(error) || (error instanceof Problem && error.status === 503)) return 'away';
      if (error instanceof Problem)
        return { instance: id, code: error.code, message: error.about.detail?.zh ?? catalogue[error.code].zh };
      this.deps.log.error({ err: error }, 'bulk work');
      return { instance: id, code: 'UNEXPECTED', message: catalogue.UNEXPECTED.zh };
    }
  }
}
