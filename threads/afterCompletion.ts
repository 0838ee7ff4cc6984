import { Refusal, transition, type Event, type State, type Variables } from '../engine';
import { compartmentOf, type Compartment } from '../domain/compartments';
import { programOf } from '../workflows/programs';
import type { AfterMove } from './afterMove';

/** A paper that the process makes: its code and what the model provides for it. */
export interface PaperToMake {
  element: string;
  code: string;
  compartment: Compartment;
  variables: Variables;
}

/** What follows at once when a task is completed, and the papers made then; or why it cannot be completed. */
export type AfterCompletion =
  | {
      papers: PaperToMake[];
      /** The variables of the whole process after it: they become facts of the case. */
      variables: Variables;
      compartment: Compartment;
      status: State['status'];
      begins: string[];
    }
  | Extract<AfterMove, { refusal: unknown }>;

/** The jobs that make papers (activities/jobs/documentCreate.ts). */
const MAKES = 'document.create';
/** Papers that follow one another without a wait between them. */
const MOST = 8;

/** Computed by the same step that the completion takes, going on past each paper as if it were made. */
export function afterCompletion({
  bundle,
  state,
  task,
  variables,
  by,
  at,
}: {
  bundle: Uint8Array;
  state: State;
  task: number;
  variables: Variables;
  by: string;
  at: string;
}): AfterCompletion {
  try {
    const { program, bundle: loaded } = programOf(bundle);
    const papers: PaperToMake[] = [];
    const entered = new Set<string>();
    const events: Event[] = [{ type: 'taskCompleted', at, by, key: task, variables }];
    let now = state;
    for (let event = events.shift(); event; event = events.shift()) {
      const { state: after, facts, commands } = transition(program, now, event);
      now = after;
      for (const fact of facts) if (fact.type === 'entered') entered.add(fact.element);
      for (const command of commands) {
        if (command.type !== 'runJob' || command.job !== MAKES || papers.length === MOST) continue;
        const { key, element, variables: provided, headers } = command;
        const code = String(provided.document ?? headers.document ?? '');
        const place = compartmentOf(loaded.graph, element);
        papers.push({ element, code, compartment: place, variables: provided });
        events.push({ type: 'jobCompleted', at, key, variables: { documentId: '', documentCode: code } });
      }
    }
    const waiting = new Set(Object.values(now.instances).map(({ element }) => element));
    return {
      papers,
      variables: { ...now.result?.variables, ...now.instances[1]?.variables },
      compartment: compartmentOf(loaded.graph, loaded.graph.process),
      status: now.status,
      begins: [...entered].filter((element) => waiting.has(element)),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: { zh: error.zh, en: error.en, element: error.element } };
  }
}
