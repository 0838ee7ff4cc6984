import { transition, type Variables } from '../engine';
import { programOf } from '../workflows/programs';

/** A process as a bundle, its start data, and when it starts (an ISO instant). */
interface StartRequest {
  bundle: Uint8Array;
  variables: Variables;
  at: string;
}

/** What the first step of a process would produce without side effects: the engine's pure step. */
export function firstStep({ bundle, variables, at }: StartRequest): { variables: Variables } {
  const { state } = transition(programOf(bundle).program, undefined, {
    type: 'start',
    at,
    variables,
    instance: { id: 'preview', businessKey: 'preview' },
  });
  return { variables: { ...state.result?.variables, ...state.instances[1]?.variables } };
}
