import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from '../../devstack/child';
import { freePort } from '../../devstack/index';
import { AuditEntries, Sessions, SignInLinks, Users, type AuditEntry, type User } from '../../models';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { keysOf } from '../keys';
import { Providers } from './providers';

jest.setTimeout(120_000);

/** The public address of Heyi as the provider knows it; nothing listens there, so the test's browser rewrites it. */
const origin = 'http://localhost:9';
let issuer: string;
let provider: Child;
let folder: string;
let api: TestApi;
let mediator: Caller;

beforeAll(async () => {
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  folder = await mkdtemp(join(tmpdir(), 'heyi-oidc-'));
  const name = { zh: '统一认证', en: 'Single sign-on' };
  const setting = { name, issuer, clientId: 'heyi', clientSecret: 'a-secret-of-this-test', scope: 'openid' };
  [provider, api] = await Promise.all([
    startChild({
      command: process.execPath,
      args: [
        join(import.meta.dirname, '..', '..', 'tests', 'support', 'oidcProvider.mjs'),
        String(port),
        `${origin}/api/sign-in/house/callback`,
        `${origin}/`,
      ],
      env: {},
      log: join(folder, 'provider.log'),
      ready: (output) => /^ready\b/m.test(output),
    }),
    startApi({
      origin,
      secondFactor: ['mediator'],
      providers: [
        { ...setting, id: 'house' },
        { ...setting, id: 'other', clientId: 'heyi-public', clientSecret: undefined },
        { ...setting, id: 'gone', issuer: `http://127.0.0.1:${await freePort()}` },
      ],
    }),
  ]);
  mediator = await api.as(['mediator']);
});
afterAll(async () => {
  await api?.stop();
  await provider?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser: keeps cookies per server, follows redirects step by step, and connects to the real address of Heyi. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async go(
    address: string,
    body?: URLSearchParams,
  ): Promise<{ status: number; location?: string; text: string; at: string }> {
    const at = address.startsWith(origin) ? api.url + address.slice(origin.length) : address;
    const jar = this.#jar(at);
    const response = await fetch(at, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const one of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!;
      if (value && !/expires=Thu, 01 Jan 1970/i.test(one)) jar.set(name!, value);
      else jar.delete(name!);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      ...(location && { location: new URL(location, at).href.replace(api.url, origin) }),
      text: await response.text(),
      at,
    };
  }

  /** Goes to the provider, signs in there as the named person, and stops before returning. */
  async until(address: string, name: string): Promise<string> {
    let next = address;
    for (let hops = 0; hops < 20; hops++) {
      const page = await this.go(next);
      if (page.location?.startsWith(`${origin}/api/sign-in/`) && page.location.includes('/callback'))
        return page.location;
      if (page.location) next = page.location;
      else {
        const action = /action="([^"]+)"/.exec(page.text)![1]!;
        const fields = new URLSearchParams(
          page.text.includes('name="login"') ? { prompt: 'login', login: name, password: 'x' } : { prompt: 'consent' },
        );
        const sent = await this.go(new URL(action, page.at).href, fields);
        next = sent.location!;
      }
    }
    throw new Error('the provider redirects in circles');
  }

  async signIn(name: string, id = 'house'): Promise<{ status: number; location?: string }> {
    return this.go(await this.until(`${origin}/api/sign-in/${id}`, name));
  }

  cookie = (name: string): string | undefined => this.#jar(api.url).get(name);
  set = (name: string, value: string): unknown => this.#jar(api.url).set(name, value);

  #jar(address: string): Map<string, string> {
    const { host } = new URL(address);
    if (!this.#cookies.has(host)) this.#cookies.set(host, new Map());
    return this.#cookies.get(host)!;
  }
}

