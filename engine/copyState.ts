import type { Instance, State } from './state';

/**
 * A copy of a state that can change independently. Values of variables are shared: the engine replaces them and never
 * modifies them.
 */
export function copyState(state: State): State {
  const instances: Record<number, Instance> = {};
  for (const key in state.instances) {
    const { variables, waits, data, ...rest } = state.instances[key]!;
    const copy: Instance = rest;
    if (variables) copy.variables = { ...variables };
    if (data) copy.data = { ...data };
    if (waits) copy.waits = [...waits];
    instances[key] = copy;
  }
  const arrived: State['arrived'] = {};
  for (const place in state.arrived) arrived[place] = [...state.arrived[place]!];
  return { ...state, instances, arrived, ...(state.compensable ? { compensable: [...state.compensable] } : {}) };
}
