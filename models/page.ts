import type { Model } from 'mongoose';

/**
 * The position at which a list continues: the sort key of the last returned row, and its id if several rows share the
 * key.
 */
export interface Cursor {
  key: number;
  id: string;
}
/** `width`: of the window with which to continue, in milliseconds. */
export interface Page<T> {
  rows: T[];
  next?: Cursor;
  width: number;
}

export interface PageQuery {
  /**
   * Equalities, `$in`s of few values, `$all`s that start with the rarest value, and other conditions on a field; no
   * top-level `$or` or `$and`.
   */
  filter: Record<string, unknown>;
  /** A date field that, with `_id`, ends an index that starts with fields of the filter. */
  sort: string;
  direction: 1 | -1;
  size: number;
  after?: Cursor;
  projection?: Record<string, 0 | 1>;
  /** Width of the first window, in milliseconds. Default: a day. */
  window?: number;
  /**
   * Roughly where the rows are (epoch milliseconds), if not at the start of the list: windows reach for it, and grow
   * beyond it.
   */
  anchor?: number;
  /** The bounds of the list in epoch milliseconds: no row is outside. */
  bounds: [from: number, to: number];
}

/**
 * A page of a list, read by growing windows over the sort key: a server that does not push a limit down into its index
 * reads only a few pages' worth of rows (see docs/decisions: lists).
 */
export async function readPage<T extends { _id: string }>(model: Model<T>, query: PageQuery): Promise<Page<T>> {
  const {
    size,
    after,
    direction,
    bounds: [low, high],
    window = DAY,
    sort,
  } = query;
  const lead = leading(model, query.filter, sort);
  const rows = after ? await besides(model, query, lead, after) : [];
  let edge = after ? after.key + direction : direction === 1 ? low : high;
  let width = lead.rare ? high - low : window;
  while (rows.length <= size && (direction === 1 ? edge <= high : edge >= low)) {
    const ahead = Math.max(0, direction * ((query.anchor ?? edge) - edge));
    const far =
      edge + direction * Math.max(width, Math.ceil(ahead * (ahead > MONTH ? 3 / 4 : ahead > WEEK ? 1 / 2 : 1 / 4)));
    const wanted = size + 1 - rows.length;
    const found = await readRows(model, query, lead, { [sort]: range(edge, far, direction) }, wanted);
    rows.push(...found);
    edge = far;
    if (!ahead) width = next(width, wanted, found.length);
  }
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return rows.length > size && last
    ? { rows: page, next: { key: keyOf(last, sort), id: last._id }, width }
    : { rows: page, width };
}

/**
 * The width that the remaining rows should need according to the last window, plus a quarter, within bounds; after an
 * empty window twice as wide within a day, then four times, and after a long empty stretch everything that is left.
 */
function next(width: number, wanted: number, found: number): number {
  if (found) return Math.ceil(width * Math.min(8, Math.max(1, (1.25 * (wanted - found)) / found)));
  return width > LONG ? Infinity : width * (width < DAY ? 2 : 4);
}

const DAY = 86_400_000;
/** Rows are denser near the anchor. */
const WEEK = 7 * DAY;
const MONTH = 31 * DAY;
/** A quarter of a year. */
const LONG = 91 * DAY;

const keyOf = (row: object, sort: string): number => (row as Record<string, Date>)[sort]!.getTime();

/**
 * Rows that share the cursor's key come in the order of their ids. A request for a single row by its id has had it.
 * Written as a negation: in a descending index the embedded database misplaces a text that another one begins with
 * (`case/1`, `case/12`), and would lose rows at a bound.
 */
async function besides<T extends { _id: string }>(
  model: Model<T>,
  query: PageQuery,
  lead: Lead,
  { key, id }: Cursor,
): Promise<T[]> {
  if ('_id' in query.filter) return [];
  return readRows(
    model,
    query,
    lead,
    { [query.sort]: date(key), _id: { $not: query.direction === 1 ? { $lte: id } : { $gte: id } } },
    query.size + 1,
  );
}

/**
 * The rows of a window. The indexed part of the filter is queried first, then the rest on its results: MongoDB plans
 * the two as one, and a server that uses an index only for exactly its fields uses it too. A server that cannot use an
 * index through an `$in` is queried for each value; of an `$all` the index is queried for the first value.
 */
