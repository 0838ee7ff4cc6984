import type { Logger } from 'pino';
import { aboutFields } from '../access/tasks';
import { connection, watchChanges, type Change, type Watch } from '../../models';

/** A change as kept for listeners: what it is about, without fields that only the database needs. */
export interface Kept {
  position: string;
  collection: string;
  opened: boolean;
  id: string;
  about: Record<string, unknown>;
}
/** Receives a change; `undefined`: some were lost, so everything should be read again. */
export type Listener = (change: Kept | undefined) => void;

const KEPT = 5_000;
const AGAIN_MS = 1_000;
/** The fields that access and the event itself depend on. */
const fields = [...aboutFields, 'filedBy', 'city', 'stage', 'audience', 'title'];

/** Watches changes in the database, whoever made them, and passes them to all listeners of this process. */
export class Events {
  readonly #listeners = new Set<Listener>();
  #kept: Kept[] = [];
  /** The position from which on nothing is missing. */
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

  /** The number of current listeners. */
  get size(): number {
    return this.#listeners.size;
  }

  /**
   * Starts with what happened after `last`; if that is no longer known, with `undefined`. Returns a function to
   * unsubscribe.
   */
  listen(last: string | undefined, listener: Listener): () => void {
    if (last !== undefined) {
      // The changes of a transaction share a position, so those at the last one are repeated: receiving a change twice
      // is harmless.
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

  /** The database went away: when it is back, all listeners read everything again. */
  #lost(error: unknown): void {
    if (!this.#open || this.#timer) return;
    if (error) this.log.warn({ err: error }, 'the change stream was interrupted');
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

/** Positive if the first position is later than the second. */
export function after(a: string, b: string): number {
  const [[x, i], [y, j]] = [parts(a), parts(b)];
  return x! - y! || i! - j!;
}

const parts = (position: string): number[] => position.split('.').map(Number);
