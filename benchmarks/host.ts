import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { Bundles, claimsAt } from '../activities/definitions/bundles';
import { startMongo, startTemporal, uriOf } from '../devstack/index';
import { changeStatus, connect, definitionId, Definitions, disconnect, prepare } from '../models';
import { addressUpdates } from '../workflows/addressUpdates';
import { createDataConverter } from '../workflows/dataConverter';
import {
  completeTaskUpdate,
  searchAttributesOf,
  startUpdate,
  workflowTypes,
  type RunInput,
  type StepResult,
} from '../workflows/messages';
import { model } from './host/model';

/**
 * `npm run bench:host [-- --quick]`: the pipeline of four human steps, four limits and four services, on the
 * interpreter and as a hand-written workflow, alternating on one server, one worker and one database, with 1, 16 and 64
 * callers. Below 1 the interpreter is better.
 */
const quick = process.argv.includes('--quick');
const CASES = quick
  ? ([
      [1, 6],
      [16, 32],
      [64, 64],
    ] as const)
  : ([
      [1, 12],
      [16, 48],
      [64, 128],
    ] as const);
// Even, so that each side starts equally often.
const ROUNDS = quick ? 2 : 4;
const STEPS = 4;
type Side = 'interpreter' | 'byHand';
const sides: Side[] = ['interpreter', 'byHand'];

interface Measured {
  perSecond: number;
  worker: number;
  server: number;
  steps: number[];
}
interface Cost {
  tasks: number;
  events: number;
  bytes: number;
}

