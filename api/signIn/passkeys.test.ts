import { AuditEntries, Challenges, Passkeys, Users, type AuditEntry, type User } from '../../models';
import { Authenticator } from '../../tests/support/authenticator';
import { callerOf, startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { checkPasskeyDomain, siteOf } from './passkeys';

jest.setTimeout(120_000);

const origin = 'https://heyi.example.gov.cn';
const right = 'password-1234';
let now = Date.now();
let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    clock: () => new Date(now),
    origin,
    failedSignIns: 3,
    proxies: 1,
    secondFactor: ['auditor'],
  });
});
afterAll(() => api?.stop());
/** Each test in a window of its own. */
beforeEach(() => {
  now += 7_200_000;
});

const device = (): Authenticator => new Authenticator(origin);
const begin = (caller: Caller, password = right, code?: string) =>
  caller('POST', '/sessions/current/passkeys', { password, code });
const put = (caller: Caller, body: object) => caller('PUT', '/sessions/current/passkeys', { name: '办公室', ...body });
async function enrol(
  caller: Caller,
  key = device(),
  code?: string,
): Promise<{ key: Authenticator; recoveryCodes: string[] }> {
  const { status, body } = await put(caller, key.make((await begin(caller, right, code)).body));
  expect([status, body.code]).toEqual([200, undefined]);
  return { key, recoveryCodes: body.recoveryCodes };
}
const ask = (from = '203.0.113.7') => api.anyone('POST', '/sign-in', undefined, { 'x-forwarded-for': from });
const enter = (body: object, from = '203.0.113.7') =>
  api.anyone('POST', '/sessions', { bearer: true, ...body }, { 'x-forwarded-for': from });
const byPassword = (caller: Caller, more: object = {}, password = right) =>
  enter({ account: caller.id, password, ...more });
const remove = (caller: Caller, id: string, more: object = {}) =>
  caller('DELETE', `/sessions/current/passkeys/${id}`, { password: right, ...more });

