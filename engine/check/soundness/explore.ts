import type { Element } from '../Element';
import type { Net, Place, Step } from './Net';

/** More states than this are not looked at: the scope is then not judged. */
export const MOST_STATES = 20_000;

export interface Explored {
  /** Joins before which tokens wait for ever in some run. */
  stuck: Set<Element>;
  /** Nodes after which two tokens come to stand on the same flow: what follows runs twice. */
  doubled: Set<Element>;
  /** All states were seen. */
  complete: boolean;
}

/** A state is the sorted list of the places that tokens stand on. */
type State = readonly Place[];

/** Walks through all states a scope can come into, as far as the bound allows. */
export function explore(net: Net): Explored {
  const found: Explored = { stuck: new Set(), doubled: new Set(), complete: true };
  const byPlace = stepsByPlace(net);
  const upstream = upstreamOf(net);
  const seen = new Set<string>();
  const open: State[] = net.begins.map((begin) => [...begin].sort((a, b) => a - b));
  while (open.length > 0) {
    const state = open.pop()!;
    const key = state.join();
    if (seen.has(key)) continue;
    if (seen.size >= MOST_STATES) {
      found.complete = false;
      break;
    }
    seen.add(key);
    // Before an end that ends everything a second token is of no account.
    const double = state.find((place, i) => state[i + 1] === place && !byPlace.get(place)?.every((step) => step.ends));
    if (double !== undefined) {
      found.doubled.add(net.source.get(double)!);
      continue;
    }
    const after = successors(state, byPlace, upstream);
    if (after.length === 0) for (const place of state) found.stuck.add(net.target.get(place)!);
    open.push(...after);
  }
  return found;
}

function successors(state: State, byPlace: Map<Place, Step[]>, upstream: Map<Place, Set<Place>>): State[] {
  const marked = new Set(state);
  const steps = new Set(state.flatMap((place) => byPlace.get(place) ?? []));
  return [...steps].flatMap((step) => {
    const taken = step.inclusive ? step.takes.filter((place) => marked.has(place)) : step.takes;
    const enabled = step.inclusive
      ? nothingComes(step, taken, marked, upstream)
      : taken.every((place) => marked.has(place));
    if (!enabled) return [];
    if (step.ends) return [[]];
    return [[...state.filter((place) => !taken.includes(place)), ...step.puts].sort((a, b) => a - b)];
  });
}

/**
 * An inclusive join waits for a token that can still reach an empty flow of it, but not for one that can as well reach
 * a filled one (13.4.3).
 */
function nothingComes(step: Step, taken: Place[], marked: Set<Place>, upstream: Map<Place, Set<Place>>): boolean {
  const empty = step.takes.filter((place) => !marked.has(place));
  return ![...marked].some(
    (token) =>
      !step.takes.includes(token) &&
      empty.some((place) => upstream.get(place)?.has(token)) &&
      !taken.some((place) => upstream.get(place)?.has(token)),
  );
}

function stepsByPlace(net: Net): Map<Place, Step[]> {
  const map = new Map<Place, Step[]>();
  for (const step of net.steps) for (const place of step.takes) map.set(place, [...(map.get(place) ?? []), step]);
  return map;
}

/** For each flow into an inclusive join, the places from which a token can come to it without passing that join. */
function upstreamOf(net: Net): Map<Place, Set<Place>> {
  const result = new Map<Place, Set<Place>>();
  const feeding = new Map<Place, Step[]>();
  for (const step of net.steps)
    for (const place of step.puts) {
      const list = feeding.get(place);
      if (list) list.push(step);
      else feeding.set(place, [step]);
    }
  for (const join of net.steps.filter((step) => step.inclusive)) {
    for (const place of join.takes) {
      if (result.has(place)) continue;
      const from = new Set<Place>();
      const open = [place];
      while (open.length > 0) {
        const at = open.pop()!;
        for (const step of feeding.get(at) ?? []) {
          if (step.node === join.node) continue;
          for (const earlier of step.takes)
            if (!from.has(earlier)) {
              from.add(earlier);
              open.push(earlier);
            }
        }
      }
      result.set(place, from);
    }
  }
  return result;
}
