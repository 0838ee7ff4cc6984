import { IANAZone } from 'luxon';
import { pad } from './civil';

/** The zone in which Heyi reads dates and times without one, because all legal dates are in it. */
export const HOME_ZONE = 'Asia/Shanghai';

/** `Z`, `+08:00`, `+08:00:15` or an IANA name such as `Asia/Shanghai`. */
export type Zone = string;

const OFFSET = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
/** The end of JavaScript's calendar; zone rules do not change beyond it. */
const LAST_SECOND = 8.64e12;
const MAX_OFFSET = 18 * 3600;

const names = new Map<string, IANAZone | null>();

function named(name: string): IANAZone | null {
  let zone = names.get(name);
  if (zone === undefined) {
    zone = IANAZone.isValidZone(name) ? IANAZone.create(name) : null;
    if (names.size < 1000) names.set(name, zone);
  }
  return zone;
}

/**
 * The suffix of a time of day (`Z`, `+08:00`, `@Asia/Shanghai`) as a zone, or null if there is no such zone. The zero
 * offset is `Z` (XML Schema 1.1 §D.3.2).
 */
export function parseZone(suffix: string): Zone | null {
  if (suffix === 'Z') return suffix;
  if (suffix.startsWith('@')) return named(suffix.slice(1)) && suffix.slice(1);
  const seconds = fixedOffset(suffix);
  if (seconds === 0) return 'Z';
  return seconds === null || Math.abs(seconds) > MAX_OFFSET || /:[6-9]/.test(suffix) ? null : suffix;
}

/** The suffix to write after the time of day. */
export const zoneSuffix = (zone: Zone): string => (zone === 'Z' || OFFSET.test(zone) ? zone : `@${zone}`);

export const isNamed = (zone: Zone): boolean => zone !== 'Z' && !OFFSET.test(zone);

/** Seconds east of Greenwich of `Z` and `+08:00`, or null for a name. */
export function fixedOffset(zone: Zone): number | null {
  if (zone === 'Z') return 0;
  const parts = OFFSET.exec(zone);
  if (!parts) return null;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
  return parts[1] === '-' ? 0 - seconds : seconds;
}

/** The zone with a fixed offset in seconds. */
export function offsetZone(seconds: number): Zone | null {
  const east = Math.abs(seconds);
  if (east > MAX_OFFSET) return null;
  if (east === 0) return 'Z';
  const rest = east % 60;
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(east / 3600))}:${pad(Math.floor(east / 60) % 60)}${rest ? `:${pad(rest)}` : ''}`;
}

/** The offset in seconds at an instant (seconds since 1970). */
export function offsetAt(zone: Zone, instant: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const key = `${instant} ${zone}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    offset = (named(zone)?.offset(Math.max(-LAST_SECOND, Math.min(LAST_SECOND, instant)) * 1000) ?? 0) * 60;
    if (offsets.size >= MAX_OFFSETS) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** Asking the calendar of a named zone is expensive, and an evaluation asks for the same instant repeatedly. */
const offsets = new Map<string, number>();
const MAX_OFFSETS = 5000;

/**
 * The offset in seconds when local time is `local` (seconds since 1970 as if in UTC); in an hour that occurs twice, the
 * first.
 */
export function offsetOf(zone: Zone, local: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return fixed;
  const before = offsetAt(zone, local - 86_400);
  const after = offsetAt(zone, local + 86_400);
  if (before === after || offsetAt(zone, local - before) === before) return before;
  return offsetAt(zone, local - after) === after ? after : before;
}
