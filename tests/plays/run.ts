import fc from 'fast-check';
import type { Made } from '../system/MemorySystem';
import { shipped } from '../system/MemorySystem';
import { keptVersions } from './kept';
import { choices, filedAt, filing } from './plays';
import { RandomPlay } from './RandomPlay';

const usage = `npm run plays -- [COUNT] [SEED]    随机走完随附流程，并把早先版本的案件迁来 / the shipped processes played at random, and cases of earlier versions moved to them (1,000 plays, a new seed)`;
const [count = 1000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
if (![count, seed].every((each) => Number.isInteger(each) && each >= 0)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}
const made = await shipped();
let kinds = await playAll('shipped');
for (const [name, from] of keptVersions()) kinds += await playAll(name, from);
process.exitCode = kinds ? 1 : 0;

/** Plays a number of cases and prints the faults by kind, with how often each came and the shortest way to it. */
async function playAll(version: string, from?: Made): Promise<number> {
  const found = new Map<string, { times: number; shortest: string[] }>();
  const [refused, accepted, stayed] = [new Set<string>(), new Set<string>(), new Map<string, string>()];
  for (const [filed, things] of fc.sample(fc.tuple(filing, choices), { numRuns: count, seed })) {
    const play = new RandomPlay(made, filed, filedAt, from);
    await play
      .run(things)
      .catch((error: Error) => play.faults.add(`${error.stack?.split('\n').slice(0, 4).join(' ')}`));
    for (const { element, act } of play.done) accepted.add(`${element} ${act}`);
    for (const key of play.refusals.keys()) refused.add(key);
    for (const { process, problems } of play.stood) for (const each of problems) stayed.set(each, process);
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
  if (never.length) process.stdout.write(`refused whenever it was tried: ${never.join(', ')}\n`);
  for (const [why, process_] of stayed) process.stdout.write(`finishes as it is: ${process_}: ${why}\n`);
  process.stdout.write(`${version}: ${count} plays, seed ${seed}: ${found.size} kinds of faults\n`);
  return found.size;
}
