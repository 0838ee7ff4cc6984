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

/** A step of the clock by which time is let pass: what happens on the way is dated to within this. */
const close = 1_000;
/** The time that is let pass to see whether anything still works: as long as something does, it passes as on a wall. */
const moment = 10_000;
/** So long, by the wall, the system may work at a stretch before it is said to stand still. */
const patience = 90_000;

export interface HouseOptions {
  /** Under which the system encrypts. Default: some of its own. */
  keys?: Keys;
  /**
   * Workflows that the worker remembers. None for a worker that will leave: the time-skipping server never takes back
   * what waits in its own queue.
   */
  cached?: number;
}

/**
 * A whole system of its own: Temporal's time-skipping server, a fresh database, the real API and worker, and one clock
 * for all of them,
 * which is the Temporal server's.
 */
export class House implements Place {
  private offset: number;
  private server?: RunningServer;
  private worker?: RunningWorker;
  /** Locks of time that were lifted while nobody worked, to be put back. */
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

  /** Builds one whose clock starts at an instant; `say` tells what is being done. */
  static async open(
    at: number,
    say: (what: string) => void,
    { keys = { current: randomBytes(32) }, cached }: HouseOptions = {},
  ): Promise<House> {
    say('启动时间跳跃服务器和数据库 / starting the time-skipping server and a database');
    const [temporal, mongo] = await Promise.all([
      startTimeSkipping({ at: new Date(at).toISOString() }),
      startMongo({ own: true }),
    ]);
    const house = new House(temporal, mongo, randomBytes(9).toString('base64url'), keys, cached);
    try {
      await house.settle();
      await connect(house.mongoUri);
      await prepare();
      await makeFirstUsers({ password: house.password, everyRole: true, at: house.clock() });
      say('发布流程、决策、表单和文书模板 / publishing processes, decisions, forms and templates');
      await publishShipped({ at: house.clock() });
      await makeSample();
      say('启动接口和执行器 / starting API and worker');
      await house.start();
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  /** The one clock of the system. Between skips it goes as any clock does. */
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
    // What nobody expected is told with its cause.
    const log = createLog('error', destination(2));
    this.server = await startServer({ ...common, log, requestsPerMinute: 1_000_000, failedSignIns: 1_000 });
    this.worker = await startWorker({ ...common, cached: this.cached });
    for (; this.lifted > 0; this.lifted--) await this.temporal.lock();
  }

  /** The API and the worker leave; Temporal and the database stay, and time goes on. */
  async stop(): Promise<void> {
    await this.server?.stop();
    await this.worker?.stop();
    this.server = this.worker = undefined;
  }

  /**
   * Lets time pass in moments: everything that falls due in between happens in its order. Throws Stuck where something
   * never comes to rest.
   */
  async skipTo(instant: number): Promise<void> {
    if (this.working) await inTime(this.temporal.skipTo(new Date(instant)));
    else await this.skipAlone(instant);
    await this.settle();
  }

  /**
   * Returns when no workflow task, activity or message between workflows is under way: only then does the server's time
   * jump. Until then
   * a moment lasts as long as it says. Throws Stuck after `patience`.
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

  /** Just before an instant the clock is put right, so that what falls due then is dated so. */
  readonly before = (instant: number): number => instant - close;

  async close(): Promise<void> {
    await this.stop();
    await disconnect();
    await Promise.all([this.temporal.stop(), this.mongo.stop()]);
  }

  private get mongoUri(): string {
    return uriOf(this.mongo.uri, 'demo');
  }

  /** Work that nobody takes up holds time: while all is stopped it is made to pass. */
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

  /** The clock is put right. */
  private async settle(): Promise<void> {
    this.offset = (await this.temporal.now()).getTime() - performance.now();
  }
}

/** A skip that takes too long by the wall: something holds time, a workflow task that fails again and again. */
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
