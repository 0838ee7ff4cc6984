import { AccessCodes, AuditEntries, Cases, migrateStored, Notices, StoredDocuments, Tasks, Users } from '../models';
import { firstUse } from '../tests/support/firstSignIn';
import { callerOf, startApi, type Caller, type TestApi } from '../tests/support/startApi';
import { someCase } from '../tests/support/someCase';
import { partyKeys, personKeys } from '../domain/partyKeys';
import type { Role } from '../domain/roles';
import { keysOfAccount, nameParties, numbersOf, partiesOf } from './partyKeys';
import { codeHash } from './keys';

jest.setTimeout(60_000);

let api: TestApi;
let number: string;
let mediator: Caller;

beforeAll(async () => {
  api = await startApi();
  ({ number } = await someCase('340111', 1));
  mediator = await api.as(['mediator']);
}, 120_000);
afterAll(() => api?.stop());

const request = { side: 'employer', name: '李某', capacity: 'legal-representative', means: 'legal-representative' };
const handOver = (by = mediator, of = number) => by('POST', `/cases/${of}/codes`, request);
const enter = (code: string, of = number) => api.anyone('POST', '/sessions', { caseNumber: of, code, bearer: true });
/** The session of a code, before the code is replaced. */
const begun = async (code: string): Promise<Caller> => callerOf(api.url, (await enter(code)).body.token as string);
const begunIn = async (code: string, of: string): Promise<Caller> =>
  callerOf(api.url, (await enter(code, of)).body.token as string);
/** The holder, who has replaced the code that staff have seen. */
const as = (code: string, of = number) => firstUse(api.url, of, code);

