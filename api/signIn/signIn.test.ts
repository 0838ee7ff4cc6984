import { generate } from 'otplib';
import { AuditEntries, Sessions, SignInCounts, Users, type AuditEntry, type User } from '../../models';
import { checkChains } from '../audit/check';
import { someCase } from '../../tests/support/someCase';
import { callerOf, startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { Gate } from './Gate';
import { networkOf } from './limits';
import { spelling } from '../../domain/accountNames';
import { isWeak } from './passwords';
import { deviceName } from './session';

jest.setTimeout(120_000);

let now = Date.now();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: () => new Date(now), failedSignIns: 2, proxies: 1, secondFactor: ['auditor'] });
});
afterAll(() => api?.stop());
/** Each test uses a time window of its own. */
beforeEach(() => {
  now += 7_200_000;
});

const right = 'password-1234';
interface Try {
  from?: string;
  cookie?: string;
  otp?: string;
}
const signIn = (account: string, password: string, { from = '203.0.113.7', cookie = '', otp }: Try = {}) =>
  api.anyone(
    'POST',
    '/sessions',
    { account, password, ...(otp && { otp }) },
    { 'x-forwarded-for': from, cookie, 'x-requested-with': 'heyi' },
  );
const statuses = async (tries: Promise<{ status: number }>[]) => (await Promise.all(tries)).map(({ status }) => status);
const oneByOne = async (count: number, attempt: (n: number) => Promise<{ status: number }>) => {
  const found: number[] = [];
  for (let n = 0; n < count; n++) found.push((await attempt(n)).status);
  return found;
};
const cookiesOf = ({ headers }: { headers: Headers }): string =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