const now = () => new Date();
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** Milliseconds of processor time used by a process (Linux: ticks of 10 ms). */
function spent(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

class Bench {
  #count = 0;
  readonly #hash: string;

  constructor(
    private readonly client: Client,
    private readonly bundle: Uint8Array,
    private readonly pids: { worker: number; server: number },
  ) {
    this.#hash = Buffer.from(bundle.subarray(0, 64)).toString();
  }

  /** Runs cases with several callers, each running one case after the other. */
  async run(side: Side, callers: number, cases: number): Promise<Measured> {
    const before = { worker: spent(this.pids.worker), server: spent(this.pids.server) };
    const began = performance.now();
    const steps: number[] = [];
    let left = cases;
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (left-- > 0) await this.#case(side, steps);
      }),
    );
    const seconds = (performance.now() - began) / 1000;
    return {
      perSecond: cases / seconds,
      steps,
      worker: (spent(this.pids.worker) - before.worker) / cases,
      server: (spent(this.pids.server) - before.server) / cases,
    };
  }

  /** What one case leaves in Temporal. */
  async cost(side: Side): Promise<Cost> {
    const handle = this.client.workflow.getHandle(await this.#case(side, []));
    await handle.result();
    const { events = [] } = await handle.fetchHistory();
    const { raw } = await handle.describe();
    return {
      tasks: events!.filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes).length,
      events: events!.length,
      bytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0),
    };
  }

  async #case(side: Side, steps: number[]): Promise<string> {
    const id = `${side}-${(this.#count += 1)}`;
    const input: RunInput = { instance: { id, businessKey: id }, process: model.process, region: '340111' };
    const startWorkflowOperation = new WithStartWorkflowOperation(
      side === 'interpreter' ? workflowTypes.runProcess : 'handWritten',
      {
        workflowId: id,
        taskQueue: 'heyi',
        args: (side === 'interpreter' ? [input, this.bundle] : [{ instance: id, bundle: this.#hash }]) as never,
        typedSearchAttributes: searchAttributesOf(input),
        workflowIdConflictPolicy: 'USE_EXISTING',
      },
    );
    let answer: StepResult = await this.client.workflow.executeUpdateWithStart(startUpdate, {
      startWorkflowOperation,
      updateId: 'start',
    });
    for (let step = 0; step < STEPS; step++) {
      const began = performance.now();
      answer = await this.client.workflow.getHandle(id).executeUpdate(completeTaskUpdate, {
        args: [{ key: answer.tasks.opened[0]!.key, by: 'someone', variables: { [`answer${step}`]: 'agreed' } }],
      });
      steps.push(performance.now() - began);
    }
    if (answer.status !== 'completed') throw new Error(`${id} did not complete: ${JSON.stringify(answer)}`);
    return id;
  }
}

function report(callers: number, found: Record<Side, Measured[]>): void {
  const figures: [string, (measured: Measured[]) => number, unit: string][] = [
    ['cases-per-second', (all) => median(all.map(({ perSecond }) => perSecond)), '/s'],
    ['worker-cpu', (all) => median(all.map(({ worker }) => worker)), ' ms'],
    ['server-cpu', (all) => median(all.map(({ server }) => server)), ' ms'],
    [
      'step-p50',
      (all) =>
        quantile(
          all.flatMap(({ steps }) => steps),
          0.5,
        ),
      ' ms',
    ],
    [
      'step-p99',
      (all) =>
        quantile(
          all.flatMap(({ steps }) => steps),
          0.99,
        ),
      ' ms',
    ],
  ];
  for (const [name, of, unit] of figures) {
    const [ours, theirs] = sides.map((side) => of(found[side])) as [number, number];
    console.log(
      `${String(callers).padStart(3)} callers  ${name.padEnd(17)} interpreter ${ours.toFixed(1)}${unit}  by hand ${theirs.toFixed(1)}${unit}`,
    );
    console.log(`RATIO host.${callers}.${name} ${(ours / theirs).toPrecision(3)}`);
  }
}

async function publish(): Promise<Uint8Array> {
  const source = Buffer.from(model.xml);
  const _id = definitionId('process', model.process, 1);
  await Definitions.create({
    _id,
    kind: 'process',
    key: model.process,
    keys: [model.process],
    version: 1,
    status: 'draft',
    hash: createHash('sha256').update(source).digest('hex'),
    source,
    fileName: 'pipeline.bpmn',
    createdAt: new Date(),
  });
  await changeStatus(_id, 'draft', 'published', 'benchmark', new Date());
  return new Bundles(now).load({ process: model.process });
}

async function main(): Promise<void> {
  const [temporal, mongo] = await Promise.all([startTemporal({ own: true }), startMongo({ own: true })]);
  let worker: ChildProcess | undefined;
  try {
    const uri = uriOf(mongo.uri, 'benchmark');
    await connect(uri);
    await prepare();
    const bundle = await publish();
    worker = fork(join(import.meta.dirname, 'host/worker.ts'), [uri, temporal.address]);
    const [ready] = await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
    if (ready !== 'ready') throw new Error('the worker did not come up');
    const connection = await Connection.connect({ address: temporal.address });
    const bench = new Bench(
      new Client({
        connection,
        dataConverter: createDataConverter({ current: Buffer.alloc(32, 7) }, claimsAt(now)),
        interceptors: { workflow: [addressUpdates] },
      }),
      bundle,
      { worker: worker.pid!, server: temporal.pid! },
    );
    for (const side of sides) await bench.run(side, 8, quick ? 8 : 40);
    for (const [callers, cases] of CASES) {
      const found: Record<Side, Measured[]> = { interpreter: [], byHand: [] };
      for (let round = 0; round < ROUNDS; round++)
        for (const side of round % 2 ? [...sides].reverse() : sides)
          found[side].push(await bench.run(side, callers, cases));
      report(callers, found);
    }
    const [ours, theirs] = [await bench.cost('interpreter'), await bench.cost('byHand')];
    for (const name of ['tasks', 'events', 'bytes'] as const) {
      console.log(`a case  ${name.padEnd(7)} interpreter ${ours[name]}  by hand ${theirs[name]}`);
      console.log(
        `RATIO host.${name === 'tasks' ? 'workflow-tasks' : `history-${name}`} ${(ours[name] / theirs[name]).toPrecision(3)}`,
      );
    }
    await connection.close();
  } finally {
    worker?.kill('SIGTERM');
    if (worker && worker.exitCode === null) await once(worker, 'exit');
    await disconnect();
    await Promise.all([temporal.stop(), mongo.stop()]);
  }
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error);
    process.exit(1);
  },
);
