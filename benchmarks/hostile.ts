import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect, disconnect, Subscriptions } from '../models';
import { publishSource } from '../tests/support/publishSource';
import { startSystem, type TestSystem } from '../tests/support/startSystem';
import { attacks, type Attack, type Send } from './hostile/attacks';

/**
 * `npm run bench:hostile [-- --quick] [--only NAME,…]`: 16 honest callers while one hostile client attacks. For each
 * attack, time windows with and without it alternate in one run; the ratio is that of the honest callers' 95th
 * percentile. The goal is at most 2.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const CALLERS = 16;
const WINDOW = values.quick ? 6_000 : 12_000;
const ROUNDS = values.quick ? 2 : 4;
const GOAL = 2;

const filing = {
  region: '340111',
  entryStage: 'mediation',
  applicant: 'worker',
  workers: { count: 1, label: '厨师 张某', identityNumber: '340111199001010002', keyGroups: ['migrant'] },
  employer: { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode: '913401110000000198' },
  claims: [{ cause: 'wages', amount: 18600, facts: '2026年2月至4月工资未付' }],
};

const quantile = (from: number[], share: number): number =>
  from.toSorted((a, b) => a - b)[Math.min(from.length - 1, Math.floor(from.length * share))] ?? Number.NaN;

/** The calls of one client: how long each took, and how often each status was returned. */
type Caller = Send & { timed: number[]; answers: Map<number, number> };

/** A caller with a session. */
async function signedIn({ url, password }: TestSystem, account: string): Promise<Caller> {
  let token = '';
  const timed: number[] = [];
  const answers = new Map<number, number>();
  const send: Send = async (method, path, body) => {
    const options: RequestInit = {
      method,
      signal: AbortSignal.timeout(60_000),
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await fetch(`${url}/api${path}`, options);
    answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
    const text = await response.text();
    return text ? (JSON.parse(text) as unknown) : undefined;
  };
  token = ((await send('POST', '/sessions', { account, password, bearer: true })) as { token: string }).token;
  const honest: Send = async (method, path, body) => {
    const began = performance.now();
    // A failed or missing answer counts as the time that was spent waiting for it.
    const answer = await send(method, path, body).catch(() => undefined);
    timed.push(performance.now() - began);
    return answer;
  };
  return Object.assign(honest, { timed, answers });
}

/** The daily work of an honest mediator: files, opens the inbox and the case, accepts. */
async function work(send: Send): Promise<void> {
  const filed = (await send('POST', '/cases', filing)) as { number?: string } | undefined;
  await send('GET', '/tasks?view=team');
  if (!filed?.number) return;
  await send('GET', `/cases/${filed.number}`);
  const found = (await send('GET', `/tasks?case=${filed.number}`)) as { rows?: { id: string }[] } | undefined;
  const id = found?.rows?.[0]?.id;
  if (id) await send('POST', `/tasks/${id}/complete`, { act: 'mediation.accept', values: { decision: 'accept' } });
}

/** The durations of all calls in one window. */
async function windowOf(honest: Caller[], hostile: Send, attack?: Attack): Promise<number[]> {
  const until = Date.now() + WINDOW;
  for (const { timed } of honest) timed.length = 0;
  const attacking = async () => {
    for (let turn = 0; attack && Date.now() < until; turn++)
      await Promise.race([attack.strike(hostile, turn).catch(() => undefined), pause(2_000)]);
  };
  const serving = async (send: Send) => {
    while (Date.now() < until) await work(send);
  };
  await Promise.all([attacking(), ...honest.map(serving)]);
  return honest.flatMap(({ timed }) => timed);
}

async function main(): Promise<void> {
  const system = await startSystem({
    own: true,
    env: { HEYI_REQUESTS_PER_MINUTE: '1000000', HEYI_LOG_LEVEL: 'fatal' },
  });
  try {
    const chosen = attacks.filter(({ name }) => !values.only || values.only.split(',').includes(name));
    await connect(system.mongoUri);
    for (const { processes = {} } of attacks)
      for (const [id, source] of Object.entries(processes)) {
        await publishSource('process', id, source);
        while (!(await Subscriptions.exists({ kind: 'startMessage', name: id }))) await pause(200);
      }
    await disconnect();
    const honest = await Promise.all(Array.from({ length: CALLERS }, () => signedIn(system, 'mediator')));
    const hostile = await signedIn(system, 'admin');
    await windowOf(honest, hostile);
    const over: string[] = [];
    for (const attack of chosen) {
      hostile.answers.clear();
      hostile.timed.length = 0;
      const [quiet, attacked]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        quiet.push(...(await windowOf(honest, hostile)));
        attacked.push(...(await windowOf(honest, hostile, attack)));
        await pause(2_000);
      }
      const [without, under] = [quantile(quiet, 0.95), quantile(attacked, 0.95)];
      const ratio = under / without;
      console.log(
        `${attack.name.padEnd(16)} p95 ${without.toFixed(0)} ms without, ${under.toFixed(0)} ms with it; p50 ${quantile(quiet, 0.5).toFixed(0)}, ${quantile(attacked, 0.5).toFixed(0)}; ${quiet.length} and ${attacked.length} calls`,
      );
      // An attack that is refused at once is not one: show how it was answered, and after how long.
      console.log(
        `${''.padEnd(16)} the hostile one: ${[...hostile.answers].map(([status, n]) => `${n} × ${status}`).join(', ') || 'no answer'}; p50 ${quantile(hostile.timed, 0.5).toFixed(0)} ms`,
      );
      console.log(`RATIO hostile.${attack.name} ${ratio.toPrecision(3)}`);
      if (!(ratio <= GOAL)) over.push(attack.name);
    }
    console.log(over.length ? `more than ${GOAL}: ${over.join(', ')}` : `none exceeds ${GOAL}`);
  } finally {
    await system.stop();
  }
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
