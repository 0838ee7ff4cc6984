import type { Day } from './limits/dates';
import type { Parameter } from './parameters';
import { upward } from './regions';

/**
 * The parameter in force at a place on a day: of the nearest place, going upwards, that has one, and there the latest
 * to begin; otherwise undefined.
 */
export function parameterAt(
  parameters: readonly Parameter[],
  name: string,
  place: string,
  day: Day,
): Parameter | undefined {
  for (const area of upward(place)) {
    const [newest] = parameters
      .filter(
        (each) =>
          each.name === name && each.region === area && each.from <= day && (each.to === undefined || day <= each.to),
      )
      .sort((a, b) => (a.from < b.from ? 1 : -1));
    if (newest) return newest;
  }
  return undefined;
}
