import { canonicalJson } from '../domain/canonicalJson';
import { bindCalendar, shippedCalendar, type Calendar, type CalendarData } from '../domain/limits/calendar';
import { shippedRules, type Rules } from '../domain/limits/rules';
import type { Parameter } from '../domain/parameters';
import { currentReference, type Reference, type ReferenceKind } from '../models';
import { sha256 } from './keys';

export interface Current<T> {
  data: T;
  version: number;
  hash: string;
  reference?: Reference;
}
export interface InForce {
  calendar: Current<CalendarData> & { bound: Calendar };
  rules: Current<Rules>;
  parameters: Current<Parameter[]>;
}

/** The calendar, limits and parameters in force now. */
export interface References {
  inForce(): Promise<InForce>;
  /** Looks again: there is a new version. */
  forget(): void;
}

const SECONDS = 10;

/** Read anew every ten seconds at most: what they show is days left and names, not what a case's dates come from. */
export function referencesOf(clock: () => number = () => performance.now()): References {
  let kept: { until: number; value: Promise<InForce> } | undefined;
  return {
    inForce() {
      if (kept && kept.until > clock()) return kept.value;
      const value = read();
      kept = { until: clock() + SECONDS * 1000, value };
      value.catch(() => (kept = undefined));
      return value;
    },
    forget: () => void (kept = undefined),
  };
}

async function read(): Promise<InForce> {
  const [calendar, rules, parameters] = await Promise.all([
    current('calendar', shippedCalendar),
    current('rules', shippedRules),
    current<Parameter[]>('parameters', []),
  ]);
  return { calendar: { ...calendar, bound: bindCalendar(calendar.data, calendar.hash) }, rules, parameters };
}

/** The newest version entered, or what ships where none was. */
async function current<T>(kind: ReferenceKind, shipped: T): Promise<Current<T>> {
  const reference = await currentReference(kind);
  if (!reference) return { data: shipped, version: 0, hash: sha256(canonicalJson(shipped)) };
  return { data: JSON.parse(reference.body) as T, version: reference.version, hash: reference.hash, reference };
}
