import { join } from 'node:path';
import Piscina from 'piscina';
import type { MessagePort } from 'node:worker_threads';
import type { afterMove } from './afterMove';
import type { fill } from './documents/fillTemplate';
import type { examineSource } from './examine';
import type { firstStep } from './firstStep';
import type { writeSheet } from './sheet';

/** All that threads do, and the file that each stands in. What goes in and comes out is cloned: plain data and bytes. */
const files = {
  afterMove: 'afterMove.ts',
  examineSource: 'examine.ts',
  fill: 'documents/fillTemplate.ts',
  firstStep: 'firstStep.ts',
  writeSheet: 'sheet.ts',
};
interface Tasks {
  afterMove: typeof afterMove;
  examineSource: typeof examineSource;
  fill: typeof fill;
  firstStep: typeof firstStep;
  writeSheet: typeof writeSheet;
}

/**
 * How long work of a kind may take once it is its turn, how much memory, how much of it goes on side by side, and how
 * much may wait before more is refused. Memory is that of the heap: bytes outside it (files) are bounded where they are
 * read.
 */
export const kinds = {
  check: { seconds: 30, megabytes: 512, threads: 2, waiting: 50 },
  preview: { seconds: 20, megabytes: 256, threads: 1, waiting: 100 },
  document: { seconds: 30, megabytes: 512, threads: 1, waiting: 500 },
  sheet: { seconds: 600, megabytes: 256, threads: 2, waiting: 20 },
};
export type Kind = keyof typeof kinds;

/** Work that took too long, or more memory than it may: to be told to whoever asked for it. */
export class TooHeavy extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(
    kind: Kind,
    readonly exceeded: 'time' | 'memory',
  ) {
    const { seconds, megabytes } = kinds[kind];
    const [zh, en] =
      exceeded === 'time'
        ? [`用时超过 ${seconds} 秒，已中止`, `It took more than ${seconds} seconds and was stopped`]
        : [`占用内存超过 ${megabytes} MB，已中止`, `It needed more than ${megabytes} MB of memory and was stopped`];
    super(en);
    this.name = 'TooHeavy';
    this.zh = zh;
    this.en = en;
  }
}

/** Too much waits already: to be tried again later. */
export class Busy extends Error {
  override name = 'Busy';
}

interface Lane {
  pool: Piscina;
  running: number;
  waiting: (() => void)[];
}
const lanes = new Map<Kind, Lane>();

/** A lane of threads for each kind, begun when it is first needed: one that is full leaves the others free. */
function laneOf(kind: Kind): Lane {
  let lane = lanes.get(kind);
  if (!lane) {
    const pool = new Piscina({
      execArgv: ['--import', 'tsx'],
      minThreads: 0,
      maxThreads: kinds[kind].threads,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: kinds[kind].megabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    });
    lanes.set(kind, (lane = { pool, running: 0, waiting: [] }));
  }
  return lane;
}

/**
 * Does a task in a thread of its own, within the time and memory of its kind. Throws TooHeavy where it exceeds them,
 * Busy where too much waits, and what the task throws.
 */
export async function inThread<Name extends keyof Tasks>(
  kind: Kind,
  task: Name,
  input: Parameters<Tasks[Name]>[0],
  transfer: MessagePort[] = [],
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const lane = laneOf(kind);
  await turn(lane, kinds[kind]);
  // The time counts from here: what waits for its turn loses none.
  const time = AbortSignal.timeout(kinds[kind].seconds * 1000);
  try {
    const filename = join(import.meta.dirname, files[task]);
    return (await lane.pool.run(input, { filename, name: task, signal: time, transferList: transfer })) as never;
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    if (time.aborted || name === 'AbortError') throw new TooHeavy(kind, 'time');
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') throw new TooHeavy(kind, 'memory');
    throw error;
  } finally {
    const next = lane.waiting.shift();
    if (next) next();
    else lane.running -= 1;
  }
}

/** Waits until one of the lane's threads is free. */
function turn(lane: Lane, { threads, waiting }: (typeof kinds)[Kind]): Promise<void> {
  if (lane.running < threads) {
    lane.running += 1;
    return Promise.resolve();
  }
  if (lane.waiting.length >= waiting) throw new Busy();
  return new Promise((resolve) => lane.waiting.push(resolve));
}

/** Ends all threads: a process that leaves waits for none. */
export async function endThreads(): Promise<void> {
  const ended = [...lanes.values()];
  lanes.clear();
  await Promise.all(ended.map(({ pool }) => pool.destroy()));
}
