import { Decimal, type Num, settle } from './numbers';
import { FeelObject } from './FeelObject';

const PATTERN = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** A days and time duration (DMN 1.3 §10.3.2.3.7), to the nanosecond. */
export class DaysTimeDuration extends FeelObject {
  readonly type = 'days and time duration';

  constructor(readonly nanos: bigint) {
    super();
  }

  static ofSeconds(seconds: number): DaysTimeDuration {
    return new DaysTimeDuration(BigInt(seconds) * SECOND);
  }

  static ofDays(days: number): DaysTimeDuration {
    return new DaysTimeDuration(BigInt(days) * DAY);
  }

  /** From a number of nanoseconds, truncated; null if it is not a number. */
  static ofNanos(nanos: Decimal): DaysTimeDuration | null {
    return nanos.isFinite() ? new DaysTimeDuration(BigInt(nanos.truncated().toFixed(0))) : null;
  }

  /** From `P1DT2H3M4.5S`; null if it is not one. */
  static parse(text: string): DaysTimeDuration | null {
    const parts = PATTERN.exec(text);
    if (!parts || !parts.slice(2).some((part) => part !== undefined) || text.endsWith('T')) return null;
    const [days, hours, minutes, seconds] = parts.slice(2, 6).map((part) => BigInt(part ?? 0)) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    const nanos =
      ((days * 24n + hours) * 60n + minutes) * 60n * SECOND +
      seconds * SECOND +
      BigInt((parts[6] ?? '').slice(0, 9).padEnd(9, '0'));
    return new DaysTimeDuration(parts[1] ? -nanos : nanos);
  }

  /** The total in nanoseconds, as a FEEL number. */
  get number(): Decimal {
    return new Decimal(this.nanos.toString());
  }

  /** Its parts, all with the sign of the total. */
  private get parts(): { days: number; hours: number; minutes: number; seconds: Num | null } {
    const rest = this.nanos % DAY;
    const wholeSeconds = Number(rest / SECOND);
    return {
      days: Number(this.nanos / DAY),
      hours: Math.trunc(wholeSeconds / 3600) + 0,
      minutes: Math.trunc((wholeSeconds % 3600) / 60) + 0,
      seconds: settle(new Decimal((rest % (60n * SECOND)).toString()).div(SECOND.toString())),
    };
  }

  property(name: string): unknown {
    switch (name) {
      case 'days':
      case 'hours':
      case 'minutes':
      case 'seconds':
        return this.parts[name];
      case 'years':
      case 'months':
        return null;
      default:
        return undefined;
    }
  }

  equals(other: DaysTimeDuration): boolean {
    return this.nanos === other.nanos;
  }

  override compareTo(other: DaysTimeDuration): number {
    return this.nanos < other.nanos ? -1 : this.nanos > other.nanos ? 1 : 0;
  }

  toString(): string {
    if (this.nanos < 0n) return `-${new DaysTimeDuration(-this.nanos)}`;
    const { days, hours, minutes, seconds } = this.parts;
    const part = (value: number | string, letter: string): string => (Number(value) ? `${value}${letter}` : '');
    const time = part(hours, 'H') + part(minutes, 'M') + part(new Decimal(seconds ?? 0).toFixed(), 'S');
    return days || time ? `P${part(days, 'D')}${time && `T${time}`}` : 'PT0S';
  }
}
