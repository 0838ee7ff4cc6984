import type { Logger } from 'pino';
import { connection, watchChanges, type Change, type Watch } from '../../models';

/** A change as kept for those who listen: what it is about, without what only the database needs to hold. */
export interface Kept {
  position: string;
  collection: string;
  opened: boolean;
  id: string;
  about: Record<string, unknown>;
}
/** Hears a change; `undefined`: some were lost, read all anew. */
export type Listener = (change: Kept | undefined) => void;

const KEPT = 5_000;
const AGAIN_MS = 1_000;
/** What access and the event itself go by. */
const fields = [
  'case',
  'region',
  'city',
  'organisation',
  'parties',
  'groups',
  'users',
  'level',
  'assignee',
  'status',
  'stage',
  'audience',
  'title',
];

/** Hears what changes in the database, whoever changed it, and tells all who listen in this process. */
export class Events {
  readonly #listeners = new Set<Listener>();
  #kept: Kept[] = [];
  /** Since which position nothing is missing. */
  #since: string | undefined;
  #watch?: Watch;
  #timer?: NodeJS.Timeout;
  #open = false;

  constructor(private readonly log: Logger) {}

  start(): void {
    this.#open = true;
    this.#begin();
  }

  async stop(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#timer);
    await this.#watch?.close().catch(() => undefined);
  }

  /** How many listen now. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Begins with what happened after `last`; where that is no longer known, with `undefined`. Gives the way to stop. */
  listen(last: string | undefined, listener: Listener): () => void {
    if (last !== undefined) {
      // A transaction's changes share a position, so those at the last one come again: hearing a change twice does no
      // harm.
      const missed =
        this.#since !== undefined && after(last, this.#since) >= 0
          ? this.#kept.filter(({ position }) => after(position, last) >= 0)
          : [undefined];
      for (const change of missed) listener(change);
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #begin(): void {
    if (!this.#open) return;
    this.#forget();
    try {
      this.#watch = watchChanges(
        ['tasks', 'cases', 'notices'],
        (change) => this.#hear(change),
        (error) => this.#lost(error),
      );
    } catch (error) {
      this.#lost(error);
    }
  }

  #hear(change: Change): void {
    const { position, collection, operation, id, document } = change;
    if (!document) return;
    const about = Object.fromEntries(
      fields.filter((field) => field in document).map((field) => [field, document[field]]),
    );
    const kept: Kept = { position, collection, opened: operation === 'insert', id, about };
    this.#since ??= position;
    this.#kept.push(kept);
    if (this.#kept.length > KEPT) {
      this.#kept = this.#kept.slice(-KEPT / 2);
      this.#since = this.#kept[0]!.position;
    }
    for (const listener of this.#listeners) listener(kept);
  }

  /** The database went away: when it is back, everyone reads anew. */
  #lost(error: unknown): void {
    if (!this.#open || this.#timer) return;
    if (error) this.log.warn({ err: error }, 'the stream of changes broke off');
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (connection().readyState !== 1) return this.#lost(undefined);
      this.#begin();
      for (const listener of this.#listeners) listener(undefined);
    }, AGAIN_MS);
    this.#timer.unref();
  }

  #forget(): void {
    this.#kept = [];
    this.#since = undefined;
  }
}

/** Positive where the first position comes after the second. */
export function after(a: string, b: string): number {
  const [[x, i], [y, j]] = [parts(a), parts(b)];
  return x! - y! || i! - j!;
}

const parts = (position: string): number[] => position.split('.').map(Number);
