import { Schema } from 'mongoose';
import { likenessOfName, sizeOf, type EmployerEntry, type EmployerSize } from '../domain/employers/employer';
import { upward } from '../domain/regions';
import { model } from './schema';
import { plain, terms } from './terms';

/** What somebody changed of an employer, field by field. */
export interface EmployerChange {
  at: Date;
  by: string;
  how: 'add' | 'change' | 'import' | 'merge' | 'distinguish';
  fields: { field: string; from?: unknown; to?: unknown }[];
  /** Why, if it was asked. */
  reason?: string;
}

/** An employer of the register. `_id` is its credit code, which never changes. */
export interface Employer extends Omit<EmployerEntry, 'creditCode'> {
  _id: string;
  /** Its code, and those under which it was registered a second time (merged into this entry). */
  codes: string[];
  size?: EmployerSize;
  /** Every area in which it is: its places and those above them. */
  places: string[];
  /** Parts of its names and codes by which it is found (`terms`). */
  terms: string[];
  /** What its names are like, without what people write differently … */
  likenesses: string[];
  /** … whether another employer is named alike, and those of which somebody said that they are others. */
  suspect: boolean;
  distinct: string[];
  /** The latest changes, oldest first. */
  changes: EmployerChange[];
  /** The entries that were merged into this one, as they were. */
  merged: Record<string, unknown>[];
  version: number;
  registeredAt: Date;
  updatedAt: Date;
}

const change = new Schema(
  { at: Date, by: String, how: String, fields: [Schema.Types.Mixed], reason: String },
  { _id: false },
);

export const Employers = model<Employer>(
  'Employer',
  'employers',
  {
    codes: [String],
    name: String,
    formerNames: { type: [String], default: undefined },
    industry: String,
    headcount: Number,
    size: String,
    foundedOn: String,
    region: String,
    areas: { type: [String], default: undefined },
    places: [String],
    partyOrganisation: Boolean,
    union: Boolean,
    committee: Boolean,
    negotiationRules: Boolean,
    contactName: String,
    contactPhone: String,
    focus: Boolean,
    active: Boolean,
    terms: [String],
    likenesses: [String],
    suspect: Boolean,
    distinct: [String],
    changes: [change],
    merged: [Schema.Types.Mixed],
    version: Number,
    registeredAt: Date,
    updatedAt: Date,
  },
  [
    [{ codes: 1 }],
    [{ likenesses: 1 }],
    [{ terms: 1, registeredAt: -1, _id: -1 }],
    [{ suspect: 1, places: 1, registeredAt: -1, _id: -1 }],
    [{ focus: 1, places: 1, registeredAt: -1, _id: -1 }],
    [{ industry: 1, places: 1, registeredAt: -1, _id: -1 }],
    [{ size: 1, places: 1, registeredAt: -1, _id: -1 }],
    [{ places: 1, registeredAt: -1, _id: -1 }],
  ],
);

/** The changes that an entry keeps; every one of them is in the audit too. */
export const keptChanges = 200;

/** The longest beginning that the index knows. */
const LONGEST = 8;
/** The terms under which a name is found by its beginning, as it is typed. */
const beginningsOf = (name: string): string[] => {
  const characters = [...plain(name)];
  return characters.slice(1, LONGEST).map((_, index) => `^${characters.slice(0, index + 2).join('')}`);
};
/** The one of those under which a beginning is looked up. */
export const beginningTerm = (text: string): string => `^${[...plain(text)].slice(0, LONGEST).join('')}`;

/** What is derived from what people entered, for lists and search. */
export const derivedOf = (entry: Omit<EmployerEntry, 'creditCode'>, codes: readonly string[]) => {
  const names = [entry.name, ...(entry.formerNames ?? [])];
  return {
    size: sizeOf(entry.headcount, entry.industry),
    places: [...new Set([entry.region, ...(entry.areas ?? [])].flatMap(upward))],
    terms: [...terms(...names, ...codes), ...names.flatMap(beginningsOf)],
    likenesses: [...new Set(names.map(likenessOfName))],
  };
};

/** The employer with a code, also one that was merged into it. */
export const employerByCode = async (code: string): Promise<Employer | null> =>
  Employers.findOne({ codes: code }, { changes: 0, merged: 0, terms: 0 }).lean<Employer>();

/** What an employer is called now and was before, by its credit code; undefined if it is not registered. */
export async function namesOfEmployer(creditCode: string): Promise<{ name: string; former: string[] } | undefined> {
  const found = await employerByCode(creditCode);
  return found ? { name: found.name, former: found.formerNames ?? [] } : undefined;
}

type Alike = Pick<Employer, '_id' | 'likenesses' | 'distinct' | 'suspect'>;
const areAlike = (one: Alike, other: Alike): boolean =>
  one._id !== other._id &&
  !one.distinct.includes(other._id) &&
  !other.distinct.includes(one._id) &&
  one.likenesses.some((each) => other.likenesses.includes(each));

const alikeFields = { likenesses: 1, distinct: 1, suspect: 1 } as const;

/** The employers that may be the same as this one, by their names. */
export async function alikeTo(one: Alike): Promise<Employer[]> {
  const found = await Employers.find({ likenesses: { $in: one.likenesses } }, { changes: 0, merged: 0, terms: 0 })
    .limit(50)
    .lean<Employer[]>();
  return found.filter((other) => areAlike(one, other));
}

/** Marks those of the employers that are named like another one, and those others; returns which are. */
export async function markAlike(ids: readonly string[]): Promise<Set<string>> {
  const ours = await Employers.find({ _id: { $in: ids } }, alikeFields).lean<Alike[]>();
  const all = await Employers.find(
    { likenesses: { $in: ours.flatMap(({ likenesses }) => likenesses) } },
    alikeFields,
  ).lean<Alike[]>();
  const byLikeness = new Map<string, Alike[]>();
  for (const one of all)
    for (const likeness of one.likenesses) byLikeness.set(likeness, [...(byLikeness.get(likeness) ?? []), one]);
  const others = (one: Alike) =>
    one.likenesses.flatMap((likeness) => byLikeness.get(likeness) ?? []).filter((other) => areAlike(one, other));
  const found = new Set(ours.filter((one) => others(one).length > 0).map(({ _id }) => _id));
  const marked = all.filter((one) => found.has(one._id) || others(one).some(({ _id }) => found.has(_id)));
  const set = (rows: Alike[], suspect: boolean) => {
    const wrong = rows.filter((one) => one.suspect !== suspect).map(({ _id }) => _id);
    return wrong.length ? Employers.updateMany({ _id: { $in: wrong } }, { $set: { suspect } }) : undefined;
  };
  await set(marked, true);
  await set(
    ours.filter(({ _id }) => !found.has(_id)),
    false,
  );
  return found;
}
