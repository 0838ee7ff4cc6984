import { accessSync, constants, statSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** The folder of the project, which contains package.json. */
export const projectFolder = join(import.meta.dirname, '..');

/** The kind of machine: a cached binary does not run on another kind. */
export const machine = `${platform()}-${arch()}`;

/** The user's own cache, shared by all checkouts: $XDG_CACHE_HOME/heyi or ~/.cache/heyi. */
export const cacheFolder = (): string => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'heyi');

/** An environment variable; an empty one counts as not set. */
export const given = (name: string): string | undefined => process.env[name]?.trim() || undefined;

/** The first executable file of that name on PATH. */
export function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
