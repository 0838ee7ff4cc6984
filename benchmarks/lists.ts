import { parseArgs } from 'node:util';
import { connect, disconnect, Cases, Tasks } from '../models';
import { buildWeb } from '../devstack/webBuild';
import { inBrowser } from './lists/inBrowser';
import { openStore } from './lists/openStore';

/**
 * `npm run bench:lists [-- --cases N] [--data DIR]`: how long the list and statistics pages take over HTTP with 100,000
 * stored cases and, alternating with them, how long naive queries of the database take. Prints the table, then a RATIO
 * line per figure. Filling takes about 20 minutes on two cores with the embedded database; with `--data` the filled
 * store is kept there and reused.
 */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, data: { type: 'string' } } });
const CASES = Number(values.cases);
const ROUNDS = 40;
/** The naive queries take seconds each. */
const NAIVE_EVERY = 10;
const TARGET = 200;
/** Until a page can be used. */
const PAGE_TARGET = 2_000;

interface Page {
  name: string;
  as: string;
  path: string;
}

const now = new Date();
const day = (back: number) => new Date(now.getTime() - back * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
const year = `from=${day(330).slice(0, 7)}&to=${day(0).slice(0, 7)}`;

const pages: Page[] = [
  { name: 'cases, the whole province', as: 'official', path: '/cases?size=50' },
  { name: 'cases of a county', as: 'official', path: '/cases?size=50&region=340111' },
  { name: 'cases in mediation', as: 'official', path: '/cases?size=50&stage=mediation' },
  { name: 'cases of a county in mediation', as: 'official', path: '/cases?size=50&stage=mediation&region=340111' },
  { name: 'cases of a city, open', as: 'official', path: '/cases?size=50&status=open&region=340100' },
  { name: 'cases of an industry and key group', as: 'official', path: '/cases?size=50&industry=E&keyGroup=migrant' },
  { name: 'cases filed in a month', as: 'official', path: `/cases?size=50&filedFrom=${day(60)}&filedTo=${day(30)}` },
  { name: 'cases by a name', as: 'official', path: `/cases?size=50&text=${encodeURIComponent('合肥秀英物流')}` },
  { name: 'cases, limits soonest first', as: 'official', path: '/cases?size=50&status=open&sort=due' },
  { name: 'count of cases', as: 'official', path: '/cases/count?stage=mediation' },
  { name: 'inbox', as: 'mediator', path: '/tasks?size=50&view=claimable' },
  { name: 'inbox, due within a week', as: 'mediator', path: '/tasks?size=50&view=claimable&dueWithin=7' },
  { name: 'counts of the inbox', as: 'mediator', path: '/tasks/counts' },
  { name: 'early warnings', as: 'official', path: '/cases?size=50&dueWithin=7' },
  { name: 'statistics by month', as: 'official', path: `/statistics?${year}&by=period` },
  { name: 'statistics by area', as: 'official', path: `/statistics?${year}&by=area` },
  { name: 'statistics by industry', as: 'official', path: `/statistics?${year}&by=industry` },
  { name: 'statistics by day', as: 'official', path: `/statistics?from=${day(60)}&to=${day(0)}&by=period` },
];

/** The same questions as naive queries, and the page with which each is compared. */
const naive: { name: string; page: string; ask: () => Promise<unknown> }[] = [
  {
    name: 'list',
    page: 'cases, the whole province',
    ask: () => Cases.find({}).sort({ filedAt: -1 }).limit(50).lean().exec(),
  },
  {
    name: 'inbox',
    page: 'inbox',
    ask: () =>
      Tasks.find({ $and: [{ status: 'open' }, { $or: [{ groups: 'mediator' }, { users: 'mediator' }] }] })
        .sort({ due: 1 })
        .limit(50)
        .lean()
        .exec(),
  },
  {
    name: 'statistics',
    page: 'statistics by industry',
    ask: () =>
      Cases.aggregate([
        { $match: { filedAt: { $gte: new Date(now.getTime() - 330 * 86_400_000) } } },
        { $group: { _id: '$industry', filed: { $sum: 1 }, amount: { $sum: '$amount' } } },
      ]).exec(),
  },
];

const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function signIn(url: string, account: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password, bearer: true }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${account}: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}

async function get(url: string, token: string, path: string): Promise<string> {
  const answer = await fetch(`${url}/api${path}`, { headers: { authorization: `Bearer ${token}` } });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`);
  return body;
}

async function main(): Promise<void> {
  await buildWeb();
  const system = await openStore({ cases: CASES, now, data: values.data });
  try {
    await connect(system.mongoUri);
    console.log(`${CASES.toLocaleString('en')} cases, ${ROUNDS} rounds; database: ${system.kinds.mongo}`);
    const tokens = new Map<string, string>();
    for (const { as } of pages) if (!tokens.has(as)) tokens.set(as, await signIn(system.url, as, system.password));
    const times = new Map<string, number[]>(
      [...pages, ...naive.map(({ name }) => ({ name: `naive ${name}` }))].map(({ name }) => [name, []]),
    );
    const bytes = new Map<string, number>();
    for (const { name, as, path } of pages) bytes.set(name, (await get(system.url, tokens.get(as)!, path)).length);
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, as, path } of pages)
        times.get(name)!.push(await timed(() => get(system.url, tokens.get(as)!, path)));
      if (round % NAIVE_EVERY === 0)
        for (const { name, ask } of naive) times.get(`naive ${name}`)!.push(await timed(ask));
    }
    print(times, bytes);
    printPages(await inBrowser(system.url, system.password));
  } finally {
    await disconnect();
    await system.stop();
  }
}

function print(times: Map<string, number[]>, bytes: Map<string, number>): void {
  console.log(`${'page'.padEnd(38)} ${'p50 ms'.padStart(8)} ${'p95 ms'.padStart(8)} ${'bytes'.padStart(8)}`);
  for (const [name, found] of times) {
    console.log(
      `${name.padEnd(38)} ${quantile(found, 0.5).toFixed(1).padStart(8)} ${quantile(found, 0.95).toFixed(1).padStart(8)} ${String(bytes.get(name) ?? '').padStart(8)}`,
    );
  }
  const slow = pages.filter(({ name }) => quantile(times.get(name)!, 0.95) > TARGET);
  console.log(
    slow.length
      ? `over ${TARGET} ms at the 95th percentile: ${slow.map(({ name }) => name).join('; ')}`
      : `all within ${TARGET} ms at the 95th percentile`,
  );
  console.log(
    `RATIO lists.slowest-of-target ${(Math.max(...pages.map(({ name }) => quantile(times.get(name)!, 0.95))) / TARGET).toPrecision(3)}`,
  );
  for (const { name, page } of naive)
    console.log(
      `RATIO lists.${name}-of-naive ${(quantile(times.get(page)!, 0.5) / quantile(times.get(`naive ${name}`)!, 0.5)).toPrecision(3)}`,
    );
}

/** Until a person sees the first row, in a browser with an empty cache. */
function printPages(pages: Map<string, number[]>): void {
  for (const [name, found] of pages)
    console.log(`${`${name} in a browser`.padEnd(38)} ${found.map((ms) => `${Math.round(ms)} ms`).join('  ')}`);
  console.log(
    `RATIO lists.page-of-target ${(Math.max(...[...pages.values()].map((found) => quantile(found, 0.5))) / PAGE_TARGET).toPrecision(3)}`,
  );
}

void main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