describe('a passkey', () => {
  it('is added with the password, and then signs in alone', async () => {
    const user = await api.as(['mediator']);
    expect((await begin(user, 'wrong')).body.errors[0].path).toBe('password');
    const offer = (await begin(user)).body;
    expect(offer.rp.id).toBe('heyi.example.gov.cn');
    expect(offer.user).toMatchObject({ name: user.id });
    expect(Buffer.from(offer.user.id, 'base64url').toString()).not.toContain(user.id);
    const { key, recoveryCodes } = await enrol(user);
    expect(new Set(recoveryCodes).size).toBe(10);
    const request = (await ask()).body;
    expect(request).toMatchObject({ rpId: 'heyi.example.gov.cn', userVerification: 'required' });
    expect(request.allowCredentials).toBeUndefined();
    const { status, body } = await enter({ passkey: key.sign(request) });
    expect([status, body.id]).toEqual([201, user.id]);
    const session = callerOf(api.url, body.token);
    const shown = (await session('GET', '/sessions/current/security')).body;
    expect(shown).toMatchObject({ passkeysHere: true, recoveryLeft: 10, passkeys: [{ id: key.id, name: '办公室' }] });
    expect(shown.passkeys[0].usedAt).toBeDefined();
    const entry = await AuditEntries.findOne({ action: 'session.begin', by: user.id })
      .sort({ n: -1 })
      .lean<AuditEntry>();
    expect(entry!.detail).toEqual({ by: 'passkey' });
    expect(await AuditEntries.exists({ action: 'passkey.add', by: user.id })).not.toBeNull();
  });

  it('is asked for beside the password, of those of the account alone, and a recovery code stands for it', async () => {
    const user = await api.as(['mediator']);
    const { key, recoveryCodes } = await enrol(user);
    const other = await enrol(await api.as(['mediator']));
    // Whoever has not the password is not told that there is one.
    expect((await byPassword(user, {}, 'wrong')).body.code).toBe('WRONG_CREDENTIALS');
    const asked = await byPassword(user);
    expect([asked.status, asked.body.code]).toEqual([401, 'SECOND_FACTOR']);
    expect(asked.body.passkey.allowCredentials).toEqual([{ id: key.id, type: 'public-key', transports: ['internal'] }]);
    // Beside a password it is enough to have it.
    const passkey = key.sign(asked.body.passkey, { verified: false });
    expect((await byPassword(user, { passkey })).status).toBe(201);
    const foreign = other.key.sign((await byPassword(user)).body.passkey);
    expect((await byPassword(user, { passkey: foreign })).body.code).toBe('WRONG_PASSKEY');
    now += 900_000;
    expect((await byPassword(user, { otp: '000000' })).body.code).toBe('WRONG_SECOND_FACTOR');
    expect((await byPassword(user, { otp: recoveryCodes[0] })).status).toBe(201);
    expect((await byPassword(user, { otp: recoveryCodes[0] })).body.code).toBe('WRONG_SECOND_FACTOR');
  });

  it('answers each challenge once, soon, and only as it was asked', async () => {
    const user = await api.as(['mediator']);
    const { key } = await enrol(user);
    const refused = async (passkey: object) => {
      now += 900_000;
      const { status, body } = await enter({ passkey });
      expect([status, body.code]).toEqual([401, 'WRONG_PASSKEY']);
    };
    const once = key.sign((await ask()).body);
    const both = await Promise.all([enter({ passkey: once }), enter({ passkey: once })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    await refused(once);
    // One of ours, of another kind, or never given out.
    const second = await byPassword(user);
    await refused(key.sign(second.body.passkey));
    await refused(key.sign({ challenge: 'bm9uZQ' }));
    await refused({ ...once, clientDataJSON: 'bm8' });
    const late = (await ask()).body;
    now += 300_001;
    await refused(key.sign(late));
    const alone = (await ask()).body;
    expect((await byPassword(user, { passkey: key.sign(alone) })).body.code).toBe('WRONG_PASSKEY');
    // None of them can be used a second time in another way.
    expect((await enter({ passkey: key.sign(alone) })).status).toBe(201);
    expect(await Challenges.countDocuments({ expiresAt: { $exists: false } })).toBe(0);
  });

  it.each<[string, Parameters<Authenticator['sign']>[1]]>([
    ['another site asked for it', { origin: 'https://heyi.example.com' }],
    ['it is of another domain', { rpId: 'example.com' }],
    ['nobody was verified', { verified: false }],
    ['it was used elsewhere meanwhile', { counter: 1 }],
  ])('is refused where %s', async (_what, twist) => {
    const { key } = await enrol(await api.as(['mediator']));
    expect((await enter({ passkey: key.sign((await ask()).body, { counter: 5 }) })).status).toBe(201);
    const { status, body } = await enter({ passkey: key.sign((await ask()).body, { counter: 6, ...twist }) });
    expect([status, body.code]).toEqual([401, 'WRONG_PASSKEY']);
  });

  it('with a forged signature or of a closed account is refused, and the audit says about whom', async () => {
    const user = await api.as(['mediator']);
    const { key } = await enrol(user);
    const forger = Object.assign(device(), { id: key.id });
    expect((await enter({ passkey: forger.sign((await ask()).body, { counter: 9 }) })).status).toBe(401);
    await Users.updateOne({ _id: user.id }, { $set: { active: false } });
    expect((await enter({ passkey: key.sign((await ask()).body) })).body.code).toBe('WRONG_PASSKEY');
    const failed = await AuditEntries.find({ action: 'session.refuse', subject: user.id }).lean<AuditEntry[]>();
    expect(failed.map(({ detail }) => detail!.reason)).toEqual(['WRONG_PASSKEY', 'WRONG_PASSKEY']);
  });

  it('that does not count its signatures signs in again and again', async () => {
    const { key } = await enrol(await api.as(['mediator']));
    for (let n = 0; n < 2; n++)
      expect((await enter({ passkey: key.sign((await ask()).body, { counter: 0 }) })).status).toBe(201);
  });

  it('is tried no oftener than a password, and challenges are not given out without end', async () => {
    const { key } = await enrol(await api.as(['mediator']));
    const found: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { body } = await ask();
      found.push((await enter({ passkey: key.sign(body, { verified: false }) })).status);
    }
    expect(found).toEqual([401, 401, 401, 429, 429]);
    // Another person at another place is not kept out.
    expect((await enter({ passkey: key.sign((await ask('198.51.100.3')).body) }, '198.51.100.3')).status).toBe(201);
    const asked = await Promise.all(Array.from({ length: 310 }, (_, n) => ask(`192.0.2.${n % 200}`)));
    // Of many at once a few less.
    expect(asked.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(300);
    expect(asked.find(({ status }) => status === 429)!.body.code).toBe('TOO_MANY');
    expect((await ask('192.0.3.1')).status).toBe(200);
  });
});

describe('adding one', () => {
  it('is refused where it is somebody else’s, made elsewhere, too late, or for another’s challenge', async () => {
    const [user, other] = [await api.as(['mediator']), await api.as(['mediator'])];
    const { key, recoveryCodes } = await enrol(user);
    const code = async (made: Promise<{ body: { code: string } }>) => (await made).body.code;
    expect(await code(put(other, key.make((await begin(other)).body)))).toBe('PASSKEY_REFUSED');
    expect((await Passkeys.findById(key.id).lean())!.user).toBe(user.id);
    const elsewhere = device().make((await begin(other)).body, { origin: 'https://evil.example' });
    expect(await code(put(other, elsewhere))).toBe('PASSKEY_REFUSED');
    expect(await code(put(other, device().make((await begin(user, right, recoveryCodes[0])).body)))).toBe(
      'ENROLMENT_ENDED',
    );
    const late = (await begin(other)).body;
    now += 300_001;
    expect(await code(put(other, device().make(late)))).toBe('ENROLMENT_ENDED');
    expect(await Passkeys.countDocuments({ user: other.id })).toBe(0);
    expect((await put(other, { id: 'x', clientDataJSON: 'a'.repeat(5000), attestationObject: 'x' })).status).toBe(422);
  });

  it('ends sessions that began without one, gives recovery codes once, and has an end', async () => {
    const user = await api.as(['mediator']);
    const before = callerOf(api.url, (await byPassword(user)).body.token);
    const { recoveryCodes } = await enrol(user);
    expect((await before('GET', '/sessions/current')).status).toBe(401);
    // Session and password alone add no other one.
    expect((await begin(user)).body.errors[0].path).toBe('code');
    expect((await enrol(user, device(), recoveryCodes[0])).recoveryCodes).toEqual([]);
    await Passkeys.insertMany(
      Array.from({ length: 18 }, (_, n) => ({ _id: `${user.id}-${n}`, user: user.id, name: 'x', at: new Date(now) })),
    );
    expect((await begin(user, right, recoveryCodes[1])).status).toBe(422);
  });

  it('is enough where a second factor is required, and the last one stays then', async () => {
    const auditor = await api.as(['auditor']);
    expect((await auditor('GET', '/audit')).body.code).toBe('SECOND_FACTOR_MISSING');
    const { key, recoveryCodes } = await enrol(auditor);
    expect((await auditor('GET', '/audit')).status).toBe(200);
    const { body } = await enter({ passkey: key.sign((await ask()).body) });
    expect(body.restricted).toBeUndefined();
    expect((await remove(auditor, key.id, { code: recoveryCodes[0] })).body.errors[0].path).toBe('code');
    await enrol(auditor, device(), recoveryCodes[1]);
    expect((await remove(auditor, key.id)).status).toBe(204);
  });
});

describe('removing one', () => {
  it('needs the password, and of the last second factor a recovery code', async () => {
    const user = await api.as(['mediator']);
    const { key, recoveryCodes } = await enrol(user);
    const another = await enrol(user, device(), recoveryCodes[1]);
    expect((await user('DELETE', `/sessions/current/passkeys/${key.id}`, { password: 'no' })).status).toBe(422);
    const stranger = await api.as(['mediator']);
    expect((await remove(stranger, key.id)).status).toBe(404);
    expect((await remove(user, key.id)).status).toBe(204);
    expect((await enter({ passkey: key.sign((await ask()).body) })).body.code).toBe('WRONG_PASSKEY');
    expect((await remove(user, another.key.id)).body.errors[0].path).toBe('code');
    expect((await remove(user, another.key.id, { code: recoveryCodes[0] })).status).toBe(204);
    // No codes remain of a second factor that is not there.
    expect((await Users.findById(user.id).lean<User>())!.recovery).toBeUndefined();
    expect((await byPassword(user)).status).toBe(201);
    expect(await AuditEntries.countDocuments({ action: 'passkey.remove', by: user.id })).toBe(2);
  });

  it('is done by an administrator for who lost all of them', async () => {
    const user = await api.as(['mediator']);
    const admin = await api.as(['administrator']);
    const { key } = await enrol(user);
    const listed = (await admin('GET', `/users?text=${user.id}`)).body.rows[0];
    expect(listed.secondFactor).toBe(true);
    expect((await admin('DELETE', `/users/${user.id}/second-factor`)).status).toBe(204);
    expect((await enter({ passkey: key.sign((await ask()).body) })).status).toBe(401);
    expect((await byPassword(user)).status).toBe(201);
  });
});

describe('where passkeys are good', () => {
  const at = (protocol: string, host: string, settings: object = {}) =>
    siteOf({ protocol, get: () => host } as never, settings as never);

  it('is the configured address, or this machine by its name, and no other', () => {
    expect(at('http', 'whatever', { origin })).toEqual({ id: 'heyi.example.gov.cn', origin });
    expect(at('http', 'localhost:8080')).toEqual({ id: 'localhost', origin: 'http://localhost:8080' });
    // Whatever a request says of its host.
    expect(at('https', 'evil.example')).toBeUndefined();
    expect(at('http', '127.0.0.1:8080')).toBeUndefined();
    expect(at('http', 'a b')).toBeUndefined();
    expect(at('http', 'x', { origin: 'https://10.0.0.1' })).toBeUndefined();
    expect(at('http', 'x', { origin: 'http://heyi.example.gov.cn' })).toBeUndefined();
    expect(at('http', 'x', { origin, passkeyDomain: 'example.gov.cn' })).toEqual({ id: 'example.gov.cn', origin });
  });

  it('is told where they are not', async () => {
    const elsewhere = await startApi();
    try {
      expect((await elsewhere.anyone('GET', '/sign-in')).body).toEqual({ providers: [], passkeys: false });
      expect((await elsewhere.anyone('POST', '/sign-in')).body.code).toBe('NO_PASSKEYS_HERE');
      expect((await begin(await elsewhere.as(['mediator']))).body.code).toBe('NO_PASSKEYS_HERE');
    } finally {
      await elsewhere.stop();
    }
  });

  it.each(['gov', 'other.gov.cn', 'yi.example.gov.cn'])('is not the domain %s', (passkeyDomain) => {
    expect(() => checkPasskeyDomain({ origin, passkeyDomain })).toThrow('HEYI_PASSKEY_DOMAIN');
    expect(() => checkPasskeyDomain({ origin, passkeyDomain: 'example.gov.cn' })).not.toThrow();
  });
});
