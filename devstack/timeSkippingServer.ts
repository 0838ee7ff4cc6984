import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { cached, fromCache, type Recipe } from './cache';
import { installDebian } from './debian';
import { machine, onPath, projectFolder } from './environment';
import { sayWhile } from './progress';
import { run } from './run';
import { copyDownload } from './temporalBinary';
import { reason, Unavailable } from './Unavailable';

/** A server program that may be started at any date, or (the SDK's) only today. */
export interface TimeSkippingProgram {
  kind: 'java' | 'downloaded';
  command(port: number, at: number): { command: string; args: string[] };
  startsAnywhen: boolean;
}

const source = join(projectFolder, 'devstack', 'timeSkipping');
const pom = join(source, 'pom.xml');
/** In the server's own package: our timer replaces its own. */
const launcher = ['StartAt.java', 'FreeTimer.java'].map((name) => join(source, name));
const main = 'io.temporal.internal.testservice.StartAt';

/** The jars from Maven Central that pom.xml pins, and our launcher compiled beside them. */
const jars = (): Recipe => ({
  name: `time-skipping-${[pom, ...launcher]
    .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
    .digest('hex')
    .slice(0, 12)}`,
  check: async (folder) => {
    const sizes: Record<string, number> = JSON.parse(await readFile(join(folder, 'sizes.json'), 'utf8'));
    for (const [name, size] of Object.entries(sizes)) {
      if ((await stat(join(folder, name))).size !== size) throw new Error(`${name}: wrong size`);
    }
  },
  build: async (folder) => {
    if (!onPath('mvn') || !onPath('javac')) await installDebian('maven', 'default-jdk-headless');
    await sayWhile(
      '从 Maven 中央仓库获取时间跳跃服务器',
      'fetching the time-skipping server from Maven Central',
      async () => {
        // Maven writes a target/ beside its pom, so the build folder gets a copy.
        await writeFile(join(folder, 'pom.xml'), readFileSync(pom));
        await run('mvn', [
          '-q',
          '-B',
          '-f',
          join(folder, 'pom.xml'),
          'dependency:copy-dependencies',
          `-DoutputDirectory=${folder}`,
        ]);
        await run('javac', ['-cp', join(folder, '*'), '-d', folder, ...launcher]);
      },
    );
    const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter(({ name }) => /\.(jar|class)$/.test(name))
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
    const sizes = await Promise.all(files.map(async (name) => [name, (await stat(join(folder, name))).size] as const));
    await writeFile(join(folder, 'sizes.json'), JSON.stringify(Object.fromEntries(sizes)));
  },
});

const downloaded: Recipe = {
  name: `time-skipping-sdk-${machine}`,
  check: async (folder) => {
    if ((await stat(join(folder, 'server'))).size === 0) throw new Error('empty');
  },
  build: async (folder) => {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const downloadDir = await mkdtemp(join(tmpdir(), 'heyi-download-'));
    try {
      await sayWhile(
        '由 Temporal SDK 下载时间跳跃服务器',
        "downloading the SDK's own time-skipping server",
        async () => {
          const environment = await TestWorkflowEnvironment.createTimeSkipping({
            server: { executable: { type: 'cached-download', downloadDir } },
          });
          await environment.teardown();
        },
      );
      await copyDownload(downloadDir, join(folder, 'server'));
    } finally {
      await rm(downloadDir, { recursive: true, force: true });
    }
  },
};

const javaProgram = (folder: string): TimeSkippingProgram => ({
  kind: 'java',
  startsAnywhen: true,
  command: (port, at) => ({
    command: onPath('java') ?? 'java',
    args: [
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Xmx512m',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
      '-cp',
      `${folder}:${folder}/*`,
      main,
      `${port}`,
      `${at}`,
    ],
  }),
});

const nativeProgram = (folder: string): TimeSkippingProgram => ({
  kind: 'downloaded',
  startsAnywhen: false,
  command: (port) => ({ command: join(folder, 'server'), args: [`${port}`] }),
});

/**
 * The cached jars, otherwise from Maven Central, otherwise the SDK's own download. Throws `Unavailable` if none can be
 * obtained.
 */
export async function timeSkippingProgram(): Promise<TimeSkippingProgram> {
  const tried: string[] = [];
  const jarsAtHand = onPath('java') && (await cached(jars()));
  if (jarsAtHand) return javaProgram(jarsAtHand);
  for (const [recipe, program] of [
    [jars(), javaProgram],
    [downloaded, nativeProgram],
  ] as const) {
    try {
      return program(await fromCache(recipe));
    } catch (error) {
      tried.push(`${recipe.name}: ${reason(error)}`);
    }
  }
  throw new Unavailable('Temporal 时间跳跃服务器 (time-skipping server)', tried, [
    { zh: '安装 Java 17 以上的 JDK 和 Maven 并放入 PATH', en: 'install a JDK 17 or newer and Maven on PATH' },
    {
      zh: '在可访问外网的机器上运行，由 Temporal SDK 自行下载',
      en: "run with internet access, so that Temporal's SDK can download it",
    },
  ]);
}
