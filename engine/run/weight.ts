import type { Fact } from '../facts';
import { sizeOf } from '../size';
import type { Instance, State, Wait } from '../state';

/** What an instance, a wait and a token have beside their data, and what a fact has, as JSON. */
const INSTANCE = 60;
const WAIT = 60;
const TOKEN = 20;
const FACT = 70;

/** Of a container, which changes in place: its members are measured, not itself. */
function members(values: object | undefined): number {
  let size = values ? 2 : 0;
  for (const name in values) size += name.length + 4 + sizeOf((values as Record<string, unknown>)[name]);
  return size;
}

const weightOfWait = (wait: Wait): number =>
  WAIT +
  ('basis' in wait && wait.basis ? sizeOf(wait.basis) : 0) +
  ('correlationKey' in wait ? sizeOf(wait.correlationKey) : 0);

/** About how many bytes of JSON an element instance is. */
export function weightOf({ variables, data, waits, incident }: Instance): number {
  let weight = INSTANCE;
  if (variables) weight += members(variables);
  if (data) weight += members(data);
  if (incident) weight += sizeOf(incident.message);
  if (waits) for (const wait of waits) weight += weightOfWait(wait);
  return weight;
}

/** About how many bytes of JSON a state is. */
export function weightOfState(state: State): number {
  let total = state.compensable ? members(state.compensable) : 0;
  for (const key in state.instances) total += weightOf(state.instances[key]!);
  for (const place in state.arrived) total += TOKEN * state.arrived[place]!.length;
  return total;
}

/** Of a fact, in bytes of JSON: what comes into the state, what goes out of it, what is written beside what comes. */
export interface Weighed {
  comes: number;
  goes: number;
  written: number;
}

/** Weighs a fact that is about to be applied. Asked for every fact, so it makes nothing anew. */
export function weigh(state: State, fact: Fact, into: Weighed): void {
  into.comes = into.goes = 0;
  into.written = FACT;
  switch (fact.type) {
    case 'entered':
      into.comes = fact.variables ? INSTANCE + members(fact.variables) : INSTANCE;
      break;
    case 'completed':
    case 'terminated':
      into.goes = weightOf(state.instances[fact.key]!);
      break;
    case 'variablesSet':
      into.comes = members(fact.variables);
      into.goes = replaced(state.instances[fact.key]!.variables, fact.variables);
      break;
    case 'remembered':
      into.comes = members(fact.data);
      into.goes = replaced(state.instances[fact.key]!.data, fact.data);
      break;
    case 'waiting':
      into.comes = weightOfWait(fact.wait);
      break;
    case 'waitEnded':
      into.goes = weightOfWait(fact.wait);
      break;
    case 'waitChanged':
      into.comes = weightOfWait(fact.wait);
      into.goes = weightOfWait(fact.before);
      break;
    case 'arrived':
      into.comes = TOKEN;
      break;
    case 'joined':
      into.goes = TOKEN * fact.used.length;
      break;
    case 'compensableAdded':
      into.comes = members(fact.item);
      break;
    case 'decided':
      into.written += sizeOf(fact.result) + (fact.trace === undefined ? 0 : sizeOf(fact.trace));
      break;
    case 'ended':
      into.written += members(fact.variables);
      break;
    default:
  }
}

function replaced(before: Record<string, unknown> | undefined, now: Record<string, unknown>): number {
  let size = 0;
  if (before) for (const name in now) if (Object.hasOwn(before, name)) size += name.length + 4 + sizeOf(before[name]);
  return size;
}
