import { employerFields, type EmployerEntry, type EmployerField } from '../../domain/employers/employer';
import { mostRefused, type EmployerSheet, type SheetEmployer } from '../../domain/employers/sheet';
import { refusal, type Refused } from '../../domain/sheet';
import {
  derivedOf,
  Employers,
  inTransaction,
  keptChanges,
  markAlike,
  type Employer,
  type EmployerChange,
} from '../../models';
import { reaches } from '../access/reach';
import { SYSTEM, audit } from '../audit/audit';
import { changedMeanwhile } from '../changedMeanwhile';
import { invalid, Problem } from '../errors';
import type { Call } from '../http/Route';

type Entered = Omit<EmployerEntry, 'creditCode'>;
type Doing = Pick<Call, 'who' | 'at'>;

/** What people enter and may change, in the order in which it is shown. */
const fields = (Object.keys(employerFields) as EmployerField[]).filter((field) => field !== 'creditCode');
const enteredOf = (employer: Partial<Entered>): Partial<Entered> =>
  Object.fromEntries(
    fields.flatMap((field) =>
      employer[field] === undefined || employer[field] === null ? [] : [[field, employer[field]]],
    ),
  );

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? undefined) === JSON.stringify(other ?? undefined) ||
  // Not known and not there are the same: a list without entries, a no.
  (isNothing(one) && isNothing(other));
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);

/** The entry with a name that is given up kept among the former ones, each name once and not the current one. */
function keepingNames(before: Partial<Entered>, after: Entered): Entered {
  const former = [
    ...(after.formerNames ?? before.formerNames ?? []),
    ...(before.name && before.name !== after.name ? [before.name] : []),
  ];
  const { formerNames: _given, ...rest } = after;
  const names = [...new Set(former)].filter((name) => name !== after.name);
  return names.length ? { ...rest, formerNames: names } : rest;
}

function changeOf(
  { who, at }: Doing,
  how: EmployerChange['how'],
  before: Partial<Entered>,
  after: Partial<Entered>,
  reason?: string,
): EmployerChange {
  return {
    at,
    by: who.id,
    how,
    fields: fields
      .filter((field) => !same(before[field], after[field]))
      .map((field) => ({
        field,
        ...(before[field] !== undefined && { from: before[field] }),
        ...(after[field] !== undefined && { to: after[field] }),
      })),
    ...(reason !== undefined && { reason }),
  };
}

function newEmployer(doing: Doing, how: 'add' | 'import', { creditCode, ...entry }: EmployerEntry): Employer {
  const after = keepingNames({}, { active: true, ...entry });
  return {
    _id: creditCode,
    codes: [creditCode],
    ...after,
    ...derivedOf(after, [creditCode]),
    suspect: false,
    distinct: [],
    changes: [changeOf(doing, how, {}, after)],
    merged: [],
    version: 1,
    registeredAt: doing.at,
    updatedAt: doing.at,
  };
}

/** The update from what was entered before to what is now. */
function updateOf(before: Employer, after: Entered, change: EmployerChange, at: Date) {
  const set = { ...enteredOf(after), ...derivedOf(after, before.codes), updatedAt: at };
  const gone = [...fields, 'size' as const].filter(
    (field) => set[field as 'name'] === undefined && before[field as 'name'] !== undefined,
  );
  return {
    $set: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    ...(gone.length && { $unset: Object.fromEntries(gone.map((field) => [field, ''])) }),
    $push: { changes: { $each: [change], $slice: -keptChanges } },
    $inc: { version: 1 },
  };
}

/** Registers an employer. Throws if its code is in the register. */
export async function addEmployer(doing: Doing, entry: EmployerEntry): Promise<string> {
  const known = await Employers.findOne({ codes: entry.creditCode }, { name: 1, changes: 1 }).lean<Employer>();
  // A repetition of the same request finds what it has done.
  const [first] = known?.changes ?? [];
  if (known && !(first?.by === doing.who.id && known.name === entry.name && first.how === 'add'))
    throw invalid(
      'creditCode',
      `此代码已登记为“${known.name}”：请在该单位的页面上修改`,
      `This code is registered as “${known.name}”: change that entry`,
    );
  const employer = newEmployer(doing, 'add', entry);
  await Employers.updateOne({ _id: employer._id }, { $setOnInsert: employer }, { upsert: true });
  await markAlike([employer._id]);
  await audit(doing, SYSTEM, 'employer.add', employer._id, { region: entry.region });
  return employer._id;
}

