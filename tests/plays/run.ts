import fc from 'fast-check';
import { shipped } from '../system/MemorySystem';
import { choices, filing } from './plays';
import { RandomPlay } from './RandomPlay';

const usage = `npm run plays -- [COUNT] [SEED]    随机走完随附流程 / the shipped processes played at random (1,000 plays, a new seed)`;
const [count = 1000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (![count, seed].every((each) => Number.isInteger(each) && each >= 0)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

/** The faults by kind, with how often each came and the shortest play that led to it. */
const found = new Map<string, { times: number; shortest: string[] }>();
const refused = new Set<string>();
const accepted = new Set<string>();
const made = await shipped();
for (const [filed, things] of fc.sample(fc.tuple(filing, choices), { numRuns: count, seed })) {
  const play = new RandomPlay(made, filed, '2026-05-11T01:00:00Z');
  await play.run(things).catch((error: Error) => play.faults.add(`${error.stack?.split('\n').slice(0, 4).join(' ')}`));
  for (const { element, act } of play.done) accepted.add(`${element} ${act}`);
  for (const key of play.refusals.keys()) refused.add(key);
  for (const fault of play.faults) {
    const kind = fault.replace(/\d{4}-\d\d-\d\d/g, 'DAY').replace(/\(.*\)$/, '');
    const story = [
      JSON.stringify(filed),
      ...play.done.map(({ element, act, values }) => `${element} ${act} ${JSON.stringify(values)}`),
      `→ ${play.outcome}; ${fault}`,
    ];
    const { times = 0, shortest = story } = found.get(kind) ?? {};
    found.set(kind, { times: times + 1, shortest: shortest.length <= story.length ? shortest : story });
  }
}
for (const [kind, { times, shortest }] of [...found].sort(([, a], [, b]) => b.times - a.times))
  process.stdout.write(`\n${times} × ${kind}\n${shortest.map((line) => `      ${line.slice(0, 500)}\n`).join('')}`);
const never = [...refused].filter((each) => !accepted.has(each));
if (never.length) process.stdout.write(`\nrefused whenever it was tried: ${never.join(', ')}\n`);
process.stdout.write(`${count} plays, seed ${seed}: ${found.size} kinds of faults\n`);
process.exitCode = found.size ? 1 : 0;
