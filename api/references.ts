import { bindCalendar, type Calendar } from '../domain/limits/calendar';
import { referencesInForce, type InForce as Current, type ReferencesInForce } from '../models';

export type { Current };

/** What is in force, with its calendar ready to be asked. */
export interface InForce extends ReferencesInForce {
  calendar: ReferencesInForce['calendar'] & { bound: Calendar };
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
  const { calendar, ...others } = await referencesInForce();
  return { calendar: { ...calendar, bound: bindCalendar(calendar.data, calendar.hash) }, ...others };
}
