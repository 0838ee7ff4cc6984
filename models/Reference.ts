import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonicalJson';
import { shippedCalendar, type CalendarData } from '../domain/limits/calendar';
import { shippedRules, type Rules } from '../domain/limits/rules';
import { shippedNoticeTexts, type NoticeTexts } from '../domain/noticeTemplates';
import type { Parameter } from '../domain/parameters';
import { shippedParameters } from '../domain/shippedParameters';
import { notePublication } from './Definition';
import { model } from './schema';

/** Those from which a case derives its dates and sums, and the words of notices. */
export type ReferenceKind = 'calendar' | 'rules' | 'parameters' | 'noticeTexts';

/**
 * The data from which dates and sums are derived: calendars, time limits, parameters by place and date.
 * Content-addressed; a new version never changes an old one.
 */
export interface Reference {
  /** `<kind>:<version>`. */
  _id: string;
  kind: ReferenceKind;
  version: number;
  /** SHA-256 of `body`. */
  hash: string;
  /** Canonical JSON in the domain's schema of that kind. */
  body: string;
  note?: string;
  by?: string;
  at: Date;
}

export const References = model<Reference>(
  'Reference',
  'references',
  {
    kind: String,
    version: Number,
    hash: String,
    body: String,
    note: String,
    by: String,
    at: Date,
  },
  [[{ kind: 1, version: -1 }, { unique: true }], [{ hash: 1 }]],
);

/** The newest version, or null. */
export async function currentReference(kind: ReferenceKind): Promise<Reference | null> {
  const found = await References.find({ kind }).sort({ version: -1 }).limit(1).lean<Reference[]>();
  return found[0] ?? null;
}

/** A reference in force now: the latest version entered, or the shipped one (version 0). */
export interface InForce<T> {
  data: T;
  version: number;
  hash: string;
  reference?: Reference;
}
export interface ReferencesInForce {
  calendar: InForce<CalendarData>;
  rules: InForce<Rules>;
  parameters: InForce<Parameter[]>;
}

/** The words of notices in force now, and which version they are. */
export const noticeTextsNow = (): Promise<InForce<NoticeTexts>> => inForce('noticeTexts', shippedNoticeTexts);
export const noticeTextsInForce = async (): Promise<NoticeTexts> => ({
  // A template that is newer than the published words is as shipped.
  ...shippedNoticeTexts,
  ...(await noticeTextsNow()).data,
});

/** The calendar, rules and parameters in force now. */
export async function referencesInForce(): Promise<ReferencesInForce> {
  const [calendar, rules, parameters] = await Promise.all([
    inForce('calendar', shippedCalendar),
    inForce('rules', shippedRules),
    inForce('parameters', shippedParameters),
  ]);
  return { calendar, rules, parameters };
}

async function inForce<T>(kind: ReferenceKind, shipped: T): Promise<InForce<T>> {
  const reference = await currentReference(kind);
  if (reference)
    return { data: JSON.parse(reference.body) as T, version: reference.version, hash: reference.hash, reference };
  return { data: shipped, version: 0, hash: createHash('sha256').update(canonicalJson(shipped)).digest('hex') };
}

/**
 * Adds a version: the new current one. Starting instances use it; running ones take it by the Update `takeContext`.
 * Throws if another version was added at the same moment.
 */
export async function addReference(reference: Omit<Reference, '_id' | 'version'>): Promise<Reference> {
  const version = ((await currentReference(reference.kind))?.version ?? 0) + 1;
  const added: Reference = { ...reference, version, _id: `${reference.kind}:${version}` };
  await References.create(added);
  await notePublication();
  return added;
}
