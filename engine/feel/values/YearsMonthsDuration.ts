import { FeelObject } from './FeelObject';

const PATTERN = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/;

/** A years and months duration (DMN 1.3 §10.3.2.3.8). */
export class YearsMonthsDuration extends FeelObject {
  readonly type = 'years and months duration';
  /** The total in months. */
  readonly months: number;

  constructor(months: number) {
    super();
    this.months = Math.trunc(months) + 0;
  }

  /** From `P1Y2M`; null if it is not one. */
  static parse(text: string): YearsMonthsDuration | null {
    const parts = PATTERN.exec(text);
    if (!parts || (parts[2] === undefined && parts[3] === undefined)) return null;
    const months = Number(parts[2] ?? 0) * 12 + Number(parts[3] ?? 0);
    return Number.isSafeInteger(months) ? new YearsMonthsDuration(parts[1] ? -months : months) : null;
  }

  property(name: string): unknown {
    switch (name) {
      case 'years':
        return Math.trunc(this.months / 12) + 0;
      case 'months':
        return (this.months % 12) + 0;
      case 'days':
      case 'hours':
      case 'minutes':
      case 'seconds':
        return null;
      default:
        return undefined;
    }
  }

  equals(other: YearsMonthsDuration): boolean {
    return this.months === other.months;
  }

  override compareTo(other: YearsMonthsDuration): number {
    return this.months - other.months;
  }

  toString(): string {
    const [years, months] = [Math.floor(Math.abs(this.months) / 12), Math.abs(this.months) % 12];
    const parts = (years ? `${years}Y` : '') + (months ? `${months}M` : '');
    return `${this.months < 0 ? '-' : ''}P${parts || '0M'}`;
  }
}
