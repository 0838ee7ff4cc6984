import { join } from 'node:path';
import Piscina from 'piscina';
import type { MessagePort, Transferable } from 'node:worker_threads';
import type { afterCompletion } from './afterCompletion';
import type { afterMove } from './afterMove';
import type { cancelled } from './cancelled';
import type { compileProcess, startEvents } from './compileProcess';
import type { bind } from './documents/bind';
import type { fill, write } from './documents/fillTemplate';
import type { pdfOf } from './documents/pdf';
import type { examineSource, namesKnown } from './examine';
import type { exceedsBounds } from './exceedsBounds';
import type { firstStep } from './firstStep';
import type { forecast, planMigration } from './forecast';
import type { makeBundle } from './makeBundle';
import type { readEmployerSheet } from './employers';
import type { readRosterSheet } from './roster';
import type { writeSheet } from './sheet';
import type { zipFault } from './zip';

/** Everything that threads do, and the file that implements it. Inputs and outputs are cloned: plain data and bytes. */
const files = {
  afterCompletion: 'afterCompletion.ts',
  afterMove: 'afterMove.ts',
  cancelled: 'cancelled.ts',
  compileProcess: 'compileProcess.ts',
  examineSource: 'examine.ts',
  namesKnown: 'examine.ts',
  exceedsBounds: 'exceedsBounds.ts',
  fill: 'documents/fillTemplate.ts',
  write: 'documents/fillTemplate.ts',
  pdfOf: 'documents/pdf.ts',
  bind: 'documents/bind.ts',
  firstStep: 'firstStep.ts',
  forecast: 'forecast.ts',
  makeBundle: 'makeBundle.ts',
  planMigration: 'forecast.ts',
  readEmployerSheet: 'employers.ts',
  readRosterSheet: 'roster.ts',
  startEvents: 'compileProcess.ts',
  writeSheet: 'sheet.ts',
  zipFault: 'zip.ts',
};
interface Tasks {
  afterCompletion: typeof afterCompletion;
  afterMove: typeof afterMove;
  cancelled: typeof cancelled;
  compileProcess: typeof compileProcess;
  examineSource: typeof examineSource;
  namesKnown: typeof namesKnown;
  exceedsBounds: typeof exceedsBounds;
  fill: typeof fill;
  write: typeof write;
  pdfOf: typeof pdfOf;
  bind: typeof bind;
  firstStep: typeof firstStep;
  forecast: typeof forecast;
  makeBundle: typeof makeBundle;
  planMigration: typeof planMigration;
  readEmployerSheet: typeof readEmployerSheet;
  readRosterSheet: typeof readRosterSheet;
  startEvents: typeof startEvents;
  writeSheet: typeof writeSheet;
  zipFault: typeof zipFault;
}

/**
 * Limits for each kind of work: how long it may take once it runs, how much memory, how many may run in parallel, and
 * how many may wait before more are refused. Memory means the heap: bytes outside it (files) are limited where they are
 * read.
 */
export const kinds = {
  check: { seconds: 30, megabytes: 512, threads: 2, waiting: 50 },
  compile: { seconds: 30, megabytes: 512, threads: 1, waiting: 200 },
  preview: { seconds: 20, megabytes: 256, threads: 1, waiting: 100 },
  document: { seconds: 30, megabytes: 512, threads: 1, waiting: 500 },
  roster: { seconds: 10, megabytes: 256, threads: 1, waiting: 20 },
  register: { seconds: 120, megabytes: 768, threads: 1, waiting: 5 },
  archive: { seconds: 60, megabytes: 256, threads: 2, waiting: 50 },
  pdf: { seconds: 60, megabytes: 512, threads: 1, waiting: 50 },
  sheet: { seconds: 600, megabytes: 256, threads: 2, waiting: 20 },
};
export type Kind = keyof typeof kinds;

/** Work that took too long or needed more memory than allowed; reported to whoever requested it. */
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

/** Too much work is waiting already: try again later. */
export class Busy extends Error {
  override name = 'Busy';
}

type Input<Name extends keyof Tasks> = Parameters<Tasks[Name]>[0];

interface Lane {
  pool: Piscina;
  running: number;
  waiting: (() => void)[];
}
const lanes = new Map<Kind, Lane>();

/** Threads for each kind of work, started when first needed; a kind that is busy does not block the others. */
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
 * Runs a task in its own thread, within the time and memory of its kind. An input that takes much memory is given as a
 * function, called when it is its turn. Throws TooHeavy if it exceeds them, Busy if too much waits, and whatever the task
 * throws.
 */
export async function inThread<Name extends keyof Tasks>(
  kind: Kind,
  task: Name,
  input: Input<Name> | (() => Promise<Input<Name>>),
  transfer: (input: Input<Name>) => Transferable[] = () => [],
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const lane = laneOf(kind);
  await turn(lane, kinds[kind]);
  let time: AbortSignal | undefined;
  try {
    const given = typeof input === 'function' ? await input() : input;
    // The time counts from here: waiting in the queue costs none.
    time = AbortSignal.timeout(kinds[kind].seconds * 1000);
    const filename = join(import.meta.dirname, files[task]);
    const transferList = transfer(given) as MessagePort[];
    return (await lane.pool.run(given, { filename, name: task, signal: time, transferList })) as never;
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    if (time?.aborted || name === 'AbortError') throw new TooHeavy(kind, 'time');
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') throw new TooHeavy(kind, 'memory');
    throw error;
  } finally {
    const next = lane.waiting.shift();
    if (next) next();
    else lane.running -= 1;
  }
}

/** Waits until one of the threads of this kind is free. */
function turn(lane: Lane, { threads, waiting }: (typeof kinds)[Kind]): Promise<void> {
  if (lane.running < threads) {
    lane.running += 1;
    return Promise.resolve();
  }
  if (lane.waiting.length >= waiting) throw new Busy();
  return new Promise((resolve) => lane.waiting.push(resolve));
}

/** Ends all threads, so that a process that exits need not wait for them. */
export async function endThreads(): Promise<void> {
  const ended = [...lanes.values()];
  lanes.clear();
  await Promise.all(ended.map(({ pool }) => pool.destroy()));
}
