import { realpathSync } from 'node:fs';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Keys } from '../workflows/codec';

/** The keys of the payload encryption: HEYI_KEY, and HEYI_KEYS_OLD (comma-separated) for what older keys encrypted. */
export function keysFrom(env: Record<string, string | undefined>): Keys {
  if (!env.HEYI_KEY)
    throw new Error(
      'HEYI_KEY is missing: 32 bytes in base64, e.g. from `openssl rand -base64 32` / 缺少 HEYI_KEY：32 字节的 base64 密钥',
    );
  return {
    current: Buffer.from(env.HEYI_KEY, 'base64'),
    old: (env.HEYI_KEYS_OLD ?? '')
      .split(',')
      .filter(Boolean)
      .map((key) => Buffer.from(key, 'base64')),
  };
}

/** True for the file that node was asked to run. */
export const isMain = (file: string): boolean =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === file;

/** Temporal's own messages through our log, without its chatter. */
export function temporalLogger(log?: Logger): DefaultLogger {
  return new DefaultLogger(log ? 'INFO' : 'WARN', ({ level, message, meta }) =>
    log ? log[pinoLevel(level)](meta ?? {}, message) : undefined,
  );
}

const pinoLevel = (level: LogLevel): 'trace' | 'debug' | 'info' | 'warn' | 'error' => level.toLowerCase() as 'info';

/** Temporal has one logger a process: that of the first worker in it. */
export function useLog(log?: Logger): void {
  try {
    Runtime.install({ logger: temporalLogger(log), telemetryOptions: { logging: { forward: {}, filter: 'WARN' } } });
  } catch {
    // Another worker of this process has installed it.
  }
}
