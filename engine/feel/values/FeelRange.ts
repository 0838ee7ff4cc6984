import { FeelObject } from './FeelObject';
import { compare, equal } from './comparison';

/** A range (DMN 1.3 §10.3.2.7). An undefined end is infinite: `< 5` has no start. */
export class FeelRange extends FeelObject {
  readonly type = 'range';

  constructor(
    readonly start: unknown,
    readonly end: unknown,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
  ) {
    super();
  }

  /** Whether a point is in it; null if it cannot be compared with the ends. */
  includes(value: unknown): boolean | null {
    const low = this.start === undefined ? 1 : compare(value, this.start);
    const high = this.end === undefined ? -1 : compare(value, this.end);
    if (low !== null && (this.startIncluded ? low < 0 : low <= 0)) return false;
    if (high !== null && (this.endIncluded ? high > 0 : high >= 0)) return false;
    return low === null || high === null ? null : true;
  }

  property(name: string): unknown {
    switch (name) {
      case 'start':
        return this.start ?? null;
      case 'end':
        return this.end ?? null;
      case 'start included':
        return this.startIncluded;
      case 'end included':
        return this.endIncluded;
      default:
        return undefined;
    }
  }

  equals(other: FeelRange): boolean {
    return (
      this.startIncluded === other.startIncluded &&
      this.endIncluded === other.endIncluded &&
      equal(this.start, other.start) === true &&
      equal(this.end, other.end) === true
    );
  }

  toString(): string {
    const end = (value: unknown): string =>
      value === undefined ? '' : typeof value === 'string' ? JSON.stringify(value) : String(value);
    return `${this.startIncluded ? '[' : '('}${end(this.start)}..${end(this.end)}${this.endIncluded ? ']' : ')'}`;
  }
}
