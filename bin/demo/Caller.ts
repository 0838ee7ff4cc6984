import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place } from './HttpSystem';

/** The API's answer to a failed request. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    what: string,
    readonly body: unknown,
  ) {
    super(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 600)}`);
  }
}

/** How often a request is repeated before its refusal is accepted. */
const tries = 10;

type SignIn = { account: string; password: string } | { caseNumber: string; code: string };

/**
 * Calls the API as the people of the stories: each signs in when first needed, and again when the session has ended.
 */
export class Caller {
  private readonly tokens = new Map<string, string>();
  private readonly signIns = new Map<string, SignIn>();

  constructor(private readonly place: Pick<Place, 'url'>) {}

  /** Registers a person under a name. */
  know(name: string, signIn: SignIn): void {
    this.signIns.set(name, signIn);
  }

  knows = (name: string): boolean => this.signIns.has(name);

  get = <T>(path: string, as: string): Promise<T> => this.call<T>('GET', path, as);
  send = <T>(method: 'POST' | 'PUT', path: string, body: unknown, as: string): Promise<T> =>
    this.call<T>(method, path, as, JSON.stringify(body), 'application/json');

  async upload(
    path: string,
    fields: Record<string, string>,
    file: { name: string; type: string; bytes: Uint8Array },
    as: string,
  ): Promise<{ id: string }> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Buffer.from(file.bytes)], { type: file.type }), file.name);
    return this.call('POST', path, as, form);
  }

  private async call<T>(method: string, path: string, as: string, body?: BodyInit, type?: string): Promise<T> {
    const key = randomUUID();
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${this.place.url}/api${path}`, {
        method,
        body,
        headers: {
          accept: 'application/json',
          ...(type ? { 'content-type': type } : {}),
          ...(method === 'GET' ? {} : { 'idempotency-key': key }),
          ...(as ? { authorization: `Bearer ${await this.token(as)}` } : {}),
        },
      });
      if (attempt < tries && ((response.status === 401 && as) || response.status === 503)) {
        // An expired session is renewed; if the server is unavailable, the request is repeated under the same key, so
        // it takes effect once.
        if (response.status === 401) this.tokens.delete(as);
        else await pause(2_000);
        continue;
      }
      const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
      if (!response.ok) throw new Refused(response.status, `${method} ${path} (${as || 'nobody'})`, answer);
      return answer as T;
    }
  }

  private async token(name: string): Promise<string> {
    const known = this.tokens.get(name);
    if (known) return known;
    const { token } = await this.send<{ token: string }>(
      'POST',
      '/sessions',
      { ...this.signIns.get(name), bearer: true },
      '',
    );
    this.tokens.set(name, token);
    return token;
  }
}
