import type { Case } from '../../../../engine/memory/Case';
import type { Marks } from '../../../bpmn/Diagram';

/** Where the tokens of an instance stand and the way they took. */
export function marksOfCase({ state, facts }: Case): Marks {
  const classes: Record<string, string[]> = {};
  const badges: NonNullable<Marks['badges']> = {};
  const add = (element: string, name: string) => { if (!(classes[element] ??= []).includes(name)) classes[element].push(name); };
  for (const fact of facts) {
    if (fact.type === 'completed') add(fact.element, 'done');
    if (fact.type === 'flowTaken') add(fact.flow, 'taken');
  }
  const scopes = new Set(Object.values(state.instances).map(({ scope }) => scope));
  for (const { key, element, waits = [], incident } of Object.values(state.instances)) {
    // A scope that only waits with its children is not where the token stands.
    if (scopes.has(key) || (waits.length === 0 && !incident)) continue;
    add(element, incident ? 'incident' : 'at');
    badges[element] = { text: String(Number(badges[element]?.text ?? 0) + 1), tone: incident ? 'late' : 'brand' };
  }
  return { classes, badges };
}