/** Links the caller's account with somebody at the provider. */
async function link(caller: Caller, name: string, id = 'house', browser = new Browser()): Promise<string | undefined> {
  const answer = await fetch(`${api.url}/api/sessions/current/links/${id}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'password-1234' }),
  });
  for (const one of answer.headers.getSetCookie()) {
    const [, cookie, value] = /^([^=]+)=([^;]*)/.exec(one)!;
    browser.set(cookie!, value!);
  }
  const { address } = (await answer.json()) as { address: string };
  return (await browser.go(await browser.until(address, name))).location;
}

it('lists the providers', async () => {
  const { body } = await api.anyone('GET', '/sign-in');
  expect(body.providers.map(({ id }: { id: string }) => id)).toEqual(['house', 'other', 'gone']);
  expect(JSON.stringify(body)).not.toContain('secret');
});

it('admits nobody who was not linked before, whatever their name or address', async () => {
  await Users.updateOne({ _id: mediator.id }, { $set: { email: `${mediator.id}@example.com` } });
  const browser = new Browser();
  expect((await browser.signIn(mediator.id)).location).toBe(`${origin}/?problem=NOT_LINKED`);
  expect(browser.cookie('heyi')).toBeUndefined();
});

it('admits linked users, and signs them out at the provider too', async () => {
  expect(await link(mediator, 'zhang')).toBe(`${origin}/security?linked=1`);
  const browser = new Browser();
  expect((await browser.signIn('zhang')).location).toBe(`${origin}/`);
  const headers = { cookie: `heyi=${browser.cookie('heyi')}`, 'x-requested-with': 'heyi' };
  const { body } = await api.anyone('GET', '/sessions/current', undefined, headers);
  expect(body).toMatchObject({ id: mediator.id });
  // The second factor is the provider's.
  expect(body.restricted).toBeUndefined();
  const out = await api.anyone('DELETE', '/sessions/current', undefined, headers);
  const end = new URL(out.body.address);
  expect(end.origin).toBe(issuer);
  expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`);
  expect(end.searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect((await browser.go(end.href)).status).toBe(200);
  const actions = (await AuditEntries.find({ chain: 'system' }).lean<AuditEntry[]>()).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['provider.link', 'session.refuse', 'session.begin', 'session.end']));
});

it('works without a client secret, by PKCE', async () => {
  expect(await link(mediator, 'zhang-2', 'other')).toBe(`${origin}/security?linked=1`);
  expect((await new Browser().signIn('zhang-2', 'other')).location).toBe(`${origin}/`);
});

it('links one person at the provider with one account here', async () => {
  const another = await api.as(['arbitrator']);
  expect(await link(another, 'zhang')).toBe(`${origin}/?problem=LINKED_ELSEWHERE`);
  expect(await SignInLinks.countDocuments({ user: another.id })).toBe(0);
});

