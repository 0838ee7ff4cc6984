import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import { createDataConverter } from '../../workflows/dataConverter';

const { History } = proto.temporal.api.history.v1;
export type History = ReturnType<typeof History.fromObject>;

/**
 * The workflows of one case, with the histories as Temporal's server returned them; payloads are encrypted under
 * `keys`.
 */
export interface Recorded {
  story: string;
  workflows: { id: string; history: Record<string, unknown> }[];
}

/** Converts a history to JSON (bytes in base64), and back. */
export const toJson = (history: object): Record<string, unknown> =>
  History.toObject(History.fromObject(history), { longs: String, bytes: String });
export const fromJson = (json: Record<string, unknown>): History => History.fromObject(json);

/** Public, because the recorded cases are invented. */
export const keys = { current: Buffer.alloc(32, 7) };

const folder = import.meta.dirname;
const bundles = join(folder, 'bundles');
const bundleFile = (hash: string): string => join(bundles, `${hash}.gz`);

/**
 * The bundles that the recorded workflows ran are stored with them: the published definitions may have changed since.
 */
export const keepBundle = (hash: string, bytes: Uint8Array): void => {
  mkdirSync(bundles, { recursive: true });
  writeFileSync(bundleFile(hash), gzipSync(bytes, { level: 9 }));
};

export const keptBundle = (hash: string): Uint8Array => gunzipSync(readFileSync(bundleFile(hash)));

const read = async (hash: string): Promise<Uint8Array | null> =>
  existsSync(bundleFile(hash)) ? keptBundle(hash) : null;

export const dataConverter = createDataConverter(keys, { read, keep: async () => undefined });

export const keepRecorded = (recorded: Recorded): void =>
  writeFileSync(join(folder, `${recorded.story}.json`), `${JSON.stringify(recorded)}\n`);

export const allRecorded = (): Recorded[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded);
