import { createHash } from 'node:crypto';
import { changeStatus, definitionId, Definitions, type DefinitionKind } from '../../models';

/** Publishes a source unchanged, as the next version of `key`; returns its hash. `keys`: all processes in it. */
export async function publishSource(
  kind: DefinitionKind,
  key: string,
  source: Buffer | string,
  keys = [key],
): Promise<string> {
  const bytes = Buffer.from(source);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const version = (await Definitions.countDocuments({ kind, key })) + 1;
  const _id = definitionId(kind, key, version);
  await Definitions.create({
    _id,
    kind,
    key,
    keys,
    version,
    status: 'draft',
    hash,
    source: bytes,
    fileName: key,
    createdAt: new Date(),
  });
  await changeStatus(_id, 'draft', 'published', 'test', new Date());
  return hash;
}
