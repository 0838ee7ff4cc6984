import { bytes, Definitions, type Definition } from '../../models';
import type { DecisionFile } from '../../threads/makeBundle';

/** Every published version (or every version of a deployment, whatever its status now), newest first. */
export async function decisionFiles(of: object = { status: 'published' }): Promise<DecisionFile[]> {
  const definitions = await Definitions.find({ kind: 'decision', ...of })
    .sort({ version: -1 })
    .lean<Definition[]>();
  return definitions.map(({ hash, keys, versionTag, source }) => ({
    hash,
    keys: [...keys],
    ...(versionTag && { versionTag }),
    source: bytes(source),
  }));
}