describe('sign-in limits', () => {
  it('treat different spellings of an account as the same', () => {
    for (const variant of ['Admin', 'ａｄｍｉｎ', ' admin ', 'ad​min', 'admin　', 'ádmin', 'ＡＤＭＩＮ'])
      expect(spelling(variant)).toBe('admin');
    expect(spelling('x'.repeat(10_000)).length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2ff:3:4:5:6', '2001:db8:1:200::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['rubbish', 'unknown'],
  ])('compute the network of %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('apply to one account however its name is spelt, and to concurrent attempts', async () => {
    expect(await oneByOne(2, (n) => signIn(['Nobody', 'ｎｏｂｏ dｙ'][n]!, `wrong-${n}`))).toEqual([401, 401]);
    const refused = await signIn('NOBODY', 'wrong-4');
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const burst = await statuses(Array.from({ length: 8 }, (_, n) => signIn('somebody', `wrong-${n}`)));
    expect(burst.filter((status) => status === 401).length).toBeLessThanOrEqual(2);
  });

  it('apply to one account from many addresses', async () => {
    const { id } = await api.as(['mediator']);
    const found = await oneByOne(8, (n) => signIn(id, `wrong-${n}`, { from: `198.51.${n}.7` }));
    expect(found).toEqual([...Array.from({ length: 6 }, () => 401), 429, 429]);
  });

  it('apply to many accounts from one address, and from its network', async () => {
    const one = await oneByOne(12, (n) => signIn(`account-${n}`, `wrong-${n}`));
    expect(one).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const network = await oneByOne(42, (n) => signIn(`other-${n}`, `wrong-${n}`, { from: `192.0.2.${n}` }));
    expect(network.filter((status) => status === 401)).toHaveLength(40);
  });

  it('apply to one password for many accounts from many addresses', async () => {
    const spray = (n: number) => signIn(`sprayed-${n}`, 'Summer2026!', { from: `10.${n}.0.1` });
    expect(await oneByOne(4, spray)).toEqual([401, 401, 429, 429]);
    // Another password is another guess.
    expect((await signIn('sprayed-9', 'Winter2026!', { from: '10.9.0.1' })).status).toBe(401);
  });

  it('expire, and refused attempts do not extend them', async () => {
    const { id } = await api.as(['mediator']);
    await oneByOne(4, (n) => signIn(id, `wrong-${n}`));
    expect((await signIn(id, right)).status).toBe(429);
    now += 900_000;
    expect((await signIn(id, right)).status).toBe(201);
  });

  it('do not lock out somebody who has signed in with this browser before, whatever strangers do', async () => {
    const { id } = await api.as(['mediator']);
    const first = await signIn(id, right);
    const cookie = cookiesOf(first);
    await oneByOne(5, (n) => signIn(id, `wrong-${n}`));
    await oneByOne(12, (n) => signIn(`stranger-${n}`, `wrong-${n}`));
    expect((await signIn(id, right)).status).toBe(429);
    expect((await signIn(id, right, { cookie })).status).toBe(201);
    // The browser itself may not guess either, and gives no access to another account.
    expect(await oneByOne(3, (n) => signIn(id, `wrong-${n}`, { cookie }))).toEqual([401, 401, 429]);
    const another = await api.as(['mediator']);
    expect((await signIn(another.id, right, { cookie })).status).toBe(429);
  });

  it('do not count successful sign-ins', async () => {
    const { id } = await api.as(['mediator']);
    expect(new Set(await oneByOne(5, () => signIn(id, right)))).toEqual(new Set([201]));
  });

  it('apply to tracking codes by address, and do not lock out the parties elsewhere', async () => {
    const { number } = await someCase('340111', 700);
    const guess = (n: number, from: string) =>
      api.anyone('POST', '/sessions', { caseNumber: number, code: `AAAA-${n}` }, { 'x-forwarded-for': from });
    expect(await oneByOne(4, (n) => guess(n, '203.0.113.9'))).toEqual([401, 401, 429, 429]);
    expect((await guess(1, '198.51.100.3')).status).toBe(401);
  });

  it('leave others room to file: a stranger’s address files so often in an hour', async () => {
    const file = (from: string, by: Caller = api.anyone) => by('POST', '/cases', {}, { 'x-forwarded-for': from });
    const before = await Promise.all(Array.from({ length: 100 }, () => file('203.0.113.77')));
    expect(new Set(before.map(({ status }) => status))).toEqual(new Set([422]));
    const { status, headers } = await file('203.0.113.77');
    expect([status, headers.get('retry-after')]).toEqual([429, '600']);
    expect((await file('198.51.100.77')).status).toBe(422);
    expect((await file('203.0.113.77', await api.as(['mediator']))).status).toBe(422);
  });

  it('are stored in the database without names or passwords, and expire', async () => {
    await signIn('zhangsan', 'a-wrong-password');
    const text = JSON.stringify(await SignInCounts.find({}).lean());
    expect(text).not.toMatch(/zhangsan|a-wrong-password|203\.0\.113/);
    expect(await SignInCounts.countDocuments({ expiresAt: { $exists: false } })).toBe(0);
  });
});

describe('the audit', () => {
  it('records whose sign-in failed if the account exists, and never what was typed', async () => {
    const { id } = await api.as(['mediator']);
    await signIn(id, 'wrong');
    await signIn('my-secret-password', 'wrong');
    const failed = (await AuditEntries.find({ action: 'session.refuse' })
      .sort({ n: -1 })
      .limit(2)
      .lean<AuditEntry[]>())!;
    expect(failed.map(({ subject }) => subject ?? null)).toEqual([null, id]);
    expect(failed[1]!.detail).toEqual({ reason: 'WRONG_CREDENTIALS', network: '203.0.113.0/24' });
    expect(JSON.stringify(failed)).not.toContain('my-secret-password');
  });

  it('records sign-outs, and who read which case, task and document', async () => {
    const { number, task, document } = await someCase('340111', 701);
    const mediator = await api.as(['mediator']);
    for (const path of [`/cases/${number}`, `/cases/${number}`, `/tasks/${task}`, `/documents/${document}`])
      expect((await mediator('GET', path)).status).toBe(200);
    await mediator('DELETE', '/sessions/current');
    const auditor = await signInFully(['auditor']);
    const { body } = await auditor('GET', `/audit/reads?case=${number}`);
    expect(body.rows.map((row: { action: string }) => row.action).sort()).toEqual([
      'readCase',
      'readDocument',
      'readTask',
    ]);
    expect(body.rows.every(({ by }: { by: { id: string } }) => by.id === mediator.id)).toBe(true);
    const ended = await AuditEntries.findOne({ action: 'session.end', by: mediator.id }).lean();
    expect(ended).not.toBeNull();
    expect((await checkChains(['system', 'reads'])).faults).toEqual([]);
    const refused = await mediatorOf('340202', number);
    expect(refused).toBe(403);
  });
});

