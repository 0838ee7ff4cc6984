import { bindCalendar, type Calendar } from '../domain/limits/calendar';
import { referencesInForce, type InForce as Current, type ReferencesInForce } from '../models';

export type { Current };

/** The references in force, with the calendar ready for queries. */
export interface InForce extends ReferencesInForce {
  calendar: ReferencesInForce['calendar'] & { bound: Calendar };
}

/** The calendar, limits and parameters now in force. */
export interface References {
  inForce(): Promise<InForce>;
  /** Reads again, because there is a new version. */
  forget(): void;
}

const SECONDS = 10;

/**
 * Read again at most every ten seconds: they are used to show remaining days and names, not to derive a case's dates.
 */
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
  const { calendar, ...others } = await referencesInForce();
  return { calendar: { ...calendar, bound: bindCalendar(calendar.data, calendar.hash) }, ...others };
}
