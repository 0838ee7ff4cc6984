import { language } from './texts';

/** One field's problem, with the JSON path of the field (RFC 9457 extension `errors`). */
export interface FieldProblem {
  path: string;
  message: string;
}

/** The server's error message, already in the reader's language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: FieldProblem[] = [],
    readonly details: Record<string, unknown> = {},
    readonly retryAfter?: number,
  ) {
    super(message);
  }
  /** The server or something it needs is unavailable: the same request may be sent again, with the same key. */
  get away(): boolean {
    return this.status === 503 || this.status === 0 || this.status === 502 || this.status === 504;
  }
}

export type Query = Record<string, string | number | boolean | undefined | null>;

/** A path with its query; empty values are omitted. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search ? `/api${path}?${search}` : `/api${path}`;
}

interface Options {
  query?: Query;
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
  as?: 'json' | 'text';
}

/** Notified when a session has ended, so that the shell can ask to sign in again over the open page. */
export const sessionEnded = new EventTarget();

async function send<T>(
  method: string,
  path: string,
  { query, body, key, signal, as = 'json' }: Options = {},
): Promise<T> {
  const headers: Record<string, string> = {
    'accept-language': language() === 'zh' ? 'zh-CN' : 'en',
    'x-requested-with': 'heyi',
  };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  if (method !== 'GET') headers['idempotency-key'] = key ?? crypto.randomUUID();
  let response: Response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Problem(
      0,
      'OFFLINE',
      language() === 'zh'
        ? '连不上服务器，已填内容都还在，请稍后再试。'
        : 'The server cannot be reached. What you typed is kept; please try again.',
    );
  }
  if (response.status === 204) return undefined as T;
  if (response.ok && as === 'text') return (await response.text()) as T;
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  if (response.status === 401 && path !== '/sessions') sessionEnded.dispatchEvent(new Event('ended'));
  const { code = 'ERROR', title, detail, errors = [], ...details } = answer ?? {};
  const fields = (errors as { path: string; message: string }[]).map(({ path: at, message }) => ({
    path: at,
    message,
  }));
  const wait = Number(response.headers.get('retry-after')) || undefined;
  // Errors of fields are more specific than the title.
  const words = detail ?? (fields.map(({ message }) => message).join(language() === 'zh' ? ';' : '; ') || title);
  throw new Problem(response.status, code, words ?? response.statusText, fields, details, wait);
}

/**
 * The only way to call the API. An unsafe call carries an Idempotency-Key: pass `key` to repeat exactly the same call
 * safely.
 */
export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal }),
  text: (path: string, query?: Query) => send<string>('GET', path, { query, as: 'text' }),
  post: <T>(path: string, body?: unknown, key?: string) => send<T>('POST', path, { body: body ?? {}, key }),
  put: <T>(path: string, body?: unknown, key?: string) => send<T>('PUT', path, { body, key }),
  patch: <T>(path: string, body?: unknown, key?: string) => send<T>('PATCH', path, { body, key }),
  delete: <T>(path: string, key?: string, body?: unknown) => send<T>('DELETE', path, { key, body }),
  upload: <T>(path: string, form: FormData, key?: string) => send<T>('POST', path, { body: form, key }),
};
