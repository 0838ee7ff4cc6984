import type { Variables } from '../events';
import type { Element, Link } from '../program';
import type { Instance, Key } from '../state';

/** How an instance comes to life: where, on which flow, with what of its own. */
export interface Entry {
  scope?: Key;
  flow?: string;
  variables?: Variables;
  data?: Record<string, unknown>;
}

/**
 * A token on its way: along a flow, or placed before an element, where `then` goes on with what it brought to life; or
 * one that had been held back inside the instance that it brought to life.
 */
export type Move =
  | { flow: Link }
  | { held: Key }
  | { element: Element; entry: Entry; then?: (instance: Instance) => void };

/** What is done when the turn of something on the agenda has come. */
export interface Turns {
  move(scope: Key, token: Move): void;
  /** Variables changed since conditions and derived dates were last looked at. */
  look(): void;
}

interface Item {
  scope: Key;
  epoch: number;
  token?: Move;
  run?: () => void;
}

/**
 * What is still to be done in a step, first in first out, so that branches advance together.
 * Tokens on their way are counted by scope: a scope in which one moves is not finished.
 */
export class Agenda {
  private items: Item[] = [];
  private head = 0;
  private readonly moving = new Map<Key, number>();
  private readonly epochs = new Map<Key, number>();

  /** Something to do later, void when the scope is cleared before. */
  later(scope: Key, run: () => void): void {
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, run });
  }

  /** What changed is looked at when those that move now had their turn. */
  look(): void {
    this.items.push({ scope: 0, epoch: this.epochs.get(0) ?? 0 });
  }

  /** A token on its way in a scope. */
  token(scope: Key, token: Move): void {
    this.moving.set(scope, this.tokensMoving(scope) + 1);
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, token });
  }

  tokensMoving(scope: Key): number {
    return this.moving.get(scope) ?? 0;
  }

  /** Everything that was to happen in the scope will not. */
  clear(scope: Key): void {
    if (this.head === this.items.length) return;
    this.epochs.set(scope, (this.epochs.get(scope) ?? 0) + 1);
    this.moving.delete(scope);
  }

  /** Does all that is to be done, and what that leads to. */
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
