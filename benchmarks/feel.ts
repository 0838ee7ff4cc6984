import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate as feelin, unaryTest } from 'feelin';
import { bindDecisions, parseDmn } from '../engine/dmn';
import { compileFeel } from '../engine/feel';

/**
 * `npm run bench:feel`: evaluations per second of one thread's processor time, for compiled expressions and for feelin,
 * which parses each time, alternating so that both run under the same conditions; then compilation, and a decision
 * table. The target for simple conditions is a million per second.
 */
const ROUNDS = 5;
const SECONDS = 0.3;
const TARGET = 1_000_000;

const variables: Record<string, unknown> = {
  amount: 5000.5,
  kind: '劳动报酬',
  days: 30,
  base: 2320,
  open: true,
  status: null,
  case: {
    worker: { age: 34, group: 'migrant' },
    claims: [
      { cause: 'wages', amount: 18_600 },
      { cause: 'overtime', amount: 2_400.5 },
    ],
  },
};
const scope = {
  get: (name: string) => variables[name],
  has: (name: string) => name in variables,
  now: '2025-06-01T10:00:00+08:00',
};

/** Simple conditions, and more expensive expressions. */
const groups: Record<string, string[]> = {
  comparison: ['amount > 1000', 'kind = "劳动报酬"', 'days <= 30', 'status = null', 'amount >= base'],
  path: ['case.worker.age >= 16', 'case.worker.group = "migrant"', 'case.claims[1].amount > 10000'],
  'and-or': [
    'amount > 1000 and kind = "劳动报酬"',
    'open or days > 45',
    'open and (days > 45 or amount < base)',
    'not(open) or status = null',
  ],
  in: ['kind in ("工伤", "劳动报酬", "经济补偿")', 'days in [1..45]', 'amount between 1000 and 10000'],
  arithmetic: [
    'amount * 2 > base',
    'days + 15 <= 60',
    'amount * 0.03 + 10 > 100',
    'base * 12 >= amount',
    'amount - base > 0',
  ],
  lists: [
    'some claim in case.claims satisfies claim.amount > 10000',
    'sum(case.claims.amount) > 20000',
    'count(case.claims[cause = "wages"]) = 1',
  ],
  dates: [
    'date("2025-01-31") + duration("P1M") = date("2025-02-28")',
    'today() < date("2025-12-31")',
    'now() > date and time("2025-06-01T00:00:00+08:00")',
  ],
};
const SIMPLE = ['comparison', 'path', 'and-or', 'in', 'arithmetic'];

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const ratio = (name: string, value: number): void => console.log(`RATIO ${name} ${value.toPrecision(3)}`);
const shown = (value: number): string => Math.round(value).toLocaleString('en').padStart(12);

/**
 * Runs the actions in turn for a while, in batches between readings of the clock. It measures the process's own time,
 * which other load on the machine does not affect.
 */
function perSecond(actions: (() => unknown)[], batch: number): number {
  const began = process.cpuUsage();
  let runs = 0;
  let seconds = 0;
  while (seconds < SECONDS) {
    for (let turn = 0; turn < batch; turn++) actions[runs++ % actions.length]!();
    const { user, system } = process.cpuUsage(began);
    seconds = (user + system) / 1e6;
  }
  return runs / seconds;
}

function compare(name: string, ours: (() => unknown)[], theirs: (() => unknown)[]): { ours: number; theirs: number } {
  const rates = { ours: [] as number[], theirs: [] as number[] };
  perSecond(ours, 1000);
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(perSecond(ours, 1000));
    rates.theirs.push(perSecond(theirs, 10));
  }
  const result = { ours: median(rates.ours), theirs: median(rates.theirs) };
  console.log(`${name.padEnd(12)} heyi ${shown(result.ours)}/s   feelin ${shown(result.theirs)}/s`);
  return result;
}

const simple: number[] = [];
for (const [name, texts] of Object.entries(groups)) {
  const { ours, theirs } = compare(
    name,
    texts.map((text) => {
      const expression = compileFeel(text);
      return () => expression.evaluate(scope);
    }),
    texts.map((text) => () => feelin(text, variables)),
  );
  ratio(`feel.${name}.vs-feelin`, ours / theirs);
  if (SIMPLE.includes(name)) simple.push(ours);
}
ratio(
  'feel.simple-conditions.vs-target',
  (simple.reduce((sum, rate) => sum + 1 / rate, 0) ** -1 * simple.length) / TARGET,
);

const tests = ['< 10', '[1..100]', '"a", "b"', 'not(5)', '> base'];
const unary = compare(
  'unary tests',
  tests.map((text) => {
    const expression = compileFeel(text, { unary: true });
    const tested = { ...scope, get: (name: string) => (name === '?' ? 42 : variables[name]) };
    return () => expression.evaluate(tested);
  }),
  tests.map((text) => () => unaryTest(text, { ...variables, '?': 42 })),
);
ratio('feel.unary-tests.vs-feelin', unary.ours / unary.theirs);

const texts = Object.values(groups).flat();
const names = ['not-cached'];
console.log(
  `compiling    ${shown(
    perSecond(
      texts.map((text) => () => compileFeel(text, { names })),
      10,
    ),
  )}/s`,
);

const decisions = bindDecisions(
  parseDmn(readFileSync(join(import.meta.dirname, '../engine/dmn/cases/acceptance.dmn'))),
);
const filing: Record<string, unknown> = { 'months late': 13, relation: 'posted', inArea: true };
const inputs = { get: (name: string) => filing[name], has: (name: string) => name in filing, now: scope.now };
console.log(
  `decisions    ${shown(perSecond([() => decisions.evaluate('desk', inputs)], 10))}/s (a PRIORITY table of four rules and three inputs, with its trace)`,
);
