import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startMongo, startTimeSkipping, uriOf, type MongoServer, type TimeSkippingServer } from '../../devstack/index';
import { connect, disconnect, prepare } from '../../models';
import { makeFirstUsers } from '../firstUsers';
import { publishShipped } from '../publish';
import { makeSample } from '../sample';
import { startServer, type RunningServer } from '../server';
import { startWorker, type RunningWorker } from '../worker';

/** A step of the clock by which time is let pass: what happens on the way is dated to within this. */
const close = 1_000;

/**
 * A whole system of its own: Temporal's time-skipping server, a fresh database, the real API and worker, and one clock for all of them,
 * which is the Temporal server's.
 */
export class House {
  private offset: number;
  private server?: RunningServer;
  private worker?: RunningWorker;
  /** Locks of time that were lifted while nobody worked, to be put back. */
  private lifted = 0;

  private constructor(
    private readonly temporal: TimeSkippingServer, private readonly mongo: MongoServer, readonly password: string,
    private readonly keys = { current: randomBytes(32) }, now = Date.now(),
  ) {
    this.offset = now - performance.now();
  }

  /** Builds one whose clock starts at an instant; `say` tells what is being done. */
  static async open(at: number, say: (what: string) => void): Promise<House> {
    say('启动时间跳跃服务器和数据库 / starting the time-skipping server and a database');
    const [temporal, mongo] = await Promise.all([startTimeSkipping({ at: new Date(at).toISOString() }), startMongo({ own: true })]);
    const house = new House(temporal, mongo, randomBytes(9).toString('base64url'));
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

  get url(): string {
    return this.server!.url;
  }

  get working(): boolean {
    return this.worker !== undefined;
  }

  async start(): Promise<void> {
    const common = { mongoUri: this.mongoUri, temporal: { address: this.temporal.address }, keys: this.keys, clock: this.clock };
    this.server = await startServer({ ...common, requestsPerMinute: 1_000_000, failedSignIns: 1_000 });
    this.worker = await startWorker(common);
    for (; this.lifted > 0; this.lifted--) await this.temporal.lock();
  }

  /** The API and the worker leave; Temporal and the database stay, and time goes on. */
  async stop(): Promise<void> {
    await this.server?.stop();
    await this.worker?.stop();
    this.server = this.worker = undefined;
  }

  /** Lets time pass in moments: everything that falls due in between happens in its order. */
  async skipTo(instant: number): Promise<void> {
    if (this.working) await this.temporal.skipTo(new Date(instant));
    else await this.skipAlone(instant);
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
    for (let done = false; !done; ) {
      done = await Promise.race([passing.then(() => true), pause(300, false)]);
      const now = (await this.temporal.now()).getTime();
      if (!done && now - last < close) {
        await this.temporal.unlock();
        this.lifted += 1;
      }
      last = now;
    }
  }

  private async settle(): Promise<void> {
    this.offset = (await this.temporal.now()).getTime() - performance.now();
  }
}