describe('tracking codes', () => {
  it('are issued by staff in charge, who record who asked and how that person was identified; shown once, stored hashed, audited', async () => {
    const { status, body } = await handOver();
    expect([status, body.side]).toEqual([201, 'employer']);
    expect((await enter(body.code)).body).toMatchObject({ kind: 'party', roles: ['employer'], identified: false });
    expect((await mediator('GET', `/cases/${number}/codes`)).body.rows).toEqual([
      expect.objectContaining({
        id: body.id,
        holder: expect.objectContaining({ name: '李某' }),
        issuedBy: expect.anything(),
      }),
    ]);
    const [entry] = await AuditEntries.find({ action: 'code.issue' }).lean<{ detail: object; by: string }[]>();
    expect(entry).toMatchObject({ by: mediator.id, detail: { side: 'employer', name: '李某', means: request.means } });
    const kept = JSON.stringify([await AccessCodes.find().lean(), await AuditEntries.find().lean()]);
    expect([kept.includes(body.code), kept.includes(body.code.replaceAll('-', ''))]).toEqual([false, false]);
  });

  it('are issued by nobody without saying who asked, and never by roles that do not deal with the parties', async () => {
    expect((await mediator('POST', `/cases/${number}/codes`, { side: 'worker' })).status).toBe(422);
    for (const role of ['administrator', 'supervisor', 'official', 'auditor'] as const)
      expect([role, (await handOver(await api.as([role]))).body.code]).toEqual([role, 'FORBIDDEN']);
    expect((await handOver(await as((await handOver()).body.code))).body.code).toBe('FORBIDDEN');
    // The case is in mediation: a code would open its sealed talks to those who decide later.
    for (const role of ['negotiator', 'arbitrator', 'court'] as const)
      expect([role, (await handOver(await api.as([role]))).body.code]).toEqual([role, 'FORBIDDEN']);
    const { number: far } = await someCase('340202', 2);
    expect((await handOver(mediator, far)).body.code).toBe('OUT_OF_REACH');
  });

  it('end when they are revoked, together with every session that began with them', async () => {
    const { body } = await handOver();
    const party = await as(body.code);
    expect((await party('GET', `/cases/${number}`)).status).toBe(200);
    const { id } = (await mediator('GET', `/cases/${number}/codes`)).body.rows.at(-1);
    const revoked = await mediator('POST', `/cases/${number}/codes/${id}/revocation`, { reason: '被他人拿到' });
    expect(revoked.body).toMatchObject({ revokedAt: expect.any(String), reason: '被他人拿到' });
    expect((await party('GET', `/cases/${number}`)).status).toBe(401);
    const refused = await enter(party.code);
    expect([refused.status, refused.body.code]).toEqual([401, 'CODE_ENDED']);
    expect(refused.body.detail ?? refused.body.title).toContain('身份证件');
  });

  it('are renewed by their holder: the old one ends, and this session continues', async () => {
    const { body } = await handOver();
    const mine = await as(body.code);
    const theirs = await begun(mine.code);
    const renewed = await mine('POST', '/sessions/current/code', {});
    expect([renewed.status, renewed.body.code === mine.code]).toEqual([201, false]);
    expect((await mine('GET', `/cases/${number}`)).status).toBe(200);
    expect((await theirs('GET', `/cases/${number}`)).status).toBe(401);
    expect((await enter(mine.code)).body.code).toBe('CODE_ENDED');
    expect((await enter(renewed.body.code)).status).toBe(201);
    expect((await mediator('POST', '/sessions/current/code', {})).body.code).toBe('NOT_FOUND');
    // Of several who come with one code at once, staff who saw it among them, one goes on.
    const seen = (await handOver()).body.code;
    const several = await Promise.all([begun(seen), begun(seen), begun(seen)]);
    const answers = await Promise.all(several.map((call) => call('POST', '/sessions/current/code', {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    expect(
      (await Promise.all(several.map((call) => call('GET', `/cases/${number}`)))).map(({ status }) => status).sort(),
    ).toEqual([200, 401, 401]);
  });

  it('lead the applicant on to the case that was filed in its place, and nobody else', async () => {
    const [to, foreign] = [await someCase('340104', 7), await someCase('340104', 18)];
    const from = await someCase('340111', 8, { facts: { filedAs: { number: to.number } } });
    const say = (data: object, number = to.number) =>
      Cases.collection.updateOne({ _id: number } as never, {
        $set: Object.fromEntries(Object.entries(data).map(([name, value]) => [`data.${name}`, value])),
      });
    await say({ filedFrom: from.number, applicant: 'worker' });
    const on = (call: Caller) => call('POST', '/sessions/current/code/continuation', {});
    const issue = async (side: string) =>
      (await mediator('POST', `/cases/${from.number}/codes`, { ...request, side, capacity: 'representative' })).body
        .code;
    const applicant = await as(await issue('worker'), from.number);
    expect((await applicant('GET', `/cases/${from.number}`)).body.filedAs).toBe(to.number);
    const first = await on(applicant);
    expect([first.status, first.body.number]).toEqual([201, to.number]);
    // Asked for again, it replaces the earlier one; the old case stays readable.
    const second = await on(applicant);
    expect((await enter(first.body.code, to.number)).body.code).toBe('CODE_ENDED');
    const there = await begunIn(second.body.code, to.number);
    expect((await there('GET', `/cases/${to.number}`)).status).toBe(200);
    expect((await there('GET', `/cases/${from.number}`)).body.code).toBe('OUT_OF_REACH');
    expect((await applicant('GET', `/cases/${from.number}`)).status).toBe(200);
    const other = await as(await issue('employer'), from.number);
    const unmoved = await as((await handOver()).body.code);
    for (const call of [other, unmoved, mediator]) expect((await on(call)).body.code).toBe('NOT_FOUND');
    // Nothing that was got with it outlives a code that somebody else may know, not even what replaced it.
    const enters = async (code: string) => (await enter(code, to.number)).status;
    const kept = (await there('POST', '/sessions/current/code', {})).body.code;
    const renewed = (await applicant('POST', '/sessions/current/code', {})).body.code;
    expect([await enters(second.body.code), await enters(kept)]).toEqual([401, 401]);
    expect((await applicant('GET', `/cases/${from.number}`)).status).toBe(200);
    const again = (await on(await begunIn(renewed, from.number))).body.code;
    expect(await enters(again)).toBe(201);
    // Where it leads is what the other case was filed as: facts can be changed.
    await Cases.collection.updateOne({ _id: from.number } as never, {
      $set: { 'facts.filedAs': { number: foreign.number } },
    });
    expect((await on(applicant)).body.code).toBe('NOT_FOUND');
    await say({ filedFrom: from.number, applicant: 'employer' }, foreign.number);
    expect((await on(applicant)).body.code).toBe('NOT_FOUND');
  });

  it('that staff have seen are good for replacing them only, once, and their holder learns of a first use by others', async () => {
    const { body } = await handOver();
    const party = await begun(body.code);
    expect((await party('GET', '/sessions/current')).body).toMatchObject({ newCode: true, permissions: [] });
    for (const [method, path] of [
      ['GET', `/cases/${number}`],
      ['GET', '/tasks'],
      ['GET', `/cases/${number}/documents`],
      ['GET', '/sessions'],
    ] as const)
      expect((await party(method, path)).body.code).toBe('CODE_MISSING');
    const renewed = await party('POST', '/sessions/current/code', {});
    expect((await party('GET', `/cases/${number}`)).status).toBe(200);
    const again = await enter(renewed.body.code);
    expect(again.body.newCode).toBeUndefined();
    // Whoever comes second with the code that was handed over is told when it was used.
    const late = await api.anyone(
      'POST',
      '/sessions',
      { caseNumber: number, code: body.code },
      { 'accept-language': 'en' },
    );
    expect(late.body).toMatchObject({ code: 'CODE_ENDED', detail: expect.stringMatching(/first used.*not you/) });
    const row = (await mediator('GET', `/cases/${number}/codes`)).body.rows.find(
      ({ id }: { id: string }) => id === body.id,
    );
    expect(row.firstUse).toMatchObject({ sameNetwork: true });
    const noted = await AuditEntries.find({ action: 'code.firstUse', subject: body.id }).lean<{ detail: object }[]>();
    expect(noted).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ issuedBy: mediator.id, sameNetwork: true }) }),
    ]);
  });

  it('that staff have seen are of no use in the browser in which those staff are or were signed in', async () => {
    const body = { account: mediator.id, password: 'password-1234' };
    const { headers } = await api.anyone('POST', '/sessions', body);
    const cookies = headers.getSetCookie().map((each) => each.split(';')[0]!);
    const { code } = (await handOver()).body;
    const from = (cookie: string) =>
      api.anyone('POST', '/sessions', { caseNumber: number, code }, { cookie, 'x-requested-with': 'heyi' });
    // The session, the mark of the device that outlasts it, and both.
    for (const cookie of [...cookies, cookies.join('; ')])
      expect([cookie.slice(0, 8), (await from(cookie)).body.code]).toEqual([cookie.slice(0, 8), 'OWN_CODE']);
    const other = await api.as(['arbitrator']);
    const elsewhere = await api.anyone('POST', '/sessions', { account: other.id, password: 'password-1234' });
    expect((await from(elsewhere.headers.getSetCookie()[0]!.split(';')[0]!)).status).toBe(201);
  });

  it('issued by the old scheme, in which the filer received both sides’ codes, end once at the next start', async () => {
    const { number: old } = await someCase('340111', 3);
    const codes = { worker: 'OLDW-OLDW-OLDW', employer: 'OLDE-OLDE-OLDE' };
    const access = { worker: codeHash(old, codes.worker), employer: codeHash(old, codes.employer) };
    await Cases.collection.updateOne({ _id: old } as never, { $set: { access } });
    for (let start = 0; start < 2; start++) await migrateStored(new Date());
    for (const code of Object.values(codes)) expect((await enter(code, old)).body.code).toBe('CODE_ENDED');
    expect(await AccessCodes.countDocuments({ case: old })).toBe(2);
    expect((await enter('NEVE-RGIV-ENAW', old)).body.code).toBe('WRONG_CREDENTIALS');
    expect((await enter((await handOver(mediator, old)).body.code, old)).status).toBe(201);
  });

  it('cannot sign: the account of a party can, once its identity has been checked', async () => {
    const { document } = await someCase('340111', 4);
    const paper = (await mediator('GET', `/documents/${document}`)).body;
    const sign = (who: Caller) => who('POST', `/documents/${document}/signatures`, { sha256: paper.sha256 });
    const code = (await handOver(mediator, paper.case)).body.code as string;
    const party = await as(code, paper.case);
    expect((await sign(party)).body.code).toBe('NEEDS_IDENTITY');
    const account = await api.as(['employer'], { parties: ['employer:e'], identified: false });
    expect((await sign(account)).body.code).toBe('OUT_OF_REACH');
    const checked = await api.as(['employer'], { parties: ['employer:e'], identified: true });
    expect((await sign(checked)).status).toBe(200);
  });
});

