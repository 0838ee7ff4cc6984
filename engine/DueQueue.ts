import type { Key, State, Wait } from './state';

/** A timer that falls due: the wait of this instance whose `due` is that instant. */
export interface Due {
  key: Key;
  due: string;
  time: number;
}

/** Timers by their due instants, earliest first: a binary heap in which outdated entries are skipped. */
export class DueQueue {
  private readonly heap: Due[] = [];

  constructor(private readonly state: State) {}

  add(key: Key, wait: Wait): void {
    if (wait.type !== 'timer' || wait.due === undefined) return;
    this.heap.push({ key, due: wait.due, time: Date.parse(wait.due) });
    this.rise(this.heap.length - 1);
  }

  /** The earliest timer that is still armed; of two that fall due together, the one of the older instance. */
  get first(): Due | undefined {
    while (this.heap.length && !this.stands(this.heap[0]!)) this.pop();
    return this.heap[0];
  }

  private stands({ key, due }: Due): boolean {
    return this.state.instances[key]?.waits?.some((wait) => wait.type === 'timer' && wait.due === due) ?? false;
  }

  private pop(): void {
    const last = this.heap.pop()!;
    if (!this.heap.length) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private rise(at: number): void {
    for (let parent = (at - 1) >> 1; at > 0 && this.before(at, parent); parent = (at - 1) >> 1) {
      this.swap(at, parent);
      at = parent;
    }
  }

  private sink(at: number): void {
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      if (left < this.heap.length && this.before(left, least)) least = left;
      if (left + 1 < this.heap.length && this.before(left + 1, least)) least = left + 1;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a]!, this.heap[b]!];
    return one.time < other.time || (one.time === other.time && one.key < other.key);
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
