import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { freePort } from './port';
import { textPage } from './textPage';

/** A text message as the receiver keeps it. */
export interface ReceivedText {
  id: string;
  to: string;
  text: string;
  at: string;
  /** How often it was handed over: more than once after an answer that was lost or late. */
  times: number;
}

export interface TextReceiverOptions {
  /** The preferred port; another free one is used if it is taken. */
  port?: number;
  /** What a sender must present. */
  token: string;
  /** Where the messages are kept for the next start; absent: only in memory. */
  file?: string;
  /** Asked before each answer, for tests: another status, or a promise for an answer that comes late. */
  before?: (attempt: number) => number | undefined | Promise<number | undefined>;
}

export interface TextReceiver {
  /** The address of its page; messages are sent to `/messages` under it, and listed there as JSON. */
  url: string;
  port: number;
  token: string;
  /** In the order of their arrival. */
  messages(): readonly ReceivedText[];
  stop(): Promise<void>;
}

/** The oldest are dropped. */
const KEPT = 500;
const LARGEST = 16 * 1024;

/**
 * A stand-in for the gateway of text messages in development and tests, with the same interface (docs/text-messages.md):
 * it keeps what was sent and shows it on a page. Only this machine can reach it.
 */
export async function startTextReceiver({ port, token, file, before }: TextReceiverOptions): Promise<TextReceiver> {
  const kept: ReceivedText[] =
    file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReceivedText[]) : [];
  let attempts = 0;
  let writing: Promise<void> = Promise.resolve();
  const keep = (): Promise<void> => {
    if (!file) return Promise.resolve();
    return (writing = writing.then(async () => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      await rename(`${file}.new`, file);
    }));
  };
  const receive = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.headers.authorization !== `Bearer ${token}`) return answer(res, 401, { error: 'wrong token' });
    const message = messageOf(await bodyOf(req));
    if (!message) return answer(res, 422, { error: 'expected { id, to, text }' });
    const status = await before?.((attempts += 1));
    if (status !== undefined && status >= 300) return answer(res, status, { error: 'as the test wants it' });
    const known = kept.find(({ id }) => id === message.id);
    if (known) known.times += 1;
    else kept.push({ ...message, at: new Date().toISOString(), times: 1 });
    kept.splice(0, kept.length - KEPT);
    await keep();
    answer(res, status ?? (known ? 200 : 201), { id: message.id });
  };
  const server = createServer((req, res) => {
    const local = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(req.headers.host ?? '');
    const path = (req.url ?? '/').split('?')[0];
    if (!local) answer(res, 403, { error: 'only from this machine' });
    else if (req.method === 'GET' && path === '/') show(res, textPage(kept));
    else if (req.method === 'GET' && path === '/messages') answer(res, 200, kept);
    else if (req.method === 'POST' && path === '/messages')
      receive(req, res).catch((error: Error) => answer(res, 400, { error: error.message }));
    else answer(res, 404, { error: 'no such address' });
  });
  server.listen(await freePort(port), '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    token,
    messages: () => kept,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await writing;
    },
  };
}

function messageOf(body: unknown): Pick<ReceivedText, 'id' | 'to' | 'text'> | undefined {
  const { id, to, text } = (body ?? {}) as Record<string, unknown>;
  const isText = (value: unknown, most: number): value is string =>
    typeof value === 'string' && value !== '' && value.length <= most;
  return isText(id, 100) && isText(to, 20) && /^\+\d+$/.test(to) && isText(text, 1000) ? { id, to, text } : undefined;
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new Error(`larger than ${LARGEST} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end(JSON.stringify(body));
}

function show(res: ServerResponse, page: string): void {
  res.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  res.end(page);
}
