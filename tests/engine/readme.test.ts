import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as engine from '../../engine';

test('the example of engine/README.md runs with the exports of engine/index.ts', async () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'engine', 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(text)![1]!;
  const { code } = transformSync(
    `export const run = async (console) => {\n${example.replace(/^import .*\n/m, '')}\n};`,
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    },
  );
  const imported = /^import \{ (.*) \} from '\.\/index';$/m.exec(example)![1]!.split(', ');
  const exports: { run?: (log: { log(text: string): void }) => Promise<void> } = {};
  // oxlint-disable-next-line no-new-func -- it is our own example that is run
  new Function('exports', ...imported, code)(
    exports,
    ...imported.map((name) => (engine as Record<string, unknown>)[name]),
  );
  const shown: string[] = [];
  await exports.run!({ log: (line) => shown.push(line) });
  expect(shown).toEqual(['completed']);
});
