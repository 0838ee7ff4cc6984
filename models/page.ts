import type { Model } from 'mongoose';

/** Where a list goes on: the sort key of the last row given, and its id where several share the key. */
export interface Cursor { key: number; id: string }
export interface Page<T> { rows: T[]; next?: Cursor }

export interface PageQuery {
  /** Equalities and `$in`s; no top-level `$or` or `$and`. */
  filter: Record<string, unknown>;
  /** A date field that ends an index whose beginning is the filter's. */
  sort: string;
  direction: 1 | -1;
  size: number;
  after?: Cursor;
  projection?: Record<string, 0 | 1>;
  /** Width of the first window, in milliseconds. Default: a day. */
  window?: number;
  /** Where the list begins and ends, in epoch milliseconds: no row lies outside. */
  bounds: [from: number, to: number];
}

/**
 * A page of a list, read by growing windows over the sort key: a server that does not push a limit down into its
 * index reads no more rows than a few pages' worth (see docs/decisions: lists).
 */
export async function readPage<T extends { _id: string }>(model: Model<T>, query: PageQuery): Promise<Page<T>> {
  const [low, high] = query.bounds;
  let edge = query.after?.key ?? (query.direction === 1 ? low : high);
  let width = query.window ?? 86_400_000;
  const rows: T[] = [];
  while (rows.length <= query.size && (query.direction === 1 ? edge <= high : edge >= low)) {
    const far = edge + query.direction * width;
    rows.push(...(await readWindow(model, query, edge, far)).filter((row) => isAfter(row, query)));
    edge = far;
    width *= 4;
  }
  const page = rows.slice(0, query.size);
  const last = page.at(-1);
  return rows.length > query.size && last ? { rows: page, next: { key: sortKey(last, query.sort), id: last._id } } : { rows: page };
}

function readWindow<T extends { _id: string }>(model: Model<T>, query: PageQuery, edge: number, far: number): Promise<T[]> {
  const range = query.direction === 1 ? { $gte: date(edge), $lt: date(far) } : { $lte: date(edge), $gt: date(far) };
  return model.find({ ...query.filter, [query.sort]: range } as never, query.projection)
    .sort({ [query.sort]: query.direction, _id: query.direction }).lean<T[]>().exec();
}

/** Rows that share the cursor's key come in the order of their ids. */
function isAfter<T extends { _id: string }>(row: T, { after, sort, direction }: PageQuery): boolean {
  if (!after || sortKey(row, sort) !== after.key) return true;
  return direction === 1 ? row._id > after.id : row._id < after.id;
}

const sortKey = (row: object, sort: string): number => (row as Record<string, Date>)[sort]!.getTime();
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_000;
const date = (ms: number): Date => new Date(Math.min(LATEST, Math.max(EARLIEST, ms)));
