interface Entry {
  at: string;
  time: number;
  order: number;
  run: () => void;
}

/** Actions scheduled on a virtual clock; those at the same instant run in the order in which they were scheduled. */
export class Schedule {
  private entries: Entry[] = [];
  private planned = 0;

  add(at: string, run: () => void): void {
    const entry = { at, time: Date.parse(at), order: this.planned++, run };
    let low = 0;
    for (let high = this.entries.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.entries[middle]!.time <= entry.time) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, entry);
  }

  get nextAt(): string | undefined {
    return this.entries[0]?.at;
  }

  /** Removes and returns the next action, if it is not after the instant. */
  next(until: string): Entry | undefined {
    return this.entries.length && this.entries[0]!.time <= Date.parse(until) ? this.entries.shift() : undefined;
  }
}
