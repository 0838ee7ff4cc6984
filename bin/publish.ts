import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { env } from 'node:process';
import { mattersAmong } from '../domain/matters';
import { englishName } from '../domain/text';
import { compile, executables, readBpmn, type ModdleElement } from '../engine';
import { parseDmn } from '../engine/dmn';
import {
  changeStatus,
  connect,
  definitionId,
  Definitions,
  disconnect,
  joinDeployment,
  prepare,
  type Bilingual,
  type Definition,
  type DefinitionKind,
} from '../models';
import { isMain } from './configuration';
import { mongoFrom } from './connections';
import { makeSample } from './sample';

/** The author of shipped definitions. A version that someone else created since is not overwritten. */
const SHIPPED = 'heyi';
const folder = join(import.meta.dirname, '..', 'definitions');

type Source = Pick<
  Definition,
  'kind' | 'key' | 'keys' | 'name' | 'matters' | 'versionTag' | 'fileName' | 'hash' | 'source'
>;

/** The result for each file. */
export interface Published {
  published: string[];
  unchanged: string[];
  kept: string[];
}

/**
 * Publishes the shipped definitions (or those of another folder): each new or changed one as a new version, all
 * together or none. Safe to repeat. Throws the refusal of the first that cannot run.
 */
export async function publishShipped({ at, from = folder }: { at: Date; from?: string }): Promise<Published> {
  const newest = await newestFiles();
  const files = filesIn(from).map(fileAt);
  const [known, others] = [true, false].map((is) => files.filter((file) => newest.has(mark(file)) === is));
  const outcome: Published = { published: [], unchanged: known!.map(({ fileName }) => fileName), kept: [] };
  const deployment = randomUUID();
  for (const source of await Promise.all(others!.map(read)))
    outcome[await publish(source, deployment, at)].push(source.fileName);
  // Unchanged definitions also belong to the new deployment.
  if (outcome.published.length) for (const file of known!) await joinDeployment(newest.get(mark(file))!, deployment);
  return outcome;
}

/**
 * The files from which the newest versions were created, with these versions' ids: they need not be read and compiled
 * again.
 */
async function newestFiles(): Promise<Map<string, string>> {
  const versions = await Definitions.find({ status: { $ne: 'draft' } }, { kind: 1, key: 1, fileName: 1, hash: 1 })
    .sort({ version: 1 })
    .lean<Definition[]>();
  const newest = new Map(versions.map((version) => [`${version.kind} ${version.key}`, version]));
  return new Map([...newest.values()].map((version) => [mark(version), version._id]));
}

const mark = ({ fileName, hash }: Pick<Definition, 'fileName' | 'hash'>): string => `${hash} ${fileName}`;

const list = (path: string, ending: string): string[] => {
  try {
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(path, name));
  } catch {
    return [];
  }
};

const filesIn = (from: string): string[] => [
  ...list(join(from, 'templates'), '.docx'),
  ...list(join(from, 'forms'), '.form'),
  ...list(from, '.form'),
  ...list(from, '.dmn'),
  ...list(from, '.bpmn'),
];

function fileAt(path: string): Pick<Source, 'fileName' | 'hash' | 'source'> {
  const source = readFileSync(path);
  return { fileName: basename(path), hash: createHash('sha256').update(source).digest('hex'), source };
}

async function read({ fileName, hash, source }: ReturnType<typeof fileAt>): Promise<Source> {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1);
  return { fileName, hash, source, ...(await readers[ending]!(source, fileName, hash)) };
}

type Reader = (
  source: Buffer,
  fileName: string,
  hash: string,
) => Promise<Pick<Source, 'kind' | 'key' | 'keys' | 'name' | 'matters' | 'versionTag'>>;

const readers: Record<string, Reader> = {
  async bpmn(source, fileName, hash) {
    const { definitions } = await readBpmn(source);
    const keys = executables(definitions);
    if (!keys.length) throw new Error(`${fileName}: no executable process / 没有可执行的流程`);
    for (const key of keys) compile(definitions, key, hash);
    const process = definitions.rootElements.find(({ id }: ModdleElement) => id === keys[0]);
    const tag = process.extensionElements?.values?.find(
      ({ $type }: ModdleElement) => $type === 'zeebe:VersionTag',
    )?.value;
    return {
      kind: 'process',
      key: keys[0]!,
      keys,
      name: named(process.name ?? keys[0], process.documentation?.[0]?.text),
      versionTag: tag,
      matters: mattersAmong(definitions, keys),
    };
  },
  async dmn(source, fileName, hash) {
    const model = parseDmn(source, hash);
    const keys = [...model.decisions, ...model.services].map(({ id }) => id);
    return {
      kind: 'decision',
      key: basename(fileName, '.dmn'),
      keys: [...new Set([...keys])],
      name: named(model.name, model.description),
    };
  },
  async form(source, fileName) {
    const form = JSON.parse(source.toString('utf8')) as {
      id?: string;
      name?: string;
      properties?: { name?: string; name_en?: string };
    };
    const key = form.id ?? basename(fileName, '.form');
    return {
      kind: 'form',
      key,
      keys: [key],
      name: named(form.name ?? form.properties?.name ?? key, form.properties?.name_en),
    };
  },
  async docx(_source, fileName) {
    const key = basename(fileName, '.docx');
    return { kind: 'template', key, keys: [key] };
  },
};

const named = (zh: string, documentation?: string): Bilingual => ({ zh, en: englishName(documentation) ?? zh });

async function publish({ kind, key, ...source }: Source, deployment: string, at: Date): Promise<keyof Published> {
  const versions = await Definitions.find({ kind, key }, { hash: 1, version: 1, createdBy: 1, status: 1 })
    .sort({ version: -1 })
    .lean<Definition[]>();
  const newest = versions.find(({ status }) => status !== 'draft');
  if (newest?.hash === source.hash) return 'unchanged';
  if (newest && newest.createdBy !== SHIPPED) return 'kept';
  const version = (versions[0]?.version ?? 0) + 1;
  const _id = definitionId(kind as DefinitionKind, key, version);
  await Definitions.create({
    _id,
    kind,
    key,
    ...source,
    version,
    status: 'draft',
    createdBy: SHIPPED,
    createdAt: at,
  });
  await changeStatus(_id, 'draft', 'published', SHIPPED, at, { deployment });
  return 'published';
}

async function main(): Promise<void> {
  await connect(env.MONGODB_URI ?? '', mongoFrom(env));
  try {
    await prepare();
    const { published, unchanged, kept } = await publishShipped({ at: new Date() });
    process.stdout.write(
      `${published.length} published 已发布, ${unchanged.length} unchanged 未变${kept.length ? `, kept because edited here 本地已修改，保留: ${kept.join(', ')}` : ''}\n`,
    );
    if (process.argv.includes('--sample'))
      process.stdout.write(
        `${await makeSample()} sample organisations, mediators and employers 示例组织、调解员和用人单位\n`,
      );
  } finally {
    await disconnect();
  }
}

if (isMain(import.meta.filename)) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
}