/** Changes an employer as it was shown. Throws if somebody changed it first. */
export async function changeEmployer(
  doing: Doing,
  before: Employer,
  { version, ...entry }: Entered & { version: number },
): Promise<void> {
  const after = keepingNames(before, entry);
  const change = changeOf(doing, 'change', enteredOf(before), after);
  if (!change.fields.length) return;
  const { matchedCount } = await Employers.updateOne(
    { _id: before._id, version },
    updateOf(before, after, change, doing.at) as never,
  );
  if (!matchedCount) throw await conflictOf(before._id);
  await markAlike([before._id]);
  await audit(doing, SYSTEM, 'employer.change', before._id, { fields: change.fields.map(({ field }) => field) });
}

async function conflictOf(id: string): Promise<Problem> {
  const now = await Employers.findById(id, { changes: 1, updatedAt: 1 }).lean<Employer>();
  return changedMeanwhile(now?.changes.at(-1)?.by, now?.updatedAt);
}

/** Merges another entry into one: it takes over its codes, names and places and what it did not know, and keeps the entry. */
export async function mergeEmployers(doing: Doing, id: string, otherCode: string, reason: string): Promise<void> {
  const merged = await inTransaction(async (session) => {
    const one = await Employers.findById(id).session(session).lean<Employer>();
    const other = await Employers.findById(otherCode).session(session).lean<Employer>();
    // A repetition of the same request: it is merged.
    if (one?.codes.includes(otherCode) && otherCode !== id) return undefined;
    if (!one || !other || one._id === other._id)
      throw invalid('other', '请选择另一个登记', 'Choose another entry of the register');
    const codes = [...new Set([...one.codes, ...other.codes])];
    const places = [...new Set([...(one.areas ?? []), other.region, ...(other.areas ?? [])])];
    const after = keepingNames(
      { name: other.name },
      {
        ...(enteredOf(other) as Entered),
        ...(enteredOf(one) as Entered),
        areas: places.filter((place) => place !== one.region),
        formerNames: [...(one.formerNames ?? []), ...(other.formerNames ?? [])],
        focus: Boolean(one.focus || other.focus),
      },
    );
    const { changes: _changes, terms: _terms, merged: earlier, ...snapshot } = other;
    const change = changeOf(doing, 'merge', enteredOf(one), after, reason);
    change.fields.push({ field: 'codes', from: one.codes, to: codes });
    const update = updateOf({ ...one, codes }, after, change, doing.at);
    await Employers.deleteOne({ _id: other._id }, { session });
    await Employers.updateOne(
      { _id: one._id },
      {
        ...update,
        $set: {
          ...update.$set,
          codes,
          distinct: [...new Set([...one.distinct, ...other.distinct])],
          merged: [...one.merged, ...earlier, snapshot],
        },
      } as never,
      { session },
    );
    return { likenesses: [...one.likenesses, ...other.likenesses] };
  });
  if (!merged) return;
  await markAgain(merged.likenesses);
  await audit(doing, SYSTEM, 'employer.merge', id, { other: otherCode, reason });
}

/** Records that two employers are named alike and are not the same. */
export async function distinguishEmployers(
  doing: Doing,
  one: Employer,
  otherId: string,
  reason: string,
): Promise<void> {
  const other = await Employers.findById(otherId, { likenesses: 1 }).lean<Employer>();
  if (!other || other._id === one._id)
    throw invalid('other', '请选择另一个登记', 'Choose another entry of the register');
  if (one.distinct.includes(otherId)) return;
  const change: EmployerChange = {
    ...changeOf(doing, 'distinguish', {}, {}, reason),
    fields: [{ field: 'distinct', to: otherId }],
  };
  await Employers.updateOne({ _id: one._id }, {
    $addToSet: { distinct: otherId },
    $push: { changes: { $each: [change], $slice: -keptChanges } },
    $inc: { version: 1 },
    $set: { updatedAt: doing.at },
  } as never);
  await markAgain([...one.likenesses, ...other.likenesses]);
  await audit(doing, SYSTEM, 'employer.distinguish', one._id, { other: otherId, reason });
}

/** Decides anew which of those with these likenesses are named alike. */
async function markAgain(likenesses: string[]): Promise<void> {
  const found = await Employers.find({ likenesses: { $in: likenesses } }, { _id: 1 }).lean<{ _id: string }[]>();
  await markAlike(found.map(({ _id }) => _id));
}

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  refusedRows: number;
  refused: Refused[];
  alike: number;
}

