import type { Day } from './limits/dates';
import type { Parameter } from './parameters';
import { upward } from './regions';

/**
 * The parameter in force at a place on a day: of the nearest place, going upwards, that has one, and there the latest
 * to begin; otherwise undefined.
 */
export const parameterAt = (
  parameters: readonly Parameter[],
  name: string,
  place: string,
  day: Day,
): Parameter | undefined =>
  nearest(
    parameters.filter(({ to }) => to === undefined || day <= to),
    name,
    place,
    day,
  );

/** The same, but of those that have begun by that day, whether or not they have ended. */
export function nearest(
  parameters: readonly Parameter[],
  name: string,
  place: string,
  day: Day,
): Parameter | undefined {
  for (const area of upward(place)) {
    const [newest] = parameters
      .filter((each) => each.name === name && each.region === area && each.from <= day)
      .sort((a, b) => (a.from < b.from ? 1 : -1));
    if (newest) return newest;
  }
  return undefined;
}
