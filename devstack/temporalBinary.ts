import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, fromCache, type Recipe } from './cache';
import { isExecutable, machine, onPath, projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';
import { Unavailable, reason } from './Unavailable';

export interface Binary {
  path: string;
  /** How it was obtained. */
  kind: 'path' | 'cached' | 'built' | 'downloaded';
}

const moduleFolder = join(projectFolder, 'devstack', 'temporal');
const commandPackage = 'github.com/temporalio/cli/cmd/temporal';

const check = async (folder: string): Promise<void> => {
  await run(join(folder, 'temporal'), ['--version'], { timeout: 20_000 });
};

/** Built from the module in devstack/temporal, whose go.sum pins every source file. */
const built = (): Recipe => ({
  name: `temporal-${createHash('sha256')
    .update(readFileSync(join(moduleFolder, 'go.sum')))
    .digest('hex')
    .slice(0, 12)}-${machine}`,
  check,
  build: async (folder) => {
    const go = onPath('go') ?? '/usr/local/go/bin/go';
    if (!isExecutable(go)) throw new Error('no go on PATH / PATH 中没有 go');
    await sayWhile('用 go 编译 Temporal（首次约 3–5 分钟）', 'building Temporal with go (3 to 5 minutes, once)', () =>
      run(go, ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(folder, 'temporal'), commandPackage], {
        cwd: moduleFolder,
        env: { GOFLAGS: '-mod=readonly' },
      }),
    );
  },
});

/** The command line tool that Temporal's own SDK downloads, if there is internet access. */
const downloaded: Recipe = {
  name: `temporal-sdk-${machine}`,
  check,
  build: async (folder) => {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const downloadDir = await mkdtemp(join(tmpdir(), 'heyi-download-'));
    try {
      await sayWhile('由 Temporal SDK 下载其服务器', "downloading the SDK's own Temporal server", async () => {
        const environment = await TestWorkflowEnvironment.createLocal({
          server: { executable: { type: 'cached-download', downloadDir } },
        });
        await environment.teardown();
      });
      await copyDownload(downloadDir, join(folder, 'temporal'));
    } finally {
      await rm(downloadDir, { recursive: true, force: true });
    }
  },
};

/** Copies the single file that the SDK left in its download folder. */
export async function copyDownload(downloadDir: string, to: string): Promise<void> {
  const [file] = (await readdir(downloadDir)).filter((name) => isExecutable(join(downloadDir, name)));
  if (!file) throw new Error(`the SDK left no executable in ${downloadDir}`);
  await copyFile(join(downloadDir, file), to);
  await chmod(to, 0o755);
}

/**
 * A `temporal` to run: on PATH, from the cache, built with go, or downloaded by the SDK. Throws `Unavailable` if none
 * can be obtained.
 */
export async function temporalBinary(): Promise<Binary> {
  const tried: string[] = [];
  const installed = onPath('temporal');
  if (installed) {
    try {
      await run(installed, ['server', 'start-dev', '--help'], { timeout: 20_000 });
      return { path: installed, kind: 'path' };
    } catch (error) {
      tried.push(`${installed}: ${reason(error)}`);
    }
  }
  for (const recipe of [built(), downloaded]) {
    const folder = await cached(recipe);
    if (folder) return { path: join(folder, 'temporal'), kind: 'cached' };
  }
  for (const [kind, recipe] of [
    ['built', built()],
    ['downloaded', downloaded],
  ] as const) {
    try {
      return { path: join(await fromCache(recipe), 'temporal'), kind };
    } catch (error) {
      tried.push(`${kind === 'built' ? 'go build' : 'SDK download'}: ${reason(error)}`);
    }
  }
  throw new Unavailable('Temporal', tried, [
    {
      zh: '设置 TEMPORAL_ADDRESS 指向已有的 Temporal 服务（如 127.0.0.1:7233）',
      en: 'set TEMPORAL_ADDRESS to a running Temporal server, such as 127.0.0.1:7233',
    },
    { zh: '安装 temporal 命令行工具并放入 PATH', en: 'install the temporal command line tool on PATH' },
    {
      zh: '安装 Go 1.25 或更高版本，由本项目自行编译',
      en: 'install Go 1.25 or newer; this project then builds it automatically',
    },
  ]);
}