async function readRows<T extends { _id: string }>(
  model: Model<T>,
  { filter, projection, sort, direction }: PageQuery,
  lead: Lead,
  window: Record<string, unknown>,
  limit: number,
): Promise<T[]> {
  const [held, others] = parted(filter, lead.fields);
  const rest = { ...others, ...(lead.rare && window) };
  const order = { [sort]: direction, _id: direction };
  const found = await Promise.all(
    eachValue(held).map((values) =>
      model
        .aggregate<T>([
          { $match: { ...values, ...(!lead.rare && window) } },
          ...(Object.keys(rest).length ? [{ $match: rest }] : []),
          { $sort: order },
          { $limit: limit },
          ...(projection ? [{ $project: projection }] : []),
        ])
        .exec(),
    ),
  );
  if (found.length === 1) return found[0]!;
  // A row with several of the values is found by each.
  const rows = [...new Map(found.flat().map((row) => [row._id, row])).values()];
  return rows.sort((a, b) => direction * (keyOf(a, sort) - keyOf(b, sort) || (a._id < b._id ? -1 : 1))).slice(0, limit);
}

interface Lead {
  fields: string[];
  rare?: boolean;
}

/**
 * The fields of the filter that are queried through an index: `rare` if an index holds only the few rows that meet
 * their condition (a partial index); otherwise the leading fields of an index before its sort key, the longest such
 * match, and among equals the first declared, since each model declares the most selective first.
 */
function leading<T>(model: Model<T>, filter: Record<string, unknown>, sort: string): Lead {
  if ('_id' in filter) return { fields: ['_id'] };
  let fields: string[] = [];
  for (const [keys, { partialFilterExpression: condition }] of model.schema.indexes()) {
    if (
      condition &&
      Object.entries(condition).every(([field, value]) => JSON.stringify(filter[field]) === JSON.stringify(value))
    )
      return { fields: Object.keys(condition), rare: true };
    const before = Object.keys(keys).slice(0, Object.keys(keys).indexOf(sort));
    if (
      sort in keys &&
      !condition &&
      before.length > fields.length &&
      before.every(
        (field) => field in filter && (!isCondition(filter[field]) || valuesOf(filter[field]) || allOf(filter[field])),
      )
    )
      fields = before;
  }
  return { fields };
}

const isCondition = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && Object.keys(value)[0]?.startsWith('$') === true;
/** The values of an `$in`. One with null also matches rows without the field, which are too many to lead. */
const valuesOf = (value: unknown): unknown[] | undefined =>
  isCondition(value) && Array.isArray(value.$in) && !value.$in.includes(null) && Object.keys(value).length === 1
    ? value.$in
    : undefined;
const allOf = (value: unknown): unknown[] | undefined =>
  isCondition(value) && Array.isArray(value.$all) && Object.keys(value).length === 1 ? value.$all : undefined;

const parted = (
  filter: Record<string, unknown>,
  fields: string[],
): [held: Record<string, unknown>, rest: Record<string, unknown>] => [
  Object.fromEntries(fields.map((field) => [field, filter[field]])),
  Object.fromEntries(Object.entries(filter).filter(([field, value]) => !fields.includes(field) || allOf(value))),
];

/** The filter once for each combination of values of its `$in`s; of an `$all` its first value. */
const eachValue = (filter: Record<string, unknown>): Record<string, unknown>[] =>
  Object.entries(filter).reduce<Record<string, unknown>[]>(
    (made, [field, value]) =>
      made.flatMap((one) =>
        (valuesOf(value) ?? [allOf(value)?.[0] ?? value]).map((each) => ({ ...one, [field]: each })),
      ),
    [{}],
  );

/**
 * Both bounds open, a millisecond further out: the embedded database loses the row at a closed bound if more index
 * fields follow the sort key.
 */
const range = (edge: number, far: number, direction: 1 | -1): Record<string, Date> =>
  direction === 1 ? { $gt: date(edge - 1), $lt: date(far) } : { $lt: date(edge + 1), $gt: date(far) };
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_000;
const date = (ms: number): Date => new Date(Math.min(LATEST, Math.max(EARLIEST, ms)));
