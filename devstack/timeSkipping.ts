import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { InternalConnectionOptionsSymbol, type InternalConnectionOptions } from '@temporalio/client/lib/connection.js';
import { startChild, type Child } from './child';
import { answers, freePort } from './port';
import { addSearchAttributes } from './temporal';
import { timeSkippingProgram } from './timeSkippingServer';
import { scratch } from './watchdog';

export interface TimeSkippingOptions {
  /** The instant at which its clock starts (ISO 8601). Default: now. */
  at?: string;
  /** Default: any free one. */
  port?: number;
}

export interface TimeSkippingServer {
  /** host:port */
  address: string;
  kind: 'java' | 'downloaded';
  /** A connection with `testService`, for TimeSkippingClient of @temporalio/testing. */
  connection: Connection;
  /** The current time on this server. */
  now(): Promise<Date>;
  /** Skips this many milliseconds: every timer in between fires in order. Resolves when they have passed. */
  skip(milliseconds: number): Promise<void>;
  /** Skips time up to the instant; does nothing if it is past. */
  skipTo(instant: string | Date): Promise<void>;
  /** From now on time skips whenever nothing is left to do, until lock(). Locks and unlocks are counted. */
  unlock(): Promise<void>;
  lock(): Promise<void>;
  ended: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/**
 * Starts Temporal's time-skipping server. It keeps everything in memory and has no lists, schedules or resets. A
 * workflow left open on a task queue that nobody polls stops its time: close every workflow, and use one server per
 * test file.
 */
export async function startTimeSkipping({ at, port }: TimeSkippingOptions = {}): Promise<TimeSkippingServer> {
  const program = await timeSkippingProgram();
  const start = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(start)) throw new RangeError(`not an instant: ${at}`);
  const chosen = await freePort(port);
  const folder = await mkdtemp(join(tmpdir(), 'heyi-time-'));
  scratch(folder);
  const child = await startChild({
    ...program.command(chosen, start),
    log: join(folder, 'server.log'),
    ready: () => answers('127.0.0.1', chosen),
  });
  try {
    const connection = await connectTo(`127.0.0.1:${chosen}`);
    const server = serverOf(program.kind, connection, child, folder);
    if (!program.startsAnywhen && at !== undefined) await reach(server, new Date(start));
    return server;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

async function connectTo(address: string): Promise<Connection> {
  const options: InternalConnectionOptions = {
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = await Connection.connect(options);
  await addSearchAttributes(connection, 'default');
  return connection;
}

function serverOf(
  kind: TimeSkippingServer['kind'],
  connection: Connection,
  child: Child,
  folder: string,
): TimeSkippingServer {
  const service = connection.testService!;
  const now = async () => {
    const { time } = await service.getCurrentTime({});
    return new Date(Number(time?.seconds ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6));
  };
  const skip = async (milliseconds: number) => {
    await service.unlockTimeSkippingWithSleep({
      duration: { seconds: Math.floor(milliseconds / 1000) as never, nanos: (milliseconds % 1000) * 1e6 },
    });
  };
  const skipTo = async (instant: string | Date) => {
    const wait = new Date(instant).getTime() - (await now()).getTime();
    if (wait > 0) await skip(wait);
  };
  const end = async (how: () => Promise<void>) => {
    await connection.close().catch(() => {});
    await how();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    address: connection.options.address,
    kind,
    connection,
    now,
    skip,
    skipTo,
    unlock: async () => void (await service.unlockTimeSkipping({})),
    lock: async () => void (await service.lockTimeSkipping({})),
    ended: child.ended,
    stop: () => end(child.stop),
    kill: () => end(child.kill),
  };
}

/** The SDK's own binary starts today: a later date is reached by skipping, an earlier one is impossible. */
async function reach(server: TimeSkippingServer, start: Date): Promise<void> {
  if (start < (await server.now())) {
    throw new Error(
      `本机的时间跳跃服务器不能从过去的 ${start.toISOString()} 开始：请安装 JDK 和 Maven / this time-skipping server cannot start in the past (${start.toISOString()}): install a JDK and Maven`,
    );
  }
  await server.skipTo(start);
}
