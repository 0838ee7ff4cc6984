import PizZip from 'pizzip';
import { PDFDocument } from 'pdf-lib';
import { linkTo } from '../activities/notices/link';
import type { Outgoing } from '../activities/channels/Channel';
import type { Deps } from '../activities/deps';
import {
  AuditEntries,
  Cases,
  Contacts,
  letterId,
  Letters,
  Notices,
  OneTimeCodes,
  PushSubscriptions,
  StoredDocuments,
  TaskLinks,
  Tasks,
  TextMessages,
  Users,
  type AuditEntry,
  type Contact,
  type StoredDocument,
  type TaskLink,
  type TextMessage,
} from '../models';
import { firstUse } from '../tests/support/firstSignIn';
import { callerOf, startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { someCase, someTask } from '../tests/support/someCase';
import { byLink } from './access/links';
import { inside, outside } from './access/targets';
import { operations } from './contract';

jest.setTimeout(60_000);

let api: TestApi;
/** Not in the past: the database deletes sessions whose end has passed. */
let now = new Date();
let number: string;
let task: string;
let mediator: Caller;
let sequence = 0;

beforeAll(async () => {
  api = await startApi({ texts: true, push: { key: 'public' }, clock: () => now });
  await newCase();
}, 120_000);
afterAll(() => api?.stop());
// No limit of one test is left for the next, and each begins with an hour, as the limits count; no session lasts a day.
beforeEach(async () => {
  later(24 * 60);
  now.setUTCMinutes(0, 0, 0);
  mediator = await api.as(['mediator']);
});

function later(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}

async function newCase(): Promise<void> {
  ({ number, task } = await someCase('340111', (sequence += 1)));
  await Tasks.updateOne(
    { case: number },
    {
      $set: {
        groups: ['employer'],
        acts: [{ code: 'mediation.sign', sets: '{decision: "signed"}', primary: true }],
        variables: { sha256: 'a'.repeat(64) },
      },
    },
  );
}

/** A phone number that no other test has used. */
const newPhone = (): string => `138${String((sequence += 1)).padStart(8, '0')}`;

/** The messages to a number, newest last; what they say is encrypted in the database. */
async function textsTo(phone: string): Promise<string[]> {
  const all = await TextMessages.find({ status: 'waiting' }).sort({ at: 1 }).lean<TextMessage[]>();
  return all
    .map(({ content }) => api.deps.keys.open(content!) as { to: string; text: string })
    .filter(({ to }) => to === `+86${phone}`)
    .map(({ text }) => text);
}
const codeTo = async (phone: string): Promise<string> => /\d{6}/.exec((await textsTo(phone)).at(-1) ?? '')?.[0] ?? '';
const trackingCodeTo = async (phone: string): Promise<string> =>
  (await textsTo(phone)).flatMap((text) => /查询码是([\w-]+)/.exec(text)?.[1] ?? []).at(-1) ?? '';
const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

/** What staff enter who hand a code to an agent: the powers that the paper names. */
const agency = (powers: string[], more: object = {}) => ({
  capacity: 'agent',
  means: 'power-of-attorney',
  mandate: { powers, ...more },
});

interface Holder {
  call: Caller;
  id: string;
  phone: string;
}
const request = { side: 'employer', name: '李某', capacity: 'legal-representative', means: 'legal-representative' };
const enter = async (code: string) =>
  (await api.anyone('POST', '/sessions', { caseNumber: number, code, bearer: true })).body.token as string;

/** Somebody to whom staff handed over a code, with the number that they gave then. */
async function holder(phone: string | undefined = newPhone(), more: object = {}): Promise<Holder> {
  const { body } = await mediator('POST', `/cases/${number}/codes`, { ...request, ...more, ...(phone && { phone }) });
  if (phone) return { call: callerOf(api.url, await enter(await trackingCodeTo(phone))), id: body.id, phone };
  const call = await firstUse(api.url, number, body.code);
  const { rows } = (await mediator('GET', `/cases/${number}/codes`)).body;
  return { call, id: rows.at(-1).id, phone: '' };
}
const sign = (call: Caller, code?: string, headers?: Record<string, string>) =>
  call('POST', `/tasks/${task}/complete`, { act: 'mediation.sign', values: {}, ...(code && { code }) }, headers);
const auditOf = (action: string) => AuditEntries.find({ action }).sort({ at: -1 }).lean<AuditEntry[]>();
/** Temporal is not there: everything before it was in order. */
const ADMITTED = 'AWAY';

describe('a contact', () => {
  it('is recorded by staff with the code they hand over; the number is told, stored encrypted and audited by its end', async () => {
    const { id, phone } = await holder();
    expect((await mediator('GET', `/cases/${number}/codes`)).body.rows).toContainEqual(
      expect.objectContaining({ id, contact: { tail: phone.slice(-4), since: now.toISOString() } }),
    );
    // Both at the same instant, in either order.
    expect((await textsTo(phone)).sort()).toEqual([
      expect.stringContaining(`案件${number}的查询码`),
      expect.stringContaining(`（案件${number}）`),
    ]);
    const kept = JSON.stringify([await Contacts.find().lean(), await AuditEntries.find().lean()]);
    expect(kept).not.toContain(phone);
    const [entry] = await auditOf('contact.set');
    expect(entry).toMatchObject({
      chain: number,
      by: mediator.id,
      detail: { tail: phone.slice(-4), means: request.means },
    });
  });

  it('given when a code is handed over receives the code itself, which staff never see and need not be replaced', async () => {
    const phone = newPhone();
    const { body } = await mediator('POST', `/cases/${number}/codes`, { ...request, phone });
    expect(body).toEqual({ id: expect.any(String), side: 'employer', sentTo: phone.slice(-4) });
    const call = callerOf(api.url, await enter(await trackingCodeTo(phone)));
    expect((await call('GET', '/sessions/current')).body.newCode).toBeUndefined();
    expect((await call('GET', `/cases/${number}`)).status).toBe(200);
    const rows = (await mediator('GET', `/cases/${number}/codes`)).body.rows;
    expect(rows.find(({ id }: { id: string }) => id === body.id)).toMatchObject({ sentTo: phone.slice(-4) });
  });

  it('is changed by staff who say how the person was identified, and the old number is told', async () => {
    const { id, phone } = await holder();
    const other = newPhone();
    later(1);
    const path = `/cases/${number}/codes/${id}/contact`;
    expect((await mediator('PUT', path, { phone: other })).body.code).toBe('INVALID');
    expect((await mediator('PUT', path, { phone: other, means: 'identity-card' })).body.tail).toBe(other.slice(-4));
    expect((await textsTo(phone)).at(-1)).toContain(`尾号${other.slice(-4)}`);
    expect((await textsTo(phone)).at(-1)).not.toContain(other);
    expect((await textsTo(other)).at(-1)).toContain('已登记');
    expect((await auditOf('contact.set'))[0]).toMatchObject({ detail: { replaces: phone.slice(-4) } });
  });

  it('is never entered by whoever holds a code, nor for a code that was only shown at filing, nor by others', async () => {
    const { call, id } = await holder();
    const body = { phone: newPhone(), password: 'password-1234' };
    expect((await call('POST', '/sessions/current/contact/code', body)).body.code).toBe('NEEDS_IDENTITY');
    expect((await call('PUT', '/sessions/current/contact', { phone: body.phone, code: '123456' })).body.code).toBe(
      'NEEDS_IDENTITY',
    );
    const path = `/cases/${number}/codes/${id}/contact`;
    const given = { phone: newPhone(), means: 'identity-card' };
    expect((await call('PUT', path, given)).body.code).toBe('FORBIDDEN');
    for (const role of ['administrator', 'official', 'auditor'] as const)
      expect((await (await api.as([role]))('PUT', path, given)).body.code).toBe('FORBIDDEN');
    const { putCode } = await import('./codes');
    await putCode({ key: 'filer'.repeat(6), code: 'AAAA-BBBB-CCCC', at: now, case: number, side: 'worker' });
    const filer = (await mediator('GET', `/cases/${number}/codes`)).body.rows.find(
      (row: { holder?: object }) => !row.holder,
    );
    const refused = await mediator('PUT', `/cases/${number}/codes/${filer.id}/contact`, given);
    expect(refused.body.code).toBe('NO_HOLDER');
  });

  it('takes only numbers that receive text messages', async () => {
    for (const phone of ['0551-60000001', '400-000-0000', '12345'])
      expect((await mediator('POST', `/cases/${number}/codes`, { ...request, phone })).status).toBe(422);
    expect((await mediator('POST', `/cases/${number}/codes`, { ...request, phone: '+852 6123 4567' })).status).toBe(
      201,
    );
  });

  it('stays with the holder who renews the code, and ends with the code', async () => {
    const { call, id, phone } = await holder();
    await call('POST', '/sessions/current/code', {});
    expect((await call('GET', '/sessions/current/contact')).body).toMatchObject({ contact: { tail: phone.slice(-4) } });
    expect(await Contacts.findById(`code:${id}`)).toBeNull();
    const { rows } = (await mediator('GET', `/cases/${number}/codes`)).body;
    const renewed = rows.find((row: { contact?: { tail: string } }) => row.contact?.tail === phone.slice(-4)).id;
    await mediator('POST', `/cases/${number}/codes/${renewed}/revocation`, { reason: '丢失' });
    expect(await Contacts.findById(`code:${renewed}`)).toBeNull();
  });

  it('of an account with a checked identity is entered with its password and a code sent to the number', async () => {
    const call = await api.as(['employer'], { parties: ['employer:e'] });
    const [phone, stranger] = [newPhone(), newPhone()];
    const password = 'password-1234';
    const wrong = await call('POST', '/sessions/current/contact/code', { phone, password: 'wrong' });
    expect([wrong.status, await textsTo(phone)]).toEqual([422, []]);
    expect((await call('POST', '/sessions/current/contact/code', { phone, password })).body.tail).toBe(phone.slice(-4));
    const code = await codeTo(phone);
    // The code is for this number alone.
    expect((await call('PUT', '/sessions/current/contact', { phone: stranger, code })).body.code).toBe(
      'WRONG_ONE_TIME_CODE',
    );
    expect((await call('PUT', '/sessions/current/contact', { phone, code })).status).toBe(200);
    expect((await call('GET', '/sessions/current/contact')).body).toMatchObject({
      contact: { tail: phone.slice(-4) },
      enters: true,
    });
    // Session and password alone change neither the number nor how one signs in.
    later(2);
    const thief = newPhone();
    await call('POST', '/sessions/current/contact/code', { phone: thief, password });
    const put = async (more: object = {}) =>
      call('PUT', '/sessions/current/contact', { phone: thief, code: await codeTo(thief), ...more });
    const security = (path: string, body: object = {}) =>
      call('POST', `/sessions/current/${path}`, { password, ...body });
    expect((await put()).body.errors[0].path).toBe('proof');
    expect((await security('second-factor')).body.errors[0].path).toBe('code');
    expect((await call('GET', '/sessions/current/security')).body.proof).toEqual({ by: 'text', tail: phone.slice(-4) });
    expect((await security('security/code', { password: 'wrong' })).status).toBe(422);
    expect((await security('security/code')).body.tail).toBe(phone.slice(-4));
    const proof = await codeTo(phone);
    expect((await put({ proof: wrongFor(proof) })).body.code).toBe('WRONG_ONE_TIME_CODE');
    expect((await security('second-factor', { code: proof })).status).toBe(200);
    expect((await put({ proof })).body.code).toBe('WRONG_ONE_TIME_CODE');
    later(2);
    await security('security/code');
    await call('POST', '/sessions/current/contact/code', { phone: thief, password });
    expect((await put({ proof: await codeTo(phone) })).status).toBe(200);
    // Another name means another person, to whom the number does not belong.
    const admin = await api.as(['administrator'], { region: '340000' });
    await admin('PATCH', `/users/${call.id}`, { name: '另一个人' });
    expect(await Contacts.findById(`user:${call.id}`)).toBeNull();
    expect((await call('POST', '/sessions/current/contact/code', { phone, password })).body.code).toBe(
      'NEEDS_IDENTITY',
    );
  });
});

describe('a one-time code', () => {
  it('is sent to the contact, in the caller’s language, and stored only as a hash; the answer never says whether it arrived', async () => {
    const { call, phone } = await holder();
    const sent = await call('POST', `/tasks/${task}/code`, {}, { 'accept-language': 'en' });
    expect(sent.body).toEqual({
      tail: phone.slice(-4),
      expiresAt: new Date(now.getTime() + 600_000).toISOString(),
      again: 60,
    });
    expect((await textsTo(phone)).at(-1)).toMatch(/^\[Heyi\] Your code is \d{6}/);
    expect(JSON.stringify([await OneTimeCodes.find().lean(), await TextMessages.find().lean()])).not.toContain(
      await codeTo(phone),
    );
  });

  it('lets its holder sign; without it, with a wrong one or without a contact the tracking code binds nobody', async () => {
    const { call, phone } = await holder();
    expect((await call('GET', `/tasks/${task}`)).body.may).toMatchObject({
      bind: true,
      confirm: { tail: phone.slice(-4) },
    });
    expect((await sign(call)).body.code).toBe('NEEDS_CODE');
    await call('POST', `/tasks/${task}/code`, {});
    const code = await codeTo(phone);
    expect((await sign(call, wrongFor(code))).body.code).toBe('WRONG_ONE_TIME_CODE');
    expect((await sign(call, code)).body.code).toBe(ADMITTED);
    const bare = await holder('');
    expect((await bare.call('GET', `/tasks/${task}`)).body.may).toMatchObject({ bind: false });
    expect((await bare.call('POST', `/tasks/${task}/code`, {})).body.code).toBe('NEEDS_IDENTITY');
    expect((await sign(bare.call, code)).body.code).toBe('NEEDS_IDENTITY');
  });

  it('lets its holder withdraw; without it the tracking code ends nothing, and a code for a task is none for this', async () => {
    await Cases.updateOne({ _id: number }, { $set: { 'data.applicant': 'employer' } });
    const { call, phone } = await holder();
    expect((await call('GET', `/cases/${number}`)).body.may).toMatchObject({
      withdraw: true,
      confirmTail: phone.slice(-4),
    });
    const withdraw = (code?: string) =>
      call('POST', `/cases/${number}/withdraw`, { reason: '不再主张', ...(code && { code }) });
    expect((await withdraw()).body.code).toBe('NEEDS_CODE');
    await call('POST', `/tasks/${task}/code`, {});
    expect((await withdraw(await codeTo(phone))).body.code).toBe('WRONG_ONE_TIME_CODE');
    later(2);
    expect((await call('POST', `/cases/${number}/withdraw/code`, {})).status).toBe(200);
    expect((await textsTo(phone)).at(-1)).toContain(`撤回案件${number}`);
    expect((await withdraw(await codeTo(phone))).body.code).toBe(ADMITTED);
    const other = await holder(undefined);
    expect((await other.call('POST', `/cases/${number}/withdraw`, { reason: 'x', code: '123456' })).body.code).toBe(
      'WRONG_ONE_TIME_CODE',
    );
    await Cases.updateOne({ _id: number }, { $set: { 'data.applicant': 'worker' } });
    expect((await call('POST', `/cases/${number}/withdraw/code`, {})).body.code).toBe('FORBIDDEN');
  });

  it('binds a side of several people only if staff have seen that its holder acts for all of them', async () => {
    await Cases.updateOne({ _id: number }, { $set: { 'data.furtherEmployers': [{ capacity: 'user-unit' }] } });
    const [one, all] = [await holder(), await holder(newPhone(), agency(['settle']))];
    expect((await one.call('GET', `/tasks/${task}`)).body.may).toMatchObject({ bind: false, several: true });
    expect((await one.call('POST', `/tasks/${task}/code`, {})).body.code).toBe('SEVERAL');
    expect((await sign(one.call, '123456')).body.code).toBe('SEVERAL');
    await all.call('POST', `/tasks/${task}/code`, {});
    expect((await sign(all.call, await codeTo(all.phone))).body.code).toBe(ADMITTED);
    await Cases.updateOne({ _id: number }, { $unset: { 'data.furtherEmployers': '' } });
  });

  it('is good once; a repetition of the request that used it goes on', async () => {
    const { call, phone } = await holder();
    await call('POST', `/tasks/${task}/code`, {});
    const code = await codeTo(phone);
    const key = { 'idempotency-key': crypto.randomUUID() };
    expect((await sign(call, code, key)).body.code).toBe(ADMITTED);
    expect((await sign(call, code, key)).body.code).toBe(ADMITTED);
    expect((await sign(call, code)).body.code).toBe('WRONG_ONE_TIME_CODE');
  });

  it('is used by one of many simultaneous requests', async () => {
    const { call, phone } = await holder();
    await call('POST', `/tasks/${task}/code`, {});
    const code = await codeTo(phone);
    const answers = await Promise.all(Array.from({ length: 5 }, () => sign(call, code)));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([ADMITTED, ...Array(4).fill('WRONG_ONE_TIME_CODE')]);
  });

  it('ends after ten minutes, after five tries, and with a newer one, always with the same answer', async () => {
    const { call, phone } = await holder();
    const fresh = async () => {
      later(2);
      expect((await call('POST', `/tasks/${task}/code`, {})).status).toBe(200);
      return codeTo(phone);
    };
    const old = await fresh();
    later(10);
    const expired = await sign(call, old);
    const tried = await fresh();
    for (let tries = 0; tries < 5; tries += 1) await sign(call, wrongFor(tried));
    const exhausted = await sign(call, tried);
    const replaced = await fresh();
    const last = await fresh();
    if (replaced === last) return; // one in a million
    const outdated = await sign(call, replaced);
    for (const { status, body } of [expired, exhausted, outdated])
      expect({ status, ...body, instance: '' }).toEqual({
        ...expired.body,
        status: 422,
        code: 'WRONG_ONE_TIME_CODE',
        instance: '',
      });
    expect((await auditOf('oneTimeCode.refuse'))[0]).toMatchObject({ chain: number, detail: { purpose: 'act' } });
    expect((await sign(call, last)).body.code).toBe(ADMITTED);
  });

  it('is for one person, one task and one version of the document', async () => {
    const [one, two] = [await holder(), await holder()];
    await one.call('POST', `/tasks/${task}/code`, {});
    await two.call('POST', `/tasks/${task}/code`, {});
    const [mine, theirs] = [await codeTo(one.phone), await codeTo(two.phone)];
    if (mine !== theirs) expect((await sign(one.call, theirs)).body.code).toBe('WRONG_ONE_TIME_CODE');
    await Tasks.updateOne({ case: number }, { $set: { 'variables.sha256': 'b'.repeat(64) } });
    expect((await sign(one.call, mine)).body.code).toBe('WRONG_ONE_TIME_CODE');
    await Tasks.updateOne({ case: number }, { $set: { 'variables.sha256': 'a'.repeat(64) } });
    expect((await sign(one.call, mine)).body.code).toBe(ADMITTED);
  });

  it('is sent once a minute, at most five times an hour to a number, whoever asks', async () => {
    // The hours in which they are counted are those of the clock.
    later(60 - (now.getTime() % 3_600_000) / 60_000);
    const { call, phone } = await holder();
    const send = (by = call) => by('POST', `/tasks/${task}/code`, {});
    const [first, again] = await Promise.all([send(), send()]);
    expect([first.status, again.status].sort()).toEqual([200, 429]);
    expect(Number([first, again].find(({ status }) => status === 429)!.headers.get('retry-after'))).toBeLessThanOrEqual(
      60,
    );
    for (let sent = 1; sent < 5; sent += 1) {
      later(2);
      expect((await send()).status).toBe(200);
    }
    later(2);
    expect((await send()).status).toBe(429);
    const same = await holder(phone);
    expect((await send(same.call)).status).toBe(429);
    later(60);
    expect((await send()).status).toBe(200);
    // Whoever enters the number as their own contact uses up none of the codes by which its owner acts.
    const other = await api.as(['employer'], { parties: ['employer:e'] });
    const enter = () => other('POST', '/sessions/current/contact/code', { phone, password: 'password-1234' });
    for (const expected of [200, 200, 200, 200, 200, 429]) {
      later(2);
      expect((await enter()).status).toBe(expected);
    }
    expect((await send()).status).toBe(200);
  });

  it('is demanded of an account that has a contact; one without binds by its checked identity', async () => {
    const call = await api.as(['employer'], { parties: ['employer:e'] });
    expect((await sign(call)).body.code).toBe(ADMITTED);
    const phone = newPhone();
    await call('POST', '/sessions/current/contact/code', { phone, password: 'password-1234' });
    await call('PUT', '/sessions/current/contact', { phone, code: await codeTo(phone) });
    expect((await sign(call)).body.code).toBe('NEEDS_CODE');
    await call('POST', `/tasks/${task}/code`, {});
    expect((await sign(call, await codeTo(phone))).body.code).toBe(ADMITTED);
    // Nor does a session alone sign for a paper; the code is for that paper.
    const { document } = await someCase('340111', 70);
    const { sha256 } = (await call('GET', `/documents/${document}`)).body;
    const at = `/documents/${document}/signatures`;
    expect((await call('POST', at, { sha256 })).body.code).toBe('NEEDS_CODE');
    later(2);
    await call('POST', `/tasks/${task}/code`, {});
    expect((await call('POST', at, { sha256, code: await codeTo(phone) })).body.code).toBe('WRONG_ONE_TIME_CODE');
    later(2);
    expect((await call('POST', `${at}/code`, {})).body.tail).toBe(phone.slice(-4));
    expect((await call('POST', at, { sha256, code: await codeTo(phone) })).body.signatures).toHaveLength(1);
    await Users.updateOne({ _id: call.id }, { $unset: { identity: '' } });
    expect((await sign(call)).body.code).toBe('OUT_OF_REACH');
  });

  it('is not sent where there is no gateway', async () => {
    const { call } = await holder();
    const { settings } = api.deps;
    settings.texts = false;
    try {
      expect((await call('POST', `/tasks/${task}/code`, {})).body.code).toBe('NO_TEXTS');
      expect((await sign(call)).body.code).toBe('NEEDS_IDENTITY');
      expect((await call('GET', `/tasks/${task}`)).body.may.confirm).toBeUndefined();
    } finally {
      settings.texts = true;
    }
  });

  it('cannot be given by staff for a party, nor make them that party', async () => {
    expect((await mediator('POST', `/tasks/${task}/code`, {})).body.code).toBe('NEEDS_IDENTITY');
    expect((await sign(mediator, '123456')).body.code).toBe('NOT_NAMED');
  });
});

describe('a one-time link', () => {
  const browser = 'what-this-browser-alone-knows';
  const open = (secret: string, by = browser) =>
    api.anyone('POST', '/sessions', { link: secret, browser: by, bearer: true });
  const enterBy = async (secret: string) => callerOf(api.url, (await open(secret)).body.token as string);
  /** The secret of the link that a text message about the task brings to a person. */
  async function linkFor(person: string, of = inside(task)): Promise<string> {
    const contact = (await Contacts.findById(person).lean<Contact>())!;
    const notice = { _id: `waits/${of}`, case: number, task: of };
    const outgoing = { id: `${of}|${(sequence += 1)}`, notice, delivery: { person } } as unknown as Outgoing;
    const deps = { site: 'https://heyi.example', sign: api.deps.keys.sign } as Deps;
    const address = await linkTo(outgoing, contact, deps, now);
    expect(await linkTo(outgoing, contact, deps, now)).toBe(address);
    expect(address).toMatch(/^https:\/\/heyi\.example\/l#[\w-]{24}$/);
    return address!.split('#')[1]!;
  }
  const linked = async () => {
    const held = await holder();
    return { ...held, secret: await linkFor(`code:${held.id}`) };
  };
  const unfilled = (path: string) => path.replaceAll(/\{\w+\}/g, 'x');

  it('opens one step and its papers, and nothing else of the case or of anything', async () => {
    const { secret } = await linked();
    expect(JSON.stringify(await TaskLinks.find().lean())).not.toContain(secret);
    const { body } = await open(secret);
    expect(body).toMatchObject({ link: { task, case: number }, permissions: [], identified: false });
    const call = callerOf(api.url, body.token as string);
    expect((await call('GET', `/tasks/${task}`)).body).toMatchObject({ case: number, may: { complete: true } });
    expect((await call('GET', `/tasks/${task}/outlook`)).body).toMatchObject({ next: [], papers: [] });
    for (const { id, method, path, permission } of operations.filter(({ id: each }) => !byLink.has(each))) {
      if (['public', 'signature', 'case.file'].includes(permission)) continue;
      const answer = await call(method.toUpperCase(), unfilled(path), method === 'get' ? undefined : {});
      expect([id, answer.status, answer.body.code]).toEqual([id, 403, expect.stringMatching(/LINK_ONLY|FORBIDDEN/)]);
    }
    const [other] = [await someCase('340111', (sequence += 1))];
    await someTask(number, '340111', '340100', { _id: `${number}/77`, key: 77, groups: ['employer'] });
    const own = (await StoredDocuments.findOne({ case: number }).lean<StoredDocument>())!._id;
    for (const path of [
      `/tasks/${number}~77`,
      `/tasks/${other.task}`,
      `/documents/${own}`,
      `/documents/${other.document}`,
    ])
      expect([path, (await call('GET', path)).body.code]).toEqual([path, 'OUT_OF_REACH']);
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    expect((await call('POST', `/cases/${number}/documents`, form)).body.code).toBe('LINK_ONLY');
    expect((await call('POST', `/cases/${other.number}/documents`, form)).body.code).toBe('OUT_OF_REACH');
    await StoredDocuments.updateOne({ _id: own }, { task: inside(task) });
    expect((await call('GET', `/documents/${own}`)).status).toBe(200);
    expect((await call('GET', `/tasks/${task}/outlook`)).body.papers).toMatchObject([{ id: own }]);
    await StoredDocuments.updateOne({ _id: own }, { $unset: { task: '' } });
    // What is open to everybody, its holder does as a stranger.
    expect((await call('GET', '/sign-in')).status).not.toBe(403);
  });

  it('binds only with a fresh one-time code, also for an account that could bind without one', async () => {
    const { secret, phone } = await linked();
    const call = await enterBy(secret);
    expect((await sign(call)).body.code).toBe('NEEDS_CODE');
    await call('POST', `/tasks/${task}/code`, {});
    expect((await sign(call, wrongFor(await codeTo(phone)))).body.code).toBe('WRONG_ONE_TIME_CODE');
    expect((await sign(call, await codeTo(phone))).body.code).toBe(ADMITTED);

    const owner = await api.as(['employer', 'mediator'], { parties: ['employer:e'] });
    const own = newPhone();
    await owner('POST', '/sessions/current/contact/code', { phone: own, password: 'password-1234' });
    await owner('PUT', '/sessions/current/contact', { phone: own, code: await codeTo(own) });
    const narrow = await enterBy(await linkFor(`user:${owner.id}`));
    expect((await narrow('GET', '/sessions/current')).body).toMatchObject({ roles: ['employer'] });
    expect((await sign(narrow)).body.code).toBe('NEEDS_CODE');
    api.deps.settings.texts = false;
    expect([(await sign(narrow)).body.code, (await sign(owner)).body.code]).toEqual(['NEEDS_IDENTITY', ADMITTED]);
    api.deps.settings.texts = true;
  });

  it('works in the browser that opened it first, again and again, and in no other', async () => {
    const { secret } = await linked();
    expect([(await open(secret)).status, (await open(secret)).status]).toEqual([201, 201]);
    const { status, body } = await open(secret, 'some-other-browser-knows-this');
    expect([status, body.code, body.detail]).toEqual([401, 'LINK_ELSEWHERE', expect.stringContaining('另一个浏览器')]);
    // Of two that open it at once, one gets it.
    const at = await linkFor((await TaskLinks.findOne().sort({ at: -1 }).lean<TaskLink>())!.person);
    const both = await Promise.all([open(at, `${browser}-1`), open(at, `${browser}-2`)]);
    expect(both.map((each) => each.status).sort()).toEqual([201, 401]);
    expect((await open('x'.repeat(24))).body.code).toBe('LINK_UNKNOWN');
    expect((await AuditEntries.findOne({ action: 'session.refuse', 'detail.reason': 'LINK_ELSEWHERE' }))?.chain).toBe(
      number,
    );
    expect((await AuditEntries.findOne({ action: 'session.begin', 'detail.by': 'link' }))?.chain).toBe(number);
  });

  it('ends with its step, its time, the contact and the code, and says which', async () => {
    const { id, secret } = await linked();
    const call = await enterBy(secret);
    const ends = async (says: string) => {
      const { status, body } = await open(secret);
      expect([status, body.code, body.detail]).toEqual([401, 'LINK_ENDED', expect.stringContaining(says)]);
      return (await call('GET', `/tasks/${task}`)).status;
    };
    const step = (status: string) => Tasks.updateOne({ _id: inside(task) }, { status, closedAt: now });
    await step('withdrawn');
    expect(await ends('办结或撤回')).toBe(401);
    // Whoever did it by the link still sees what was done.
    await TaskLinks.updateOne({ person: `code:${id}` }, { usedAt: now });
    expect(await ends('只能用一次')).toBe(200);
    await TaskLinks.updateOne({ person: `code:${id}` }, { $unset: { usedAt: '' } });
    await step('open');
    later(8 * 24 * 60);
    mediator = await api.as(['mediator']);
    expect(await ends('已过期')).toBe(401);
    later(-8 * 24 * 60);
    const path = `/cases/${number}/codes/${id}`;
    mediator = await api.as(['mediator']);
    expect(await call('GET', `/tasks/${task}`)).toMatchObject({ status: 200 });
    later(1);
    await mediator('PUT', `${path}/contact`, { phone: newPhone(), means: 'identity-card' });
    expect(await ends('重新登记')).toBe(401);
    await mediator('POST', `${path}/revocation`, { reason: '丢失' });
    expect(await ends('作废或更换')).toBe(401);
  });
});

describe('notices', () => {
  it('are worded by administrators of the province, in both languages, with the words that each may contain, once another approves', async () => {
    const admin = await api.as(['administrator'], { region: '340000' });
    const { body: inForce } = await admin('GET', '/notice-texts');
    const change = (more: object, note = 'clearer') =>
      admin('PUT', '/notice-texts', { texts: { ...inForce.texts, ...more }, note });
    for (const zh of ['您有事', '{step}{name}', '{step}}', 'https://x.example {step}'])
      expect([zh, (await change({ waitsTitle: { zh, en: '{step}' } })).body]).toEqual([
        zh,
        expect.objectContaining({
          code: 'INVALID',
          errors: [expect.objectContaining({ path: expect.stringContaining('waitsTitle.zh') })],
        }),
      ]);
    expect((await change({ textNews: { zh: '案件{case}', en: '[Heyi] {case}' } })).body.code).toBe('INVALID');
    expect((await change({})).body.code).toBe('UNCHANGED');
    const waitsTitle = { zh: '请办理：{step}', en: 'Please do: {step}' };
    const { status, body: proposal } = await change({ waitsTitle });
    expect([status, proposal.kind]).toEqual([202, 'noticeTexts']);
    expect((await admin('POST', `/proposals/${proposal.id}/approve`)).body.code).toBe('OWN_PROPOSAL');
    const other = await api.as(['administrator'], { region: '340000' });
    expect((await other('POST', `/proposals/${proposal.id}/approve`)).status).toBe(200);
    expect((await admin('GET', '/notice-texts')).body).toMatchObject({ version: 1, texts: { waitsTitle } });
    // No case adopts words, and somebody who did not know the new ones changes nothing.
    const { body: late } = await change({ nearsTitle: waitsTitle });
    const { body: later } = await change({ nearsText: { zh: '{acts}', en: '{acts}' } });
    expect((await other('POST', `/proposals/${late.id}/approve`)).status).toBe(200);
    expect((await other('POST', `/proposals/${later.id}/approve`)).status).toBe(409);
  });

  it('that were given up are tried again by staff, three times at most, and not while somebody tries them', async () => {
    const _id = `waits/${number}/again`;
    const at = new Date(now.getTime() - 60_000);
    const given = { channel: 'text', id: 'x', status: 'failed', attempts: 48, error: 'answered 503' };
    await Notices.create({
      _id,
      case: number,
      audience: [],
      title: { zh: '通知', en: 'Notice' },
      text: { zh: '通知', en: 'Notice' },
      region: '340111',
      at,
      readBy: [],
      deliveries: [{ ...given, channel: 'email', status: 'done', attempts: 1 }, given],
      failedAt: at,
    } as never);
    const path = `/cases/${number}/notices/${outside(_id)}/retry`;
    for (const [call, code] of [
      [await api.as(['auditor']), 'OUT_OF_REACH'],
      [(await holder()).call, 'FORBIDDEN'],
    ] as const)
      expect((await call('POST', path, {})).body.code).toBe(code);
    const other = await someCase('340111', (sequence += 1));
    expect((await mediator('POST', path.replace(number, other.number), {})).status).toBe(404);
    for (const left of [2, 1, 0]) {
      const { body } = await mediator('POST', path, {});
      expect(body).toMatchObject({
        retriesLeft: left,
        deliveries: [{ status: 'done' }, { status: 'waiting', attempts: 0 }],
      });
      expect((await Notices.findById(_id).lean())?.failedAt).toBeUndefined();
      // Nothing is given up now: asking again changes nothing.
      expect((await mediator('POST', path, {})).body.retriesLeft).toBe(left);
      await Notices.updateOne({ _id }, { $set: { 'deliveries.1': given, failedAt: now, nextAt: now } });
      expect((await mediator('POST', path, {})).body.code).toBe(left ? 'NOTICE_BUSY' : 'RETRIED_ENOUGH');
      await Notices.updateOne({ _id }, { $unset: { nextAt: '' } });
    }
    const audited = (await auditOf('notice.retry')).map(({ detail }) => (detail as { retry: number }).retry);
    expect(audited.sort()).toEqual([1, 2, 3]);
  });

  it('that go by letter are printed together, posted under their numbers, and shown where they came back', async () => {
    const delivery = `said/${number}|letter|employer`;
    const id = letterId(delivery);
    const title = { zh: '等您办理：答辩', en: 'Waiting for you: defence' };
    const placed = { case: number, region: '340111', city: '340100', at: now };
    const letter = {
      ...placed,
      notice: `said/${number}`,
      addressee: 'employer',
      name: '某公司',
      sender: '某仲裁委员会',
      title,
    };
    const lines = [{ zh: '最后一日：2026-05-20。', en: 'Last day: 2026-05-20.' }];
    const ids = [id, `${id}-2`, `${id}-3`];
    for (const [index, _id] of ids.entries())
      await Letters.create({
        ...letter,
        _id,
        address: `合肥市某路${index + 1}号`,
        lines,
        status: 'waiting',
        ...(index === 2 && { task: 'none' }),
      });
    await Notices.create({
      _id: `said/${number}`,
      ...placed,
      audience: [],
      title,
      text: title,
      readBy: [],
      deliveries: [{ channel: 'letter', id: delivery, person: 'employer', to: '某公司', status: 'done', attempts: 1 }],
    } as never);
    const clerk = await api.as(['clerk'], { region: '340111' });
    const of = async (status: string) =>
      (await clerk('GET', `/letters?status=${status}&region=340111`)).body.rows.map((row: { id: string }) => row.id);
    const on = now.toISOString().slice(0, 10);
    expect(await of('waiting')).toEqual(ids);
    expect((await clerk('POST', `/letters/${id}/posted`, { number: 'XA123456789', on })).body.code).toBe(
      'LETTER_STATE',
    );
    // What nobody has to do any more is not printed.
    const { body: printed } = await clerk('POST', '/letters/print', { ids });
    expect(printed).toMatchObject({ printed: 2, dropped: 1 });
    expect([await of('waiting'), await of('printed'), await of('dropped')]).toEqual([
      [],
      ids.slice(0, 2),
      ids.slice(2),
    ]);
    const file = async (as: string) => {
      const headers = { authorization: `Bearer ${clerk.token}` };
      const answer = await fetch(`${api.url}/api/letters/printed/${printed.batch}?as=${as}`, { headers });
      return Buffer.from(await answer.arrayBuffer());
    };
    const text = new PizZip(await file('docx'))
      .file('word/document.xml')!
      .asText()
      .replaceAll(/<[^>]+>/g, '');
    expect(text).toMatch(/合肥市某路1号.*某公司（收）.*等您办理：答辩.*最后一日.*Last day.*合肥市某路2号/);
    expect(text).not.toMatch(/[{}]|某路3号/);
    expect((await PDFDocument.load(await file('pdf'))).getPageCount()).toBe(2);
    // A day to come, a return before it was posted or without a reason are refused.
    const ahead = new Date(now.getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    const enter = (what: string, body: object) => clerk('POST', `/letters/${id}/${what}`, body);
    expect((await enter('posted', { number: 'XA123456789', on: ahead })).body.code).toBe('INVALID');
    expect((await enter('posted', { number: 'XA123456789', on })).body).toMatchObject({ status: 'posted' });
    expect((await enter('outcome', { result: 'returned', on })).body.code).toBe('INVALID');
    expect((await enter('outcome', { result: 'returned', on: '2020-01-01', why: '(test)' })).body.code).toBe('INVALID');
    const came = { status: 'returned', number: 'XA123456789', why: '查无此单位' };
    expect((await enter('outcome', { result: 'returned', on, why: came.why })).body).toMatchObject(came);
    expect((await clerk('POST', '/letters/print', { ids: [id] })).body.code).toBe('LETTER_STATE');
    const { rows } = (await mediator('GET', `/cases/${number}/notices`)).body;
    expect(rows.flatMap((row: { deliveries: object[] }) => row.deliveries)).toContainEqual(
      expect.objectContaining({ channel: 'letter', to: '某公司', letter: came }),
    );
    expect((await mediator('GET', `/cases/${number}/letters`)).body.rows[0]).toMatchObject(came);
    const party = (await holder()).call;
    for (const path of ['/letters', `/cases/${number}/letters`])
      expect((await party('GET', path)).body.code).toBe('FORBIDDEN');
    expect((await auditOf('letter.returned'))[0]).toMatchObject({ chain: number, subject: id });
  });

  it('come as the person wants, who alone sets it and sees only the end of an address', async () => {
    const { call, phone } = await holder();
    const { body } = await call('GET', '/notices/preferences');
    expect(body).toEqual({ without: [], reached: [{ channel: 'text', to: phone.slice(-4) }] });
    expect((await call('PUT', '/notices/preferences', { without: ['webhook'] })).body.code).toBe('INVALID');
    await call('PUT', '/notices/preferences', { without: ['text'], language: 'en' });
    expect((await call('GET', '/notices/preferences')).body).toMatchObject({ without: ['text'], language: 'en' });
    expect((await mediator('GET', '/notices/preferences')).body.without).toEqual([]);
  });

  it('are pushed to five browsers at most that a person subscribed, at push services only, and to none of a person who is no longer known', async () => {
    const { call, id } = await holder();
    const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
    const subscribe = (endpoint: string) => call('POST', '/notices/push', { endpoint, keys });
    expect((await subscribe('https://127.0.0.1/x')).body.code).toBe('INVALID');
    for (let count = 0; count < 6; count++) {
      later(1);
      expect((await subscribe(`https://web.push.apple.com/${count}`)).status).toBe(204);
    }
    const { body } = await call('GET', '/notices/push');
    expect([body.key, body.devices.length]).toEqual(['public', 5]);
    expect(JSON.stringify(await PushSubscriptions.find({}).lean())).not.toContain('apple');
    const [{ id: one }] = body.devices;
    await mediator('DELETE', `/notices/push/${one}`);
    expect((await call('GET', '/notices/push')).body.devices).toHaveLength(5);
    await call('DELETE', `/notices/push/${one}`);
    expect((await call('GET', '/notices/push')).body.devices).toHaveLength(4);
    await mediator('POST', `/cases/${number}/codes/${id}/revocation`, { reason: '丢失' });
    expect(await PushSubscriptions.countDocuments({ person: `code:${id}` })).toBe(0);
  });
});

it('a contact row says whose it is and how that person was identified', async () => {
  const { id } = await holder();
  expect(await Contacts.findById(`code:${id}`).lean<Contact>()).toMatchObject({
    means: request.means,
    recordedBy: mediator.id,
  });
});

describe('a mandate', () => {
  const upload = async (by: Caller, name = 'mandate.pdf'): Promise<string> => {
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4 power of attorney']), name);
    return (await by('POST', `/cases/${number}/documents`, form)).body.id as string;
  };
  const party = async (parties: string[], phone = newPhone()): Promise<Caller & { phone: string }> => {
    const call = await api.as(['employer'], { parties });
    await Contacts.create({
      _id: `user:${call.id}`,
      number: api.deps.keys.seal(`+86${phone}`),
      tail: phone.slice(-4),
      means: 'identity-card',
      at: now,
    });
    return Object.assign(call, { phone });
  };
  const mandates = (by: Caller) => by('GET', `/cases/${number}/mandates`);
  const give = async (by: Caller & { phone?: string }, agent: Caller, more: object = {}) => {
    const { account } = (await Users.findById(agent.id).lean<{ account: string }>())!;
    const sent = await by('POST', `/cases/${number}/mandates/code`, { account });
    const code = sent.status === 200 ? await codeTo(by.phone!) : undefined;
    const terms = { account, capacity: 'agent', powers: [], paper: await upload(by), ...(code && { code }), ...more };
    return by('POST', `/cases/${number}/mandates`, terms);
  };
  const act = (by: Caller, mandate: string) => by('PUT', '/sessions/current/mandate', { mandate });

  it('on paper is recorded with the code that staff hand to an agent: powers, last day; without it there is no code', async () => {
    await newCase();
    const hand = (more: object) => mediator('POST', `/cases/${number}/codes`, { ...request, ...more });
    const { mandate: _, ...without } = agency([]);
    expect((await hand(without)).body.errors).toEqual([expect.objectContaining({ path: 'mandate' })]);
    expect((await hand({ mandate: { powers: [] } })).body.errors[0].path).toBe('mandate');
    expect((await hand(agency([], { until: '2020-01-01' }))).body.errors[0].path).toBe('until');
    const day = new Date(now.getTime() + 32 * 3_600_000).toISOString().slice(0, 10);
    const agent = await holder(newPhone(), agency(['sign'], { until: day }));
    // The power that the act takes is not named: nothing is used up, and the sentence says which it is.
    const refused = await sign(agent.call, '123456');
    expect([refused.body.code, refused.body.powers]).toEqual(['BEYOND_MANDATE', ['settle']]);
    expect(refused.body.detail).toContain('和解、调解');
    expect((await agent.call('GET', '/sessions/current')).body.mandate).toMatchObject({
      principal: '合肥某公司',
      powers: ['sign'],
    });
    expect((await mandates(mediator)).body.rows).toEqual([
      expect.objectContaining({ agent: '李某', recordedBy: expect.anything(), account: false, ends: false }),
    ]);
    // It lasts to the end of its day in every route, and the renewed code carries it.
    const renewed = (await agent.call('POST', '/sessions/current/code', {})).body.code;
    later(48 * 60);
    expect((await agent.call('GET', `/cases/${number}`)).status).toBe(401);
    const late = await api.anyone('POST', '/sessions', { caseNumber: number, code: renewed });
    expect([late.body.code, late.body.detail]).toEqual(['CODE_ENDED', expect.stringContaining('到期')]);
  });

  it('is given by the party with a one-time code to an account; the agent acts for it in that case, and at once no more', async () => {
    await newCase();
    const [employer, agent] = [await party(['employer:e']), await party(['worker:lawyer'])];
    const other = (await someCase('340111', (sequence += 1))).number;
    expect((await mandates(employer)).body).toMatchObject({ gives: true, tail: employer.phone.slice(-4) });
    expect((await give(employer, agent, { code: '000000' })).body.code).toBe('WRONG_ONE_TIME_CODE');
    later(2);
    const given = await give(employer, agent, { powers: ['sign'] });
    expect([given.status, given.body]).toEqual([
      201,
      expect.objectContaining({ powers: ['sign'], account: true, ends: true, side: 'employer' }),
    ]);
    // As themself the agent reaches nothing of it.
    expect((await agent('GET', `/cases/${number}`)).body.code).toBe('OUT_OF_REACH');
    const [own] = (await agent('GET', '/mandates')).body.rows;
    expect(own).toMatchObject({ case: number, side: 'employer' });
    expect((await act(agent, own.id)).body).toMatchObject({ kind: 'party', case: number, mandate: { account: true } });
    expect((await agent('GET', `/cases/${number}`)).status).toBe(200);
    expect((await agent('GET', `/cases/${other}`)).body.code).toBe('OUT_OF_REACH');
    expect((await sign(agent, '123456')).body).toMatchObject({ code: 'BEYOND_MANDATE', powers: ['settle'] });
    // An agent passes nothing on, sees no code, and renews none.
    expect((await give(agent, employer)).body.code).toBe('FORBIDDEN');
    expect((await agent('POST', '/sessions/current/code', {})).body.code).toBe('NOT_FOUND');
    later(2);
    // The new one names the power: confirmed by a code to the agent's own number, stored as the agent's act.
    const wider = (await give(employer, agent, { powers: ['settle', 'sign'] })).body;
    await act(agent, wider.id);
    expect((await agent('POST', `/tasks/${task}/code`, {})).body).toMatchObject({ tail: agent.phone.slice(-4) });
    expect((await sign(agent, await codeTo(agent.phone))).body.code).toBe(ADMITTED);
    // What the audit says of it names the agent and the mandate.
    expect((await auditOf('mandate.act'))[0]).toMatchObject({
      by: `employer@${number}`,
      detail: { mandate: wider.id },
    });
    // Once its number is another one, codes go there.
    await agent('DELETE', '/sessions/current/mandate');
    expect((await agent('GET', '/sessions/current')).body).toMatchObject({ kind: 'user' });
    await act(agent, wider.id);
    expect(
      (await employer('POST', `/cases/${number}/mandates/${wider.id}/revocation`, { reason: '更换代理人' })).body,
    ).toMatchObject({ endedAt: expect.any(String), ends: false });
    expect((await agent('GET', `/cases/${number}`)).body.code).toBe('OUT_OF_REACH');
    expect((await act(agent, wider.id)).body.code).toBe('NOT_FOUND');
    expect((await sign(agent, '123456')).body.code).toBe('OUT_OF_REACH');
  });

  it('is given by nobody else, to nobody who has a part in the case, and to no part-time arbitrator of the commission', async () => {
    await newCase();
    const [employer, worker] = [await party(['employer:e']), await party(['worker:w'])];
    await Users.updateOne({ _id: worker.id }, { $set: { roles: ['worker'] } });
    expect((await give(mediator, worker)).body.code).toBe('FORBIDDEN');
    expect((await give(employer, worker)).body.code).toBe('EXCLUDED');
    expect((await give(employer, employer)).body.errors[0].path).toBe('account');
    const unseen = await api.as(['worker'], { identified: false });
    later(2);
    expect((await give(employer, unseen)).body.errors[0].path).toBe('account');
    // One side's agent is not the other's, and whoever is an agent does nothing there as staff.
    const agent = await api.as(['mediator', 'worker'], { parties: ['worker:m'] });
    later(2);
    const { id } = (await give(employer, agent)).body;
    expect((await give(worker, agent)).body).toMatchObject({ code: 'EXCLUDED' });
    const hand = { ...request, side: 'worker' };
    expect((await agent('POST', `/cases/${number}/codes`, hand)).body.code).toBe('EXCLUDED');
    expect((await worker('POST', `/cases/${number}/mandates/${id}/revocation`, { reason: 'x' })).body.code).toBe(
      'NOT_FOUND',
    );
    expect((await mandates(worker)).body.rows).toEqual([]);
    // Anhui Regulations art. 24(3), by name and firm.
    await Cases.updateOne({ _id: number }, { $set: { stage: 'arbitration' } });
    const arbitrator = await api.as(['arbitrator', 'worker'], { parties: ['worker:a'] });
    await Users.updateOne({ _id: arbitrator.id }, { $set: { firm: '甲律师事务所' } });
    later(2);
    expect((await give(employer, arbitrator)).body).toMatchObject({
      code: 'EXCLUDED',
      detail: expect.stringContaining('第24条'),
    });
  });

  it('of one person gives no power of those who joined later', async () => {
    await newCase();
    const [employer, agent] = [await party(['employer:e']), await party(['worker:lawyer'])];
    const { id } = (await give(employer, agent, { powers: ['settle', 'sign'] })).body;
    await Cases.updateOne({ _id: number }, { $set: { 'data.furtherEmployers': [{ capacity: 'user-unit' }] } });
    await act(agent, id);
    expect((await agent('POST', `/tasks/${task}/code`, {})).body.code).toBe('SEVERAL');
    expect((await mandates(employer)).body.gives).toBe(false);
    expect((await give(employer, agent)).body.code).toBe('SEVERAL');
  });
});
