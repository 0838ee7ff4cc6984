import type { Model } from 'mongoose';

/** Where a list goes on: the sort key of the last row given, and its id where several share the key. */
export interface Cursor { key: number; id: string }
export interface Page<T> { rows: T[]; next?: Cursor }

export interface PageQuery {
  /** Equalities and `$in`s; no top-level `$or` or `$and`. */
  filter: Record<string, unknown>;
  /** A date field that, with `_id`, ends an index whose beginning is the filter's. */
  sort: string;
  direction: 1 | -1;
  size: number;
  after?: Cursor;
  projection?: Record<string, 0 | 1>;
  /** Width of the first window, in milliseconds. Default: a day. */
  window?: number;
  /** About when the rows lie (epoch milliseconds), where that is not where the list begins: windows reach for it, and grow beyond. */
  anchor?: number;
  /** Where the list begins and ends, in epoch milliseconds: no row lies outside. */
  bounds: [from: number, to: number];
}

/**
 * A page of a list, read by growing windows over the sort key: a server that does not push a limit down into its
 * index reads no more rows than a few pages' worth (see docs/decisions: lists).
 */
export async function readPage<T extends { _id: string }>(model: Model<T>, query: PageQuery): Promise<Page<T>> {
  const { size, after, direction, bounds: [low, high], window = 86_400_000, sort } = query;
  const rows = after ? await besides(model, query, after) : [];
  let edge = after ? after.key + direction : direction === 1 ? low : high;
  for (let width = window; rows.length <= size && (direction === 1 ? edge <= high : edge >= low); ) {
    const ahead = Math.max(0, direction * ((query.anchor ?? edge) - edge));
    const far = edge + direction * Math.max(width, Math.ceil((ahead * 15) / 16));
    rows.push(...(await readRows(model, query, { [sort]: range(edge, far, direction) }, size + 1 - rows.length)));
    edge = far;
    if (!ahead) width *= 4;
  }
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return rows.length > size && last ? { rows: page, next: { key: (last as unknown as Record<string, Date>)[sort]!.getTime(), id: last._id } } : { rows: page };
}

/** Rows that share the cursor's key come in the order of their ids. Who asks for one row by its id has had it. */
async function besides<T extends { _id: string }>(model: Model<T>, query: PageQuery, { key, id }: Cursor): Promise<T[]> {
  if ('_id' in query.filter) return [];
  return readRows(model, query, { [query.sort]: date(key), _id: query.direction === 1 ? { $gt: id } : { $lt: id } }, query.size + 1);
}

function readRows<T extends { _id: string }>(model: Model<T>, { filter, projection, sort, direction }: PageQuery, part: Record<string, unknown>, limit: number): Promise<T[]> {
  return model.find({ ...filter, ...part } as never, projection).sort({ [sort]: direction, _id: direction }).limit(limit).lean<T[]>().exec();
}

const range = (edge: number, far: number, direction: 1 | -1): Record<string, Date> => (direction === 1 ? { $gte: date(edge), $lt: date(far) } : { $lte: date(edge), $gt: date(far) });
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_000;
const date = (ms: number): Date => new Date(Math.min(LATEST, Math.max(EARLIEST, ms)));
