import type { Variables } from '../events';
import type { Element, Link } from '../program';
import type { Instance, Key } from '../state';

/** How an instance is created: its scope, the incoming flow, and its own data. */
export interface Entry {
  scope?: Key;
  flow?: string;
  variables?: Variables;
  data?: Record<string, unknown>;
}

/**
 * A moving token: along a flow; or placed before an element, where `then` continues with the new instance; or held back
 * in the instance that it had created.
 */
export type Move =
  | { flow: Link }
  | { held: Key }
  | { element: Element; entry: Entry; then?: (instance: Instance) => void };

/** What happens when an item of the agenda is processed. */
export interface Turns {
  move(scope: Key, token: Move): void;
  /** Variables have changed since conditions and derived dates were last evaluated. */
  look(): void;
}

interface Item {
  scope: Key;
  epoch: number;
  token?: Move;
  run?: () => void;
}

/**
 * What remains to be done in a step, first in first out, so that branches advance together. Moving tokens are counted
 * by scope: a scope with a moving token is not finished.
 */
export class Agenda {
  private items: Item[] = [];
  private head = 0;
  private readonly moving = new Map<Key, number>();
  private readonly epochs = new Map<Key, number>();

  /** Schedules something, which is dropped if the scope is cleared before. */
  later(scope: Key, run: () => void): void {
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, run });
  }

  /** Schedules an evaluation of changes after the tokens that are moving now. */
  look(): void {
    this.items.push({ scope: 0, epoch: this.epochs.get(0) ?? 0 });
  }

  /** Schedules a token in a scope. */
  token(scope: Key, token: Move): void {
    this.moving.set(scope, this.tokensMoving(scope) + 1);
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, token });
  }

  tokensMoving(scope: Key): number {
    return this.moving.get(scope) ?? 0;
  }

  /** Drops everything scheduled in the scope. */
  clear(scope: Key): void {
    if (this.head === this.items.length) return;
    this.epochs.set(scope, (this.epochs.get(scope) ?? 0) + 1);
    this.moving.delete(scope);
  }

  /** Processes all items, and those that they add. */
  drain(turns: Turns): void {
    for (let item = this.next(); item; item = this.next()) {
      if (item.epoch !== (this.epochs.get(item.scope) ?? 0)) continue;
      if (item.token) {
        this.moving.set(item.scope, this.tokensMoving(item.scope) - 1);
        turns.move(item.scope, item.token);
      } else if (item.run) item.run();
      else turns.look();
    }
  }

  private next(): Item | undefined {
    if (this.head === this.items.length) {
      this.items = [];
      this.head = 0;
      return undefined;
    }
    return this.items[this.head++];
  }
}
