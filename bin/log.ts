import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { safeError, safeText, safeValue } from './redact';

/**
 * The log of a process: one JSON line per entry. Everything that is logged passes `redact.ts`: what a person entered,
 * and what a driver quotes of it, never reaches a log.
 */
export function createLog(level = 'info', destination?: DestinationStream): Logger {
  return pino(options(level), destination);
}

const options = (level: string): LoggerOptions => ({
  level,
  formatters: { log: (bound) => safeValue(bound) as Record<string, unknown> },
  // The formatter has already turned errors into plain data.
  serializers: { err: (value: unknown) => (value instanceof Error ? safeError(value) : value) },
  hooks: {
    logMethod(given, method) {
      const [first, message, ...more] = given as unknown[];
      // pino would use an error's message as the entry's message.
      if (first instanceof Error)
        return method.apply(this, [{ err: first }, safeMessage(message) ?? first.name] as never);
      if (typeof first === 'string') return method.apply(this, [safeText(first)] as never);
      return method.apply(this, [first, safeMessage(message), ...more.map(safeValue)] as never);
    },
  },
});

const safeMessage = (message: unknown): string | undefined =>
  typeof message === 'string' ? safeText(message) : undefined;

/** An uncaught error ends the process; it is written to the log instead of being printed with its message. */
export function logUncaught(log: Logger): void {
  const end = (error: unknown) => {
    log.fatal({ err: error }, 'uncaught error');
    process.exit(1);
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
}
