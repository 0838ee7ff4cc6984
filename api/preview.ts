import { transition, type Variables } from '../engine';
import type { Library } from './library';

/**
 * What the first step of a process would bring, nothing being done outside: the engine's pure step over what is
 * published now.
 */
export async function firstStep(
  library: Library,
  process: string,
  variables: Variables,
  at: Date,
): Promise<{ variables: Variables }> {
  const { program } = await library.current(process);
  const { state } = transition(program, undefined, {
    type: 'start',
    at: at.toISOString(),
    variables,
    instance: { id: 'preview', businessKey: 'preview' },
  });
  return { variables: { ...state.result?.variables, ...state.instances[1]?.variables } };
}
