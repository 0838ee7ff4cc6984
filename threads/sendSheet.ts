import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { MessageChannel } from 'node:worker_threads';
import { inThread } from './pool';
import type { Cell, FromSheet, SheetForm, ToSheet } from './sheet';

/**
 * Streams a spreadsheet while it is created, page by page of its rows. A page is requested when the last one has been
 * written and sent, so that neither a slow database nor a slow reader fills memory.
 */
export async function sendSheet(
  out: Writable,
  form: SheetForm,
  pages: AsyncIterable<Cell[][]> | Iterable<Cell[][]>,
): Promise<void> {
  const { port1: here, port2: there } = new MessageChannel();
  let wanted: (() => void) | undefined;
  here.on('message', (message: FromSheet) => {
    if ('bytes' in message) out.write(message.bytes);
    else wanted?.();
  });
  const made = inThread('sheet', 'writeSheet', { form, port: there }, () => [there]);
  const failed = made.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  const gone = once(out, 'close').then(() => {
    throw new Error('the reader has disconnected');
  });
  gone.catch(() => undefined);
  /** Resolves when the thread has written what it was sent. */
  const send = (message: ToSheet) => {
    const taken = new Promise<void>((resolve) => (wanted = resolve));
    here.postMessage(message);
    return Promise.race([taken, failed, gone]);
  };
  try {
    for await (const rows of pages) {
      await send({ rows });
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), failed, gone]);
    }
    await send({ end: true });
    await made;
  } finally {
    here.close();
  }
}
