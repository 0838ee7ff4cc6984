import { Problem } from '../errors';

/** Nesting of objects and lists; forms and their rows need only a few levels, and definitions are sent as text. */
const DEEPEST = 60;
/** Members of objects and items of lists in one body: ten times those of a dispute of three hundred workers. */
const MOST_VALUES = 20_000;

interface Place {
  value: object;
  name: string;
  parent?: Place;
}

/**
 * Refuses JSON that later code cannot handle, before anything else reads it: too many values, nested too deep, numbers
 * out of range (`1e400` is parsed as infinity), names that a database cannot store.
 */
export function demandBounded(body: unknown): void {
  if (typeof body === 'number') demandFinite(body, '');
  if (typeof body !== 'object' || body === null) return;
  let count = 0;
  let level: Place[] = [{ value: body, name: '' }];
  for (let depth = 0; level.length; depth++) {
    const next: Place[] = [];
    for (const place of level) {
      if (depth === DEEPEST)
        throw wrong(pathOf(place), `嵌套不能超过 ${DEEPEST} 层`, `At most ${DEEPEST} levels of nesting are allowed`);
      count += Array.isArray(place.value) ? place.value.length : Object.keys(place.value).length;
      if (count > MOST_VALUES)
        throw wrong(
          pathOf(place),
          `内容过多，一次最多 ${MOST_VALUES} 项`,
          `There are too many values; at most ${MOST_VALUES} are allowed`,
        );
      for (const name of Object.keys(place.value)) {
        if (name.includes('\0')) throw wrong(pathOf(place), '名称含有空字符', 'A name contains a null character');
        const value = (place.value as Record<string, unknown>)[name];
        if (typeof value === 'number') demandFinite(value, name, place);
        else if (typeof value === 'object' && value !== null) next.push({ value, name, parent: place });
      }
    }
    level = next;
  }
}

function demandFinite(value: number, name: string, parent?: Place): void {
  if (!Number.isFinite(value))
    throw wrong(pathOf({ value: {}, name, ...(parent && { parent }) }), '数值超出范围', 'The number is out of range');
}

function pathOf(place: Place): string {
  const names: string[] = [];
  for (let at: Place | undefined = place; at?.parent; at = at.parent) names.unshift(at.name);
  return names.join('.');
}

const wrong = (path: string, zh: string, en: string): Problem =>
  new Problem('INVALID', { errors: [{ path: path.slice(0, 200), zh, en }] });
