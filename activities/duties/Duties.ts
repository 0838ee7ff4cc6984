import { randomUUID } from 'node:crypto';
import { takeLease } from '../../models';
import type { Deps } from '../deps';
import { countFigures } from './countFigures';
import { deliverNotices } from './deliverNotices';
import { handMessages } from './handMessages';
import { sealAudit } from './sealAudit';
import { sendTexts } from './sendTexts';
import { startBulkWork } from './startBulkWork';
import { armStartEvents } from './armStartEvents';
import type { Bundles } from '../definitions/bundles';
import type { Post } from '../messages/Post';
import type { Recorder } from '../records/Recorder';
import { reconcile } from './reconcile';

export interface DutyDeps extends Deps {
  bundles: Bundles;
  post: Post;
  recorder: Recorder;
}
/** A periodic duty that one of the workers does. Returns how long it may pause, in milliseconds. */
type Duty = (deps: DutyDeps) => Promise<number>;

const duties: Record<string, Duty> = {
  armStartEvents,
  countFigures,
  deliverNotices,
  handMessages,
  reconcile,
  sealAudit,
  sendTexts,
  startBulkWork,
};
const LEASE = 15_000;

/**
 * Runs the duties that no case waits for, as long as this worker lives: one worker at a time does each, and another
 * takes over if it fails.
 */
export class Duties {
  readonly #holder = randomUUID();
  /** Until when, by the clock of this process, this worker certainly holds the lease of each duty. */
  readonly #held = new Map<string, number>();
  readonly #resting = new Set<{ wake(): void }>();
  #on = true;

  constructor(private readonly deps: DutyDeps) {}

  start(): void {
    for (const name of Object.keys(duties)) void this.#repeat(name);
  }

  /** Does everything that is due now, for tests and for a worker that shuts down. */
  async once(): Promise<void> {
    for (const duty of Object.values(duties)) await duty(this.deps);
  }

  stop(): void {
    this.#on = false;
    for (const rest of this.#resting) rest.wake();
  }

  async #repeat(name: string): Promise<void> {
    while (this.#on) await this.#rest(await this.#turn(name));
  }

  /** A failed duty is tried again; MongoDB may be unavailable. */
  async #turn(name: string): Promise<number> {
    try {
      if (!(await this.#mine(name))) return LEASE / 3;
      return await duties[name]!(this.deps);
    } catch (error) {
      if (this.#on) this.deps.log.warn({ duty: name, err: error }, 'a duty failed and will be tried again');
      return LEASE / 3;
    }
  }

  /** The lease is renewed when a third of it has passed, not on every run. */
  async #mine(name: string): Promise<boolean> {
    const now = Date.now();
    if (now < (this.#held.get(name) ?? 0)) return true;
    this.#held.delete(name);
    if (!(await takeLease(name, this.#holder, new Date(now), LEASE))) return false;
    this.#held.set(name, now + LEASE / 3);
    return true;
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const rest = {
        wake: () => {
          clearTimeout(timer);
          this.#resting.delete(rest);
          resolve();
        },
      };
      const timer = setTimeout(rest.wake, milliseconds);
      timer.unref();
      this.#resting.add(rest);
    });
  }
}
