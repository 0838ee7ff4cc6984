/**
 * The keys by which cases, tasks and accounts name their parties (`parties`), each with its side. A person has one for the
 * number, `worker:…`, and one for number and name together, `worker:~…`. The applicant enters both as they like, so that
 * the name of a firm and the number of a friend may stand beside each other: whose case it is is told by number and name
 * together. The number alone tells who is meant by it: for what excludes somebody, and for repeated applications.
 */
const isNamed = (key: string): boolean => key.includes(':~');

/** Those that make somebody a party. Data from before names counted have numbers only. */
export function partyKeys(keys: readonly string[]): string[] {
  const named = keys.filter(isNamed);
  return named.length ? named : [...keys];
}

/** One of each person. */
export const personKeys = (keys: readonly string[]): string[] => keys.filter((key) => !isNamed(key));

/** Those of one side, of whichever kind. */
export const keysOfSide = (keys: readonly string[], side: string): string[] =>
  keys.filter((key) => key.startsWith(`${side}:`));