const mediatorOf = async (region: string, number: string): Promise<number> =>
  (await (await api.as(['auditor'], { region }))('GET', `/audit/reads?case=${number}`)).status;

describe('passwords', () => {
  it.each([
    'password123',
    'woaini1314',
    'woaini520520',
    '1qaz2wsx3edc',
    'qwertyuiop',
    'zhangwei1990',
    'wangfang123',
    'Zhangwei@1314',
    'hefei123456',
    'AnHui@2026',
    'a123456789',
    '1234567890',
    '19900101abc',
    'iloveyou1314',
    'administrator',
    'qazwsxedcrfv',
    'aaaaaaaaaaaa',
    'Summer2026!',
    'admin888888',
    '5201314520',
    'P@ssw0rd123',
    'mediator2026',
    'Arbitrator-2026!',
    'tiaojieyuan@123',
    'heyi20261130',
    'Zhongcai2026!',
  ])('%s is refused', (password) => expect(isWeak(password, [])).toBe(true));

  it.each(['correct horse battery staple', 'mF7_xQ2-kLpv', '青山绿水共为邻里好朋友', 'tangerine-Bishop-41-lorry'])(
    '%s is accepted',
    (password) => expect(isWeak(password, [])).toBe(false),
  );

  it('are refused if they are about the person', () => {
    const person = ['ouyangxiuzhen', '欧阳修贞', 'ouyang.xz'];
    expect(isWeak('ouyangxiuzhen1', person)).toBe(true);
    expect(isWeak('欧阳修贞欧阳修贞12', person)).toBe(true);
    expect(isWeak('Ouyang.xz-2026', person)).toBe(true);
  });

  it('are examined only up to a maximum length', () => {
    expect(isWeak('k7$Lq'.repeat(40), [])).toBe(false);
  });

  it('are checked when set by the user', async () => {
    const admin = await api.as(['administrator']);
    const change = (password: string, newPassword: string) =>
      admin('PUT', '/sessions/current/password', { password, newPassword });
    const unasked = await admin('PUT', '/sessions/current/password', { newPassword: 'mF7_xQ2-kLpv' });
    expect(unasked.body.errors[0].path).toBe('password');
    expect((await change('wrong', 'mF7_xQ2-kLpv')).body.errors[0].path).toBe('password');
    expect((await change(right, 'zhangwei1990')).body.errors[0].path).toBe('newPassword');
    const elsewhere = (await api.anyone('POST', '/sessions', { account: admin.id, password: right, bearer: true }))
      .body;
    expect((await change(right, 'mF7_xQ2-kLpv')).status).toBe(204);
    expect((await admin('GET', '/sessions/current')).status).toBe(200);
    expect((await callerOf(api.url, elsewhere.token)('GET', '/sessions/current')).status).toBe(401);
    expect((await signIn(admin.id, 'mF7_xQ2-kLpv')).status).toBe(201);
  });

  it('cannot be guessed from a session left open', async () => {
    const user = await api.as(['mediator']);
    const tries = await oneByOne(4, (n) =>
      user('PUT', '/sessions/current/password', { password: `guess-${n}`, newPassword: 'mF7_xQ2-kLpv' }),
    );
    expect(tries).toEqual([422, 422, 429, 429]);
  });
});

