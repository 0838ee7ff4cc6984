import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const usage = `npm run sweep -- [SEED]    所有组合、长时间随机 / all combinations, long random runs (with a new seed by default; takes an hour or two)`;
const project = join(import.meta.dirname, '..', '..');
const given = process.argv[2];
const seed = given === undefined ? Date.now() % 1_000_000 : Number(given);
if (!Number.isInteger(seed) || seed < 0) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

/** Seeds of the fuzzing runs. */
const fuzzed = Array.from({ length: 4 }, (_, index) => seed + index);

/** Test runs by name. `npm test` does a sample of each; each is also a separate command. */
const parts: Record<string, string[]> = {
  'every page in both languages and both sizes': ['playwright', 'test', 'tests/web/pages.spec.ts'],
  'models, events, expressions and files at random': [
    'jest',
    '--selectProjects',
    'engine',
    'domain',
    '--testTimeout=1200000',
  ],
  ...Object.fromEntries(
    fuzzed.map((each) => [`random calls, seed ${each}`, ['tsx', 'tests/fuzz/run.ts', '25000', `${each}`]]),
  ),
  'the shipped processes played at random': ['tsx', 'tests/plays/run.ts', '10000', `${seed}`],
  'parts killed under load': ['tsx', 'tests/chaos/run.ts', '600', '--seed', `${seed}`],
};

const failed = Object.entries(parts).filter(([name, [command, ...args]]) => {
  process.stdout.write(`\n── ${name} (seed ${seed})\n`);
  const { status } = spawnSync(join(project, 'node_modules', '.bin', command!), args, {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, HEYI_SWEEP: `${seed}` },
  });
  return status !== 0;
});
for (const [name] of failed) process.stdout.write(`FAILED: ${name}\n`);
process.stdout.write(`\nseed ${seed}: ${Object.keys(parts).length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length ? 1 : 0;
