import { FeelObject } from './FeelObject';
import { FeelDate } from './FeelDate';
import { endsDay, FeelTime, NANOS_PER_DAY, NANOS_PER_SECOND, secondWithFraction } from './FeelTime';
import { DaysTimeDuration } from './DaysTimeDuration';
import { fixedOffset, HOME_ZONE, isNamed, offsetAt, offsetOf, offsetZone, type Zone } from './zones';

const PER_SECOND = BigInt(NANOS_PER_SECOND);
const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

/** A date and a time of day, with or without a zone (DMN 1.3 §10.3.2.3.6). */
export class FeelDateTime extends FeelObject {
  readonly type = 'date and time';

  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {
    super();
  }

  /** From `YYYY-MM-DDTHH:MM:SS…`, or from a date alone, at its midnight; null if it is not one. */
  static parse(text: string): FeelDateTime | null {
    const at = text.indexOf('T');
    const date = FeelDate.parse(at < 0 ? text : text.slice(0, at));
    const time = FeelTime.parse(at < 0 ? '00:00:00' : text.slice(at + 1));
    const day = at >= 0 && endsDay(text.slice(at + 1)) ? (date?.plusDays(1) ?? null) : date;
    return day && time && new FeelDateTime(day, time);
  }

  /** The local date and time of the zone at an instant (nanoseconds since 1970); null outside FEEL's range of years. */
  static ofInstant(instant: bigint, zone: Zone): FeelDateTime | null {
    return FeelDateTime.ofLocal(
      instant + BigInt(offsetAt(zone, Number(floorDiv(instant, PER_SECOND)))) * PER_SECOND,
      zone,
    );
  }

  private static ofLocal(nanos: bigint, zone: Zone | null): FeelDateTime | null {
    const date = FeelDate.ofDayNumber(Number(floorDiv(nanos, NANOS_PER_DAY)));
    return date && new FeelDateTime(date, FeelTime.ofNanos(nanos, zone));
  }

  get zone(): Zone | null {
    return this.time.zone;
  }

  private get localNanos(): bigint {
    return BigInt(this.date.dayNumber) * NANOS_PER_DAY + this.time.nanoOfDay;
  }

  /** Seconds east of Greenwich; without a zone, the local zone is used. */
  get offset(): number {
    return offsetOf(this.zone ?? HOME_ZONE, this.date.dayNumber * 86_400 + this.time.secondOfDay);
  }

  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  get instant(): bigint {
    return this.localNanos - BigInt(this.offset) * PER_SECOND;
  }

  plus(nanos: bigint): FeelDateTime | null {
    if (this.zone !== null && fixedOffset(this.zone) === null)
      return FeelDateTime.ofInstant(this.instant + nanos, this.zone);
    return FeelDateTime.ofLocal(this.localNanos + nanos, this.zone);
  }

  plusMonths(months: number): FeelDateTime | null {
    const date = this.date.plusMonths(months);
    return date && new FeelDateTime(date, this.time);
  }

  property(name: string): unknown {
    switch (name) {
      case 'hour':
        return this.time.hour;
      case 'minute':
        return this.time.minute;
      case 'second':
        return secondWithFraction(this.time);
      case 'time offset':
        return this.zone === null ? null : DaysTimeDuration.ofSeconds(this.offset);
      case 'timezone':
        return this.zone !== null && isNamed(this.zone) ? this.zone : null;
      default:
        return this.date.property(name);
    }
  }

  equals(other: FeelDateTime): boolean {
    return (this.zone === null) === (other.zone === null) && this.compareTo(other) === 0;
  }

  override compareTo(other: FeelDateTime): number {
    const difference =
      this.zone === other.zone && (this.zone === null || fixedOffset(this.zone) !== null)
        ? this.localNanos - other.localNanos
        : this.instant - other.instant;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  toString(): string {
    return `${this.date}T${this.time}`;
  }

  /** ISO 8601 with the offset instead of the zone's name, so that any reader knows the instant. */
  override toJSON(): string {
    const zone = this.zone;
    return zone !== null && isNamed(zone)
      ? `${this.date}T${this.time.clock}${offsetZone(this.offset)}`
      : this.toString();
  }
}
