import { Definitions, type Definition } from '../../models';
import type { Bilingual } from '../contract/common';

/** The names of processes in the versions with these hashes: a later version may have another name. */
export async function namesOfVersions(hashes: Iterable<string>): Promise<(hash: string) => Bilingual | undefined> {
  const found = await Definitions.find(
    { hash: { $in: [...new Set(hashes)] }, status: { $ne: 'draft' } },
    { hash: 1, name: 1 },
  )
    .sort({ version: 1 })
    .lean<Definition[]>();
  const names = new Map(found.map(({ hash, name }) => [hash, name ?? undefined]));
  return (hash) => names.get(hash);
}

/** The newest published version of each of these processes, by its hash. */
export async function newestOf(processes: Iterable<string>): Promise<(process: string) => string | undefined> {
  const published = await Definitions.find(
    { kind: 'process', keys: { $in: [...new Set(processes)] }, status: 'published' },
    { keys: 1, hash: 1 },
  )
    .sort({ version: 1 })
    .lean<Definition[]>();
  const newest = new Map(published.flatMap(({ keys, hash }) => keys.map((key) => [key, hash] as const)));
  return (process) => newest.get(process);
}
