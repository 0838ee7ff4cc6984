import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { LEAST_INTERVAL } from '../engine/budgets';

/**
 * One Temporal timer for all timers of an instance. It is lazy: when the earliest due instant moves later, the timer
 * stays and fires once for nothing, which is cheaper than cancelling and setting one at every step. It rings as often as
 * the shortest cycle at most: a loop around a timer that is due at once would otherwise occupy worker and database. The
 * length of a timer may differ when a history is replayed.
 */
export class WakeUp {
  /** The earliest due instant, or undefined if there are no timers. */
  due?: string;
  #armed?: { at: number; scope: CancellationScope };
  #rang = -Infinity;

  constructor(private readonly ring: () => void) {}

  /** Sets the timer for the given instant, or for none. */
  set(due: string | null): void {
    this.due = due ?? undefined;
    if (due === null) return;
    const at = Date.parse(due);
    if (this.#armed && this.#armed.at <= at) return;
    this.#armed?.scope.cancel();
    this.#arm(at);
  }

  #arm(at: number): void {
    const armed = (this.#armed = { at, scope: new CancellationScope() });
    armed.scope
      .run(() => sleep(Math.max(1, Math.max(at, this.#rang + LEAST_INTERVAL) - Date.now())))
      .then(
        () => this.#wentOff(armed),
        (error) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  #wentOff(armed: object): void {
    if (this.#armed !== armed) return;
    this.#armed = undefined;
    if (this.due === undefined) return;
    if (Date.parse(this.due) > Date.now()) return this.#arm(Date.parse(this.due));
    this.#rang = Date.now();
    this.ring();
  }
}