it('a gate limits how many run and how many wait, and continues after a failure', async () => {
  const gate = new Gate(2, 3);
  let inside = 0;
  let most = 0;
  const open: (() => void)[] = [];
  const work = () =>
    gate.run(async () => {
      most = Math.max(most, (inside += 1));
      await new Promise<void>((resolve) => open.push(resolve));
      inside -= 1;
      throw new Error('it failed');
    });
  const all = Array.from({ length: 7 }, () => work().catch((error: Error) => error.message));
  await expect(all[5]).resolves.toBe('TOO_MANY');
  await expect(all[6]).resolves.toBe('TOO_MANY');
  for (let done = 0; done < 5; done++) {
    while (!open.length) await new Promise((resolve) => setImmediate(resolve));
    open.shift()!();
  }
  expect(await Promise.all(all.slice(0, 5))).toEqual(Array.from({ length: 5 }, () => 'it failed'));
  expect([most, inside]).toEqual([2, 0]);
});

describe('sessions', () => {
  const hours = (count: number) => (now += count * 3_600_000);

  it('expire when unused, and after a maximum lifetime', async () => {
    const idle = await api.as(['mediator']);
    const used = await api.as(['mediator']);
    hours(8);
    expect((await used('GET', '/sessions/current')).status).toBe(200);
    hours(8);
    expect((await used('GET', '/sessions/current')).status).toBe(200);
    expect((await idle('GET', '/sessions/current')).status).toBe(401);
    hours(7);
    const last = await used('GET', '/sessions/current');
    expect(last.status).toBe(200);
    hours(1.1);
    expect((await used('GET', '/sessions/current')).status).toBe(401);
  });

  it('expire a day after they began, even if they began before there was a maximum lifetime', async () => {
    const one = await api.as(['mediator']);
    await Sessions.updateMany({ user: one.id }, { $unset: { endsAt: '' } });
    hours(11);
    expect((await one('GET', '/sessions/current')).status).toBe(200);
    hours(11);
    expect((await one('GET', '/sessions/current')).status).toBe(200);
    hours(3);
    expect((await one('GET', '/sessions/current')).status).toBe(401);
  });

  it('are listed only to their own user, who can end one or all others', async () => {
    const one = await api.as(['mediator']);
    const others = [];
    for (let n = 0; n < 3; n++)
      others.push(
        (
          await api.anyone(
            'POST',
            '/sessions',
            { account: one.id, password: right, bearer: true },
            { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0' },
          )
        ).body.token,
      );
    const { body } = await one('GET', '/sessions');
    expect(body.rows).toHaveLength(4);
    expect(body.rows.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    expect(body.rows.some(({ device }: { device?: string }) => device === 'Firefox · Windows')).toBe(true);
    const stranger = await api.as(['mediator']);
    const other = body.rows.find(({ current }: { current: boolean }) => !current);
    expect((await stranger('DELETE', `/sessions/${other.id}`)).status).toBe(404);
    expect((await one('DELETE', `/sessions/${other.id}`)).status).toBe(204);
    expect((await one('GET', '/sessions')).body.rows).toHaveLength(3);
    expect((await one('DELETE', '/sessions')).status).toBe(204);
    expect((await one('GET', '/sessions')).body.rows).toHaveLength(1);
    for (const token of others) expect((await callerOf(api.url, token)('GET', '/sessions/current')).status).toBe(401);
    expect((await stranger('GET', '/sessions/current')).status).toBe(200);
  });

  it.each<[string, (user: Caller, admin: Caller) => Promise<unknown>]>([
    ['it is ended elsewhere', (user) => Sessions.deleteMany({ user: user.id })],
    ['the account is closed', (user, admin) => admin('PATCH', `/users/${user.id}`, { active: false })],
    ['the person’s roles change', (user, admin) => admin('PATCH', `/users/${user.id}`, { roles: ['court'] })],
    ['it has expired', async () => hours(13)],
  ])('have their event streams closed when %s', async (_what, change) => {
    const user = await api.as(['mediator']);
    const admin = await api.as(['administrator']);
    // Of somebody whose number nobody has checked, which is stored but counts for nothing.
    const kept = await api.as(['worker'], { parties: ['worker:somebody'], identified: false });
    const open = (caller: Caller) =>
      fetch(`${api.url}/api/events`, { headers: { authorization: `Bearer ${caller.token}` } });
    const [closing, staying] = [await open(user), await open(kept)];
    let stays = true;
    const reading = staying.text().then(
      () => (stays = false),
      () => undefined,
    );
    await api.deps.streams.look();
    await change(user, admin);
    if (_what !== 'it has expired') {
      await closing.text();
      expect(stays).toBe(true);
      await Sessions.deleteMany({ user: kept.id });
    } else await closing.text();
    await reading;
  });

  it('name the device with which the user signed in', () => {
    expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0')).toBe('微信 WeChat · iOS');
    expect(deviceName('curl/8')).toBeUndefined();
  });
});

/** A session of a user who needs a second factor and has it set up. */
async function signInFully(roles: Parameters<TestApi['as']>[0]): Promise<Caller> {
  const caller = await api.as(roles);
  await enrol(caller);
  return caller;
}

async function enrol(caller: Caller): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { body } = await caller('POST', '/sessions/current/second-factor', { password: right });
  const code = await codeOf(body.secret);
  const confirmed = await caller('PUT', '/sessions/current/second-factor', { code });
  expect(confirmed.status).toBe(200);
  return { secret: body.secret, ...confirmed.body };
}
const codeOf = (secret: string, seconds = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(now / 1000) + seconds });

