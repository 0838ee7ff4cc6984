import { codeList } from './codeList';
import type { Side } from './reach';

/**
 * The compartment of a case in which something is kept. Open: visible to everyone who may see the case. Internal (副卷):
 * approvals and deliberations, never visible to the parties. Sealed: what is said and filed to reach an agreement,
 * which nobody may use later (人社部令第17号第11条第2款; 解释(一)第1条; 特邀调解规定第26条), visible to the side concerned and to those who
 * lead the talks. Expert: what an expert is asked and answers.
 */
export const compartments = codeList({
  open: { zh: '公开', en: 'Open' },
  internal: { zh: '内部（副卷）', en: 'Internal' },
  sealed: { zh: '调解保密', en: 'Sealed' },
  expert: { zh: '专家咨询', en: 'Expert' },
});
export type Compartment = (typeof compartments.codes)[number];

/**
 * Who alone may see something within its compartment: one side, or neither side, only those who lead the talks. Absent:
 * both sides.
 */
export type CompartmentSide = Side | 'neither';
export const compartmentSides: readonly CompartmentSide[] = ['worker', 'employer', 'neither'];

/** The compartment, as stored with each item. An item without one is sealed. */
export interface Placed {
  compartment?: Compartment;
  side?: CompartmentSide;
}

interface Element {
  scope?: string;
  properties?: Readonly<Record<string, string>>;
}
/** A process as a map of its elements, including the process itself. */
interface Elements {
  process: string;
  nodes: Readonly<Record<string, Element>>;
}

/**
 * Versions published before elements named a compartment: their talks are sealed, except for what goes to both sides
 * and to authorities anyway.
 */
const talksBefore: Readonly<Record<string, readonly string[]>> = {
  negotiation: ['requestDocument', 'respond', 'agreePeriod', 'periodDocument', 'settlementDocument'],
  mediation: [
    'application',
    'oralRecord',
    'delegation',
    'accept',
    'acceptanceNotice',
    'refusalNotice',
    'confirmReferral',
    'agreementDocument',
    'arbitrateMeanwhile',
    'failureNotice',
  ],
  settlement: ['ownSettlementDocument'],
};

/** A property of an element, otherwise of the innermost scope around it that has the property. */
function inherited({ nodes }: Elements, element: string, name: string): string | undefined {
  for (let id: string | undefined = element; id !== undefined; id = nodes[id]?.scope) {
    const value = nodes[id]?.properties?.[name];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether the compartment is named by the element or a scope within the process, rather than by the process itself. */
function isNamedInside({ process, nodes }: Elements, element: string): boolean {
  for (let id: string | undefined = element; id !== undefined && id !== process; id = nodes[id]?.scope)
    if (nodes[id]?.properties?.compartment !== undefined) return true;
  return false;
}

/**
 * The compartment of what an element shows, creates and stores: the one its model names, or a stricter one of an
 * enclosing scope.
 */
export function compartmentOf(graph: Elements, element: string): Compartment {
  const named = inherited(graph, element, 'compartment');
  const talks = talksBefore[graph.process];
  // A version cannot open talks as a whole by its process property, and an unknown value is not shown to everybody.
  const whole = named === 'open' && talks && !isNamedInside(graph, element);
  if (named !== undefined && !whole) return compartments.has(named) ? named : 'sealed';
  return talks && !talks.includes(element) ? 'sealed' : 'open';
}

/** The side that alone may see what an element shows and creates: a side, or the name of the variable that holds it. */
export function compartmentSideOf(
  graph: Elements,
  element: string,
  variables: Readonly<Record<string, unknown>>,
): CompartmentSide | undefined {
  const named = inherited(graph, element, 'side');
  if (named === undefined) return undefined;
  const value = named.startsWith('=') ? variables[named.slice(1).trim()] : named;
  return compartmentSides.find((each) => each === value) ?? 'neither';
}
