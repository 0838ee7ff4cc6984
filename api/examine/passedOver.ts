import type { Graph, State } from '../../engine';
import { Problem } from '../errors';
import type { Library } from '../library';
import { nameOf } from '../views/nodes';
import { bindingElements, passedBefore, reachable, scopesOf } from './bindingElements';
import { madeByActs, namesOf } from './madeByActs';

interface Change {
  cancel?: number[];
  activate?: { element: string; scope?: number }[];
  /** The element that is to count as done. */
  skip?: number;
  variables?: Record<string, unknown>;
}

/**
 * What the records and the API take from the facts of a case, whichever of its processes knows it: who has the case, who
 * applied, what was agreed or decided, and what that means for whom.
 */
const recorded: ReadonlySet<string> = new Set([
  'agreement',
  'applied',
  'arbitration',
  'archive',
  'effects',
  'examination',
  'filedAs',
  'joinedNumbers',
  'mediator',
  'organisation',
  'outcome',
  'partlyAwarded',
  'triage',
  'workerEnds',
]);

/**
 * Throws PASSES_OVER if a repair would make up what only people can do: a token is never moved past a signature,
 * consent, settlement, award or withdrawal that was not made, nor taken away before one, such an element or what holds
 * one is not skipped, and who is asked, about what, and what comes of it are not written by hand. Moving a token to such
 * an element, or back, has it done again.
 */
export async function demandNothingMadeUp(
  graph: Graph,
  state: State,
  { cancel = [], activate = [], skip, variables = {} }: Change,
  library: Pick<Library, 'published'>,
  others: () => Promise<readonly Graph[]>,
): Promise<void> {
  const binding = await bindingElements(graph, library);
  const elementOf = (key: number): string | undefined => state.instances[key]?.element;
  const skipped = skip === undefined ? undefined : elementOf(skip);
  if (skipped !== undefined && (binding.has(skipped) || scopesOf(graph, binding).has(skipped)))
    throw passesOver(graph, skipped);
  demandNoneTaken(graph, state, { cancel, activate }, binding);
  const free = reachable(graph, [graph.process], binding);
  const standing = cancel.flatMap((key) => elementOf(key) ?? []);
  for (const { element } of activate) {
    const near = standing.some((from) => reachable(graph, [from], binding).has(element));
    if (graph.nodes[element] && !free.has(element) && !near) throw passesOver(graph, element);
  }
  const names = Object.keys(variables);
  if (!names.length) return;
  const made = new Set([...madeByActs(graph, binding), ...recorded]);
  const own = namesOf(graph);
  const foreign = names.filter((name) => !own.has(name));
  if (foreign.length && !names.some((name) => made.has(name)))
    for (const other of await others())
      for (const name of madeByActs(other, await bindingElements(other, library))) if (!own.has(name)) made.add(name);
  const madeUp = names.find((name) => made.has(name));
  if (madeUp !== undefined) throw resultMadeUp(madeUp);
}

/**
 * Where several are asked, each by an iteration of its own, or on branches that end in the same scope, one that is taken
 * away would count as not asked, and the others as all. So where a binding act is still ahead, each token removed is
 * replaced by one within the same scope, or nothing is left in that scope, which then ends without completing.
 */
function demandNoneTaken(
  graph: Graph,
  { instances }: State,
  { cancel, activate }: Required<Pick<Change, 'cancel' | 'activate'>>,
  binding: ReadonlySet<string>,
): void {
  const holding = scopesOf(graph, binding);
  const added = [...activate];
  const removed = new Set(cancel);
  const take = (key: number): void => {
    const { element, scope } = instances[key] ?? {};
    const around = scope === undefined ? undefined : instances[scope];
    if (element === undefined || !around) return;
    const isIteration = around.element === element;
    const inner = graph.nodes[element]?.scope;
    const place = added.findIndex((each) =>
      each.scope === undefined ? isWithin(graph, each.element, inner) : each.scope === scope,
    );
    if (place >= 0 && !isIteration) return void added.splice(place, 1);
    const isAhead =
      binding.has(element) ||
      holding.has(element) ||
      [...reachable(graph, [element], binding)].some((id) => binding.has(id) && isWithin(graph, id, inner));
    if (!isAhead) return;
    if (Object.values(instances).some((each) => each.scope === scope && !removed.has(each.key)))
      throw passesOver(graph, element);
    if (removed.has(around.key)) return;
    removed.add(around.key);
    take(around.key);
  };
  for (const key of cancel) take(key);
}

function isWithin(graph: Graph, id: string, scope: string | undefined): boolean {
  for (let around = graph.nodes[id]?.scope; around !== undefined; around = graph.nodes[around]?.scope)
    if (around === scope) return true;
  return false;
}

/**
 * Throws PASSES_OVER if a plan would do with running cases what no repair may: continue as an element that only such an
 * act leads to, where the old version had not come past that act, or turn the act itself into something else.
 */
export async function demandNonePassed(
  before: Graph,
  after: Graph,
  plan: Record<string, string>,
  library: Pick<Library, 'published'>,
): Promise<void> {
  const [old, now] = await Promise.all([before, after].map((graph) => bindingElements(graph, library)));
  const counterpart = (id: string): string => (Object.hasOwn(plan, id) ? plan[id]! : id);
  for (const id of old!) {
    const next = counterpart(id);
    if (after.nodes[next] && !now!.has(next)) throw passesOver(after, next);
  }
  for (const [id, next] of Object.entries(plan)) {
    if (id === next || !before.nodes[id] || !after.nodes[next]) continue;
    const passed = new Set(passedBefore(before, id, old!).map(counterpart));
    if (passedBefore(after, next, now!).some((act) => !passed.has(act))) throw passesOver(after, next);
  }
}

function passesOver(graph: Graph, element: string): Problem {
  const name = nameOf(graph, element);
  return new Problem('PASSES_OVER', {
    detail: {
      zh: `不能这样处理「${name.zh}」：它以签署、同意、和解、裁决或撤回等行为为前提，这些只能由本人或办案机关作出，不能用移动或跳过代替。可以把流程移到该行为本身，由本人办理或由工作人员当场记录；环节有故障的，修正流程定义后迁移并重试。`,
      en: `“${name.en}” stands for, or comes after, a signature, consent, settlement, decision or withdrawal, which only those concerned can make: no move or skip replaces it. Move the process to that act itself, to be done by them or recorded by staff in their presence; if the element is faulty, correct the definition, migrate and retry.`,
    },
    more: { element },
  });
}

const resultMadeUp = (name: string): Problem =>
  new Problem('PASSES_OVER', {
    detail: {
      zh: `变量 ${name} 是签署、同意、和解、裁决等行为的结果，不能手工写入；请把流程移回该行为，由本人或办案机关重新作出。`,
      en: `The variable ${name} is the result of a signature, consent, settlement or decision and is not written by hand: move the process back to that act, to be made again by those concerned.`,
    },
    more: { variable: name },
  });
