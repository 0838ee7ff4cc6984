import { compileFeel, type Graph } from '../../engine';
import { expressionsOf } from '../../engine/expressionsOf';
import { FeelSyntaxError } from '../../engine/feel';
import { reachable } from './bindingElements';

/** What was filed can always be corrected. */
const FILED = 'case';

/**
 * The variables of a process that no operator writes: how the case ends, what binding acts result in and all that
 * follows from it (`agreement`, `signing`, `settled`), and what decides who is asked, about what and until when
 * (`signers`, `sides`, `question`, `silence`), because whoever writes these decides the answer.
 */
export function madeByActs(graph: Graph, binding: ReadonlySet<string>): Set<string> {
  if (!binding.size) return new Set(['outcome']);
  const texts = new Map<string, string[]>();
  for (const { at, text } of expressionsOf(graph)) texts.set(at, [...(texts.get(at) ?? []), text]);
  const read = (id: string): string[] => namesIn(texts.get(id) ?? []);
  const made = new Set(['outcome']);
  for (const id of binding) {
    const { loop, boundary = [] } = graph.nodes[id]!;
    const own = loop?.type === 'multiInstance' ? [loop.element, loop.outputCollection] : [];
    for (const name of [
      ...read(id),
      ...writtenBy(graph, id).map(({ target }) => target),
      ...own,
      ...boundary.flatMap(read),
    ])
      if (name !== undefined) made.add(name);
  }
  // A condition chooses between the way that leads to an act and the one that does not.
  for (const { id } of Object.values(graph.flows)) for (const name of read(id)) made.add(name);
  // What is only written once an act was done says that it was.
  const free = reachable(graph, [graph.process], binding);
  for (const id of Object.keys(graph.nodes))
    if (!free.has(id)) for (const { target } of writtenBy(graph, id)) made.add(target);
  spread(graph, made);
  made.delete(FILED);
  return made;
}

/** The names that a process reads or writes in its expressions. */
export function namesOf(graph: Graph): Set<string> {
  const read = [...expressionsOf(graph)].map(({ text }) => text);
  const written = Object.keys(graph.nodes).flatMap((id) => writtenBy(graph, id).map(({ target }) => target));
  return new Set([...namesIn(read), ...written]);
}

/** What is computed from such a variable is one, and so is what it is computed from. */
function spread(graph: Graph, made: Set<string>): void {
  const written = Object.keys(graph.nodes).flatMap((id) => writtenBy(graph, id));
  for (let before = -1; before !== made.size;) {
    before = made.size;
    for (const { target, from } of written)
      if (made.has(target)) for (const name of from) made.add(name);
      else if (from.some((name) => name !== FILED && made.has(name))) made.add(target);
  }
}

/** What an element writes, and the names from which it computes that. */
function writtenBy(graph: Graph, id: string): { target: string; from: string[] }[] {
  const { outputs = [], script, decision, loop } = graph.nodes[id]!;
  return [
    ...outputs.map(({ source, target }) => ({ target: head(target), from: namesIn([source]) })),
    ...(script?.result ? [{ target: head(script.result), from: namesIn([script.feel]) }] : []),
    ...(decision ? [{ target: head(decision.result), from: [] }] : []),
    ...(loop?.type === 'multiInstance' && loop.outputCollection
      ? [{ target: loop.outputCollection, from: namesIn(loop.outputElement ? [loop.outputElement] : []) }]
      : []),
  ].filter(({ target }) => target !== FILED);
}

const head = (path: string): string => path.split('.')[0]!;

/** The variables that expressions read, or may read. A date or a duration that is written out reads none. */
function namesIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    try {
      const { reads, mayRead } = compileFeel(text);
      return [...reads, ...mayRead];
    } catch (error) {
      if (error instanceof FeelSyntaxError) return [];
      throw error;
    }
  });
}
