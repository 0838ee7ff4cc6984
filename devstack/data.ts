import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { isAlive, leftovers } from './leftovers';
import { say } from './progress';
import type { Ports } from './stack';

/**
 * Secrets generated on the first run and needed ever after: without the key, encrypted data in Temporal's history
 * cannot be read.
 */
export interface Secrets {
  /** 32 bytes in base64: encrypts what Temporal stores. */
  key: string;
  /** The password of the accounts that the first set-up creates. */
  password: string;
}

export interface Data {
  folder: string;
  secrets: Secrets;
  ports: Partial<Ports>;
  /** Stores the ports for the next start, so that bookmarks stay valid. */
  keepPorts(ports: Partial<Ports>): void;
  /** Releases the folder for the next start. */
  close(): Promise<void>;
}

/**
 * Opens the folder in which the system keeps everything, for this process alone. Processes left running by an earlier
 * start that was killed are ended first. Throws if another start holds the folder and is alive.
 */
export async function openData(folder: string): Promise<Data> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const holder = join(folder, 'running.json');
  const release = await lock(folder, {
    lockfilePath: join(folder, 'opening.lock'),
    stale: 5_000,
    retries: { retries: 20, minTimeout: 500, maxTimeout: 500 },
  });
  try {
    const { pid } = read<{ pid?: number }>(holder, {});
    if (pid && pid !== process.pid && (await isAlive(pid, /devstack\/start|start\.mjs/))) {
      throw new Error(
        `数据目录 ${folder} 正由进程 ${pid} 使用：请先停止它（Ctrl-C 或 kill ${pid}）/ the data folder ${folder} is in use by process ${pid}: stop it first (Ctrl-C, or kill ${pid})`,
      );
    }
    await endLeftovers(folder);
    write(holder, { pid: process.pid });
  } finally {
    await release();
  }
  return {
    folder,
    secrets: secretsOf(folder),
    ports: read<Partial<Ports>>(join(folder, 'ports.json'), {}),
    keepPorts: (ports) => write(join(folder, 'ports.json'), ports),
    close: () => rm(holder, { force: true }),
  };
}

async function endLeftovers(folder: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const pids = await leftovers(folder);
    if (pids.length === 0) return;
    if (round === 0) say('结束上次运行遗留的进程', 'ending processes that an earlier run left behind');
    for (const pid of pids) {
      try {
        // Its watchdog may be ending it in order: only what is left after five seconds is killed.
        process.kill(pid, round < 50 ? 'SIGTERM' : 'SIGKILL');
      } catch {
        // it has just ended
      }
    }
    await pause(100);
  }
}

function secretsOf(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = { key: randomBytes(32).toString('base64'), password: randomBytes(9).toString('base64url') };
  write(file, secrets);
  return secrets;
}

function read<T>(file: string, otherwise: T): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return otherwise;
  }
}

/** Written atomically, and readable only by the owner. */
function write(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
