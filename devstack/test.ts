import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { projectFolder } from './environment';
import { onOrphaned } from './orphan';
import { say } from './progress';
import { reason } from './Unavailable';
import { watch } from './watchdog';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** How long each test file took. */
  took?: Took[];
}

interface Took {
  file: string;
  seconds: number;
}

/** How many of the slowest files are listed at the end. */
const NAMED = 10;

const bin = (name: string): string => join(projectFolder, 'node_modules', '.bin', name);

/**
 * `npm test`: tests that need no server run while servers and browser are found or built, then the rest. Ends with the
 * plain line 'N passed, N failed'. With arguments, only jest with these: `npm test -- engine/feel`.
 */
export async function test(): Promise<never> {
  onOrphaned(() => exit(1));
  const only = argv.slice(2);
  const folder = await mkdtemp(join(tmpdir(), 'heyi-results-'));
  const all = only.length > 0 ? await setUpThen(() => jest(folder, ['-w', '2', ...only])) : await everything(folder);
  await rm(folder, { recursive: true, force: true });
  const total = all.reduce((sum, { passed, failed, skipped }) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
    skipped: sum.skipped + skipped,
  }));
  const slowest = all.flatMap(({ took }) => took ?? []).sort((a, b) => b.seconds - a.seconds);
  stdout.write('\n最慢的测试文件 / slowest files:\n');
  for (const { file, seconds } of slowest.slice(0, NAMED))
    stdout.write(`${seconds.toFixed(1).padStart(8)} s  ${relative(projectFolder, file)}\n`);
  stdout.write(
    `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
  );
  exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
}

async function setUpThen(tests: () => Promise<Counts>): Promise<Counts[]> {
  return [await setUp([]), await tests()];
}

async function everything(folder: string): Promise<Counts[]> {
  const ready = setUp(['--browser']);
  const withoutServers = [
    await step('oxfmt', bin('oxfmt'), ['--check']),
    await step('oxlint', bin('oxlint')),
    await step('tsc', bin('tsc'), ['-p', '.']),
    await jest(folder, ['-w', '2', '--selectProjects', 'engine', 'domain', 'web']),
  ];
  const prepared = await ready;
  if (prepared.failed > 0) return [...withoutServers, prepared];
  // Side by side: each waits a good part of its time, for limits that pass, servers that come back, pages that draw.
  const [system, browser] = await Promise.all([
    jest(folder, ['-w', '2', '--forceExit', '--selectProjects', 'system']),
    browserTests(folder),
  ]);
  return [...withoutServers, prepared, system, browser];
}

/** Finds or builds the servers, at a low priority, because tests run at the same time. */
async function setUp(args: string[]): Promise<Counts> {
  const script = [process.execPath, '--import', 'tsx', join('devstack', 'setup.ts'), ...args];
  return step('set-up', existsSync('/usr/bin/nice') ? '/usr/bin/nice' : script.shift()!, script);
}

/** One command that counts as one test. */
async function step(name: string, command: string, args: string[] = []): Promise<Counts> {
  const ok = await shown(command, args);
  say(`${name}：${ok ? '通过' : '失败'}`, `${name}: ${ok ? 'passed' : 'FAILED'}`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

interface JestResults {
  testResults: { name: string; startTime: number; endTime: number }[];
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

/** Runs jest; a file that could not even be loaded counts as one failed test. */
async function jest(folder: string, args: string[]): Promise<Counts> {
  const file = join(folder, `jest-${args.join('-').replace(/\W+/g, '-')}.json`);
  const ok = await shown(bin('jest'), [...args, '--passWithNoTests', '--json', `--outputFile=${file}`], {
    stdout: false,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8')) as JestResults;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: ok ? failed : Math.max(1, failed),
    skipped: results.numPendingTests + results.numTodoTests,
    took: results.testResults.map(({ name, startTime, endTime }) => ({
      file: name,
      seconds: Math.max(0, endTime - startTime) / 1000,
    })),
  };
}

interface PlaywrightResults {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  config: { rootDir: string };
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  file: string;
  suites?: PlaywrightSuite[];
  specs?: { tests: { results: { duration: number }[] }[] }[];
}

const secondsOf = ({ suites = [], specs = [] }: PlaywrightSuite): number =>
  specs
    .flatMap(({ tests }) => tests.flatMap(({ results }) => results))
    .reduce((sum, { duration }) => sum + duration / 1000, 0) + suites.reduce((sum, suite) => sum + secondsOf(suite), 0);

async function browserTests(folder: string): Promise<Counts> {
  const specs = join(projectFolder, 'tests', 'web');
  if (!existsSync(specs) || !readdirSync(specs, { recursive: true }).some((name) => `${name}`.endsWith('.spec.ts')))
    return { passed: 0, failed: 0, skipped: 0 };
  const file = join(folder, 'playwright.json');
  const ok = await shown(bin('playwright'), ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, config, suites } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightResults;
  return {
    passed: stats.expected + stats.flaky,
    failed: ok ? stats.unexpected : Math.max(1, stats.unexpected),
    skipped: stats.skipped,
    took: suites.map((suite) => ({ file: join(config.rootDir, suite.file), seconds: secondsOf(suite) })),
  };
}

/** Runs a command with its output on the terminal; returns whether it succeeded. */
function shown(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; stdout?: boolean } = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      detached: true,
      stdio: ['ignore', options.stdout === false ? 'ignore' : 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', ...options.env },
    });
    const forget = watch(child);
    child.on('error', (error) => say(`${command}：${reason(error)}`, 'not started'));
    child.on('close', (code) => {
      forget();
      resolve(code === 0);
    });
  });
}
