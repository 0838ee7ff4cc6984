import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { operations, type Operation } from '../../api/contract';
import { Dice, hostile, Seen, corrupted, valueOf, type Schema } from './values';

/** The origin of the calls: an account, or an anonymous caller. */
export interface Asker {
  name: string;
  token?: string;
}
export interface Fault {
  call: number;
  operation: string;
  asker: string;
  status: number;
  method: string;
  url: string;
  body?: string;
  answer: string;
}
export interface Outcome {
  calls: number;
  /** Calls by operation, and how many of each succeeded. */
  reached: Map<string, { calls: number; succeeded: number }>;
  faults: Fault[];
}
interface Options {
  url: string;
  askers: Asker[];
  calls: number;
  seed: number;
  /** Valid bodies by operation: sent unchanged, or corrupted. */
  examples?: Record<string, unknown>;
  /** Operations that would end the fuzzing itself, such as signing the caller out. */
  without?: readonly string[];
  onFault?(fault: Fault): void;
}

/** Would sign out, lock out or rename the callers. */
export const endsItself = ['signOut', 'changePassword', 'changeUser'];

const AGAIN = 4;

/**
 * Calls operations of the contract at random, with input that fits their schemas and with hostile input. The answer
 * must never be a server error.
 */
export async function fuzz({
  url,
  askers,
  calls,
  seed,
  examples = {},
  without = endsItself,
  onFault,
}: Options): Promise<Outcome> {
  const dice = new Dice(seed);
  const seen = new Seen();
  const plans = operations.filter(({ id }) => !without.includes(id)).map((each) => planOf(each, examples[each.id]));
  const outcome: Outcome = { calls: 0, reached: new Map(), faults: [] };
  const keys: string[] = [];
  for (const plan of plans.filter(({ operation }) => operation.method === 'get' && !operation.path.includes('{')))
    for (const asker of askers) await turn(plan, asker, true);
  while (outcome.calls < calls) await turn(dice.pick(plans), dice.pick(askers), false);
  return outcome;

  async function turn(plan: Plan, asker: Asker, well: boolean): Promise<void> {
    const call = (outcome.calls += 1);
    const request = requestOf(plan, asker, dice, seen, keys, well);
    const { status, text } = await sent(`${url}/api${request.path}`, request.init);
    const counted = outcome.reached.get(plan.operation.id) ?? { calls: 0, succeeded: 0 };
    counted.calls += 1;
    if (status < 300) counted.succeeded += 1;
    outcome.reached.set(plan.operation.id, counted);
    if (status < 300 && text.startsWith('{')) seen.learn(JSON.parse(text), about(plan.operation));
    if (status < 500) return;
    const { body } = request.init;
    const fault: Fault = {
      call,
      operation: plan.operation.id,
      asker: asker.name,
      status,
      method: request.init.method!,
      url: request.path.slice(0, 500),
      ...(typeof body === 'string' && { body: body.slice(0, 2000) }),
      answer: text.slice(0, 500),
    };
    outcome.faults.push(fault);
    onFault?.(fault);
  }
}

interface Plan {
  operation: Operation;
  query?: Schema;
  body?: Schema;
  example?: unknown;
}

const planOf = (operation: Operation, example: unknown): Plan => ({
  operation,
  example,
  ...(operation.query && { query: schemaOf(operation.query) }),
  ...(operation.body && { body: schemaOf(operation.body) }),
});

/** The kind of thing at the start of a path. */
const about = ({ path }: Operation): string => path.split('/')[1]!;

const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema;

/** 503 says to repeat with the same key: on a busy machine the answer may take time, but it comes. */
async function sent(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  for (let attempt = 1; ; attempt++) {
    const answer = await once(url, init);
    if (answer.status !== 503 || attempt === AGAIN) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

async function once(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  const leave = new AbortController();
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: leave.signal });
    // A stream has no end to wait for.
    const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
    return { status: response.status, text: streams ? '' : await response.text() };
  } catch (error) {
    // Input that cannot even be sent (an invalid header) says nothing about the server.
    if (error instanceof TypeError && !/fetch failed/.test(error.message)) return { status: 0, text: error.message };
    return { status: 599, text: String((error as Error).cause ?? error) };
  } finally {
    leave.abort();
  }
}