it('asks for the password before linking, and does not link after the session has ended', async () => {
  const arbitrator = await api.as(['arbitrator']);
  const wrong = await arbitrator('POST', '/sessions/current/links/house', { password: 'wrong' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'password']);
  const answer = await fetch(`${api.url}/api/sessions/current/links/house`, {
    method: 'POST',
    headers: { authorization: `Bearer ${arbitrator.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'password-1234' }),
  });
  const browser = new Browser();
  browser.set('heyi-away', /heyi-away=([^;]*)/.exec(answer.headers.getSetCookie().join())![1]!);
  const back = await browser.until(((await answer.json()) as { address: string }).address, 'li');
  await Sessions.deleteMany({ user: arbitrator.id });
  expect((await browser.go(back)).location).toBe(`${origin}/?problem=NOT_SIGNED_IN`);
  expect(await SignInLinks.countDocuments({ user: arbitrator.id })).toBe(0);
});

it('removes a link together with the sessions begun by it', async () => {
  const browser = new Browser();
  await browser.signIn('zhang-2', 'other');
  const [session] = await Sessions.find({ user: mediator.id, 'provider.id': 'other' }).lean();
  const again = await api.anyone('POST', '/sessions', {
    account: mediator.id,
    password: 'password-1234',
    bearer: true,
  });
  expect(again.body.restricted).toBe(true);
  expect((await mediator('DELETE', '/sessions/current/links/other')).status).toBe(204);
  expect(await Sessions.exists({ _id: session!._id })).toBeNull();
  expect((await new Browser().signIn('zhang-2', 'other')).location).toBe(`${origin}/?problem=NOT_LINKED`);
});

it('admits nobody to a closed account', async () => {
  await Users.updateOne({ _id: mediator.id }, { $set: { active: false } });
  expect((await new Browser().signIn('zhang')).location).toBe(`${origin}/?problem=NOT_LINKED`);
  await Users.updateOne({ _id: mediator.id }, { $set: { active: true } });
});

describe('a callback is refused', () => {
  const failed = `${origin}/?problem=PROVIDER_FAILED`;
  it('with another state', async () => {
    const browser = new Browser();
    const back = new URL(await browser.until(`${origin}/api/sign-in/house`, 'zhang'));
    back.searchParams.set('state', 'x'.repeat(43));
    expect((await browser.go(back.href)).location).toBe(failed);
  });

  it('in another browser, so that nobody can be made to sign in as somebody else', async () => {
    const back = await new Browser().until(`${origin}/api/sign-in/house`, 'zhang');
    expect((await new Browser().go(back)).location).toBe(failed);
    const other = new Browser();
    await other.until(`${origin}/api/sign-in/house`, 'wang');
    expect((await other.go(back)).location).toBe(failed);
  });

  it('a second time', async () => {
    const browser = new Browser();
    const back = await browser.until(`${origin}/api/sign-in/house`, 'zhang');
    const away = browser.cookie('heyi-away')!;
    expect((await browser.go(back)).location).toBe(`${origin}/`);
    expect(browser.cookie('heyi-away')).toBeUndefined();
    browser.set('heyi-away', away);
    expect((await browser.go(back)).location).toBe(failed);
  });

  it('at the address of another provider', async () => {
    const browser = new Browser();
    const back = await browser.until(`${origin}/api/sign-in/house`, 'zhang');
    expect((await browser.go(back.replace('/house/', '/other/'))).location).toBe(failed);
  });

  it('with a forged cookie, or an error from the provider', async () => {
    const browser = new Browser();
    browser.set('heyi-away', Buffer.from('{"provider":"house"}').toString('base64url'));
    expect((await browser.go(`${origin}/api/sign-in/house/callback?code=x&state=y`)).location).toBe(failed);
    await browser.go(`${origin}/api/sign-in/house`);
    expect((await browser.go(`${origin}/api/sign-in/house/callback?error=access_denied`)).location).toBe(failed);
  });
});

it('reports a provider that does not answer or is unknown', async () => {
  const gone = await api.anyone('GET', '/sign-in/gone');
  expect([gone.status, gone.body.code]).toEqual([401, 'PROVIDER_FAILED']);
  expect((await api.anyone('GET', '/sign-in/nowhere')).status).toBe(404);
});

it('accepts providers without https only on this machine', () => {
  const one = { id: 'a', name: { zh: 'a', en: 'a' }, clientId: 'x', scope: 'openid' };
  const keys = keysOf([Buffer.alloc(32)]);
  expect(() => new Providers([{ ...one, issuer: 'http://sso.example.com' }], keys)).toThrow('https');
  expect(() => new Providers([{ ...one, issuer: 'http://127.0.0.1.example.com' }], keys)).toThrow('https');
  expect(() => new Providers([{ ...one, issuer: 'https://sso.example.com' }], keys)).not.toThrow();
});

it('stores the link by the subject at the provider only', async () => {
  const user = await Users.findById(mediator.id).lean<User>();
  const links = await SignInLinks.find({ user: user!._id }).lean();
  expect(links.map(({ provider: id, issuer: by }) => [id, by])).toEqual([['house', issuer]]);
});