describe('a second factor', () => {
  it('is set up by secret or QR code, confirmed by a first code, and then required', async () => {
    const user = await api.as(['mediator']);
    const setup = await user('POST', '/sessions/current/second-factor', { password: right });
    expect(setup.body.uri).toContain(`secret=${setup.body.secret}`);
    // Started does not mean set up.
    expect((await signIn(user.id, right)).status).toBe(201);
    const wrong = await user('PUT', '/sessions/current/second-factor', { code: '000000' });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'code']);
    const { body } = await user('PUT', '/sessions/current/second-factor', { code: await codeOf(setup.body.secret) });
    expect(new Set(body.recoveryCodes).size).toBe(10);
    const stored = JSON.stringify(await Users.findById(user.id).lean());
    expect(stored).not.toContain(setup.body.secret);
    for (const code of body.recoveryCodes) expect(stored).not.toContain(code);
    expect((await signIn(user.id, right)).body.code).toBe('SECOND_FACTOR');
    // Without the password, the response does not reveal that there is a second factor.
    expect((await signIn(user.id, 'wrong')).body.code).toBe('WRONG_CREDENTIALS');
    now += 30_000;
    expect((await signIn(user.id, right, { otp: await codeOf(setup.body.secret) })).status).toBe(201);
  });

  it('accepts each code once, including those of the previous and next half-minute, and no older ones', async () => {
    const user = await api.as(['mediator']);
    const { secret } = await enrol(user);
    now += 300_000;
    const otp = await codeOf(secret);
    expect(await statuses([signIn(user.id, right, { otp }), signIn(user.id, right, { otp })])).toEqual(
      expect.arrayContaining([201, 401]),
    );
    expect((await signIn(user.id, right, { otp })).body.code).toBe('WRONG_SECOND_FACTOR');
    const elsewhere = { from: '198.51.100.8', otp: await codeOf(secret, -30) };
    expect((await signIn(user.id, right, elsewhere)).body.code).toBe('WRONG_SECOND_FACTOR');
    now += 3_600_000;
    expect((await signIn(user.id, right, { otp: await codeOf(secret, -90) })).status).toBe(401);
    expect((await signIn(user.id, right, { otp: await codeOf(secret, 30) })).status).toBe(201);
  });

  it('limits guesses like those of a password', async () => {
    const user = await api.as(['mediator']);
    await enrol(user);
    expect(await oneByOne(4, (n) => signIn(user.id, right, { otp: `00000${n}` }))).toEqual([401, 401, 429, 429]);
  });

  it('limits the guesses of a day, from whatever addresses, at sign-in and within a session', async () => {
    now += 86_400_000 - (now % 86_400_000);
    const user = await api.as(['mediator']);
    const { secret } = await enrol(user);
    const guess = (n: number) => {
      now += 900_000;
      const code = `00000${n}`;
      return n % 2
        ? user('DELETE', '/sessions/current/second-factor', { password: right, code })
        : signIn(user.id, right, { from: `198.51.${n}.1`, otp: code });
    };
    expect((await oneByOne(8, guess)).sort()).toEqual([401, 401, 401, 422, 422, 422, 429, 429]);
    now += 86_400_000;
    expect((await signIn(user.id, right, { otp: await codeOf(secret) })).status).toBe(201);
  });

  it('can be replaced by a recovery code, each once, however it is typed', async () => {
    const user = await api.as(['mediator']);
    const { recoveryCodes } = await enrol(user);
    const typed = recoveryCodes[0]!.toLowerCase().replaceAll('-', ' ');
    expect((await signIn(user.id, right, { otp: typed })).status).toBe(201);
    expect((await signIn(user.id, right, { otp: recoveryCodes[0] })).body.code).toBe('WRONG_SECOND_FACTOR');
    const again = await api.anyone('POST', '/sessions', {
      account: user.id,
      password: right,
      otp: recoveryCodes[1],
      bearer: true,
    });
    const { body } = await callerOf(api.url, again.body.token)('GET', '/sessions/current/security');
    expect(body.recoveryLeft).toBe(8);
  });

  it('can be required by a setting: until it is set up nothing else is allowed', async () => {
    const auditor = await api.as(['auditor']);
    expect((await auditor('GET', '/sessions/current')).body.restricted).toBe(true);
    expect((await auditor('GET', '/audit')).body.code).toBe('SECOND_FACTOR_MISSING');
    expect((await auditor('GET', '/cases')).body.code).toBe('SECOND_FACTOR_MISSING');
    await enrol(auditor);
    expect((await auditor('GET', '/audit')).status).toBe(200);
    const drop = await auditor('DELETE', '/sessions/current/second-factor', { password: right, code: '000000' });
    expect(drop.body.errors[0].path).toBe('code');
  });

  it('is not replaced without a code of the present one', async () => {
    const user = await api.as(['mediator']);
    const { secret } = await enrol(user);
    now += 60_000;
    const replace = (code?: string) => user('POST', '/sessions/current/second-factor', { password: right, code });
    expect((await replace()).body.errors[0].path).toBe('code');
    expect((await replace(await codeOf(secret))).status).toBe(200);
  });

  it('is removed by its user with password and code, or by an administrator of the area for somebody who lost it', async () => {
    const user = await api.as(['mediator']);
    const { secret } = await enrol(user);
    now += 60_000;
    const drop = (code: string) => user('DELETE', '/sessions/current/second-factor', { password: right, code });
    expect((await drop('000000')).status).toBe(422);
    expect((await drop(await codeOf(secret))).status).toBe(204);
    expect((await signIn(user.id, right)).status).toBe(201);
    await enrol(user);
    const far = await api.as(['administrator'], { region: '340202' });
    expect((await far('DELETE', `/users/${user.id}/second-factor`)).status).toBeGreaterThanOrEqual(400);
    const near = await api.as(['administrator']);
    expect((await near('DELETE', `/users/${user.id}/second-factor`)).status).toBe(204);
    expect((await signIn(user.id, right)).status).toBe(201);
    expect((await Users.findById(user.id).lean<User>())!.totp).toBeUndefined();
  });

  it('whose setup expired has to be set up from the start', async () => {
    const user = await api.as(['mediator']);
    const { body } = await user('POST', '/sessions/current/second-factor', { password: right });
    now += 1_000_000;
    const late = await user('PUT', '/sessions/current/second-factor', { code: await codeOf(body.secret) });
    expect(late.body.code).toBe('ENROLMENT_ENDED');
  });
});