/** Rows are written in parts, so that a long list holds neither memory nor the database. */
const PART = 500;

/**
 * Writes the employers of a spreadsheet: new ones are added, known ones changed where a cell says something else; a
 * blank cell changes nothing. To repeat it does no harm. Rows that cannot be written are refused, and the others kept.
 */
export async function importEmployers(doing: Doing, { employers, refused }: EmployerSheet): Promise<Imported> {
  const done = { added: 0, changed: 0, unchanged: 0, alike: 0 };
  const all = [...refused];
  for (let from = 0; from < employers.length; from += PART) {
    const part = await importPart(doing, employers.slice(from, from + PART));
    done.added += part.added;
    done.changed += part.changed;
    done.unchanged += part.unchanged;
    done.alike += part.alike;
    all.push(...part.refused);
  }
  all.sort((one, other) => one.row - other.row);
  await audit(doing, SYSTEM, 'employer.import', undefined, { ...done, refused: all.length });
  return { ...done, refusedRows: all.length, refused: all.slice(0, mostRefused) };
}

async function importPart(doing: Doing, rows: SheetEmployer[]): Promise<Omit<Imported, 'refusedRows'>> {
  const codes = rows.map(({ entry }) => entry.creditCode);
  const known = new Map<string, Employer>();
  for (const each of await Employers.find({ codes: { $in: codes } }, { terms: 0, changes: 0, merged: 0 }).lean<
    Employer[]
  >())
    for (const code of each.codes) known.set(code, each);
  const refused: Refused[] = [];
  const added: Employer[] = [];
  const changed: { row: number; before: Employer; update: unknown }[] = [];
  let unchanged = 0;
  for (const { row, entry } of rows) {
    const before = known.get(entry.creditCode);
    const fault = faultOf(doing, row, entry, before);
    if (fault) refused.push(fault);
    else if (!before) added.push(newEmployer(doing, 'import', entry));
    else {
      const { creditCode: _code, ...given } = entry;
      const after = keepingNames(before, { ...(enteredOf(before) as Entered), ...given });
      const change = changeOf(doing, 'import', enteredOf(before), after);
      if (change.fields.length) changed.push({ row, before, update: updateOf(before, after, change, doing.at) });
      else unchanged += 1;
    }
  }
  await write(added, changed);
  const late = await overtaken(doing, changed);
  const touched = [...added.map(({ _id }) => _id), ...changed.map(({ before }) => before._id)];
  const alike = touched.length ? await markAlike(touched) : new Set();
  return {
    added: added.length,
    changed: changed.length - late.length,
    unchanged,
    refused: [...refused, ...late],
    alike: alike.size,
  };
}

function faultOf({ who }: Doing, row: number, entry: EmployerEntry, before: Employer | undefined): Refused | undefined {
  if (before && before._id !== entry.creditCode)
    return refusal(
      row,
      `此代码的登记已并入 ${before._id}（${before.name}），请改用该代码`,
      `The entry with this code was merged into ${before._id} (${before.name}): use that code`,
    );
  const places = [entry.region, ...(before ? [before.region] : [])];
  if (places.every((region) => reaches(who, 'employer.write', { case: '', region }))) return undefined;
  return refusal(
    row,
    '所在地不在您的管辖范围内，请由当地导入',
    'Its place lies outside your area: it is imported there',
  );
}

async function write(added: Employer[], changed: { before: Employer; update: unknown }[]): Promise<void> {
  const operations = [
    ...added.map((employer) => ({
      updateOne: { filter: { _id: employer._id }, update: { $setOnInsert: employer }, upsert: true },
    })),
    ...changed.map(({ before, update }) => ({
      updateOne: { filter: { _id: before._id, version: before.version }, update },
    })),
  ];
  if (operations.length) await Employers.bulkWrite(operations as never[], { ordered: false });
}

/** The rows whose employer somebody else changed at the same moment. */
async function overtaken({ at }: Doing, changed: { row: number; before: Employer }[]): Promise<Refused[]> {
  if (!changed.length) return [];
  const ours = await Employers.find(
    { _id: { $in: changed.map(({ before }) => before._id) }, updatedAt: at },
    { _id: 1 },
  ).lean<{ _id: string }[]>();
  const written = new Set(ours.map(({ _id }) => _id));
  return changed
    .filter(({ before }) => !written.has(before._id))
    .map(({ row }) =>
      refusal(row, '刚刚有人修改了这个单位，请再导入一次', 'Somebody changed this employer just now: import it again'),
    );
}
