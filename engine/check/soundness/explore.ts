import type { Element } from '../Element';
import type { Net, Place, Step } from './Net';

/** If there are more states than this, the scope is not judged. */
export const MOST_STATES = 20_000;
/** Limit of work: tokens inspected and moved, in all states together. */
const MOST_WORK = 30_000_000;

export interface Explored {
  /** Joins at which tokens wait for ever in some run. */
  stuck: Set<Element>;
  /** Nodes after which two tokens are on the same flow: what follows runs twice. */
  doubled: Set<Element>;
  /** All states were explored. */
  complete: boolean;
}

/** A state is the sorted list of the places that hold tokens. */
type State = readonly Place[];

/** Explores all states that a scope can reach, within the limits. */
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
    // Before an end that terminates everything a second token does not matter.
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
      ? noneCanArrive(step, taken, marked, upstream)
      : taken.every((place) => marked.has(place));
    if (!enabled) continue;
    spent.work += state.length * taken.length + step.puts.length;
    yield step.ends ? [] : [...state.filter((place) => !taken.includes(place)), ...step.puts].sort((a, b) => a - b);
  }
}

/**
 * An inclusive join waits for a token that can still reach an empty flow of it, but not for one that can also reach a
 * filled one (13.4.3).
 */
function noneCanArrive(step: Step, taken: Place[], marked: Set<Place>, upstream: Map<Place, Set<Place>>): boolean {
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
 * For each flow into an inclusive join, the places from which a token can reach it without passing that join; undefined
 * if finding out takes too long.
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
