import type { Logger } from 'pino';
import { appendAudit, sealRunning } from '../models';

/** What is deleted from the audit log later than this after it was written is found by the check. */
const EVERY_MS = 20_000;

/**
 * Seals what this process writes to the audit log, every few seconds, and reports a seal that has disappeared: only
 * somebody who writes to the database past the system could have removed it. Returns how to stop, with a last seal.
 */
export function keepSealing({ clock, log }: { clock(): Date; log: Logger }): () => Promise<void> {
  const seal = async (): Promise<void> => {
    try {
      const { lost } = await sealRunning(clock());
      if (lost === undefined) return;
      log.error({ seal: lost }, 'a seal of the audit log has disappeared: somebody has changed the database directly');
      await appendAudit([
        { chain: 'system', at: clock(), by: 'system', action: 'audit.sealLost', detail: { seal: lost } },
      ]);
    } catch (error) {
      log.warn({ err: error }, 'the audit log was not sealed; it is tried again');
    }
  };
  let last = Promise.resolve();
  const timer = setInterval(() => void (last = last.then(seal)), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last.then(seal);
  };
}
