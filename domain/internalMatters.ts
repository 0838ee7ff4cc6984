import { compartmentOf } from './compartments';
import type { Role } from './roles';

/** What decides whether an element is an internal matter, of a compiled process. */
interface Element {
  id: string;
  scope?: string;
  properties?: Readonly<Record<string, string>>;
  task?: { candidateGroups?: { static: string } | { feel: string } };
}
interface Process {
  process: string;
  nodes: Readonly<Record<string, Element>>;
}

/** Roles that watch over those who handle cases: what a process asks of them alone concerns no party. */
const overseeing: readonly Role[] = ['supervisor', 'official', 'administrator', 'auditor'];

/**
 * Whether an element is an internal matter of the authorities: approvals and deliberations, the supervision of overdue
 * work and its escalation from level to level, with everything in the same scope. Parties see nothing of it, though a notice
 * in such a scope may be open to whom it is sent. It follows from the model, so it holds for every version and for the
 * processes of administrators.
 */
export function isInternalMatter(graph: Process, element: string): boolean {
  const known = internal.get(graph) ?? internalOf(graph);
  internal.set(graph, known);
  for (let id: string | undefined = element; id !== undefined; id = graph.nodes[id]?.scope)
    if (known.has(id) || compartmentOf(graph, id) === 'internal') return true;
  return false;
}

/**
 * Whether a side asks by this act for something that the other must not learn of before it is carried out: property is
 * preserved first, and its owner told then (民事诉讼法第103、106条).
 */
export const isDiscreet = (act: string | undefined): boolean => act !== undefined && discreetActs.includes(act);
const discreetActs = ['preservation.apply', 'arbitration.preserve'];

/** By compiled process, which never changes. */
const internal = new WeakMap<Process, ReadonlySet<string>>();

/** The elements that oversee, and the scopes in which they do, but for the process itself. */
function internalOf({ process, nodes }: Process): ReadonlySet<string> {
  const found = Object.values(nodes).filter((node) => isOversight(node));
  return new Set(found.flatMap(({ id, scope }) => (scope === undefined || scope === process ? [id] : [id, scope])));
}

function isOversight({ properties, task }: Element): boolean {
  if (properties?.moment === 'escalate') return true;
  const groups = task?.candidateGroups;
  const asked = groups && ('static' in groups ? groups.static : literal(groups.feel));
  const names = asked?.split(',').map((name) => name.trim().replaceAll(/^"|"$/g, ''));
  return Boolean(names?.every((name) => (overseeing as readonly string[]).includes(name)));
}

/** A list of texts as FEEL writes it: `["supervisor"]`. */
const literal = (feel: string): string | undefined => /^\s*\[([^\]]*)\]\s*$/.exec(feel)?.[1];
