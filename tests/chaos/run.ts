import { isDeepStrictEqual, parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, disconnect, IdempotentCalls, Users, type User } from '../../models';
import { startSystem, type TestSystem } from '../support/startSystem';
import { Caller, type Deed } from './Caller';
import { faultsOf, type Done } from './check';

/**
 * `npm run chaos -- SECONDS [--seed N] [--callers N]`: puts a system of its own under load by well-behaved callers
 * while one of its four parts is killed (kill -9) and restarted at random moments. Afterwards nothing acknowledged may
 * be lost or doubled, and repeating every key must give its own answer. Exits with 1 if something is broken.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, callers: { type: 'string' } },
});
const seconds = Number(positionals[0] ?? 60);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const callers = Number(values.callers ?? 6);
if (!(seconds > 0 && callers > 0 && Number.isInteger(seed))) {
  console.error('npm run chaos -- SECONDS [--seed N] [--callers N]');
  process.exit(2);
}

/** Mulberry32: the same seed kills the same parts after the same pauses. */
function randomOf(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How long work interrupted by a kill may take to finish, and its incidents to be resolved. */
const SETTLING = 90_000;
const parts = ['mongo', 'temporal', 'worker', 'api'] as const;

/** Kills and restarts parts until the time is over; then all parts run. */
async function kill(system: TestSystem, until: number, killed: Record<string, number>): Promise<void> {
  const random = randomOf(seed);
  while (Date.now() < until) {
    await pause(500 + 4_000 * random());
    const part = system.parts[parts[Math.floor(random() * parts.length)]!];
    const away = 1_500 * random();
    await part.kill();
    killed[part.name] = (killed[part.name] ?? 0) + 1;
    await pause(away);
    await part.start();
  }
}

/** Files a case, accepts it and comments on it, in turn, each until it is answered. */
async function load(caller: Caller, name: string, until: number, done: Done): Promise<void> {
  for (let turn = 0; Date.now() < until; turn++) {
    const key = (deed: string) => `chaos-${seed}-${name}-${turn}-${deed}`;
    const filed = await caller.do(key('file'), '/cases', filing);
    done.filed.push(filed);
    const number = filed.answer?.number as string | undefined;
    if (!number) continue;
    const task = await taskOf(caller, number);
    if (task)
      done.completed.push(
        await caller.do(key('accept'), `/tasks/${task}/complete`, {
          act: 'mediation.accept',
          values: { decision: 'accept' },
        }),
      );
    done.commented.push(await caller.do(key('comment'), `/cases/${number}/comments`, { text: key('text') }));
  }
}

/** Mediation is a called process of the case: its task appears a moment after the answer. */
async function taskOf(caller: Caller, number: string): Promise<string | undefined> {
  for (const until = Date.now() + SETTLING; Date.now() < until; await pause(200)) {
    const { rows } = (await caller.get(`/tasks?case=${number}`)) as { rows?: { id: string }[] };
    if (rows?.[0]) return rows[0].id;
  }
  return undefined;
}

const filing = {
  region: '340111',
  entryStage: 'mediation',
  applicant: 'worker',
  workers: { count: 1, label: '厨师 张某', identityNumber: '340111199001010002', keyGroups: ['migrant'] },
  employer: { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode: '913401110000000198' },
  claims: [{ cause: 'wages', amount: 18600, facts: '2026年2月至4月工资未付' }],
};

/** Repeats each call: the answer comes from its stored key or, if that has expired, from its recorded step. */
async function repeat(caller: Caller, { filed, completed, commented }: Done): Promise<string[]> {
  const faults: string[] = [];
  const differs = (deed: Deed, now: Deed) => `${deed.key}: first ${answerOf(deed)}, repeated ${answerOf(now)}`;
  for (const deed of [...filed, ...completed, ...commented]) {
    const now = await caller.again(deed);
    if (now.status !== deed.status || !isDeepStrictEqual(now.answer, deed.answer)) faults.push(differs(deed, now));
  }
  await IdempotentCalls.deleteMany({});
  for (const deed of completed) {
    const now = await caller.again(deed);
    if (now.status !== 200 || now.answer.task.id !== deed.answer.task?.id) faults.push(differs(deed, now));
  }
  return faults;
}

const answerOf = ({ status, answer }: Deed): string => `${status} ${(answer as { code?: string })?.code ?? ''}`.trim();

async function main(): Promise<number> {
  console.log(`chaos: ${seconds} s, ${callers} callers, seed ${seed}`);
  const system = await startSystem({
    own: true,
    env: { HEYI_REQUESTS_PER_MINUTE: '1000000', HEYI_LOG_LEVEL: 'error' },
  });
  try {
    const done: Done = { filed: [], completed: [], commented: [] };
    const killed: Record<string, number> = {};
    const staff = Array.from({ length: callers }, () => new Caller(system.url, 'mediator', system.password));
    await Promise.all(staff.map((caller) => caller.signIn()));
    const until = Date.now() + seconds * 1_000;
    await Promise.all([
      kill(system, until, killed),
      ...staff.map((caller, index) => load(caller, `${index}`, until, done)),
    ]);
    await connect(system.mongoUri);
    const all = [...done.filed, ...done.completed, ...done.commented];
    const refused = all.filter(({ status }) => status >= 300).map((deed) => `${deed.key}: refused, ${answerOf(deed)}`);
    const { _id: who } = (await Users.findOne({ account: 'mediator' }).lean<User>())!;
    const acknowledged: Done = {
      filed: done.filed.filter(({ status }) => status < 300),
      completed: done.completed.filter(({ status }) => status < 300),
      commented: done.commented.filter(({ status }) => status < 300),
    };
    const differing = await repeat(staff[0]!, acknowledged);
    const temporal = { address: system.temporalAddress, key: system.env.HEYI_KEY! };
    let broken = await faultsOf(acknowledged, who, temporal);
    for (const settled = Date.now() + SETTLING; broken.length && Date.now() < settled; await pause(5_000))
      broken = await faultsOf(acknowledged, who, temporal);
    const faults = [...refused, ...differing, ...broken];
    await disconnect();
    const kills = Object.values(killed).reduce((sum, n) => sum + n, 0);
    console.log(`killed ${kills} times: ${parts.map((name) => `${name} ${killed[name] ?? 0}`).join(', ')}`);
    console.log(
      `acknowledged ${all.length - refused.length} of ${all.length}: ${acknowledged.filed.length} filings, ${acknowledged.completed.length} completions, ${acknowledged.commented.length} comments; ${all.filter(({ sent }) => sent > 1).length} had to be sent more than once`,
    );
    for (const fault of faults) console.log(`BROKEN ${fault}`);
    console.log(faults.length ? `${faults.length} broken (seed ${seed})` : 'nothing lost, nothing doubled');
    return faults.length ? 1 : 0;
  } finally {
    await system.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
