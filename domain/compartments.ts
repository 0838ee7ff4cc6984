import { codeList } from './codeList';
import type { Side } from './reach';

/**
 * In which part of a case something lies. Open: whoever may see the case. Internal (副卷): approvals and deliberations, never the
 * parties. Sealed: what is said and filed to reach an agreement, which nobody may use later (人社部令第17号第11条第2款; 解释(一)第1条;
 * 特邀调解规定第26条): whose talks they are, and who leads them. Expert: what an expert is asked and answers.
 */
export const compartments = codeList({
  open: { zh: '公开', en: 'Open' },
  internal: { zh: '内部（副卷）', en: 'Internal' },
  sealed: { zh: '调解保密', en: 'Sealed' },
  expert: { zh: '专家咨询', en: 'Expert' },
});
export type Compartment = (typeof compartments.codes)[number];

/** Whose alone something is within its compartment: one side's, or of neither, who leads the talks. Absent: both sides'. */
export type Aside = Side | 'neither';
export const asides: readonly Aside[] = ['worker', 'employer', 'neither'];

/** Where something lies, as it is stored with it. What does not say so is sealed. */
export interface Placed {
  compartment?: Compartment;
  side?: Aside;
}

interface Element {
  scope?: string;
  properties?: Readonly<Record<string, string>>;
}
/** A process by its elements, the process itself among them. */
interface Elements {
  process: string;
  nodes: Readonly<Record<string, Element>>;
}

/**
 * Versions published before elements said where what they keep lies: their talks are sealed, but for what goes to both
 * sides and to authorities anyway.
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

/** A property of an element, or else of the innermost scope around it that has it. */
function inherited({ nodes }: Elements, element: string, name: string): string | undefined {
  for (let id: string | undefined = element; id !== undefined; id = nodes[id]?.scope) {
    const value = nodes[id]?.properties?.[name];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether it is the element or a scope within the process that says where things lie, not the process. */
function isSaidInside({ process, nodes }: Elements, element: string): boolean {
  for (let id: string | undefined = element; id !== undefined && id !== process; id = nodes[id]?.scope)
    if (nodes[id]?.properties?.compartment !== undefined) return true;
  return false;
}

/** Where what an element shows, makes and keeps lies: as its model says, the more so for what is inside it. */
export function compartmentOf(graph: Elements, element: string): Compartment {
  const said = inherited(graph, element, 'compartment');
  const talks = talksBefore[graph.process];
  // Talks are not opened as a whole by a version that says so; and what is not understood is not told to everybody.
  const whole = said === 'open' && talks && !isSaidInside(graph, element);
  if (said !== undefined && !whole) return compartments.has(said) ? said : 'sealed';
  return talks && !talks.includes(element) ? 'sealed' : 'open';
}

/** Whose alone what an element shows and makes is: a side, or the name of the variable that says which. */
export function asideOf(
  graph: Elements,
  element: string,
  variables: Readonly<Record<string, unknown>>,
): Aside | undefined {
  const said = inherited(graph, element, 'side');
  if (said === undefined) return undefined;
  const value = said.startsWith('=') ? variables[said.slice(1).trim()] : said;
  return asides.find((each) => each === value) ?? 'neither';
}
