import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leftovers } from './leftovers';
import { freePort } from './port';

jest.setTimeout(600_000);

const project = join(import.meta.dirname, '..');
/** One folder and what runs on it: each test continues from the state that the previous one left. */
const folder = mkdtempSync(join(tmpdir(), 'heyi-start-'));
const running: ChildProcess[] = [];
let current: Started;

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await until(async () => (await leftovers(folder)).length === 0);
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  password: string;
  /** Of the administrator; a sign-in hashes a password, so reading signs in once for each start. */
  token: () => Promise<string>;
  /** The page of text messages. */
  texts: string;
}

/** `npm start` on its own data folder, up to the lines that say it is ready. */
async function start(): Promise<Started> {
  const env = { ...process.env, HEYI_DATA: folder, PORT: `${await freePort()}`, TEMPORAL_ADDRESS: '', MONGODB_URI: '' };
  const child = spawn(process.execPath, [join(project, 'bin', 'start.mjs')], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${printed}`);
    return printed.includes('Ctrl-C to stop');
  }, 500_000);
  const match = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? printed;
  const address = { url: match(/API: (\S+)\/api$/m), password: match(/sign in: admin {2}(\S+)/) };
  let token: Promise<string> | undefined;
  return {
    child,
    ...address,
    token: () =>
      (token ??= session(address).then(async (response) => ((await response.json()) as { token: string }).token)),
    texts: match(/text messages, shown and not sent: (\S+)$/m),
  };
}

async function until(holds: () => Promise<boolean>, milliseconds = 30_000, every = 100): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it never came to hold');
    await pause(every);
  }
}

const signIn = async (started: Started): Promise<number> => (await session(started)).status;

const session = ({ url, password }: Pick<Started, 'url' | 'password'>, account = 'admin'): Promise<Response> =>
  fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ account, password, bearer: true }),
  });

/** The existing cases, each by its status. */
async function cases(started: Started): Promise<string[]> {
  return (await read<{ rows: { status: string }[] }>(started, '/cases?size=50')).rows.map(({ status }) => status);
}

/** The parameters entered for the province and its places. */
async function minimumWages(started: Started): Promise<number[]> {
  const { parameters } = await read<{ parameters: { name: string; value: number }[] }>(started, '/parameters');
  return parameters.filter(({ name }) => name === 'minimumWage.monthly').map(({ value }) => value);
}

async function read<T>(started: Started, path: string): Promise<T> {
  const headers = { authorization: `Bearer ${await started.token()}` };
  return (await fetch(`${started.url}/api${path}`, { headers })).json() as Promise<T>;
}

const exitCode = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)));

test('one command starts everything, with sample cases', async () => {
  current = await start();
  expect((await fetch(`${current.url}/api/readiness`)).status).toBe(200);
  expect(await signIn(current)).toBeLessThan(300);
  expect(await (await fetch(current.texts)).text()).toContain('短信');
  expect((await leftovers(folder)).length).toBeGreaterThanOrEqual(4);
  // Sample cases are created automatically, some of them settled already.
  await until(
    async () => {
      const statuses = await cases(current);
      return statuses.length === 12 && statuses.filter((status) => status === 'closed').length === 3;
    },
    400_000,
    2_000,
  );
  // Whoever tries it out can act as the mediators who have these cases.
  const mediators: { user?: string; openTasks: number }[] = [];
  for (let after: string | null | undefined = ''; after !== null && after !== undefined;) {
    const page: { rows: typeof mediators; next?: string | null } = await read(
      current,
      `/mediators?size=200${after && `&after=${encodeURIComponent(after)}`}`,
    );
    mediators.push(...page.rows);
    after = page.next;
  }
  expect(mediators.every(({ user }) => user)).toBe(true);
  const busy = mediators.find(({ openTasks }) => openTasks > 0)!;
  const { token } = (await (await session(current, busy.user)).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const mine = await fetch(`${current.url}/api/tasks?view=mine`, { headers });
  expect(((await mine.json()) as { rows: unknown[] }).rows).toHaveLength(busy.openTasks);
  // And the parameters that decide whether an award is final.
  expect(await minimumWages(current)).toEqual([1780, 2060]);
});

test('worker and API restart after being killed', async () => {
  const { url } = current;
  const served = async () => (await fetch(`${url}/api/readiness`).catch(() => undefined))?.status === 200;
  const before = await leftovers(folder);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await until(
    async () =>
      (await leftovers(folder)).filter((pid) => !before.includes(pid)).length >= before.length && (await served()),
    120_000,
  );
});

test('a folder in use is refused, and one whose start was killed is taken over', async () => {
  await expect(start()).rejects.toThrow(/is in use by process/);
  current.child.kill('SIGKILL');
  current = await start();
  expect(await signIn(current)).toBeLessThan(300);
});

test('an interrupt stops everything, and the next start finds everything again', async () => {
  current.child.kill('SIGINT');
  expect(await exitCode(current.child)).toBe(0);
  expect(await leftovers(folder)).toEqual([]);

  const next = await start();
  expect(next.password).toBe(current.password);
  expect(await cases(next)).toHaveLength(12);
});
