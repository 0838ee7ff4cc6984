import type { Fact } from '../facts';
import { boundOf, sizeOf } from '../size';
import type { Instance, State, Wait } from '../state';

/** The size, in bytes of JSON, of an instance, a wait and a token without their data, and of a fact on its own. */
const INSTANCE = 60;
const WAIT = 60;
const TOKEN = 20;
export const FACT = 70;

type Measure = (value: unknown) => number;

/** The size of a container that is modified in place: its members are measured instead of the container. */
function members(values: object | undefined, measure: Measure = sizeOf): number {
  let size = values ? 2 : 0;
  for (const name in values) size += name.length + 4 + measure((values as Record<string, unknown>)[name]);
  return size;
}

const weightOfWait = (wait: Wait, measure: Measure = sizeOf): number =>
  WAIT +
  ('basis' in wait && wait.basis ? measure(wait.basis) : 0) +
  ('correlationKey' in wait ? measure(wait.correlationKey) : 0);

/** The approximate bytes of JSON of an element instance. */
export function weightOf({ variables, data, waits, incident }: Instance): number {
  let weight = INSTANCE;
  if (variables) weight += members(variables);
  if (data) weight += members(data);
  if (incident) weight += sizeOf(incident.message ?? '') + sizeOf(incident.zh ?? '') + sizeOf(incident.en ?? '');
  if (waits) for (const wait of waits) weight += weightOfWait(wait);
  return weight;
}

/** The approximate bytes of JSON of a state. */
export function weightOfState(state: State): number {
  let total = state.compensable ? members(state.compensable) : 0;
  for (const key in state.instances) total += weightOf(state.instances[key]!);
  for (const place in state.arrived) total += TOKEN * state.arrived[place]!.length;
  return total;
}

/**
 * The approximate bytes of JSON that a fact adds to the state, or that it writes if the state does not keep its data; at
 * least that with `boundOf` as the measure.
 */
export function brings(fact: Fact, measure: typeof boundOf = sizeOf): number {
  switch (fact.type) {
    case 'flowTaken':
    case 'completed':
      return 0;
    case 'entered':
      return fact.variables ? INSTANCE + members(fact.variables, measure) : INSTANCE;
    case 'variablesSet':
      return members(fact.variables, measure);
    case 'remembered':
      return members(fact.data, measure);
    case 'waiting':
    case 'waitChanged':
      return weightOfWait(fact.wait, measure);
    case 'arrived':
      return TOKEN;
    case 'compensableAdded':
      return members(fact.item, measure);
    case 'decided':
      return measure(fact.result) + (fact.trace === undefined ? 0 : measure(fact.trace));
    case 'ended':
      return members(fact.variables, measure);
    default:
      return 0;
  }
}

/** The approximate bytes that a fact, which is about to be applied, removes from the state. */
export function takesAway(state: State, fact: Fact): number {
  switch (fact.type) {
    case 'completed':
    case 'terminated':
      return weightOf(state.instances[fact.key]!);
    case 'variablesSet':
      return replaced(state.instances[fact.key]!.variables, fact.variables);
    case 'remembered':
      return replaced(state.instances[fact.key]!.data, fact.data);
    case 'waitEnded':
      return weightOfWait(fact.wait);
    case 'waitChanged':
      return weightOfWait(fact.before);
    case 'joined':
      return TOKEN * fact.used.length;
    default:
      return 0;
  }
}

function replaced(before: Record<string, unknown> | undefined, now: Record<string, unknown>): number {
  let size = 0;
  if (before) for (const name in now) if (Object.hasOwn(before, name)) size += name.length + 4 + sizeOf(before[name]);
  return size;
}
