import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { safeError, safeText, safeValue } from './redact';

/**
 * The log of a process: one JSON line an entry. Everything that is logged passes `redact.ts`, whoever logs it: what a
 * person entered, and what a driver quotes of it, never reaches a log.
 */
export function createLog(level = 'info', destination?: DestinationStream): Logger {
  return pino(options(level), destination);
}

const options = (level: string): LoggerOptions => ({
  level,
  formatters: { log: (bound) => safeValue(bound) as Record<string, unknown> },
  // The formatter has turned errors into plain data already.
  serializers: { err: (value: unknown) => (value instanceof Error ? safeError(value) : value) },
  hooks: {
    logMethod(given, method) {
      const [first, message, ...more] = given as unknown[];
      // pino would take an error's message for the entry's.
      if (first instanceof Error) return method.apply(this, [{ err: first }, said(message) ?? first.name] as never);
      if (typeof first === 'string') return method.apply(this, [safeText(first)] as never);
      return method.apply(this, [first, said(message), ...more.map(safeValue)] as never);
    },
  },
});

const said = (message: unknown): string | undefined => (typeof message === 'string' ? safeText(message) : undefined);

/** An error that nobody caught ends the process, and says so in the log rather than, with its message, on the screen. */
export function logUncaught(log: Logger): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'an error that nobody caught');
    process.exit(1);
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
}
