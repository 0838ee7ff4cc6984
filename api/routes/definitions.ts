import {
  changeStatus,
  definitionId,
  Definitions,
  Instances,
  joinDeployment,
  publishedVersion,
  type Definition,
  type DefinitionKind,
} from '../../models';
import { bytes } from '../../models';
import { audit, SYSTEM } from '../audit/audit';
import { province } from '../../domain/regions';
import * as contract from '../contract/definitions';
import { examine, isPublishable, names, type Finding } from '../examine/examine';
import { Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { sha256 } from '../keys';
import { changedMeanwhile } from '../changedMeanwhile';
import { propose } from '../proposals/propose';
import { namesOf } from '../views/people';

export const definitionRoutes = [
  route(contract.listDefinitions, list),
  route(contract.definitionVersions, async ({ params }) => ({
    rows: await rows(
      await Definitions.find({ kind: params.kind as DefinitionKind, key: params.key }, { source: 0, findings: 0 })
        .sort({ version: -1 })
        .lean<Definition[]>(),
    ),
  })),
  route(contract.readDefinition, async ({ params }) => view(await found(params.id))),
  route(contract.definitionSource, async ({ params, res }) => sendSource(await found(params.id), res)),
  route(contract.sourceByHash, async ({ params, res }) => {
    const definition = await Definitions.findOne({ hash: params.hash }).lean<Definition>();
    if (!definition || definition.status === 'draft') throw new Problem('NOT_FOUND');
    return sendSource(definition, res);
  }),
  route(contract.draftDefinition, draft),
  route(contract.changeDraft, change),
  route(contract.dropDraftDefinition, drop),
  route(contract.checkDefinition, async ({ body, deps }) => {
    const { findings } = await examine(body.kind, body.fileName, bytesOf(body), deps.references);
    return { findings, publishable: isPublishable(findings) };
  }),
  route(contract.modelNames, async ({ deps }) => ({
    variables: await names(deps.references),
  })),
  route(contract.publishDefinition, publish),
  route(contract.retireDefinition, retire),
];

async function found(id: string): Promise<Definition> {
  const definition = await Definitions.findById(id).lean<Definition>();
  if (!definition) throw new Problem('NOT_FOUND');
  return definition;
}

/** The newest version of each definition, drafts included, with the running instances of all its versions. */
async function list({ query }: Call<'/definitions', { kind?: DefinitionKind; text?: string }>) {
  const all = await Definitions.find(query.kind ? { kind: query.kind } : {}, { source: 0, findings: 0 })
    .sort({ kind: 1, key: 1, version: -1 })
    .lean<Definition[]>();
  const newest = all.filter((each, index) => all[index - 1]?.kind !== each.kind || all[index - 1]?.key !== each.key);
  const text = query.text?.toLowerCase();
  const found = newest.filter(
    ({ key, name, fileName }) =>
      !text || [key, name?.zh, name?.en, fileName].some((part) => part?.toLowerCase().includes(text)),
  );
  return {
    rows: await rows(found, async ({ kind, keys }) =>
      kind === 'process'
        ? { running: await Instances.countDocuments({ process: { $in: keys }, status: 'active' }) }
        : {},
    ),
  };
}

type Counting = (definition: Definition) => Promise<{ running?: number; sameAs?: number }>;

async function rows(definitions: Definition[], counting?: Counting) {
  const [names, counts] = await Promise.all([
    namesOf(definitions.flatMap(({ createdBy, publishedBy }) => [createdBy, publishedBy])),
    counting ?? byVersion(definitions),
  ]);
  return Promise.all(
    definitions.map(async (definition) => {
      const {
        _id,
        kind,
        key,
        keys,
        version,
        status,
        hash,
        fileName,
        name,
        versionTag,
        note,
        createdBy,
        createdAt,
        publishedBy,
        publishedAt,
      } = definition;
      return {
        id: _id,
        kind,
        key,
        keys,
        version,
        status,
        hash,
        fileName,
        ...(name && { name }),
        ...(versionTag && { versionTag }),
        ...(note && { note }),
        createdBy: names(createdBy),
        createdAt: createdAt.toISOString(),
        publishedBy: names(publishedBy),
        publishedAt: publishedAt?.toISOString(),
        ...(await counts(definition)),
      };
    }),
  );
}

/** Running instances of each version, counted once if several versions have the same content. */
async function byVersion(definitions: Definition[]): Promise<Counting> {
  const latest = await latestOf(definitions);
  return async ({ kind, status, hash, version }) => {
    if (kind !== 'process') return {};
    const runs = status !== 'draft' && latest(hash) === version;
    return {
      running: runs ? await Instances.countDocuments({ definition: hash, status: 'active' }) : 0,
      ...(status !== 'draft' && !runs && { sameAs: latest(hash) }),
    };
  };
}

/** Running instances are identified by content: they count for the last version published with it. */
async function latestOf(definitions: Definition[]): Promise<(hash: string) => number | undefined> {
  const hashes = definitions.filter(({ kind }) => kind === 'process').map(({ hash }) => hash);
  const found = await Definitions.find({ hash: { $in: hashes }, status: { $ne: 'draft' } }, { hash: 1, version: 1 })
    .sort({ version: 1 })
    .lean<Definition[]>();
  const latest = new Map(found.map(({ hash, version }) => [hash, version]));
  return (hash) => latest.get(hash);
}

const view = async (definition: Definition) => ({
  ...(await rows([definition]))[0]!,
  findings: (definition.findings ?? []) as Finding[],
});

const types: Record<DefinitionKind, string> = {
  process: 'application/xml',
  decision: 'application/xml',
  form: 'application/json',
  template: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The unchanged bytes; what a hash identifies never changes. */
function sendSource(definition: Definition, res: Call['res']): undefined {
  const source = bytes(definition.source);
  res.setHeader('Content-Type', types[definition.kind]);
  res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(definition.fileName)}`);
  res.setHeader('ETag', `"${definition.hash}"`);
  res.setHeader('Cache-Control', 'private, max-age=300');
  res.end(source);
  return undefined;
}

/** Text is sent as UTF-8, whatever encoding the original file declares. */
function bytesOf({ source, encoding }: { source: string; encoding: 'utf8' | 'base64' }): Buffer {
  if (encoding === 'base64') return Buffer.from(source, 'base64');
  return Buffer.from(source.replace(/^(\uFEFF?<\?xml[^>]*encoding=)(["'])[^"']*\2/, '$1$2UTF-8$2'), 'utf8');
}

type Draft = { kind: DefinitionKind; fileName: string; source: string; encoding: 'utf8' | 'base64'; note?: string };

async function draft(call: Call<'/definitions', unknown, Draft>) {
  const { body, who, at, deps, plan } = call;
  const source = bytesOf(body);
  const { key, keys, name, versionTag, matters, findings } = await examine(
    body.kind,
    body.fileName,
    source,
    deps.references,
  );
  if (!key)
    throw new Problem('INVALID', {
      errors: findings.map(({ zh, en, rule }) => ({ path: 'source', code: rule, zh, en })),
      more: { findings },
    });
  const version = await plan(() => nextVersion(body.kind, key));
  const definition: Definition = {
    _id: definitionId(body.kind, key, version),
    kind: body.kind,
    key,
    keys,
    version,
    status: 'draft',
    hash: sha256(source),
    source,
    fileName: body.fileName,
    name,
    versionTag,
    ...(matters?.length && { matters }),
    note: body.note,
    createdBy: who.id,
    createdAt: at,
    findings,
  };
  const added = await Definitions.updateOne({ _id: definition._id }, { $setOnInsert: definition }, { upsert: true });
  if (added.upsertedCount) await audit(call, SYSTEM, 'definition.draft', definition._id, { hash: definition.hash });
  const now = await found(definition._id);
  if (now.hash !== definition.hash) throw await changedFirst(now._id);
  return view(now);
}

async function nextVersion(kind: DefinitionKind, key: string): Promise<number> {
  const [newest] = await Definitions.find({ kind, key }, { version: 1 })
    .sort({ version: -1 })
    .limit(1)
    .lean<Definition[]>();
  return (newest?.version ?? 0) + 1;
}

async function change(
  call: Call<
    '/definitions/{id}/source',
    unknown,
    { source: string; encoding: 'utf8' | 'base64'; hash: string; note?: string }
  >,
) {
  const { params, body, who, at, deps } = call;
  const before = await found(params.id);
  if (before.status !== 'draft') throw new Problem('PUBLISHED');
  const source = bytesOf(body);
  const hash = sha256(source);
  if (before.hash === hash) return view(before);
  const { key, keys, name, versionTag, matters, findings } = await examine(
    before.kind,
    before.fileName,
    source,
    deps.references,
  );
  if (key !== before.key)
    throw new Problem('INVALID', {
      errors: [
        {
          path: 'source',
          zh: `草稿的标识应仍为“${before.key}”，现为“${key ?? '无'}”；改了标识请另存为新草稿。`,
          en: `The draft’s id must stay “${before.key}”, but now it is “${key ?? 'none'}”. To use another id, upload a new draft.`,
        },
      ],
      more: { findings },
    });
  const changed = await Definitions.updateOne(
    { _id: before._id, status: 'draft', hash: body.hash },
    {
      $set: {
        source,
        hash,
        keys,
        name,
        versionTag,
        matters: matters ?? [],
        findings,
        changedBy: who.id,
        changedAt: at,
        ...(body.note !== undefined && { note: body.note }),
      },
    },
  );
  if (!changed.modifiedCount) throw await changedFirst(before._id);
  await audit(call, SYSTEM, 'definition.change', before._id, { from: before.hash, to: hash });
  return view(await found(before._id));
}

/** The user who last changed or published it. */
async function changedFirst(id: string): Promise<Problem> {
  const { publishedBy, publishedAt, changedBy, createdBy, changedAt, createdAt } = await found(id);
  return changedMeanwhile(publishedBy ?? changedBy ?? createdBy, publishedAt ?? changedAt ?? createdAt);
}

async function drop(call: Call<'/definitions/{id}'>): Promise<undefined> {
  const definition = await found(call.params.id);
  const dropped = await Definitions.deleteOne({ _id: definition._id, status: 'draft' });
  if (!dropped.deletedCount) throw new Problem('NOT_A_DRAFT');
  await audit(call, SYSTEM, 'definition.drop', definition._id);
  return undefined;
}

/** What is published together, each in the state in which it was proposed; the main definition comes last. */
interface Publishing {
  note: string;
  all: { id: string; hash: string }[];
}

/** Proposes to publish a draft and what belongs to it: all are checked before another administrator is asked. */
async function publish(
  call: Call<
    '/definitions/{id}/publish',
    unknown,
    { note: string; hash?: string; together?: { id: string; hash?: string }[] }
  >,
) {
  const { target, body } = call;
  const { together = [], note, hash: seen } = body;
  const items = [...together.filter(({ id }) => id !== target._id), { id: target._id, hash: seen }];
  const all = await Promise.all(items.map(async ({ id, hash }) => unmoved(await found(id), hash)));
  if (target.status !== 'draft' || all.some(({ status }) => status === 'retired')) throw new Problem('NOT_A_DRAFT');
  for (const each of all) if (each.status === 'draft') await demandPublishable(each, all, call);
  const publishing: Publishing = { note, all: all.map(({ _id: id, hash }) => ({ id, hash })) };
  return propose(call, 'definition.publish', { subject: target._id, region: province, note, body: publishing });
}

async function unmoved(definition: Definition, hash: string | undefined): Promise<Definition> {
  if (hash && hash !== definition.hash) throw await changedFirst(definition._id);
  return definition;
}

/** Throws if it cannot run, or is identical to the version in force. The findings are stored with it. */
async function demandPublishable(
  draft: Definition,
  together: Definition[],
  { deps }: Pick<Call, 'deps'>,
): Promise<void> {
  const { findings } = await examine(draft.kind, draft.fileName, bytes(draft.source), deps.references, together);
  await Definitions.updateOne({ _id: draft._id, status: 'draft' }, { $set: { findings } });
  if (!isPublishable(findings)) throw new Problem('NOT_PUBLISHABLE', { more: { findings } });
  const { version, hash } = (await publishedVersion(draft.kind, draft.key)) ?? {};
  // With different bound definitions, the same content makes a different version.
  const carries = draft === together.at(-1) && together.some((other) => other !== draft && other.status === 'draft');
  if (hash === draft.hash && !carries)
    throw new Problem('UNCHANGED', {
      detail: {
        zh: `与现行的第 ${version} 版没有差别，不必发布。`,
        en: `It is identical to version ${version}, which is in force: there is nothing to publish.`,
      },
    });
}

async function retire(call: Call<'/definitions/{id}/retire', unknown, { reason: string }>) {
  const { target: definition, body } = call;
  if (definition.status !== 'published') throw new Problem('NOT_A_DRAFT');
  return propose(call, 'definition.retire', {
    subject: definition._id,
    region: province,
    note: body.reason,
    body: { id: definition._id, note: body.reason } satisfies Retiring,
  });
}

type Approving = Pick<Call, 'who' | 'at' | 'deps'>;

/** Publishes what was proposed, the main definition last. What has changed since must be proposed again. */
export async function putInForce(call: Approving, { note, all: items }: Publishing): Promise<undefined> {
  const all = await Promise.all(items.map(async ({ id, hash }) => unmoved(await found(id), hash)));
  const main = all.at(-1)!;
  if (main.status === 'published') return undefined;
  if (all.some(({ status }) => status === 'retired')) throw new Problem('NOT_A_DRAFT');
  for (const each of all) if (each.status === 'draft') await demandPublishable(each, all, call);
  for (const each of all) {
    if (each.status === 'published') await joinDeployment(each._id, main._id);
    else await publishOne(each, main._id, note, call);
  }
  return undefined;
}

async function publishOne(draft: Definition, deployment: string, note: string, call: Approving): Promise<void> {
  const { who, at } = call;
  if (!(await changeStatus(draft._id, 'draft', 'published', who.id, at, { note, deployment })))
    throw await changedFirst(draft._id);
  await audit(call, SYSTEM, 'definition.publish', draft._id, { hash: draft.hash, note });
}

interface Retiring {
  id: string;
  note: string;
}

export async function takeOutOfForce(call: Approving, { id, note }: Retiring): Promise<undefined> {
  if (await changeStatus(id, 'published', 'retired', call.who.id, call.at))
    await audit(call, SYSTEM, 'definition.retire', id, { reason: note });
  return undefined;
}
