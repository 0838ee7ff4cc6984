import { Counters } from './Counter';
import { Subscriptions } from './messages';
import { bilingual, json, model, type Bilingual } from './schema';

export type DefinitionKind = 'process' | 'decision' | 'form' | 'template';

/**
 * One version of a BPMN, DMN, form or template file. Published versions never change; everything at run time is loaded
 * by hash.
 */
export interface Definition {
  /** `<kind>:<key>:<version>`. */
  _id: string;
  kind: DefinitionKind;
  /** Process, decision model, form id or template code; for a file with several, the first. */
  key: string;
  /** Every id in the file: executable processes, decisions. */
  keys: string[];
  version: number;
  status: 'draft' | 'published' | 'retired';
  /** SHA-256 (hex) of `source`. */
  hash: string;
  source: Buffer;
  fileName: string;
  name?: Bilingual;
  /** Those of its processes that are kinds of matters (domain/matters.ts). */
  matters?: string[];
  /** `zeebe:versionTag`, for bindings by tag. */
  versionTag?: string;
  note?: string;
  /**
   * The deployments it was published in, latest last: definitions that share one were published together, for the
   * binding `deployment`. Absent if it was published before deployments were recorded.
   */
  deployments?: string[];
  createdBy?: string;
  createdAt: Date;
  /** Who last changed the draft. */
  changedBy?: string;
  changedAt?: Date;
  publishedBy?: string;
  publishedAt?: Date;
  findings?: unknown[];
}

export const Definitions = model<Definition>(
  'Definition',
  'definitions',
  {
    kind: String,
    key: String,
    keys: [String],
    version: Number,
    status: String,
    hash: String,
    source: Buffer,
    fileName: String,
    name: bilingual,
    matters: { type: [String], default: undefined },
    versionTag: String,
    note: String,
    deployments: [String],
    createdBy: String,
    createdAt: Date,
    changedBy: String,
    changedAt: Date,
    publishedBy: String,
    publishedAt: Date,
    findings: json,
  },
  [
    [{ kind: 1, key: 1, version: -1 }, { unique: true }],
    [{ kind: 1, keys: 1, status: 1, version: -1 }],
    [{ hash: 1 }],
    [{ deployments: 1 }, { sparse: true }],
    [{ matters: 1 }, { sparse: true }],
  ],
);

export const definitionId = (kind: DefinitionKind, key: string, version: number): string => `${kind}:${key}:${version}`;

/**
 * Makes a draft the newest published version, or retires a published one. This is the only way to do so, because
 * workers look up published versions only when `publications` has changed. `deployment`: what it is published together
 * with, by default nothing. False if its status did not allow it.
 */
export async function changeStatus(
  id: string,
  from: Definition['status'],
  to: Definition['status'],
  by: string,
  at: Date,
  { note, deployment = id }: { note?: string; deployment?: string } = {},
): Promise<boolean> {
  const set = {
    status: to,
    ...(to === 'published' ? { publishedBy: by, publishedAt: at, deployments: [deployment] } : {}),
    ...(note === undefined ? {} : { note }),
  };
  const changed = await Definitions.updateOne({ _id: id, status: from }, { $set: set });
  if (changed.modifiedCount && to === 'retired') await forgetStarts(id);
  if (changed.modifiedCount) await notePublication();
  return changed.modifiedCount === 1;
}

/** A retired version is started by nothing from now on; workers then check what starts an older version. */
async function forgetStarts(id: string): Promise<void> {
  const retired = await Definitions.findById(id, { hash: 1 }).lean<Definition>();
  if (retired && !(await isPublished(retired.hash)))
    await Subscriptions.deleteMany({ kind: { $in: ['startMessage', 'startSignal'] }, definition: retired.hash });
}

/** Whether any version with this content is published. */
export const isPublished = async (hash: string): Promise<boolean> =>
  (await Definitions.exists({ hash, status: 'published' })) !== null;

/** Something that instances load when they start has changed. */
export async function notePublication(): Promise<void> {
  await Counters.collection.updateOne({ _id: 'publications' } as never, { $inc: { value: 1 } }, { upsert: true });
}

/** Counts publications: while it is unchanged, the published versions are the same. */
export async function publications(): Promise<number> {
  return (await Counters.findById('publications').lean())?.value ?? 0;
}

/** Adds what was published before to this deployment too, unchanged. */
export async function joinDeployment(id: string, deployment: string): Promise<void> {
  const joined = await Definitions.updateOne(
    { _id: id, status: 'published' },
    { $addToSet: { deployments: deployment } },
  );
  if (joined.modifiedCount) await notePublication();
}

/** The version that was published in this deployment, whatever its status now; null if there is none. */
export async function versionTogether(
  kind: DefinitionKind,
  key: string,
  deployment: string,
): Promise<Definition | null> {
  return newest({ kind, keys: key, deployments: deployment, status: { $ne: 'draft' } });
}

/** The processes that are kinds of matters in a published version. */
export const publishedMatters = async (): Promise<string[]> =>
  (await Definitions.distinct('matters', { kind: 'process', status: 'published', matters: { $exists: true } })).sort();

/** The newest published version that contains `key`, or by tag; null if there is none. */
export async function publishedVersion(
  kind: DefinitionKind,
  key: string,
  wanted: { versionTag?: string } = {},
): Promise<Definition | null> {
  return newest({ kind, keys: key, status: 'published', ...wanted });
}

async function newest(filter: object): Promise<Definition | null> {
  const found = await Definitions.find(filter).sort({ version: -1 }).limit(1).lean<Definition[]>();
  return found[0] ? { ...found[0], source: bytes(found[0].source) } : null;
}

/** The last version of a definition with this content, whatever its status. */
export const versionOf = (hash: string): Promise<Definition | null> => newest({ hash });

/** The driver returns its own Binary in lean documents. */
export const bytes = (value: Buffer | { buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