/** A request for an operation; `well`: without corrupted parts. */
function requestOf(
  { operation, query, body, example }: Plan,
  asker: Asker,
  dice: Dice,
  seen: Seen,
  keys: string[],
  well: boolean,
) {
  const hurt = !well && dice.chance(0.4);
  const at = hurt ? dice.pick(['path', 'query', 'body', 'text', 'header']) : undefined;
  const headers: Record<string, string> = { 'x-requested-with': 'heyi' };
  if (asker.token) headers.authorization = `Bearer ${asker.token}`;
  let path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    at === 'path' && dice.chance(0.7)
      ? dice.pick(paths)
      : encodeURIComponent(
          (seen.of(`${about(operation)} ${name}`, dice) ?? seen.of(name, dice) ?? 'none').slice(0, 300),
        ),
  );
  if (query && !well) path += queryOf(valueOf(query, dice, seen), at === 'query', dice);
  if (operation.method !== 'get') {
    const key = keys.length && dice.chance(0.1) ? dice.pick(keys) : randomUUID();
    keys.push(key);
    headers['idempotency-key'] = key;
  }
  if (at === 'header') Object.assign(headers, dice.pick(oddHeaders));
  const init: RequestInit = { method: operation.method.toUpperCase(), headers };
  if (operation.accepts) init.body = formOf(seen, dice);
  else if (body) {
    headers['content-type'] ??= 'application/json';
    const made = example && dice.chance(0.7) ? example : valueOf(body, dice, seen);
    init.body =
      at === 'text' ? dice.pick(oddTexts) : (JSON.stringify(at === 'body' ? corrupted(made, dice) : made) ?? 'null');
  }
  return { path, init };
}

function queryOf(made: unknown, hurt: boolean, dice: Dice): string {
  const pairs = Object.entries((made ?? {}) as Record<string, unknown>).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(plain(value))}`,
  );
  if (hurt) pairs.push(dice.pick(oddQueries));
  return pairs.length ? `?${pairs.join('&')}` : '';
}

function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.replaceAll(/\p{Surrogate}/gu, '').slice(0, 2000);
}

function formOf(seen: Seen, dice: Dice): FormData {
  const form = new FormData();
  const name = dice.pick(['a.txt', 'a.pdf', 'a.docx', '..\\..\\x.png', '', 'x'.repeat(400)]);
  if (dice.chance(0.9)) form.append('file', new Blob([dice.pick(['hello', '%PDF-1.4 x', 'PK\u0003\u0004', ''])]), name);
  if (dice.chance(0.5)) form.append('code', seen.of('code', dice) ?? 'upload');
  if (dice.chance(0.3)) form.append('task', seen.of('id', dice) ?? 'x');
  if (dice.chance(0.3)) form.append(dice.pick(['confidential', 'extra', '__proto__']), dice.pick(['true', '\0', 'x']));
  return form;
}

const paths = [
  '%00',
  '..%2f..%2f',
  '%E0%A4%A',
  'x'.repeat(3000),
  '~',
  '~~~',
  '%7B%7D',
  '__proto__',
  'constructor',
  '%F0%9F%92%A9',
  '1e400',
  '-1',
];
const oddQueries = [
  'a=1',
  'size=1e400',
  'size=-1',
  'size=1&size=2',
  'size[a]=1',
  'after=%00',
  'after=x&after=y',
  'sort=__proto__',
  '__proto__[x]=1',
  'from=2026-02-30',
  'area=%F0',
  '%',
  'text=%00',
  `text=${'('.repeat(1000)}`,
];
const oddHeaders: Record<string, string>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-encoding': 'gzip' },
  { 'idempotency-key': 'x'.repeat(201) },
  { 'accept-language': 'x'.repeat(2000) },
  { authorization: 'Bearer nothing' },
  { cookie: 'heyi=x; heyi=y' },
  { range: 'bytes=5-1' },
  { 'if-none-match': '"' },
  { 'last-event-id': '9'.repeat(12) + '.1' },
];
const oddTexts = [
  '',
  '{',
  '{"a":1e400}',
  '{"variables":{"a":1e400},"reason":"x","type":"setVariables"}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  '\ufeff{}',
  '"\\ud800"',
  'null',
  '[]',
  '1',
  '{"__proto__":{"a":1}}',
  ...hostile.map((each) => JSON.stringify(each) ?? ''),
];
