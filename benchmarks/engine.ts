import { cacheFolder } from '../devstack/environment';
import { bind, compile, readBpmn, transition, advance } from '../engine';
import { bpmnEngine } from './engine/bpmnEngine';
import { program, runOnce } from './engine/heyi';
import { branches, instances, pipeline, sequence, waiting, type Dialect, type Model } from './engine/models';
import { playShipped, shipped } from './engine/shipped';
import { spiff, spiffRunsPerSecond } from './engine/spiff';

/**
 * `npm run bench:engine`: elements per second of processor time for the core and two other engines on the same models,
 * alternating so that all run under the same conditions; then how cost grows with size, compile time, and bytes per
 * waiting token.
 */
const ROUNDS = 5;
const SECONDS = 0.5;
/** Elements per second for (a), (b) and (c); for (d), ten times those of bpmn-engine. */
const TARGET = 100_000;
const TIMES_PEER = 10;

const compared: { make: (dialect: Dialect) => Model; letter: string }[] = [
  { letter: 'a', make: (dialect) => sequence(dialect, 100) },
  { letter: 'b', make: (dialect) => branches(dialect, 10) },
  { letter: 'b', make: (dialect) => branches(dialect, 100) },
  { letter: 'c', make: (dialect) => instances(dialect, 1000) },
  { letter: 'd', make: pipeline },
];

/** The input of a dispute: one worker, wages unpaid. */
const DISPUTE = {
  filed: '2026-01-05',
  region: '340111',
  entryStage: 'negotiation',
  employer: { name: '某餐饮管理有限公司', industry: 'H' },
  workers: { count: 1, label: '厨师', keyGroups: ['migrant'] },
  claims: [{ cause: 'wages', amount: 18_600, facts: '工资未付' }],
};

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const ratio = (name: string, value: number) => console.log(`RATIO ${name} ${value.toPrecision(3)}`);
const rounded = (value: number) => Math.round(value).toLocaleString('en');

/** Measures for a second of processor time instead of wall clock, so that other load on the machine matters little. */
async function perSecond(run: () => unknown): Promise<number> {
  const spent = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  const began = spent();
  let runs = 0;
  do {
    await run();
    runs++;
  } while (spent() - began < SECONDS);
  return runs / (spent() - began);
}

async function compare(python: string | undefined, make: (dialect: Dialect) => Model, letter: string): Promise<void> {
  const ours = await program(make('heyi'));
  const peer = await bpmnEngine(make('bpmn-engine'));
  const { name, elements } = make('heyi');
  const rates: Record<string, number[]> = { heyi: [], 'bpmn-engine': [], spiff: [] };
  for (let warm = 0; warm < 200; warm++) runOnce(ours);
  await peer();
  for (let round = 0; round < ROUNDS; round++) {
    rates.heyi!.push(await perSecond(() => runOnce(ours)));
    rates['bpmn-engine']!.push(await perSecond(peer));
    if (python) rates.spiff!.push(spiffRunsPerSecond(python, make('spiff'), SECONDS));
  }
  const speed = Object.fromEntries(
    Object.entries(rates)
      .filter(([, found]) => found.length)
      .map(([engine, found]) => [engine, median(found) * elements]),
  );
  console.log(
    `(${letter}) ${name.padEnd(14)} ${Object.entries(speed)
      .map(([engine, value]) => `${engine} ${rounded(value)}/s`)
      .join('  ')}`,
  );
  ratio(`engine.${name}.vs-target`, speed.heyi! / (letter === 'd' ? TIMES_PEER * speed['bpmn-engine']! : TARGET));
  ratio(`engine.${name}.vs-bpmn-engine`, speed.heyi! / speed['bpmn-engine']!);
  if (speed.spiff) ratio(`engine.${name}.vs-spiff`, speed.heyi! / speed.spiff);
}

/** Microseconds per element at two sizes: growth is linear if the ratio stays near 1. */
async function growth(make: (dialect: Dialect, count: number) => Model): Promise<void> {
  const cost = async (count: number) => {
    const found = make('heyi', count);
    const ours = await program(found);
    runOnce(ours);
    return (
      1e6 /
      (median([
        await perSecond(() => runOnce(ours)),
        await perSecond(() => runOnce(ours)),
        await perSecond(() => runOnce(ours)),
      ]) *
        found.elements)
    );
  };
  const [small, large] = [await cost(1_000), await cost(100_000)];
  const name = make('heyi', 1).name.replace('-1', '');
  console.log(`    ${name.padEnd(14)} ${small.toFixed(2)} µs per element at 1,000, ${large.toFixed(2)} µs at 100,000`);
  ratio(`engine.${name}.growth`, large / small);
}

async function sizes(): Promise<void> {
  const { xml, process } = sequence('heyi', 1_000);
  const began = performance.now();
  const { definitions } = await readBpmn(xml);
  const read = performance.now();
  bind(compile(definitions, process, 'benchmark'));
  console.log(
    `(e) 1,000 tasks    read ${(read - began).toFixed(0)} ms, compile and bind ${(performance.now() - read).toFixed(0)} ms`,
  );
  ratio('engine.compile.milliseconds-per-1000', performance.now() - began);
  const many = await program(waiting(1_000));
  const at = '2026-01-05T09:00:00+08:00';
  const { state } = transition(many, undefined, { at, type: 'start' });
  const bytes = Buffer.byteLength(JSON.stringify(state)) / 1_000;
  console.log(`    state          ${bytes.toFixed(0)} bytes per waiting token`);
  ratio('engine.state.bytes-per-token-vs-200', bytes / 200);
  const keys = Object.keys(state.instances)
    .map(Number)
    .filter((key) => state.instances[key]!.waits);
  const steps = performance.now();
  for (const key of keys) advance(many, state, { at, type: 'taskCompleted', key });
  console.log(
    `    one of 1,000 waiting tasks completed in ${(((performance.now() - steps) / keys.length) * 1000).toFixed(0)} µs`,
  );
}

/** (d) the shipped dispute itself, with FEEL, decisions and derived dates; no other engine can run it. */
async function shippedPipeline(): Promise<void> {
  const system = await shipped();
  const run = () => playShipped(system, DISPUTE);
  for (let warm = 0; warm < 20; warm++) run();
  const elements = run();
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rates.push(await perSecond(run));
  console.log(
    `(d) shipped dispute heyi ${rounded(median(rates))} cases/s of ${elements} elements, ${rounded(median(rates) * elements)} elements/s`,
  );
}

async function main(): Promise<void> {
  const python = spiff(cacheFolder());
  if (!python)
    console.log(
      'SpiffWorkflow 无法安装（需要 python3 与 PyPI），跳过。 / SpiffWorkflow cannot be installed (needs python3 and PyPI); skipped.',
    );
  for (const { make, letter } of compared) await compare(python, make, letter);
  await shippedPipeline();
  await growth(sequence);
  await growth(branches);
  await growth(instances);
  await sizes();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
