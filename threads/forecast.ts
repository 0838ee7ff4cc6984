import {
  apply,
  migrationProblems,
  proposePlan,
  type Fact,
  type Graph,
  type MigrationProblem,
  type State,
} from '../engine';
import type { Bundle } from '../workflows/hostContract';

/** Two versions of a process, as bundles. */
interface Between {
  from: Uint8Array;
  to: Uint8Array;
}

/** What a migration would do with each instance: where it stands, and what prevents the migration. */
export interface Forecast {
  stands: string[];
  problems: MigrationProblem[];
}

/** The same check that the migration itself makes, of states that follow from the facts of each instance. */
export function forecast({
  from,
  to,
  elements,
  facts,
}: Between & { elements: Record<string, string>; facts: Fact[][] }): Forecast[] {
  const [before, after] = [graphIn(from), graphIn(to)];
  return facts.map((each) => {
    const state = each.reduce<State | undefined>(apply, undefined);
    return {
      stands: Object.values(state?.instances ?? {}).flatMap(({ element }) =>
        element === before.process ? [] : [element],
      ),
      problems: state ? migrationProblems(before, after, state, { elements }) : [],
    };
  });
}

/** Types of elements on which an instance may stand. */
const stands = /Task$|^task$|^callActivity$|[sS]ubProcess$|^transaction$|CatchEvent$|^eventBasedGateway$/;
/** Of each element so many are offered. */
const MOST_CANDIDATES = 200;

/** Which element becomes which, and for those without a counterpart the new ones of the same type. */
export function planMigration({ from, to }: Between): {
  elements: Record<string, string>;
  open: { element: string; type: string; candidates: string[] }[];
} {
  const [before, after] = [graphIn(from), graphIn(to)];
  const kept = Object.values(before.nodes).filter(({ id, type }) => after.nodes[id]?.type === type);
  const elements = { ...Object.fromEntries(kept.map(({ id }) => [id, id])), ...proposePlan(before, after).elements };
  const added = new Map<string, string[]>();
  for (const { id, type } of Object.values(after.nodes))
    if (!before.nodes[id]) added.set(type, [...(added.get(type) ?? []), id]);
  const open = Object.values(before.nodes).filter(
    ({ id, type }) => stands.test(type) && after.nodes[elements[id] ?? id]?.type !== type,
  );
  return {
    elements,
    open: open.map(({ id, type }) => ({
      element: id,
      type,
      candidates: (added.get(type) ?? []).slice(0, MOST_CANDIDATES),
    })),
  };
}

const graphIn = (bundle: Uint8Array): Graph =>
  (JSON.parse(new TextDecoder().decode(bundle.subarray(64))) as Bundle).graph;
