import { Problem } from '../errors';

/** Nesting of objects and lists; forms and their rows need only a few levels, and definitions are sent as text. */
const DEEPEST = 60;

/**
 * Refuses JSON that later code cannot handle: nested too deep, numbers out of range (`1e400` is parsed as infinity),
 * names that a database cannot store.
 */
export function demandBounded(body: unknown): void {
  let level: [path: string, value: unknown][] = [['', body]];
  for (let depth = 0; level.length; depth++) {
    const next: typeof level = [];
    for (const [path, value] of level) {
      if (typeof value === 'number' && !Number.isFinite(value))
        throw wrong(path, '数值超出范围', 'The number is out of range');
      if (typeof value !== 'object' || value === null) continue;
      if (depth === DEEPEST)
        throw wrong(path, `嵌套不能超过 ${DEEPEST} 层`, `At most ${DEEPEST} levels of nesting are allowed`);
      for (const [name, inner] of Object.entries(value)) {
        if (name.includes('\0')) throw wrong(path, '名称含有空字符', 'A name contains a null character');
        next.push([path ? `${path}.${name}` : name, inner]);
      }
    }
    level = next;
  }
}

const wrong = (path: string, zh: string, en: string): Problem =>
  new Problem('INVALID', { errors: [{ path: path.slice(0, 200), zh, en }] });
