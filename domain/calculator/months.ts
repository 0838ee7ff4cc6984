import { addTo, nextDay, type Day } from '../limits/dates';

/** How long something lasted, both days included: whole months, and whether days are left over. */
export interface Lasted {
  months: number;
  /** The first day that is left over, if any. */
  rest: Day | undefined;
}

/** Counted from the first day, so that a start on the 31st loses nothing in short months. */
export function lasted(from: Day, to: Day): Lasted {
  const end = nextDay(to);
  const whole =
    (Number(end.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(from.slice(5, 7));
  const months = addTo(from, whole, 'month') <= end ? whole : whole - 1;
  const reached = addTo(from, months, 'month');
  return { months, rest: reached < end ? reached : undefined };
}

/**
 * Months of wages for a length of service (劳动合同法 art. 47(1)): one for every full year; for six months or more but
 * less than a year, one; for less than six months, a half.
 */
export function monthsOfWages({ months, rest }: Lasted): number {
  const over = months % 12;
  return Math.floor(months / 12) + (over >= 6 ? 1 : over > 0 || rest ? 0.5 : 0);
}

/** A length of service in words. */
export function inWords({ months, rest }: Lasted): { zh: string; en: string } {
  const [years, over] = [Math.floor(months / 12), months % 12];
  return {
    zh: `${years ? `${years}年` : ''}${over ? `${over}个月` : ''}${rest ? (years || over ? '又若干天' : '不满一个月') : ''}`,
    en: [
      years && `${years} year${years > 1 ? 's' : ''}`,
      over && `${over} month${over > 1 ? 's' : ''}`,
      rest && (years || over ? 'some days' : 'less than a month'),
    ]
      .filter(Boolean)
      .join(' and '),
  };
}
