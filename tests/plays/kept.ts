import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { make, published, type Made, type Published } from '../system/MemorySystem';

const folder = join(import.meta.dirname, 'published');
const end = '.json.gz';

/** Earlier versions of the shipped processes, by name: cases that run them have to be able to go on. */
export const keptVersions = (): Map<string, Made> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(end))
      .map((name) => [name.slice(0, -end.length), read(join(folder, name))]),
  );

const read = (file: string): Made => make(JSON.parse(gunzipSync(readFileSync(file)).toString()) as Published);

/** Keeps what is in a folder of definitions under a name. */
export async function keep(name: string, from?: string): Promise<void> {
  const text = JSON.stringify(await published(from));
  writeFileSync(join(folder, `${name}${end}`), gzipSync(text, { level: 9 }));
}
