import { readPage, type Cursor, type PageQuery } from '../../models';
import { Problem } from '../errors';

/** The position where a list continues, as text for the URL. */
export const cursorText = (cursor: Cursor | undefined): string | undefined =>
  cursor && Buffer.from(JSON.stringify([cursor.key, cursor.id])).toString('base64url');

export function cursorOf(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof key === 'number' && Number.isFinite(key) && typeof id === 'string') return { key, id };
  } catch {
    /* reported below */
  }
  throw new Problem('BAD_CURSOR');
}

type Model<T extends { _id: string }> = Parameters<typeof readPage<T>>[0];

/** Which rows are for the reader: each by itself, or together if something has to be looked up. */
type Keep<T> = ((row: T) => boolean) | { among(rows: T[]): Promise<T[]> };

/** How many windows may be read for one page if most rows are not for the reader. */
const MOST = 20;

/**
 * A page of the rows that pass `keep`, which no index can select: reads on until the page is full plus one row, which
 * shows that there is another page.
 */
export async function pageOf<T extends { _id: string }>(
  model: Model<T>,
  query: Omit<PageQuery, 'after'> & { after?: string },
  keep: Keep<T> = () => true,
): Promise<{ rows: T[]; next?: string }> {
  const { size } = query;
  const rows: T[] = [];
  let after = cursorOf(query.after);
  let { window } = query;
  for (let turn = 0; turn < MOST; turn++) {
    const page = await readPage<T>(model, { ...query, size: size + 1, after, window });
    rows.push(...(typeof keep === 'function' ? page.rows.filter(keep) : await keep.among(page.rows)));
    if (rows.length > size)
      return { rows: rows.slice(0, size), next: cursorText(rowCursor(rows[size - 1]!, query.sort)) };
    ({ next: after, width: window } = page);
    if (!after) return { rows };
  }
  return { rows, next: cursorText(after) };
}

/**
 * A page of the rows of several lists in one order: what an index can select only by one list each. A row in more than
 * one comes once.
 */
export async function pageOfAll<T extends { _id: string }>(
  model: Model<T>,
  filters: Record<string, unknown>[],
  query: Omit<PageQuery, 'after' | 'filter'> & { after?: string },
  keep: Keep<T> = () => true,
): Promise<{ rows: T[]; next?: string }> {
  if (filters.length === 1) return pageOf(model, { ...query, filter: filters[0]! }, keep);
  const pages = await Promise.all(filters.map((filter) => pageOf(model, { ...query, filter }, keep)));
  const at = (row: T) => rowCursor(row, query.sort);
  const all = [...new Map(pages.flatMap(({ rows }) => rows).map((row) => [row._id, row])).values()].sort(
    (a, b) => query.direction * (at(a).key - at(b).key || (a._id < b._id ? -1 : 1)),
  );
  const rows = all.slice(0, query.size);
  const more = all.length > rows.length || pages.some(({ next }) => next);
  return { rows, ...(more && rows.length && { next: cursorText(at(rows.at(-1)!)) }) };
}

const rowCursor = <T extends { _id: string }>(row: T, sort: string): Cursor => ({
  key: ((row as Record<string, unknown>)[sort] as Date).getTime(),
  id: row._id,
});
