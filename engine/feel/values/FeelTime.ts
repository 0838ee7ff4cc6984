import { FeelObject } from './FeelObject';
import { DaysTimeDuration } from './DaysTimeDuration';
import { add, type Num } from './numbers';
import { HOME_ZONE, isNamed, offsetOf, parseZone, type Zone, zoneSuffix } from './zones';
import { pad } from './civil';

const PATTERN = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([zZ]|[+-].*|@.*)?$/;
export const NANOS_PER_SECOND = 1_000_000_000;
export const NANOS_PER_DAY = 86_400n * 1_000_000_000n;

/** `24:00:00` is the midnight that ends a day (XML Schema 1.1 §3.3.8). */
export const endsDay = (text: string): boolean => text.startsWith('24:00:00') && !/^.{8}\.0*[1-9]/.test(text);

/** A time of day, with or without a zone (DMN 1.3 §10.3.2.3.4). */
export class FeelTime extends FeelObject {
  readonly type = 'time';

  private constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second: number,
    readonly nano: number,
    readonly zone: Zone | null,
  ) {
    super();
  }

  /** null if the time does not exist. */
  static of(hour: number, minute: number, second: number, nano = 0, zone: Zone | null = null): FeelTime | null {
    const within = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit;
    return within(hour, 24) && within(minute, 60) && within(second, 60) && within(nano, NANOS_PER_SECOND)
      ? new FeelTime(hour, minute, second, nano, zone)
      : null;
  }

  /** From `HH:MM:SS[.fraction]` and `Z`, `+HH:MM` or `@Area/City`; null if it is not one. */
  static parse(text: string): FeelTime | null {
    const parts = PATTERN.exec(text);
    if (!parts) return null;
    const zone = parts[5] === undefined ? null : parseZone(parts[5] === 'z' ? 'Z' : parts[5]);
    if (zone === null && parts[5] !== undefined) return null;
    const hour = endsDay(text) ? 0 : Number(parts[1]);
    return FeelTime.of(
      hour,
      Number(parts[2]),
      Number(parts[3]),
      Number((parts[4] ?? '0').slice(0, 9).padEnd(9, '0')),
      zone,
    );
  }

  /** This many nanoseconds after midnight, modulo one day. */
  static ofNanos(nanos: bigint, zone: Zone | null): FeelTime {
    const ofDay = ((nanos % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
    const seconds = Number(ofDay / BigInt(NANOS_PER_SECOND));
    return new FeelTime(
      Math.floor(seconds / 3600),
      Math.floor(seconds / 60) % 60,
      seconds % 60,
      Number(ofDay % BigInt(NANOS_PER_SECOND)),
      zone,
    );
  }

  get secondOfDay(): number {
    return (this.hour * 60 + this.minute) * 60 + this.second;
  }

  /** Nanoseconds after local midnight. */
  get nanoOfDay(): bigint {
    return BigInt(this.secondOfDay) * BigInt(NANOS_PER_SECOND) + BigInt(this.nano);
  }

  /** Nanoseconds after midnight UTC; without a zone, the local zone is used. */
  get universalNanos(): bigint {
    return this.nanoOfDay - BigInt(offsetOf(this.zone ?? HOME_ZONE, this.secondOfDay)) * BigInt(NANOS_PER_SECOND);
  }

  property(name: string): unknown {
    switch (name) {
      case 'hour':
        return this.hour;
      case 'minute':
        return this.minute;
      case 'second':
        return secondWithFraction(this);
      case 'time offset':
        return this.zone === null ? null : DaysTimeDuration.ofSeconds(offsetOf(this.zone, this.secondOfDay));
      case 'timezone':
        return this.zone !== null && isNamed(this.zone) ? this.zone : null;
      default:
        return undefined;
    }
  }

  equals(other: FeelTime): boolean {
    return (this.zone === null) === (other.zone === null) && this.compareTo(other) === 0;
  }

  override compareTo(other: FeelTime): number {
    const difference =
      this.zone === other.zone ? this.nanoOfDay - other.nanoOfDay : this.universalNanos - other.universalNanos;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** The digits of the time without the zone. */
  get clock(): string {
    const fraction = this.nano ? `.${pad(this.nano, 9).replace(/0+$/, '')}` : '';
    return `${pad(this.hour)}:${pad(this.minute)}:${pad(this.second)}${fraction}`;
  }

  toString(): string {
    return this.clock + (this.zone === null ? '' : zoneSuffix(this.zone));
  }
}

/** The property `second`: a whole number if the time was given so. */
export function secondWithFraction(time: FeelTime): Num | null {
  return time.nano ? add(time.second, time.nano / NANOS_PER_SECOND) : time.second;
}
