import { setTimeout as pause } from 'node:timers/promises';

/** How often a call is repeated to an instance that stands still: some two minutes. */
const MOST_WAITS = 80;

/** One intended call and the answer it received. */
export interface Deed {
  key: string;
  method: string;
  path: string;
  body: unknown;
  status: number;
  answer: any;
  /** How often it was sent until an answer came. */
  sent: number;
}

/**
 * A well-behaved caller: if no answer arrives, or the answer asks it to repeat, it repeats the call with the same key.
 */
export class Caller {
  #token = '';
  constructor(
    private readonly url: string,
    private readonly account: string,
    private readonly password: string,
  ) {}

  async signIn(): Promise<void> {
    const { answer } = await this.#insist('POST', '/sessions', {
      account: this.account,
      password: this.password,
      bearer: true,
    });
    this.#token = answer.token as string;
  }

  async get(path: string): Promise<any> {
    return (await this.#insist('GET', path)).answer;
  }

  async do(key: string, path: string, body: unknown): Promise<Deed> {
    return { key, method: 'POST', path, body, ...(await this.#insist('POST', path, body, key)) };
  }

  /** Sends the same call again, unchanged. */
  again = ({ key, path, body }: Deed): Promise<Deed> => this.do(key, path, body);

  async #insist(method: string, path: string, body?: unknown, key?: string) {
    for (let sent = 1; ; sent++) {
      const given = await this.#send(method, path, body, key).catch(() => undefined);
      // An instance that is being repaired goes on later, under the same key.
      const waits = given?.answer?.code === 'STANDS_STILL' && sent < MOST_WAITS;
      if (given && !waits && ![500, 503, 429].includes(given.status)) return { ...given, sent };
      await pause(Math.min(2_000, 100 * sent));
    }
  }

  async #send(method: string, path: string, body?: unknown, key?: string) {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      signal: AbortSignal.timeout(30_000),
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, answer: text ? JSON.parse(text) : undefined };
  }
}
