import { advance, type State, type Transition } from '../engine';
import { programOf } from '../workflows/programs';

/** The engine's own step by which an instance is cancelled, from its recorded state. */
export const cancelled = ({
  bundle,
  state,
  ...event
}: {
  bundle: Uint8Array;
  state: State;
  at: string;
  by: string;
  reason: string;
}): Transition => advance(programOf(bundle).program, state, { type: 'cancelled', ...event });
