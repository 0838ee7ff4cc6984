import type { Fact } from './facts';
import { rename } from './migrate/rename';
import { indexed } from './StateIndex';
import type { Instance, Key, State } from './state';

/**
 * Applies a fact to the state in place, and returns the state. The only way a state changes; it does not know element
 * types. To fold facts onto a state that must not change, fold them onto a copy: `facts.reduce(apply,
 * copyState(before))`.
 */
export function apply(state: State | undefined, fact: Fact): State {
  if (fact.type === 'started') return started(fact);
  if (!state) throw new Error(`The first fact of an instance must be 'started', not '${fact.type}'.`);
  (appliers[fact.type] as (state: State, fact: Fact) => void)(state, fact);
  indexed(state)?.note(fact);
  return state;
}

type Applier<T extends Fact['type']> = (state: State, fact: Extract<Fact, { type: T }>) => void;

const started = ({ graph, process, at, instance }: Extract<Fact, { type: 'started' }>): State => ({
  version: 1,
  graph,
  process,
  status: 'active',
  nextKey: 1,
  at,
  ...(instance ? { instance } : {}),
  instances: {},
  arrived: {},
});

const nothing = () => undefined;

const appliers: { [T in Exclude<Fact['type'], 'started'>]: Applier<T> } = {
  clock(state, { at }) {
    state.at = at;
  },
  entered(state, { key, element, scope, variables }) {
    const instance: Instance = { key, element };
    if (scope !== undefined) instance.scope = scope;
    if (variables) instance.variables = { ...variables };
    state.instances[key] = instance;
    state.nextKey = key + 1;
  },
  completed(state, { key }) {
    delete state.instances[key];
  },
  terminated(state, { key }) {
    delete state.instances[key];
    if (state.compensable) forget(state, key);
  },
  flowTaken: nothing,
  arrived(state, { node, flow, scope }) {
    (state.arrived[`${scope}/${node}`] ??= []).push(flow);
  },
  joined(state, { node, scope, used }) {
    const place = `${scope}/${node}`;
    const taken = new Set(used);
    const left = state.arrived[place]!.filter((_, index) => !taken.has(index));
    if (left.length) state.arrived[place] = left;
    else delete state.arrived[place];
  },
  dropped(state, { node, scope }) {
    delete state.arrived[`${scope}/${node}`];
  },
  waiting(state, { key, wait }) {
    (state.instances[key]!.waits ??= []).push(wait);
  },
  waitEnded(state, { key, index }) {
    const instance = state.instances[key]!;
    instance.waits!.splice(index, 1);
    if (!instance.waits!.length) delete instance.waits;
  },
  waitChanged(state, { key, index, wait }) {
    state.instances[key]!.waits![index] = wait;
  },
  variablesSet(state, { key, variables }) {
    Object.assign((state.instances[key]!.variables ??= {}), variables);
  },
  remembered(state, { key, data }) {
    remember(state.instances[key]!, data);
  },
  incidentRaised(state, { key, incident }) {
    state.instances[key]!.incident = incident;
  },
  incidentResolved(state, { key }) {
    delete state.instances[key]!.incident;
  },
  compensableAdded(state, { item }) {
    (state.compensable ??= []).push(item);
  },
  compensableUsed(state, { key }) {
    keepCompensable(state, (item) => item.key !== key);
  },
  thrown: nothing,
  decided: nothing,
  repaired: nothing,
  migrated: rename,
  ended(state, { status, variables, error }) {
    state.status = status;
    delete state.compensable;
    state.result = { ...(variables ? { variables } : {}), ...(error ? { error } : {}) };
  },
};

function remember(instance: Instance, data: Record<string, unknown>): void {
  const kept = (instance.data ??= {});
  for (const [name, value] of Object.entries(data))
    if (value === null) delete kept[name];
    else kept[name] = value;
  for (const _ in kept) return;
  delete instance.data;
}

/** What can be compensated inside a scope is removed together with it. */
function forget(state: State, scope: Key): void {
  const lost = state.compensable?.filter((item) => item.scope === scope) ?? [];
  if (!lost.length) return;
  keepCompensable(state, (item) => item.scope !== scope);
  for (const item of lost) forget(state, item.key);
}

function keepCompensable(state: State, keeps: (item: NonNullable<State['compensable']>[number]) => boolean): void {
  const kept = state.compensable?.filter(keeps) ?? [];
  if (kept.length) state.compensable = kept;
  else delete state.compensable;
}
