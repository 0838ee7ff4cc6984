import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heyi-lint-'));
  cpSync(join(project, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules broken by a file with this text at this path. */
function broken(path: string, text: string): string[] {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
  const { stdout } = spawnSync(
    join(project, 'node_modules', '.bin', 'oxlint'),
    ['-c', join(folder, '.oxlintrc.json'), '-f', 'json', path],
    { cwd: folder, encoding: 'utf8' },
  );
  rmSync(file);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
  return diagnostics.map(({ code }) => code);
}

const imports = (from: string) => `import { thing } from '${from}';\nexport const it = thing;`;

test.each([
  ['engine/parse/x.ts', '../../domain/money'],
  ['engine/x.ts', '../workflows/runProcess'],
  ['engine/x.ts', '../tests/support/given'],
  ['engine/x.ts', '@temporalio/workflow'],
  ['engine/x.ts', 'mongoose'],
  ['engine/x.ts', 'node:crypto'],
  ['domain/limits/x.ts', '../../models/Case'],
  ['domain/x.ts', 'node:fs'],
  ['models/x.ts', '../api/app'],
  ['models/x.ts', '@temporalio/client'],
  ['workflows/x.ts', '../models/Case'],
  ['workflows/x.ts', '../activities/records'],
  ['workflows/x.ts', 'mongodb'],
  ['papers/x.ts', '../activities/records'],
  ['activities/x.ts', '../api/app'],
  ['activities/x.ts', '../workflows/runProcess'],
  ['workflows/x.ts', 'node:crypto'],
  ['activities/x.ts', 'mongoose'],
  ['api/routes/x.ts', '../../workflows/runProcess'],
  ['api/routes/x.ts', '../../activities/records'],
  ['api/routes/x.ts', '@temporalio/client'],
  ['api/temporal.ts', 'mongoose'],
  ['api/x.ts', '../bin/server'],
  ['web/features/x.tsx', '../../api/routes/cases'],
  ['web/features/x.tsx', '../../models/Case'],
  ['web/x.ts', 'express'],
  ['web/x.ts', '../api/app'],
  ['web/features/cases/x.ts', '../../../api/app'],
])('%s may not import %s', (path, from) => {
  expect(broken(path, imports(from))).toEqual(['eslint(no-restricted-imports)']);
});

test.each([
  ['engine/parse/x.ts', '../graph'],
  ['domain/x.ts', '../engine/index'],
  ['models/x.ts', 'mongoose'],
  ['workflows/x.ts', '@temporalio/workflow'],
  ['workflows/x.ts', '../domain/money'],
  ['activities/x.ts', '../models/Case'],
  ['activities/x.ts', '../workflows/hostContract'],
  ['api/temporal.ts', '../workflows/dataConverter'],
  ['activities/x.ts', 'node:crypto'],
  ['api/routes/x.ts', '../../models/Case'],
  ['api/routes/x.ts', '../../workflows/messages'],
  ['api/routes/x.ts', 'express'],
  ['api/temporal.ts', '@temporalio/client'],
  ['web/features/x.tsx', '../../api/contract/cases'],
  ['web/features/x.tsx', '../../engine/index'],
  ['web/features/cases/x.ts', '../../api/cases'],
  ['web/features/cases/x.ts', '../../../api/contract/cases'],
  ['workflows/codec.ts', 'node:crypto'],
  ['bin/x.ts', '../models/Case'],
])('%s may import %s', (path, from) => {
  expect(broken(path, imports(from))).toEqual([]);
});

test.each([
  ['engine/x.ts', 'export const it = Date.now();', 'eslint(no-restricted-properties)'],
  ['engine/x.ts', 'export const it = Math.random();', 'eslint(no-restricted-properties)'],
  ['domain/x.ts', 'export const it = () => setTimeout(() => {}, 1);', 'eslint(no-restricted-globals)'],
  ['api/x.ts', 'export const it = process.env.PORT;', 'node(no-process-env)'],
  ['activities/x.ts', 'export const it = process.env.PORT;', 'node(no-process-env)'],
])('%s may not contain %s', (path, text, rule) => {
  expect(broken(path, text)).toEqual([rule]);
});

test.each(['activities/x.ts', 'api/x.ts'])('%s may import types of workflows/', (path) => {
  expect(
    broken(
      path,
      "import type { Loaded } from '../workflows/programs';\nexport const it: Loaded | undefined = undefined;",
    ),
  ).toEqual([]);
});

test.each(['bin/x.ts', 'devstack/x.ts', 'tests/x.ts'])('%s may read the environment', (path) => {
  expect(broken(path, 'export const it = process.env.PORT;')).toEqual([]);
});
