import type { Fact } from '../facts';
import { sizeOf } from '../size';
import type { Instance, State } from '../state';

/** What an instance of an element has beside its variables, as JSON. */
const INSTANCE = 60;
const TOKEN = 20;

/** Of a container, which changes in place: its members are measured, not itself. */
function members(values: object | undefined): number {
  let size = values ? 2 : 0;
  for (const name in values) size += name.length + 4 + sizeOf((values as Record<string, unknown>)[name]);
  return size;
}

/** About how many bytes of JSON an element instance is. */
export const weightOf = ({ variables, data, waits, incident }: Instance): number =>
  INSTANCE + members(variables) + members(data) + members(waits) + members(incident);

/** About how many bytes of JSON a state is. */
export function weightOfState(state: State): number {
  let total = members(state.compensable);
  for (const key in state.instances) total += weightOf(state.instances[key]!);
  for (const place in state.arrived) total += TOKEN * state.arrived[place]!.length;
  return total;
}

/** By how many bytes a fact that is about to be applied makes the state grow, or shrink. */
export function growth(state: State, fact: Fact): number {
  switch (fact.type) {
    case 'entered':
      return INSTANCE + members(fact.variables);
    case 'completed':
    case 'terminated':
      return -weightOf(state.instances[fact.key]!);
    case 'variablesSet':
      return replaced(state.instances[fact.key]!.variables, fact.variables);
    case 'remembered':
      return replaced(state.instances[fact.key]!.data, fact.data);
    case 'waiting':
      return members(fact.wait);
    case 'waitEnded':
      return -members(fact.wait);
    case 'waitChanged':
      return members(fact.wait) - members(fact.before);
    case 'arrived':
      return TOKEN;
    case 'joined':
      return -TOKEN * fact.used.length;
    case 'compensableAdded':
      return members(fact.item);
    default:
      return 0;
  }
}

function replaced(before: object | undefined, now: Record<string, unknown>): number {
  let grows = 0;
  for (const name in now) {
    grows += sizeOf(now[name]);
    if (before && Object.hasOwn(before, name)) grows -= sizeOf((before as Record<string, unknown>)[name]);
    else grows += name.length + 4;
  }
  return grows;
}

/** About how many bytes of JSON a fact is, where it is written. */
export function written(fact: Fact): number {
  switch (fact.type) {
    case 'entered':
    case 'variablesSet':
    case 'ended':
      return 80 + members(fact.variables);
    case 'remembered':
      return 60 + members(fact.data);
    case 'decided':
      return 80 + sizeOf(fact.result) + (fact.trace === undefined ? 0 : sizeOf(fact.trace));
    case 'waiting':
    case 'waitEnded':
      return 60 + members(fact.wait);
    case 'compensableAdded':
      return members(fact.item);
    default:
      return 80;
  }
}
