import type { Element } from '../Element';
import type { Net, Place, Step } from './Net';

/** More states than this are not looked at: the scope is then not judged. */
export const MOST_STATES = 20_000;
/** Nor is more done than this: tokens looked at and moved, in all states together. */
const MOST_WORK = 30_000_000;

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
  const spent = { work: 0 };
  const upstream = upstreamOf(net, spent);
  if (!upstream) return { ...found, complete: false };
  const seen = new Set<string>();
  const open: State[] = [];
  const add = (state: State) => {
    const key = state.join();
    if (seen.has(key)) return;
    seen.add(key);
    open.push(state);
  };
  for (const begin of net.begins) add([...begin].sort((a, b) => a - b));
  while (open.length > 0) {
    if (seen.size > MOST_STATES || spent.work > MOST_WORK) {
      found.complete = false;
      break;
    }
    const state = open.pop()!;
    // Before an end that ends everything a second token is of no account.
    const double = state.find((place, i) => state[i + 1] === place && !byPlace.get(place)?.every((step) => step.ends));
    if (double !== undefined) {
      found.doubled.add(net.source.get(double)!);
      continue;
    }
    let stuck = true;
    for (const after of successors(state, byPlace, upstream, spent)) {
      stuck = false;
      add(after);
    }
    if (stuck && spent.work <= MOST_WORK) for (const place of state) found.stuck.add(net.target.get(place)!);
  }
  return found;
}

function* successors(
  state: State,
  byPlace: Map<Place, Step[]>,
  upstream: Map<Place, Set<Place>>,
  spent: { work: number },
): Generator<State> {
  const marked = new Set(state);
  const steps = new Set(state.flatMap((place) => byPlace.get(place) ?? []));
  for (const step of steps) {
    spent.work += step.takes.length;
    if (spent.work > MOST_WORK) return;
    const taken = step.inclusive ? step.takes.filter((place) => marked.has(place)) : step.takes;
    if (step.inclusive) spent.work += marked.size * step.takes.length;
    const enabled = step.inclusive
      ? nothingComes(step, taken, marked, upstream)
      : taken.every((place) => marked.has(place));
    if (!enabled) continue;
    spent.work += state.length * taken.length + step.puts.length;
    yield step.ends ? [] : [...state.filter((place) => !taken.includes(place)), ...step.puts].sort((a, b) => a - b);
  }
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
  for (const step of net.steps)
    for (const place of step.takes) {
      const list = map.get(place);
      if (list) list.push(step);
      else map.set(place, [step]);
    }
  return map;
}

/**
 * For each flow into an inclusive join, the places from which a token can come to it without passing that join;
 * undefined where that takes too long to find out.
 */
function upstreamOf(net: Net, spent: { work: number }): Map<Place, Set<Place>> | undefined {
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
          spent.work += step.takes.length;
          if (spent.work > MOST_WORK) return undefined;
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
