import type { Case } from '../../../../engine/memory/Case';
import type { Marks } from '../../../bpmn/Diagram';

/** The positions of an instance's tokens and the path they took. */
export function marksOfCase({ state, facts }: Case): Marks {
  const classes: Record<string, string[]> = {};
  const badges: NonNullable<Marks['badges']> = {};
  const add = (element: string, name: string) => {
    if (!(classes[element] ??= []).includes(name)) classes[element].push(name);
  };
  for (const fact of facts) {
    if (fact.type === 'completed') add(fact.element, 'done');
    if (fact.type === 'flowTaken') add(fact.flow, 'taken');
  }
  for (const { element, incident } of standing(state)) {
    add(element, incident ? 'incident' : 'at');
    badges[element] = { text: String(Number(badges[element]?.text ?? 0) + 1), tone: incident ? 'late' : 'brand' };
  }
  return { classes, badges };
}

/** The elements with tokens, except scopes that only wait for their children. */
function standing({ instances }: Case['state']): Case['state']['instances'][number][] {
  const scopes = new Set(Object.values(instances).map(({ scope }) => scope));
  return Object.values(instances).filter(
    ({ key, waits = [], incident }) => !scopes.has(key) && (waits.length > 0 || incident),
  );
}

/** The element to show: that of the newest token. */
export const placeOf = ({ state }: Case): string | undefined => standing(state).at(-1)?.element;
