import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { destination } from 'pino';
import { startMongo, startTimeSkipping, uriOf, type MongoServer, type TimeSkippingServer } from '../../devstack/index';
import { connect, disconnect, prepare } from '../../models';
import type { Keys } from '../../workflows/codec';
import { makeFirstUsers } from '../firstUsers';
import { createLog } from '../log';
import { publishShipped } from '../publish';
import { makeSample } from '../sample';
import { startServer, type RunningServer } from '../server';
import { startWorker, type RunningWorker } from '../worker';
import type { Place } from './HttpSystem';
import { Stuck } from './System';

/** The step of the clock while time passes: events on the way are dated with this precision. */
const close = 1_000;
/**
 * How long time must pass to see whether anything is still working: while something is, time passes at normal speed.
 */
const moment = 10_000;
/** How long, in real time, the system may work without a pause before it counts as stuck. */
const patience = 90_000;

export interface TimeSkippingOptions {
  /** The encryption keys of the system. Default: generated ones. */
  keys?: Keys;
  /**
   * The worker's workflow cache. None for a worker that will stop: the time-skipping server never takes back what waits
   * in its own queue.
   */
  cached?: number;
}

/**
 * A complete system: Temporal's time-skipping server, a fresh database, the real API and worker, and one clock for all
 * of them, the Temporal server's.
 */
export class TimeSkippingSystem implements Place {
  private offset: number;
  private server?: RunningServer;
  private worker?: RunningWorker;
  /** Time locks released while no worker ran, to be acquired again. */
  private lifted = 0;

  private constructor(
    private readonly temporal: TimeSkippingServer,
    private readonly mongo: MongoServer,
    readonly password: string,
    private readonly keys: Keys,
    private readonly cached: number | undefined,
    now = Date.now(),
  ) {
    this.offset = now - performance.now();
  }

  /** Builds a system whose clock starts at an instant; `say` reports progress. */
  static async open(
    at: number,
    say: (what: string) => void,
    { keys = { current: randomBytes(32) }, cached }: TimeSkippingOptions = {},
  ): Promise<TimeSkippingSystem> {
    say('启动时间跳跃服务器和数据库 / starting the time-skipping server and a database');
    const [temporal, mongo] = await Promise.all([
      startTimeSkipping({ at: new Date(at).toISOString() }),
      startMongo({ own: true }),
    ]);
    const timeSkipping = new TimeSkippingSystem(temporal, mongo, randomBytes(9).toString('base64url'), keys, cached);
    try {
      await timeSkipping.settle();
      await connect(timeSkipping.mongoUri);
      await prepare();
      await makeFirstUsers({ password: timeSkipping.password, everyRole: true, at: timeSkipping.clock() });
      say('发布流程、决策、表单和文书模板 / publishing processes, decisions, forms and templates');
      await publishShipped({ at: timeSkipping.clock() });
      await makeSample();
      say('启动接口和执行器 / starting API and worker');
      await timeSkipping.start();
      return timeSkipping;
    } catch (error) {
      await timeSkipping.close();
      throw error;
    }
  }

  /** The system's only clock. Between skips it runs like any clock. */
  readonly clock = (): Date => new Date(this.offset + performance.now());

  get temporalAddress(): string {
    return this.temporal.address;
  }

  get url(): string {
    return this.server!.url;
  }

  get working(): boolean {
    return this.worker !== undefined;
  }

  async start(): Promise<void> {
    const common = {
      mongoUri: this.mongoUri,
      temporal: { address: this.temporal.address },
      keys: this.keys,
      clock: this.clock,
    };
    // An unexpected error is reported with its cause.
    const log = createLog('error', destination(2));
    this.server = await startServer({ ...common, log, requestsPerMinute: 1_000_000, failedSignIns: 1_000 });
    this.worker = await startWorker({ ...common, cached: this.cached });
    for (; this.lifted > 0; this.lifted--) await this.temporal.lock();
  }

  /** The API and the worker stop; Temporal and the database stay, and time continues. */
  async stop(): Promise<void> {
    await this.server?.stop();
    await this.worker?.stop();
    this.server = this.worker = undefined;
  }

  /**
   * Lets time pass quickly: everything that is due in between happens in order. Throws Stuck if something never comes
   * to rest.
   */
  async skipTo(instant: number): Promise<void> {
    if (this.working) await inTime(this.temporal.skipTo(new Date(instant)));
    else await this.skipAlone(instant);
    await this.settle();
  }

  /**
   * Returns when no workflow task, activity or message between workflows is in progress: only then does the server's
   * time skip. Until then time passes at normal speed. Throws Stuck after `patience`.
   */
  async rest(): Promise<void> {
    for (const from = performance.now(); ;) {
      const began = performance.now();
      await inTime(this.temporal.skip(moment));
      if (performance.now() - began < moment) break;
      if (performance.now() - from > patience) throw new Stuck('the system does not come to rest / 系统一直没有停下来');
    }
    await this.settle();
  }

  /** The clock is set exactly just before an instant, so that what is due then gets the right date. */
  readonly before = (instant: number): number => instant - close;

  async close(): Promise<void> {
    await this.stop();
    await disconnect();
    await Promise.all([this.temporal.stop(), this.mongo.stop()]);
  }

  private get mongoUri(): string {
    return uriOf(this.mongo.uri, 'demo');
  }

  /** Work without a worker blocks time: while everything is stopped, time is forced to pass. */
  private async skipAlone(instant: number): Promise<void> {
    const passing = this.temporal.skipTo(new Date(instant));
    let last = 0;
    const from = performance.now();
    for (let done = false; !done;) {
      if (performance.now() - from > patience)
        throw new Stuck('time does not pass while all is stopped / 系统停止期间时间不走');
      done = await Promise.race([passing.then(() => true), pause(300, false)]);
      const now = (await this.temporal.now()).getTime();
      if (!done && now - last < close) {
        await this.temporal.unlock();
        this.lifted += 1;
      }
      last = now;
    }
  }

  /** Sets the clock. */
  private async settle(): Promise<void> {
    this.offset = (await this.temporal.now()).getTime() - performance.now();
  }
}

/** A skip takes too long in real time: something blocks it, such as a workflow task that fails repeatedly. */
async function inTime(skipping: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = pause(patience, undefined, { signal: over.signal }).then(() => {
    throw new Stuck('time stands still: a workflow task does not end / 时间停住了：有工作流任务没有结束');
  });
  try {
    await Promise.race([skipping, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
    skipping.catch(() => undefined);
  }
}
