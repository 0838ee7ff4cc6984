import { Refusal, transition, type Event, type State } from '../engine';
import { programOf } from '../workflows/programs';

export interface Move {
  cancel: number[];
  activate: { element: string; scope?: number }[];
  variables?: Record<string, unknown>;
}

/** What would follow, by element ids, each once (a loop may have many). Or why it cannot be done. */
export type AfterMove =
  | { status: State['status']; begins: string[]; passes: string[]; completes: string[]; ends: string[] }
  | { refusal: Pick<Refusal, 'zh' | 'en' | 'element'> };

/** What follows immediately from moving tokens, computed by the same step that the move takes. */
export function afterMove({
  bundle,
  state,
  move,
  at,
}: {
  bundle: Uint8Array;
  state: State;
  move: Move;
  at: string;
}): AfterMove {
  try {
    const event = { type: 'tokensMoved', at, reason: 'preview', ...move } as Event;
    const { state: after, facts } = transition(programOf(bundle).program, state, event);
    const began = facts.flatMap((fact) => (fact.type === 'entered' ? [fact] : []));
    const ended = (how: 'completed' | 'terminated') =>
      facts.flatMap((fact) => (fact.type === how && fact.key in state.instances ? [fact] : []));
    return {
      status: after.status,
      begins: elementsOf(began.filter(({ key }) => key in after.instances)),
      passes: elementsOf(began.filter(({ key }) => !(key in after.instances))),
      completes: elementsOf(ended('completed')),
      ends: elementsOf(ended('terminated')),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { zh: error.zh, en: error.en, element: error.element } };
  }
}

const elementsOf = (facts: { element: string }[]): string[] => [...new Set(facts.map(({ element }) => element))];
