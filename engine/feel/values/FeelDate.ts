import { FeelObject } from './FeelObject';
import { civilDate, dayNumber, daysInMonth, pad } from './civil';

const PATTERN = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d{2})-(\d{2})$/;
const MAX_YEAR = 999_999_999;

/** A calendar date (DMN 1.3 §10.3.2.3.5). */
export class FeelDate extends FeelObject {
  readonly type = 'date';

  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {
    super();
  }

  /** null if the date does not exist. */
  static of(year: number, month: number, day: number): FeelDate | null {
    if (![year, month, day].every(Number.isInteger) || Math.abs(year) > MAX_YEAR || month < 1 || month > 12)
      return null;
    return day < 1 || day > daysInMonth(year, month) ? null : new FeelDate(year, month, day);
  }

  /** From `YYYY-MM-DD`, with a minus before years BC; null if it is not one. */
  static parse(text: string): FeelDate | null {
    const parts = PATTERN.exec(text);
    return parts && FeelDate.of(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }

  /** null outside FEEL's range of years. */
  static ofDayNumber(days: number): FeelDate | null {
    return FeelDate.of(...civilDate(days));
  }

  /** Days since 1970-01-01. */
  get dayNumber(): number {
    return dayNumber(this.year, this.month, this.day);
  }

  /** 1 is Monday, 7 is Sunday. */
  get weekday(): number {
    return ((((this.dayNumber + 3) % 7) + 7) % 7) + 1;
  }

  get dayOfYear(): number {
    return this.dayNumber - dayNumber(this.year, 1, 1) + 1;
  }

  /** The ISO 8601 week, 1 to 53. */
  get week(): number {
    const thursday = this.dayNumber - this.weekday + 4;
    const [year] = civilDate(thursday);
    return Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1;
  }

  /** The same day this many months later, or the last day of a month that lacks it. */
  plusMonths(months: number): FeelDate | null {
    const count = this.year * 12 + this.month - 1 + months;
    const year = Math.floor(count / 12);
    const month = count - year * 12 + 1;
    return FeelDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  plusDays(days: number): FeelDate | null {
    return FeelDate.ofDayNumber(this.dayNumber + days);
  }

  property(name: string): unknown {
    switch (name) {
      case 'year':
        return this.year;
      case 'month':
        return this.month;
      case 'day':
        return this.day;
      case 'weekday':
        return this.weekday;
      default:
        return undefined;
    }
  }

  equals(other: FeelDate): boolean {
    return this.compareTo(other) === 0;
  }

  override compareTo(other: FeelDate): number {
    return this.year - other.year || this.month - other.month || this.day - other.day;
  }

  toString(): string {
    return `${this.year < 0 ? '-' : ''}${pad(Math.abs(this.year), 4)}-${pad(this.month)}-${pad(this.day)}`;
  }
}
