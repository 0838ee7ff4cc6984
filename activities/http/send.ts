import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { Agent, request } from 'undici';

export interface Outgoing {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
  /** Idempotency key: the same on every attempt. */ id: string;
}
export interface Permission {
  /** `host` or `host:port`. */ allowed: string[];
  secret?: string;
  at: Date;
}
export interface Incoming {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  retryAfterSeconds?: number;
}

/** The address must not be called. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} / ${en}`);
  }
}

const LARGEST_ANSWER = 1024 * 1024;

const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/**
 * Names are resolved once, for this very connection: a name that resolves to an internal address is refused, whichever
 * DNS server answered.
 */
const outside = new Agent({
  connect: {
    lookup: (host, options, done) =>
      lookup(host, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, []);
        const bad = addresses.find(({ address, family }) => inside.check(address, family === 6 ? 'ipv6' : 'ipv4'));
        if (bad)
          return done(
            new NotAllowed(`主机 ${host} 指向内部地址（${bad.address}）`, `${host} points inside (${bad.address})`),
            [],
          );
        done(null, addresses);
      }),
  },
});
/** An address that is itself on the list may be internal: the operator of Heyi listed it. */
const listed = new Agent();

/**
 * Sends one request to an allowed host and reads its answer. Redirects are not followed. If there is a secret, the
 * request is signed over `<unix seconds>.<body>` in the header Heyi-Signature. Throws NotAllowed, or network errors.
 */
export async function send(
  { url, method, headers = {}, body, timeoutMs, id }: Outgoing,
  { allowed, secret, at }: Permission,
): Promise<Incoming> {
  const target = addressOf(url, allowed);
  const bytes = body instanceof Uint8Array ? body : undefined;
  const text =
    body === undefined || body === null || bytes ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const seconds = Math.floor(at.getTime() / 1000);
  const signature = secret
    ? { 'Heyi-Signature': `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex')}` }
    : {};
  const literal = isIP(target.hostname.replace(/^\[|\]$/g, '')) !== 0 || target.hostname === 'localhost';
  const response = await request(target, {
    method: method as 'GET',
    headers: {
      ...(text ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
      ...headers,
      ...signature,
      'Idempotency-Key': id,
    },
    body: bytes ?? (text || null),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    dispatcher: literal ? listed : outside,
  });
  const retryAfter = Number(response.headers['retry-after']);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
    body: await bodyOf(response.body),
    ...(retryAfter > 0 ? { retryAfterSeconds: Math.min(retryAfter, 3600) } : {}),
  };
}

function addressOf(url: string, allowed: string[]): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target || !/^https?:$/.test(target.protocol) || target.username || target.password)
    throw new NotAllowed(`不是可用的 http 地址：${url}`, `not a usable http address: ${url}`);
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (!allowed.some((host) => host === target.hostname || host === `${target.hostname}:${port}`))
    throw new NotAllowed(
      `主机 ${target.host} 不在允许名单（HEYI_HTTP_ALLOW）内`,
      `the host ${target.host} is not on the list of allowed ones (HEYI_HTTP_ALLOW)`,
    );
  return target;
}

async function bodyOf(body: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error(`the answer is larger than ${LARGEST_ANSWER} bytes`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
