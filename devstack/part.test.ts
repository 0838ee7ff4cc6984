import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type Child } from './child';
import { partOf, type Part } from './part';
import { supervise } from './supervise';

jest.setTimeout(60_000);

let folder: string;
let child: Child | undefined;
let starts: number;
let part: Part;

beforeEach(() => {
  starts = 0;
  folder = mkdtempSync(join(tmpdir(), 'heyi-part-'));
  part = partOf('thing', async () => {
    starts++;
    child = await startChild({
      command: 'sh',
      args: ['-c', 'echo ready; exec sleep 600'],
      log: join(folder, 'log'),
      ready: (output) => output.includes('ready'),
    });
    return child;
  });
});
afterEach(async () => {
  await part.kill();
  await rm(folder, { recursive: true, force: true });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !holds(); tries++) await pause(50);
  expect(holds()).toBe(true);
}

test('is started once, however often it is asked to', async () => {
  await Promise.all([part.start(), part.start()]);
  expect([starts, part.running()]).toEqual([1, true]);
});

test('stops on request, and may be started again', async () => {
  await part.start();
  await part.stop();
  expect(part.running()).toBe(false);
  await part.start();
  expect([starts, part.running()]).toEqual([2, true]);
});

test('becomes ready again each time, not because of the output of an earlier run', async () => {
  await part.start();
  await part.kill();
  await part.start();
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('ready\nready\n');
});

test('reports when it is lost, but not when it was asked to end', async () => {
  let losses = 0;
  part.onLoss(() => losses++);
  await part.start();
  await part.stop();
  await part.start();
  expect(losses).toBe(0);
  process.kill(child!.pid, 'SIGKILL');
  await until(() => losses === 1);
  expect(part.running()).toBe(false);
});

test('restarts automatically while it is supervised', async () => {
  const release = supervise(part);
  await part.start();
  process.kill(child!.pid, 'SIGKILL');
  await until(() => starts === 2 && part.running());
  release();
  process.kill(child!.pid, 'SIGKILL');
  await until(() => !part.running());
  expect(starts).toBe(2);
});

test('a process that ends before it is ready fails with its last output', async () => {
  const failing = startChild({
    command: 'sh',
    args: ['-c', 'echo the port is taken >&2; exit 3'],
    log: join(folder, 'failing'),
    ready: () => false,
  });
  await expect(failing).rejects.toThrow(/ended immediately \(3\): the port is taken/);
});

test('a missing command fails', async () => {
  await expect(
    startChild({ command: join(folder, 'none'), args: [], log: join(folder, 'none.log'), ready: () => false }),
  ).rejects.toThrow(/ENOENT/);
});
