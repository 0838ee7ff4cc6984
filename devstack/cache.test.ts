import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cached, fromCache, type Recipe } from './cache';

const before = process.env.XDG_CACHE_HOME;
let home: string;
let builds: number;

beforeEach(() => {
  builds = 0;
  home = mkdtempSync(join(tmpdir(), 'heyi-cache-'));
  process.env.XDG_CACHE_HOME = home;
});
afterEach(async () => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  await rm(home, { recursive: true, force: true });
});

const thing: Recipe = {
  name: 'thing-1',
  check: async (folder) => {
    if ((await readFile(join(folder, 'file'), 'utf8')) !== 'whole') throw new Error('not whole');
  },
  build: async (folder) => {
    builds++;
    await pause(100);
    await writeFile(join(folder, 'file'), 'whole');
  },
};

test('is built once, even if two ask at the same time', async () => {
  const [one, other] = await Promise.all([fromCache(thing), fromCache(thing)]);
  expect(one).toBe(other);
  await fromCache(thing);
  expect(builds).toBe(1);
});

test('is absent before it is built', async () => {
  expect(await cached(thing)).toBeUndefined();
});

test('is built again when it is broken', async () => {
  const folder = await fromCache(thing);
  writeFileSync(join(folder, 'file'), 'half');
  expect(await cached(thing)).toBeUndefined();
  expect(readFileSync(join(await fromCache(thing), 'file'), 'utf8')).toBe('whole');
  expect(builds).toBe(2);
});

test('a build that fails leaves nothing and may be tried again', async () => {
  let fail = true;
  const flaky: Recipe = {
    ...thing,
    build: async (folder) => (fail ? Promise.reject(new Error('no network')) : thing.build(folder)),
  };
  await expect(fromCache(flaky)).rejects.toThrow('no network');
  expect(readdirSync(join(home, 'heyi'))).toEqual([]);
  fail = false;
  expect(existsSync(join(await fromCache(flaky), 'file'))).toBe(true);
});

test('a build that fails its own check is not kept', async () => {
  await expect(fromCache({ ...thing, build: (folder) => writeFile(join(folder, 'file'), 'half') })).rejects.toThrow(
    'not whole',
  );
  expect(await cached(thing)).toBeUndefined();
});

test('leftovers of a killed build do not hinder the next', async () => {
  await mkdir(join(home, 'heyi', '.thing-1-abc'), { recursive: true });
  expect(existsSync(join(await fromCache(thing), 'file'))).toBe(true);
});
