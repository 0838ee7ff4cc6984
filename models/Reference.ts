import { notePublication } from './Definition';
import { model } from './schema';

export type ReferenceKind = 'calendar' | 'rules' | 'parameters';

/**
 * What dates and sums are derived from: calendars, time limits, parameters by place and date. Content-addressed; a new
 * version never changes an old one.
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

/**
 * Adds a version: the new current one. Instances that start take it; running ones by the Update `takeContext`. Throws
 * where another was added at the same moment.
 */
export async function addReference(reference: Omit<Reference, '_id' | 'version'>): Promise<Reference> {
  const version = ((await currentReference(reference.kind))?.version ?? 0) + 1;
  const added: Reference = { ...reference, version, _id: `${reference.kind}:${version}` };
  await References.create(added);
  await notePublication();
  return added;
}
