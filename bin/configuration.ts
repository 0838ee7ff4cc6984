import { realpathSync } from 'node:fs';
import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { providerSettings, type ProviderSettings } from '../api/signIn/providers';
import type { QuietHours } from '../domain/quietHours';
import { roles, staffRoles } from '../domain/roles';
import type { Keys } from '../workflows/codec';

/**
 * The keys of the payload encryption: HEYI_KEY, and HEYI_KEYS_OLD (comma-separated) for what was encrypted with older
 * keys. With HEYI_OLD_PAYLOADS=refuse, payloads that are not bound to their workflow are not read.
 */
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
    refuseUnbound: env.HEYI_OLD_PAYLOADS === 'refuse',
  };
}

/** HEYI_LINK_DAYS: how long a one-time link lasts at most (docs/notices.md). */
export function linkDaysFrom(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const days = Number(text);
  if (!Number.isInteger(days) || days < 0 || days > 30)
    throw new Error('HEYI_LINK_DAYS is not a whole number from 0 (no links) to 30 / 应为 0（不发链接）至 30 的整数');
  return days;
}

/** HEYI_QUIET_HOURS: when text and push messages wait, such as 21-8 (the default); none: never (docs/notices.md). */
export function quietHoursFrom(text: string | undefined): QuietHours | undefined {
  if (!text) return undefined;
  if (text === 'none') return { from: 0, until: 0 };
  const [, from, until] = /^(\d{1,2})-(\d{1,2})$/.exec(text)?.map(Number) ?? [];
  if (from === undefined || until === undefined || from > 23 || until > 23)
    throw new Error(
      'HEYI_QUIET_HOURS is neither two hours such as 21-8 nor none / 应为 21-8 这样的两个整点，或 none（不设）',
    );
  return { from, until };
}

/** The keys, the current one first. */
export const keyListOf = ({ current, old = [] }: Keys): Uint8Array[] => [current, ...old];

/** HEYI_OIDC: a JSON list of the providers at which staff may sign in (docs/operations.md). */
export function providersFrom(text: string | undefined): ProviderSettings[] {
  if (!text) return [];
  try {
    return z.array(providerSettings).max(20).parse(JSON.parse(text));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : 'JSON';
    throw new Error(`HEYI_OIDC is not a valid list of providers / 不是有效的登录服务列表: ${what}`, { cause: error });
  }
}

/** HEYI_SECOND_FACTOR: `staff`, or a comma-separated list of roles. */
export function rolesFrom(text: string | undefined): string[] {
  const named = (text ?? '').split(',').flatMap((each) => each.trim() || []);
  const all = named.flatMap<string>((each) => (each === 'staff' ? staffRoles : [each]));
  const unknown = all.filter((role) => !roles.has(role));
  if (unknown.length) throw new Error(`HEYI_SECOND_FACTOR: ${unknown.join(', ')}: no such role / 没有这个角色`);
  return all;
}

/** Whether this is the file that node was asked to run. */
export const isMain = (file: string): boolean =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === file;

/** Temporal's own messages go through our log, without its debug output. */
export function temporalLogger(log?: Logger): DefaultLogger {
  return new DefaultLogger(log ? 'INFO' : 'WARN', ({ level, message, meta }) =>
    log ? log[pinoLevel(level)](meta ?? {}, message) : undefined,
  );
}

const pinoLevel = (level: LogLevel): 'trace' | 'debug' | 'info' | 'warn' | 'error' => level.toLowerCase() as 'info';

/** Temporal has one logger per process: that of the first worker in it. */
export function useLog(log?: Logger): void {
  try {
    Runtime.install({ logger: temporalLogger(log), telemetryOptions: { logging: { forward: {}, filter: 'WARN' } } });
  } catch {
    // Another worker of this process has installed it.
  }
}

/** The push services to which notices may be handed, if not those of the usual browsers. */
export const pushHostsFrom = ({ HEYI_PUSH_HOSTS }: NodeJS.ProcessEnv): string[] | undefined =>
  HEYI_PUSH_HOSTS?.split(',')
    .map((host) => host.trim())
    .filter(Boolean) || undefined;
