import type { Key } from '../state';

interface Item {
  scope: Key;
  epoch: number;
  token: boolean;
  run: () => void;
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
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, token: false, run });
  }

  /** A token on its way in a scope. */
  token(scope: Key, run: () => void): void {
    this.moving.set(scope, this.tokensMoving(scope) + 1);
    this.items.push({ scope, epoch: this.epochs.get(scope) ?? 0, token: true, run });
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
  drain(): void {
    for (let item = this.next(); item; item = this.next()) {
      if (item.epoch !== (this.epochs.get(item.scope) ?? 0)) continue;
      if (item.token) this.moving.set(item.scope, this.tokensMoving(item.scope) - 1);
      item.run();
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
