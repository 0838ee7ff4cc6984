import type { State, Variables } from '../engine';
import type { Move } from '../threads/afterMove';
import { inThread } from '../threads/pool';
import { Problem } from './errors';
import type { Library } from './library';
import { nameOf } from './views/nodes';

export type { Move };

/** The result of the first step of a process, with the definitions now published and without side effects. */
export const firstStep = async (
  library: Library,
  process: string,
  variables: Variables,
  at: Date,
): Promise<{ variables: Variables }> =>
  inThread('preview', 'firstStep', { bundle: await library.bundle(process), variables, at: at.toISOString() });

/** The immediate result of moving tokens in the given state. Throws CANNOT_MOVE if that is not possible. */
export async function afterMove(library: Library, bundle: string, state: State, move: Move, at: Date) {
  const input = { bundle: await library.bytes(bundle), state, move, at: at.toISOString() };
  const after = await inThread('preview', 'afterMove', input);
  if ('refusal' in after) {
    const { zh, en, element } = after.refusal;
    throw new Problem('CANNOT_MOVE', { detail: { zh, en }, ...(element && { more: { element } }) });
  }
  const graph = await library.graph(bundle);
  const places = (elements: string[]) => elements.map((element) => ({ element, name: nameOf(graph, element) }));
  return {
    status: after.status,
    begins: places(after.begins),
    passes: places(after.passes),
    completes: places(after.completes),
    ends: places(after.ends),
  };
}
