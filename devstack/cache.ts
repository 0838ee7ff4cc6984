import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock, type LockOptions } from 'proper-lockfile';
import { cacheFolder } from './environment';
import { reason } from './Unavailable';
import { say, sayWhile } from './progress';

export interface Recipe {
  /** The folder's name in the cache: contents, version, kind of machine. A change of the recipe changes the name. */
  name: string;
  /** Throws if the contents of the folder are not usable. Must be quick: it is called at every start. */
  check: (folder: string) => Promise<void>;
  /** Builds it in an empty folder that is renamed to its final place afterwards. */
  build: (folder: string) => Promise<void>;
}

/** The folder from the cache, or undefined if it was never built or is broken. */
export async function cached({ name, check }: Recipe): Promise<string | undefined> {
  const folder = join(cacheFolder(), name);
  if (!existsSync(folder)) return undefined;
  try {
    await check(folder);
    return folder;
  } catch (error) {
    say(
      `缓存 ${folder} 已损坏（${reason(error)}），将重新生成`,
      `the cached ${folder} is broken (${reason(error)}) and will be built again`,
    );
    return undefined;
  }
}

/**
 * The folder from the cache, built if it is missing or broken. If two processes ask at once, one builds it and the
 * other waits. It gets its name only when complete, so a killed build leaves nothing that looks finished.
 */
export async function fromCache(recipe: Recipe): Promise<string> {
  const found = await cached(recipe);
  if (found) return found;
  const root = cacheFolder();
  const folder = join(root, recipe.name);
  await mkdir(root, { recursive: true });
  const release = await lockOf(folder);
  try {
    const meanwhile = await cached(recipe);
    if (meanwhile) return meanwhile;
    await rm(folder, { recursive: true, force: true });
    const making = await mkdtemp(join(root, `.${recipe.name}-`));
    try {
      await recipe.build(making);
      await recipe.check(making);
      await rename(making, folder);
    } finally {
      await rm(making, { recursive: true, force: true });
    }
    return folder;
  } finally {
    await release();
  }
}

/** The lock of a build. If another process holds it, that is reported while waiting. */
async function lockOf(folder: string): Promise<() => Promise<void>> {
  const options: LockOptions = {
    realpath: false,
    stale: 15_000,
    update: 3_000,
    // This process was suspended for long and another one is building too: whoever is first puts it in place.
    onCompromised: (error) => say(`构建锁已失效：${reason(error)}`, 'the lock of the build was lost'),
  };
  try {
    return await lock(folder, options);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ELOCKED') throw error;
  }
  return sayWhile(`等待另一个进程生成 ${folder}`, `waiting for another process that builds ${folder}`, () =>
    lock(folder, { ...options, retries: { retries: 900, minTimeout: 500, maxTimeout: 2_000 } }),
  );
}