describe('who acts for whom', () => {
  /** Temporal is not there: everything before it was in order. */
  const ADMITTED = 'AWAY';
  const signing = async (sequence: number, side: 'worker' | 'employer', more: object = {}) => {
    const found = await someCase('340111', sequence, more);
    const acts = [{ code: 'settlement.sign', sets: '{decision: "signed"}', primary: true }];
    await Tasks.updateOne({ case: found.number }, { $set: { groups: [side], acts } });
    return found;
  };
  const sign = (by: Caller, task: string, more: object = {}) =>
    by('POST', `/tasks/${task}/complete`, { act: 'settlement.sign', values: {}, ...more });
  const withdraw = (by: Caller, of: string, more: object = {}) =>
    by('POST', `/cases/${of}/withdraw`, { reason: '不再主张', ...more });
  const forWorker = { for: [{ side: 'worker', name: '张某', capacity: 'party', means: 'identity-card' }] };
  const worker = () => api.as(['worker'], { parties: ['worker:w'] });

  it('one person binds the side that is that person, and nobody a side of several', async () => {
    const alone = await signing(20, 'worker');
    expect((await sign(await worker(), alone.task)).body.code).toBe(ADMITTED);
    for (const [sequence, several] of [
      { workers: 2 },
      { parties: ['worker:w', 'worker:other', 'employer:e'] },
      { facts: { joinedNumbers: ['AH-340111-2026-000099'] } },
    ].entries()) {
      const { task, number: of } = await signing(21 + sequence, 'worker', several);
      const one = await worker();
      expect((await one('GET', `/tasks/${task}`)).body.may).toMatchObject({ bind: false, several: true });
      expect([several, (await sign(one, task)).body.code]).toEqual([several, 'SEVERAL']);
      expect((await one('GET', `/cases/${of}`)).body.may.withdraw).toBe(false);
      expect([several, (await withdraw(one, of)).body.code]).toEqual([several, 'SEVERAL']);
      // In their presence staff record it.
      if (sequence === 0) expect((await sign(mediator, task, forWorker)).body.code).toBe(ADMITTED);
    }
  });

  it('a tracking code alone changes no claims: what is entered takes the place of all of them', async () => {
    const { task, number: of } = await signing(30, 'employer');
    const acts = [{ code: 'claims.change', sets: '{kind: "change"}', primary: true }];
    await Tasks.updateOne({ case: of }, { $set: { acts } });
    const change = (by: Caller) => by('POST', `/tasks/${task}/complete`, { act: 'claims.change', values: {} });
    expect((await change(await as((await handOver(mediator, of)).body.code, of))).body.code).toBe('NEEDS_IDENTITY');
    const checked = await api.as(['employer'], { parties: ['employer:e'] });
    expect((await checked('GET', `/tasks/${task}`)).body.may.bind).toBe(true);
  });

  it('whoever files does not choose who signs for the other side', async () => {
    const identity = { identityNumber: '340111199001010002' };
    const employer = {
      name: '甲公司',
      industry: 'H',
      creditCode: '913401110000000198',
      ownerIdentityNumber: '340111198001010017',
    };
    const { keys } = api.deps;
    const filed = { workers: { count: 1, label: '张某', ...identity }, employer } as never;
    const parties = personKeys(partiesOf(filed, keys));
    expect(parties).toEqual([
      keys.partyKey('worker', '340111199001010002'),
      keys.partyKey('employer', '913401110000000198'),
    ]);
    // A friend of theirs, entered as a further employer.
    const friend = keys.partyKey('employer', '340111198001010017');
    const { task } = await signing(25, 'employer', { parties: [...parties, friend] });
    const further = await api.as(['employer'], { parties: [friend] });
    expect((await sign(further, task)).body.code).toBe('SEVERAL');
    // Nor do they answer for it, or keep it from answering.
    await Tasks.updateOne(
      { _id: task.replaceAll('~', '/') },
      { $set: { acts: [{ code: 'defence.submit', sets: '{}', primary: true }] } },
    );
    const answer = (by: Caller) => by('POST', `/tasks/${task}/complete`, { act: 'defence.submit', values: {} });
    expect((await further('GET', `/tasks/${task}`)).body.may).toMatchObject({ claim: false, complete: false });
    expect((await further('POST', `/tasks/${task}/claim`, {})).body.code).toBe('SEVERAL');
    expect((await answer(further)).body.code).toBe('SEVERAL');
    // The applicant entered his own side himself.
    const { task: theirs } = await signing(36, 'worker', { workers: 2 });
    await Tasks.updateOne(
      { _id: theirs.replaceAll('~', '/') },
      { $set: { acts: [{ code: 'defence.submit', sets: '{}', primary: true }] } },
    );
    expect(
      (await worker().then((one) => one('POST', `/tasks/${theirs}/complete`, { act: 'defence.submit', values: {} })))
        .body.code,
    ).toBe(ADMITTED);
  });

  it('the name of one firm and the number of another make nobody a party', async () => {
    const { keys } = api.deps;
    const creditCode = '913401110000000198';
    const filed = (employer: object) =>
      partiesOf(
        { workers: { count: 1, label: '厨师 张某', identityNumber: '340111199001010002' }, employer } as never,
        keys,
      );
    const parties = filed({ name: '甲（合肥）有限公司', creditCode });
    const { task, number: of, document } = await signing(40, 'employer', { parties, organisation: 'o' });
    await StoredDocuments.updateOne({ _id: document }, { $set: { compartment: 'sealed', side: 'employer' } });
    await Tasks.updateOne({ case: of }, { $set: { parties, compartment: 'sealed', side: 'employer' } });
    const numbers = numbersOf({ creditCode }, keys);
    const identity = { checkedBy: 'x', checkedAt: new Date(), means: 'legal-representative' };
    const account = (employer: string, roles: Role[] = ['employer']) =>
      api.as(roles, {
        parties: keysOfAccount(numbers, { name: '李某', identity: { ...identity, employer } }),
        organisation: 'o',
      });
    const friend = await account('乙有限公司');
    expect((await friend('GET', `/cases/${of}`)).body.code).toBe('OUT_OF_REACH');
    expect((await sign(friend, task)).body.code).toBe('OUT_OF_REACH');
    expect((await friend('GET', '/cases')).body.rows.map(({ number: each }: { number: string }) => each)).not.toContain(
      of,
    );
    expect((await friend('GET', `/documents/${document}`)).status).toBe(403);
    // Written otherwise it is the same name.
    // Nor does whoever calls the account so: the name on the licence counts.
    const called = keysOfAccount(numbers, {
      name: '甲（合肥）有限公司',
      identity: { ...identity, employer: '乙有限公司' },
    });
    expect(called.filter((key) => partyKeys(parties).includes(key))).toEqual([]);
    const firm = await account('甲(合肥) 有限公司');
    expect((await sign(firm, task)).body.code).toBe(ADMITTED);
    expect((await firm('GET', `/documents/${document}`)).status).toBe(200);
    // Whose number it is does nothing in the case as staff, whatever the name.
    const both = await account('乙有限公司', ['mediator', 'employer']);
    expect((await both('GET', `/documents/${document}`)).status).toBe(403);
    expect((await sign(both, task, { for: [{ ...forWorker.for[0], side: 'employer' }] })).body.code).not.toBe(ADMITTED);
    // A worker goes by the name within the label; an owner without a licence by the firm's, which staff see first.
    const own = keysOfAccount(numbersOf({ identityNumber: '340111199001010002' }, keys), { name: '张某' });
    expect(own.filter((key) => partyKeys(parties).includes(key))).toHaveLength(1);
    const isOwn = (applicant: string, label: string) =>
      partyKeys(
        partiesOf(
          { applicant, workers: { count: 1, label, identityNumber: '340111199001010002' }, employer: {} } as never,
          keys,
        ),
      ).some((key) => own.includes(key));
    expect(
      [
        ['worker', '张某（厨师）'],
        ['worker', '张某等3人'],
        ['employer', '张某'],
        ['employer', '李某 张某'],
      ].map(([applicant, label]) => isOwn(applicant!, label!)),
    ).toEqual([true, true, true, false]);
    const byOwner = filed({ name: '某饭店', ownerIdentityNumber: '340111198001010017' });
    const owner = keysOfAccount(numbersOf({ identityNumber: '340111198001010017' }, keys), { name: '王某' });
    expect(owner.filter((key) => partyKeys(byOwner).includes(key))).toEqual([]);
    // Cases and accounts from before are brought to it, with all that names their parties.
    const before = personKeys(parties);
    const data = {
      workers: { label: '厨师 张某', identityNumber: '340111199001010002' },
      employer: { name: '甲（合肥）有限公司', creditCode },
    };
    await Cases.updateOne({ _id: of }, { $set: { parties: before, data } });
    await Tasks.updateOne({ case: of }, { $set: { parties: before } });
    await Users.updateOne({ _id: firm.id }, { $set: { parties: numbers, name: '甲（合肥）有限公司' } });
    const text = { zh: '文', en: 't' };
    const about = { case: of, title: text, text, at: new Date(), region: '340111', readBy: [], deliveries: [] };
    await Notices.create({
      _id: `${of}-named`,
      ...about,
      audience: before.map((key) => `party:${key}`),
      parties: before,
    });
    for (let start = 0; start < 2; start++) await nameParties(keys);
    expect((await firm('GET', `/cases/${of}`)).status).toBe(200);
    expect((await friend('GET', `/tasks/${task}`)).body.code).toBe('OUT_OF_REACH');
    const { audience } = (await Notices.findById(`${of}-named`).lean())!;
    expect(audience).toEqual(partyKeys(parties).map((key) => `party:${key}`));
  });

  it('a party records nothing as staff, nor who is recused or excluded', async () => {
    const { task, number: of } = await signing(26, 'worker', { stage: 'arbitration' });
    await Tasks.updateOne({ case: of }, { $set: { stage: 'arbitration', compartment: 'open' } });
    const clerk = await api.as(['clerk']);
    expect((await withdraw(clerk, of, forWorker)).body.code).toBe(ADMITTED);
    expect((await handOver(clerk, of)).status).toBe(201);
    const identity = { checkedBy: 'x', checkedAt: new Date(), means: 'identity-card' };
    const party = { $set: { parties: ['employer:e'], identity } };
    await Users.updateOne({ _id: clerk.id }, party);
    expect((await sign(clerk, task, forWorker)).body.code).toBe('EXCLUDED');
    expect((await withdraw(clerk, of, forWorker)).body.code).toBe('FORBIDDEN');
    expect((await handOver(clerk, of)).body.code).toBe('EXCLUDED');
    await Users.updateOne({ _id: clerk.id }, { $unset: { identity: '' }, $set: { parties: [] } });
    const mediated = await api.as(['arbitrator']);
    await Cases.updateOne({ _id: of }, { $set: { mediator: 'm-1' } });
    await Users.updateOne({ _id: mediated.id }, { $set: { mediator: 'm-1' } });
    expect((await sign(mediated, task, forWorker)).body.code).toBe('EXCLUDED');
    expect((await withdraw(mediated, of, forWorker)).body.code).toBe('EXCLUDED');
  });

  it('that somebody has applied for enforcement makes nobody else the applicant', async () => {
    const claims = [{ cause: 'wages', amount: 100, facts: 'f' }];
    const { number: of } = await someCase('340111', 31, {
      data: { applicant: 'employer', workers: { label: '张某' }, claims },
      facts: { applied: { by: 'worker', on: '2026-05-01', handedOver: true } },
    });
    const { body } = await (await worker())('GET', `/cases/${of}`);
    expect([body.data.claims, body.data.applicant, body.may.withdraw]).toEqual([claims, 'employer', false]);
    expect((await withdraw(await worker(), of)).body.code).toBe('FORBIDDEN');
  });

  it('nobody writes by a message who the parties of a case are', async () => {
    const { number: of } = await someCase('340111', 37);
    const variables = { partiesCompleted: { fields: [], parties: ['worker:own'] } };
    const administrator = await api.as(['administrator'], { region: '340000' });
    const sent = await administrator('POST', '/messages', { name: 'm', correlationKey: of, variables });
    expect(sent.body.errors[0].path).toBe('variables.partiesCompleted');
  });

  it('an owner whose number the applicant entered binds a firm without a credit code only as staff have seen them', async () => {
    const employer = { name: '甲公司', ownerIdentityNumber: '340111198001010017' };
    const data = { applicant: 'worker', employer };
    const { task, number: of } = await signing(38, 'employer', { data });
    const friend = await api.as(['employer'], { parties: ['employer:e'] });
    expect((await sign(friend, task)).body.code).toBe('SEVERAL');
    // Where the firm itself applied, it entered its owner.
    await Cases.updateOne({ _id: of }, { $set: { 'data.applicant': 'employer' } });
    expect((await sign(friend, task)).body.code).toBe(ADMITTED);
  });

  it('numbers and codes of holders are dealt with by those in charge in the present stage alone', async () => {
    const { number: of } = await someCase('340111', 27);
    const { id } = (await handOver(mediator, of)).body;
    const arbitrator = await api.as(['arbitrator']);
    const contact = { phone: '13800000000', means: 'identity-card' };
    const at = `/cases/${of}/codes/${id}`;
    expect((await arbitrator('POST', `${at}/revocation`, { reason: 'x' })).body.code).toBe('FORBIDDEN');
    expect((await arbitrator('PUT', `${at}/contact`, contact)).body.code).toBe('FORBIDDEN');
    expect((await mediator('POST', `${at}/revocation`, { reason: '丢失' })).status).toBe(200);
  });

  it('a task that somebody has is theirs as long as their role and area last, and free again then', async () => {
    const { task, number: of } = await someCase('340111', 28);
    const acts = [{ code: 'award.issue', sets: '{decision: "award"}', primary: true }];
    await Tasks.updateOne({ case: of }, { $set: { groups: ['arbitrator'], acts } });
    const arbitrator = await api.as(['arbitrator'], { region: '340111' });
    const decide = () => arbitrator('POST', `/tasks/${task}/complete`, { act: 'award.issue', values: {} });
    expect((await arbitrator('POST', `/tasks/${task}/claim`, {})).status).toBe(200);
    expect((await arbitrator('GET', `/tasks/${task}`)).body.may.complete).toBe(true);
    await Users.updateOne({ _id: arbitrator.id }, { $set: { region: '340202' } });
    expect((await decide()).body.code).toBe('OUT_OF_REACH');
    const admin = await api.as(['administrator'], { region: '340000' });
    expect((await admin('PATCH', `/users/${arbitrator.id}`, { roles: ['court'] })).status).toBe(200);
    expect((await decide()).body.code).toBe('OUT_OF_REACH');
    expect((await (await api.as(['arbitrator']))('POST', `/tasks/${task}/claim`, {})).status).toBe(200);
    expect(await AuditEntries.exists({ chain: of, action: 'task.release', by: admin.id })).not.toBeNull();
  });

  it('what a side says in confidence is not for those whom the applicant entered beside it', async () => {
    const parties = ['worker:w', 'employer:e', 'employer:friend'];
    const { task, number: of, document } = await someCase('340111', 32, { parties, organisation: 'o' });
    const sealed = { compartment: 'sealed', side: 'employer' };
    await Tasks.updateOne(
      { case: of },
      { $set: { ...sealed, groups: ['employer'], parties, variables: { said: 's' } } },
    );
    await StoredDocuments.updateOne({ _id: document }, { $set: sealed });
    const friend = await api.as(['employer'], { parties: ['employer:friend'] });
    const papers = async (by: Caller) => (await by('GET', `/cases/${of}/documents`)).body.rows;
    expect((await friend('GET', `/tasks/${task}`)).body.variables).toBeUndefined();
    expect(await papers(friend)).toEqual([]);
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4 own']), 'own.pdf');
    form.set('compartment', 'sealed');
    expect((await friend('POST', `/cases/${of}/documents`, form)).status).toBe(201);
    expect((await papers(friend)).map(({ fileName }: { fileName: string }) => fileName)).toEqual(['own.pdf']);
    // Whoever speaks for all of them, as staff have seen, reads it.
    const agent = await as((await handOver(mediator, of)).body.code, of);
    expect((await agent('GET', `/tasks/${task}`)).body.variables).toEqual({ said: 's' });
    expect(await papers(agent)).toHaveLength(2);
  });

  it('a party who works for the commission or mediates sees what a party sees', async () => {
    const { number: of, document } = await someCase('340111', 33, { organisation: 'o' });
    const see = async (by: Caller) => (await by('GET', `/cases/${of}/documents`)).body.rows.length as number;
    const place = (more: object) => StoredDocuments.updateOne({ _id: document }, { $set: more });
    const clerk = await api.as(['clerk', 'worker']);
    const talks = await api.as(['mediator', 'worker'], { organisation: 'o' });
    await place({ compartment: 'internal' });
    expect(await see(clerk)).toBe(1);
    const identity = { checkedBy: 'x', checkedAt: new Date(), means: 'identity-card' };
    await Users.updateMany({ _id: { $in: [clerk.id, talks.id] } }, { $set: { parties: ['worker:w'], identity } });
    expect(await see(clerk)).toBe(0);
    await place({ compartment: 'sealed', side: 'employer' });
    expect(await see(talks)).toBe(0);
    await place({ compartment: 'sealed', side: 'worker' });
    expect([await see(talks), await see(clerk)]).toEqual([1, 1]);
  });

  it('nobody signs a proposal, nor fixes a draft, by saying that they have read it', async () => {
    const { document } = await someCase('340111', 34, { organisation: 'o' });
    const checked = await api.as(['employer'], { parties: ['employer:e'] });
    const arbitrator = await api.as(['arbitrator']);
    const { sha256 } = (await checked('GET', `/documents/${document}`)).body;
    const sign = async (by: Caller) => (await by('POST', `/documents/${document}/signatures`, { sha256 })).body.code;
    await StoredDocuments.updateOne({ _id: document }, { $set: { compartment: 'sealed', template: 't' } });
    expect(await sign(checked)).toBe('NOT_ISSUED');
    const draft = { compartment: 'open', free: { free_reasons: '理由' } };
    await StoredDocuments.updateOne({ _id: document }, { $set: draft });
    expect([await sign(arbitrator), await sign(checked)]).toEqual(['NOT_ISSUED', 'NOT_ISSUED']);
    await StoredDocuments.updateOne({ _id: document }, { $set: { fixedAt: new Date() } });
    expect(await sign(checked)).toBe('upload');
  });

  it('holders of codes of one side keep their drafts, what they have read, their keys and quotas apart', async () => {
    const { task, number: of } = await someCase('340111', 35);
    await Tasks.updateOne({ case: of }, { $set: { groups: ['employer'] } });
    const codes = [(await handOver(mediator, of)).body.code, (await handOver(mediator, of)).body.code];
    const [one, other] = [await as(codes[0]!, of), await as(codes[1]!, of)];
    const draftOf = async (by: Caller) => (await by('GET', `/tasks/${task}`)).body.draft?.data;
    await one('PUT', `/tasks/${task}/draft`, { data: { content: 'mine' } });
    expect([await draftOf(one), await draftOf(other)]).toEqual([{ content: 'mine' }, undefined]);
    const text = { zh: '文', en: 't' };
    const about = { case: of, audience: [`party:employer:e`], title: text, text, at: new Date(), region: '340111' };
    await Notices.create({ _id: `${of}-n`, ...about, readBy: [], deliveries: [] });
    const unread = async (by: Caller) => (await by('GET', '/notices?unread=true')).body.rows.length as number;
    expect((await one('POST', '/notices/read', { ids: [`${of}-n`] })).status).toBe(204);
    expect([await unread(one), await unread(other)]).toEqual([0, 1]);
    const key = { 'idempotency-key': 'same-key' };
    const renewed = await one('POST', '/sessions/current/code', {}, key);
    const others = await other('POST', '/sessions/current/code', {}, key);
    expect([renewed.status, others.status]).toEqual([201, 201]);
    expect(others.body.code).not.toBe(renewed.body.code);
    // Whoever renews a code stays the same holder, also when the answer was lost.
    expect((await one('POST', '/sessions/current/code', {}, key)).body).toEqual(renewed.body);
    expect(await draftOf(await begunIn(renewed.body.code, of))).toEqual({ content: 'mine' });
    for (const by of [one, other]) {
      const form = new FormData();
      form.set('file', new Blob(['%PDF-1.4 own']), 'own.pdf');
      expect((await by('POST', `/cases/${of}/documents`, form)).status).toBe(201);
    }
    expect(new Set((await StoredDocuments.distinct('holder', { case: of })) as string[]).size).toBe(2);
  });

  it('the holder of one code ends no session begun with another of the same side', async () => {
    const { number: of } = await someCase('340111', 29);
    const [one, other] = [
      await as((await handOver(mediator, of)).body.code, of),
      await as((await handOver(mediator, of)).body.code, of),
    ];
    expect((await one('GET', '/sessions')).body.rows).toHaveLength(1);
    expect((await one('DELETE', '/sessions')).status).toBe(204);
    expect((await other('GET', '/sessions/current')).status).toBe(200);
  });
});
