import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(120_000);

/** Each input breaks its child process in a different way; the run continues with the next input. */
const CHILD = `
import { serve } from '${join(__dirname, '../../bin/isolated.ts')}';
serve((input) => {
  if (input === 'throws') throw new Error('thrown');
  if (input === 'exits') process.exit(3);
  if (input === 'hangs') for (;;);
  if (input === 'grows') for (const all = [];;) all.push(new Array(1e6).fill({}));
  return input + '!';
});`;
const PARENT = (child: string) => `
import { isolated } from '${join(__dirname, '../../bin/isolated.ts')}';
const inputs = ['one', 'throws', 'exits', 'two', 'hangs', 'grows', 'three'];
for await (const [input, { value, failure }] of isolated('${child}', inputs, { seconds: 8, megabytes: 128 }))
  console.log(input, value ?? (failure === 'thrown' ? failure : failure.replace(/:.*/, '')));`;

it('continues after an input that throws, ends its process, hangs or exhausts the memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apart-'));
  try {
    const [child, parent] = [join(folder, 'child.mts'), join(folder, 'parent.mts')];
    writeFileSync(child, CHILD);
    writeFileSync(parent, PARENT(child));
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', parent], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
    });
    expect([stdout.trim().split('\n'), stderr]).toEqual([
      [
        'one one!',
        'throws thrown',
        'exits no answer',
        'two two!',
        'hangs no answer',
        'grows no answer',
        'three three!',
      ],
      '',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
