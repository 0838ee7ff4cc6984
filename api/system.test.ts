import { inCharge, type PipelineStage } from '../domain/stages';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import PizZip from 'pizzip';
import { shippedCalendar } from '../domain/limits/calendar';
import { operations } from './contract';
import { fuzz } from '../tests/fuzz/fuzz';
import { askersOf, examples, prepareFuzz } from '../tests/fuzz/prepare';
import { firstSignIn, firstUse } from '../tests/support/firstSignIn';
import { callerOf, type Caller } from '../tests/support/startApi';
import { startSystem, type TestSystem } from '../tests/support/startSystem';

let system: TestSystem;
let anyone: Caller;
const staff: Record<string, Caller> = {};
const courtSecret = 'between-the-court-and-us';

beforeAll(async () => {
  system = await startSystem({
    own: true,
    env: { HEYI_SAMPLE: '1', HEYI_COURT_SECRET: courtSecret, HEYI_LOG_LEVEL: 'warn' },
  });
  anyone = callerOf(system.url);
  for (const account of ['admin', 'negotiator', 'mediator', 'arbitrator', 'supervisor', 'court', 'auditor', 'official'])
    staff[account] = await signIn({ account, password: system.password });
  staff.approver = await signIn({ account: 'admin2', password: system.password });
}, 600_000);
afterAll(() => system?.stop(), 120_000);

const signIn = async (by: object): Promise<Caller> => {
  const { body } = await anyone('POST', '/sessions', { ...by, bearer: true });
  return callerOf(system.url, body.token as string, body.id as string);
};

const filing = {
  region: '340111',
  entryStage: 'negotiation',
  employer: { name: '合肥某公司', industry: 'H', creditCode: '913401110000000198' },
  workers: { count: 1, label: '张某', identityNumber: '340111199001010002', keyGroups: ['migrant'] },
  claims: [{ cause: 'wages', amount: 18600, facts: '2026年2月至4月工资未付' }],
};

/** Who owes what to whom under the terms agreed by the parties. */
const owed = { obligor: 'employer', obligee: 'worker' };

interface Filed {
  number: string;
  worker: Caller;
  employer: Caller;
}

async function file(more: object = {}): Promise<Filed> {
  const { status, body } = await anyone('POST', '/cases', { ...filing, ...more });
  expect([status, body.code]).toEqual([201, undefined]);
  const code = async (side: 'worker' | 'employer'): Promise<string> =>
    body.access.side === side
      ? body.access.code
      : (await taken(body.number, side, staff[inCharge[body.stage as PipelineStage]?.[0] ?? 'mediator'])).code;
  return {
    number: body.number,
    worker: await signIn({ caseNumber: body.number, code: await code('worker') }),
    employer: await signIn({ caseNumber: body.number, code: await code('employer') }),
  };
}

/** A side that did not file appears in person and receives its own code. */
const handOver = (number: string, side: string, by = staff.mediator!) =>
  by('POST', `/cases/${number}/codes`, { side, name: '到场的人', capacity: 'party', means: 'identity-card' });

/** The same, and the holder has replaced the code, which staff have seen. */
const taken = async (number: string, side: string, by?: Caller) =>
  firstUse(system.url, number, (await handOver(number, side, by)).body.code);

const present = (side: 'worker' | 'employer', name = '到场的人') => ({
  side,
  name,
  capacity: 'party',
  means: 'identity-card',
});

/** Waits for an asynchronous result, such as a step of another instance or a background job. */
async function until<T>(read: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  for (const last = Date.now() + 60_000; ; await pause(100)) {
    const value = await read();
    if (good(value)) return value;
    if (Date.now() > last) throw new Error(`still ${JSON.stringify(value)?.slice(0, 800)}`);
  }
}

const firstTask = async (who: Caller, number: string, good: (row: any) => unknown = () => true): Promise<any> =>
  (
    await until(
      () => who('GET', `/tasks?case=${number}`),
      ({ body }) => body.rows?.some(good),
    )
  ).body.rows.find(good);
/** A task that has to be done within a limit. */
const isLimited = ({ limit }: any) => limit;

describe('the API on the whole system', () => {
  it('files a case once per key, however often and concurrently it is sent', async () => {
    const key = { 'idempotency-key': randomUUID() };
    // A worker that has just started may take longer than the API waits: then the outcome is unknown, and the request
    // is repeated.
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        until(
          () => anyone('POST', '/cases', filing, key),
          ({ status }) => status !== 503,
        ),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { body } = await staff.admin!('GET', `/cases?text=${answers[0]!.body.number}`);
    expect(body.rows).toHaveLength(1);
    expect(await anyone('POST', '/cases', { ...filing, region: '340202' }, key)).toMatchObject({
      status: 422,
      body: { code: 'KEY_REUSED' },
    });
  }, 120_000);

  it('previews the result of triage before filing, and stores nothing', async () => {
    const before = (await staff.admin!('GET', '/cases/count')).body.count;
    const { status, body } = await anyone('POST', '/cases/preview', filing);
    expect([status, body.triage.kind]).toEqual([200, 'single']);
    expect((await staff.admin!('GET', '/cases/count')).body.count).toBe(before);
  }, 60_000);

  it('takes a case through a task: the form is checked, it is done once, and a second user learns who was first', async () => {
    const { number, worker, employer } = await file({ entryStage: 'mediation' });
    const row = await firstTask(employer, number, isLimited);
    expect(row.limit).toMatchObject({
      id: 'mediation-consent',
      zh: expect.any(String),
      article: expect.stringContaining('《'),
    });
    const { body: task } = await employer('GET', `/tasks/${row.id}`);
    expect(task).toMatchObject({ case: number, may: { complete: true }, form: { components: expect.any(Array) } });
    expect(await worker('GET', `/tasks/${row.id}`)).toMatchObject({ status: 403 });
    expect(
      await employer('POST', `/tasks/${row.id}/complete`, { values: { nonsense: 1 }, act: task.acts[0].code }),
    ).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ path: 'values.nonsense' })] } });
    expect(await employer('POST', `/tasks/${row.id}/complete`, { values: {}, act: 'no.such.act' })).toMatchObject({
      status: 422,
      body: { errors: [expect.objectContaining({ path: 'act' })] },
    });
    const act = task.acts.find(({ primary }: { primary: boolean }) => primary)?.code ?? task.acts[0].code;
    const key = { 'idempotency-key': randomUUID() };
    const [one, two] = await Promise.all([
      employer('POST', `/tasks/${row.id}/complete`, { values: {}, act }, key),
      employer('POST', `/tasks/${row.id}/complete`, { values: {}, act }, key),
    ]);
    expect([one.status, one.body]).toEqual([200, two.body]);
    expect(one.body.task).toMatchObject({ status: 'completed', act, closedBy: { name: '合肥某公司' } });
    const late = await employer('POST', `/tasks/${row.id}/complete`, { values: {}, act });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'TASK_CLOSED', task: { status: 'completed', closedBy: { name: '合肥某公司' } } },
    });
    expect(late.body.detail).toContain('合肥某公司');
    const { body: trace } = await worker('GET', `/cases/${number}/trace`);
    expect(trace.rows.map(({ text }: { text: { zh: string } }) => text.zh).join('\n')).toMatch(/合肥某公司办结/);
    const { body: deadlines } = await worker('GET', `/cases/${number}/deadlines`);
    expect(
      deadlines.rows.find(({ limit, moment }: any) => limit === 'mediation-consent' && moment === 'breach'),
    ).toMatchObject({ status: 'met', explanation: { zh: expect.stringContaining('依据') } });
  }, 120_000);

  it('tells where a case stands, why, what comes next, and its state at a past moment', async () => {
    const { number, employer } = await file({ entryStage: 'mediation' });
    const row = await firstTask(employer, number, isLimited);
    const { body: outlook } = await employer('GET', `/cases/${number}/outlook`);
    expect(outlook.last.text.zh).toBe('申请已提交');
    // The place itself, described in its own words, not the call that led there.
    expect(outlook.here).toContainEqual(
      expect.objectContaining({
        why: expect.objectContaining({ zh: expect.stringContaining('轮到用人单位办理') }),
        groups: ['employer'],
        limit: expect.objectContaining({ id: 'mediation-consent' }),
      }),
    );
    expect(outlook.next.filter(({ limit }: any) => limit === 'mediation-consent').length).toBeGreaterThan(0);
    const before = new Date().toISOString();
    const { body: task } = await employer('GET', `/tasks/${row.id}`);
    expect((await employer('POST', `/tasks/${row.id}/complete`, { values: {}, act: task.acts[0].code })).status).toBe(
      200,
    );
    const { body: then } = await staff.mediator!('GET', `/cases/${number}/at?instant=${encodeURIComponent(before)}`);
    const { body: paths } = await staff.mediator!('GET', `/cases/${number}/paths`);
    const place = (rows: any[]) =>
      rows.find(({ process }) => process === 'consent').active.map(({ element }: any) => element);
    expect((await employer('GET', `/cases/${number}/outlook`)).body.last.text.zh).toContain(`办结「${row.name.zh}」`);
    expect(place(then.instances)).toContain(row.id ? (task.element as string) : '');
    expect(place(paths.rows)).not.toContain(task.element);
    const { body: early } = await staff.mediator!('GET', `/cases/${number}/at?instant=2026-01-01T00:00:00Z`);
    expect(early.instances).toEqual([]);
  }, 120_000);

  it('accepts an act by its code elsewhere in the procedure, with its variables, and refuses acts that the task does not offer', async () => {
    const { number, worker } = await file({ entryStage: 'arbitration' });
    const { id } = await firstTask(worker, number);
    expect((await worker('GET', `/tasks/${id}`)).body.acts.map(({ code }: { code: string }) => code)).toEqual([
      'mediation.first',
      'arbitration.directly',
    ]);
    const complete = (act: string) => worker('POST', `/tasks/${id}/complete`, { values: { mediateFirst: true }, act });
    expect(await complete('suit.file')).toMatchObject({ status: 422, body: { errors: [{ path: 'act' }] } });
    expect((await complete('arbitration.apply')).status).toBe(200);
    expect((await firstTask(staff.mediator!, number)).stage).toBe('mediation');
  }, 120_000);

  it('takes a filing without a credit code, which those in charge complete once, for every process of the case', async () => {
    const { creditCode, ...unnamed } = filing.employer;
    expect((await anyone('POST', '/cases', { ...filing, employer: unnamed })).body.errors).toMatchObject([
      { path: 'employer.creditCode' },
    ]);
    const unknown = { ...unnamed, codeUnknown: true, address: '合肥市某路1号' };
    const { number, worker } = await file({ entryStage: 'mediation', employer: unknown });
    const employer = { creditCode, name: '合肥某餐饮管理有限公司' };
    const complete = (who: Caller, given: object) =>
      who('POST', `/cases/${number}/parties`, { reason: '企业信用信息公示系统', ...given });
    for (const who of [worker, staff.arbitrator!, staff.auditor!])
      expect((await complete(who, { employer })).status).toBe(403);
    expect((await complete(staff.mediator!, { employer: { address: '另一处' } })).body.errors).toMatchObject([
      { path: 'employer.address' },
    ]);
    expect(await complete(staff.mediator!, { employer })).toMatchObject({
      status: 200,
      body: { completed: ['employer.name', 'employer.creditCode'] },
    });
    expect((await staff.mediator!('GET', `/cases/${number}`)).body).toMatchObject({
      employer: employer.name,
      data: { employer: { ...employer, address: '合肥市某路1号' } },
      incidents: 0,
    });
    expect((await complete(staff.mediator!, { employer })).body.errors).toMatchObject([
      { path: 'employer.creditCode' },
      { path: 'employer.name' },
    ]);
    // Every process that has the case among its variables goes on with it; the parties read of it once.
    const { body: paths } = await staff.admin!('GET', `/cases/${number}/paths`);
    for (const { instance } of paths.rows.filter(({ status }: any) => status === 'active')) {
      const { elements } = (await staff.admin!('GET', `/instances/${instance}`)).body;
      for (const { variables } of elements)
        if (variables?.case) expect(variables.case.employer).toMatchObject(employer);
    }
    const { body: trace } = await worker('GET', `/cases/${number}/trace`);
    expect(trace.rows.filter(({ act }: any) => act === 'parties.complete')).toMatchObject([
      { text: { zh: expect.stringContaining('补全当事人信息：企业信用信息公示系统') } },
    ]);
  }, 120_000);

  it('distinguishes optional from required tasks, and lists optional ones last', async () => {
    const { number, worker, employer } = await file({ entryStage: 'arbitration', mediateFirst: false });
    const row = await firstTask(staff.arbitrator!, number);
    expect(
      (
        await staff.arbitrator!('POST', `/tasks/${row.id}/complete`, {
          values: { decision: 'accept' },
          act: 'arbitration.accept',
        })
      ).status,
    ).toBe(200);
    let here: any[] = [];
    while (!here.some(({ optional }) => optional))
      ({
        body: { here },
      } = await staff.arbitrator!('GET', `/cases/${number}/outlook`));
    expect(here.at(-1)).toMatchObject({
      optional: true,
      why: { zh: expect.stringContaining('可以办理，不是必须。') },
    });
    expect(here[0]!.optional).toBeUndefined();
    // The same as rights: each side has its own, those in charge see both, and nobody is offered what is not open.
    const rights = async (who: Caller) => (await who('GET', `/cases/${number}/remedies`)).body;
    const { results, rows } = await until(
      () => rights(worker),
      ({ rows: [first] }) => first !== undefined,
    );
    const codes = (of: any[]) => of.map(({ code }) => code);
    expect([results, codes(rows)]).toEqual([[], expect.arrayContaining(['challenge', 'change-claims', 'preserve'])]);
    expect(rows.find(({ code }: any) => code === 'preserve')).toMatchObject({
      kind: 'request',
      sides: ['worker'],
      task: expect.any(String),
      due: null,
      fee: { law: { zh: expect.stringContaining('第14(2)条') } },
      forum: { name: { en: 'The commission, which passes it to the court' } },
    });
    const { rows: theirs } = await rights(employer);
    expect(codes(theirs)).toEqual(expect.arrayContaining(['challenge', 'counterclaim', 'limitation']));
    expect([codes(rows).includes('counterclaim'), codes(theirs).includes('change-claims')]).toEqual([false, false]);
    const both = codes((await rights(staff.arbitrator!)).rows);
    // They also record that the applicant withdraws, for which a code alone is not enough.
    expect(new Set(both)).toEqual(new Set(codes([...rows, ...theirs, { code: 'withdraw' }])));
    expect((await anyone('GET', `/cases/${number}/remedies`)).status).toBe(401);
    // Who asks for preservation sees it; the other side learns of nothing before the court has recorded its order
    // (民事诉讼法第106条), nor can it tell from anything that is different.
    const seen = async (who: Caller) => {
      const read = async (path: string) => (await who('GET', `/cases/${number}${path}`)).body;
      const [{ tasks, documents }, { rows: told }, { here: places, last }, { rows: paths }] = await Promise.all(
        ['', '/trace?detail=all', '/outlook', '/paths'].map(read),
      );
      const { rows: notices } = (await who('GET', '/notices')).body;
      const ids = (of: any[]) => of.map(({ id }) => id);
      return {
        tasks: ids(tasks),
        rest: JSON.stringify([documents, told, places, last, paths, notices]),
        asked: paths.map(({ visited, flows }: any) => [visited.request, flows.request_requested]),
      };
    };
    const before = await seen(employer);
    const { task } = rows.find(({ code }: any) => code === 'preserve');
    const asks = { act: 'preservation.apply', values: { kind: 'preserve', reason: '单位正在转移资产' } };
    expect((await worker('POST', `/tasks/${task}/complete`, asks)).status).toBe(200);
    const ruling = await firstTask(staff.court!, number, ({ name }) => name.en === 'Rule on preservation');
    const mine = await until(
      () => seen(worker),
      ({ rest }) => rest.includes('财产保全申请已由仲裁委员会转交'),
    );
    expect(mine.rest).toContain('办结「提出程序申请」：申请财产保全');
    const [theirsNow, again] = [await seen(employer), (await rights(worker)).rows];
    expect([theirsNow.asked, theirsNow.rest.match(/保全|preserv/i)]).toEqual([before.asked, null]);
    expect(theirsNow.tasks).not.toContain(again.find(({ code }: any) => code === 'preserve').task);
    const order = { number: '（2026）皖0111财保1号', measures: '冻结银行存款一万元，期限一年' };
    const rule = (values: object) =>
      staff.court!('POST', `/tasks/${ruling.id}/complete`, {
        act: 'preservation.grant',
        values: { decision: 'grant', ...order, ...values },
      });
    expect((await rule({ executedOn: '2999-01-01' })).body).toMatchObject({ errors: [{ path: 'values.executedOn' }] });
    expect((await rule({})).status).toBe(200);
    await until(
      () => seen(employer),
      ({ rest }) => rest.includes('财产保全裁定'),
    );
  }, 120_000);

  it('lets nobody act for another: a filer has one code, a code binds nobody, and staff name the people they record for', async () => {
    // An anonymous filer files against a company: nothing gives access to the company's side.
    const { body: filed } = await anyone('POST', '/cases', filing);
    expect([filed.access.side, filed.codes]).toEqual(['worker', undefined]);
    expect((await staff.mediator!('POST', '/cases', filing)).body.access).toBeUndefined();
    const { creditCode, name: licensed } = filing.employer;
    const firm = (name: string, employer: string) =>
      newUser(name, { roles: ['employer'], creditCode }, { creditCode, employer });
    const company = await firm('company', licensed);
    // Number and name together tell whose case it is.
    expect((await company('GET', `/cases/${filed.number}`)).body.number).toBe(filed.number);
    const friend = await firm('friend', '乙有限公司');
    expect((await friend('GET', `/cases/${filed.number}`)).body.code).toBe('OUT_OF_REACH');
    expect((await company('POST', '/cases', filing)).body).toMatchObject({ errors: [{ path: 'applicant' }] });

    const { number, worker, employer } = await file({
      workers: { ...filing.workers, count: 2, label: '张某等2人' },
    });
    const complete = (who: Caller, id: string, body: object) => who('POST', `/tasks/${id}/complete`, body);
    const answer = await firstTask(employer, number);
    expect((await complete(employer, answer.id, { act: 'negotiation.accept' })).status).toBe(200);
    const open = (name: string) =>
      until(
        async () => (await staff.negotiator!('GET', `/cases/${number}`)).body.tasks as any[],
        (tasks) => tasks.some((task) => task.name.zh === name),
      ).then((tasks) => tasks.filter((task) => task.name.zh === name));
    const [period] = await open('约定协商期限');
    const proposal = { act: 'negotiation.propose', values: { days: 10 } };
    expect((await complete(staff.mediator!, period.id, proposal)).status).toBe(403);
    expect((await complete(worker, period.id, proposal)).status).toBe(200);
    // A period needs both: each is asked, and staff answer only for the side that is present.
    const asked = await open('答复是否同意');
    expect(asked.map(({ groups }) => groups)).toEqual([['worker'], ['employer']]);
    const agrees = { act: 'negotiation.period' };
    expect((await complete(worker, asked[0]!.id, agrees)).body.code).toBe('NEEDS_IDENTITY');
    // Nor under the name of another act, which is about another question.
    for (const act of ['mediation.consent', 'mediation.object', 'negotiation.extend'])
      expect((await complete(worker, asked[0]!.id, { act, values: { decision: 'agreed' } })).body).toMatchObject({
        errors: [{ path: 'act' }],
      });
    expect((await complete(staff.negotiator!, asked[0]!.id, agrees)).body.code).toBe('NOT_NAMED');
    expect((await complete(staff.negotiator!, asked[0]!.id, { ...agrees, for: [present('employer')] })).body.code).toBe(
      'NOT_NAMED',
    );
    // Of two workers each consents.
    const one = await complete(staff.negotiator!, asked[0]!.id, { ...agrees, for: [present('worker')] });
    expect(one.body).toMatchObject({ code: 'EACH_NAMED', people: 2, named: 1 });
    const consenting = [[present('worker'), present('worker', '李某')], [present('employer')]];
    for (const [index, people] of consenting.entries())
      expect((await complete(staff.negotiator!, asked[index]!.id, { ...agrees, for: people })).status).toBe(200);
    const [meeting] = await open('协商会议');
    const agreed = (amount: number) => ({
      act: 'settlement.agree',
      values: { obligations: [{ ...owed, amount, within: 10 }] },
    });
    // What does not hold together is refused where it stands, with what to do.
    expect((await complete(worker, meeting.id, agreed(20_000))).body).toMatchObject({
      errors: [{ path: 'values.obligations.0.reason' }],
    });
    expect((await complete(worker, meeting.id, agreed(10_000))).status).toBe(200);
    // Each side is asked to sign; a task belongs to one side, and staff sign for the side that is present.
    const signing = await open('签署文书');
    expect(signing.map(({ groups }) => groups)).toEqual([['worker'], ['employer']]);
    const { variables } = (await worker('GET', `/tasks/${signing[0]!.id}`)).body;
    expect(variables.paperText).toMatch(/合肥某公司自生效之日起10日内支付张某.*10000.00元/);
    const signs = { act: 'settlement.sign' };
    const paper = { for: [{ ...present('worker', '张某'), paper: 'no-such-paper' }] };
    expect((await complete(worker, signing[0]!.id, signs)).body.code).toBe('NEEDS_IDENTITY');
    const otherwise = { act: 'paper.sign', values: { decision: 'signed' } };
    expect((await complete(worker, signing[0]!.id, otherwise)).body.errors).toMatchObject([{ path: 'act' }]);
    expect((await complete(staff.negotiator!, signing[0]!.id, signs)).body.code).toBe('NOT_NAMED');
    expect(
      (await complete(staff.negotiator!, signing[0]!.id, { ...signs, for: [present('employer')] })).body.code,
    ).toBe('NOT_NAMED');
    expect((await complete(staff.negotiator!, signing[0]!.id, { ...signs, ...paper })).body).toMatchObject({
      errors: [{ path: 'for.0.paper' }],
    });
    // Of two workers each signs, or somebody whom both elected.
    const signedFor = (...people: object[]) => complete(staff.negotiator!, signing[0]!.id, { ...signs, for: people });
    expect((await signedFor(present('worker', '张某'))).body).toMatchObject({
      code: 'EACH_NAMED',
      people: 2,
      named: 1,
    });
    expect((await signedFor(present('worker', '张某'), present('worker', '张某'))).body.code).toBe('NOT_NAMED');
    const { status, body } = await signedFor(present('worker', '张某'), present('worker', '李某'));
    expect([status, body.task?.for]).toEqual([
      200,
      ['张某', '李某'].map((name) => expect.objectContaining({ side: 'worker', name })),
    ]);
    const { body: trace } = await employer('GET', `/cases/${number}/trace`);
    expect(trace.rows.map(({ text }: { text: { zh: string } }) => text.zh).join('\n')).toMatch(
      /劳动者方张某（当事人，居民身份证原件）.*劳动者方李某.*：签订和解协议，由协商员当场记录/,
    );
    // A proposal until the other has signed; then open to everybody of the case, with who signed which text and how.
    const papers = async () =>
      ((await employer('GET', `/cases/${number}/documents`)).body.rows as any[]).filter(
        ({ code }) => code === 'settlement-agreement',
      );
    expect(await papers()).toMatchObject([{ compartment: 'sealed', signatures: [] }]);
    // The employer's manager signs from afar, with a code sent to the number given when showing an identity document.
    const given = { ...present('employer', '王经理'), phone: '13900000001' };
    const { body: own } = await staff.negotiator!('POST', `/cases/${number}/codes`, given);
    // The code itself goes to that number.
    expect(own).toMatchObject({ sentTo: '0001' });
    const codes = () => system.texts!.messages().flatMap(({ text }) => /查询码是([\w-]+)/.exec(text)?.[1] ?? []);
    const manager = await signIn({
      caseNumber: number,
      code: (
        await until(
          async () => codes(),
          ([code]) => Boolean(code),
        )
      )[0],
    });
    expect((await complete(manager, signing[1]!.id, signs)).body.code).toBe('NEEDS_CODE');
    expect((await manager('POST', `/tasks/${signing[1]!.id}/code`, {})).status).toBe(200);
    const sent = await until(
      async () => system.texts!.messages().flatMap(({ text }) => /验证码(\d{6})/.exec(text)?.[1] ?? []),
      ({ length }) => length > 0,
    );
    const signed = await complete(manager, signing[1]!.id, { ...signs, code: sent[0] });
    expect([signed.status, signed.body.task?.for]).toEqual([
      200,
      [expect.objectContaining({ name: '王经理', confirmed: { by: 'code', at: expect.any(String) } })],
    ]);
    const { body: after } = await employer('GET', `/cases/${number}/trace`);
    expect(JSON.stringify(after.rows)).toContain('签订和解协议，以一次性验证码确认');
    expect(await until(papers, ([made]) => made?.signatures.length > 0)).toMatchObject([
      {
        compartment: 'open',
        sha256: variables.sha256,
        signatures: [
          { role: 'worker', name: '张某', means: 'before-staff', identifiedBy: 'identity-card' },
          { role: 'worker', name: '李某', means: 'before-staff', identifiedBy: 'identity-card' },
          { role: 'employer', name: '王经理', means: 'code', identifiedBy: 'identity-card' },
        ],
      },
    ]);
    // What came of it is what a party reads first.
    const { body: come } = await until(
      () => worker('GET', `/cases/${number}/remedies`),
      ({ body: { results } }) => results.length > 0,
    );
    expect(come.results).toMatchObject([
      { name: { zh: '和解协议' }, amount: 10_000, clauses: [{ zh: expect.stringContaining('10000.00元') }] },
    ]);
  }, 240_000);

  it('shows what is said and filed in talks only to those who lead them and to the side concerned, in every operation', async () => {
    const { number, worker, employer } = await file({ entryStage: 'mediation' });
    const complete = async (name: string, body: object) => {
      const { body: found } = await until(
        () => staff.mediator!('GET', `/cases/${number}`),
        (answer) => answer.body.tasks.some((task: any) => task.name.zh === name),
      );
      const { id, assignee } = found.tasks.find((task: any) => task.name.zh === name);
      // Whoever was chosen for the mediation does its steps.
      const chosen = assignee && assignee.id !== staff.mediator!.id;
      const doing = chosen ? await signIn({ account: assignee.id, password: system.password }) : staff.mediator!;
      const answer = await doing('POST', `/tasks/${id}/complete`, body);
      expect([name, answer.status, answer.body.code]).toEqual([name, 200, undefined]);
    };
    const upload = async (who: Caller, word: string, fields: Record<string, string>) => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new Blob([word]), `${word}.txt`);
      expect((await who('POST', `/cases/${number}/documents`, form)).status).toBe(201);
    };
    await complete('审查调解申请', { act: 'mediation.accept' });
    await complete('组织调解', { act: 'mediation.session', values: { channel: 'phone', notes: 'SAID-IN-TALKS' } });
    await complete('组织调解', { act: 'mediation.consult' });
    await complete('征询调解专家意见', { act: 'expert.opinion', values: { expert: '专家', opinion: 'EXPERT-SAID' } });
    await complete('组织调解', {
      act: 'mediation.agree',
      values: { terms: 'OFFERED-TERMS', obligations: [{ ...owed, amount: 1, within: 10 }] },
    });
    await until(
      () => staff.mediator!('GET', `/cases/${number}`),
      ({ body }) => body.tasks.some((task: any) => task.name.zh === '签署文书'),
    );
    await upload(worker, 'WORKER-ALONE', { compartment: 'sealed' });
    await upload(staff.mediator!, 'MEDIATORS-ALONE', { compartment: 'sealed' });
    await staff.mediator!('POST', `/cases/${number}/comments`, { text: 'MEDIATORS-NOTE' });
    await staff.arbitrator!('POST', `/cases/${number}/comments`, { text: '所有办案人员可见' });
    const { MongoClient } = await import('mongodb');
    const client = await MongoClient.connect(system.mongoUri);
    const incidents = client.db().collection<{ _id: string }>('incidents');
    const about = { case: number, instance: `${number}/1`, key: 9, element: 'mediate', process: 'mediation' };
    await incidents.insertOne({
      _id: `${number}/9/9`,
      ...about,
      definition: 'x',
      code: 'EXPRESSION_FAILED',
      message: 'VALUE-IN-INCIDENT',
      compartment: 'sealed',
      phase: 'work',
      region: filing.region,
      city: '340100',
      status: 'open',
      at: new Date(),
    } as never);

    const [tasks, papers, instances] = await Promise.all(
      ['tasks', 'documents', 'instances'].map((name) => client.db().collection(name).find({ case: number }).toArray()),
    );
    await client.close();
    const ids: Record<string, string[]> = {
      '/tasks': tasks!.map(({ _id }) => String(_id)),
      '/documents': papers!.map(({ _id }) => String(_id)),
      '/instances': instances!.map(({ _id }) => String(_id)),
      '/incidents': [`${number}/9/9`],
    };
    const addresses = operations
      .filter(({ method, id }) => method === 'get' && id !== 'events')
      .flatMap(({ path }) =>
        path.includes('{number}')
          ? [path.replace('{number}', number)]
          : path.includes('{id}')
            ? (ids[`/${path.split('/')[1]}`] ?? ['x']).map((id) => path.replace('{id}', id.replaceAll('/', '~')))
            : [path],
      )
      .map((path) => path.replaceAll(/\{\w+\}/g, 'x'));
    const now = encodeURIComponent(new Date().toISOString());
    addresses.push(
      `/cases/${number}/trace?detail=all&size=200`,
      `/cases/${number}/at?instant=${now}`,
      `/incidents?case=${number}&status=open`,
      `/tasks?case=${number}`,
      `/cases?text=${number}`,
      `/cases?text=OFFERED`,
      `/audit?chain=${number}`,
    );
    const words = [
      'SAID-IN-TALKS',
      'EXPERT-SAID',
      'OFFERED-TERMS',
      'WORKER-ALONE',
      'MEDIATORS-ALONE',
      'MEDIATORS-NOTE',
      'VALUE-IN-INCIDENT',
    ];
    const wordsSeenBy = async (who: Caller): Promise<string[]> => {
      const texts = await Promise.all(
        addresses.map(async (path) => {
          const headers = { authorization: `Bearer ${who.token}` };
          return textOf(Buffer.from(await (await fetch(`${system.url}/api${path}`, { headers })).arrayBuffer()));
        }),
      );
      return words.filter((word) => texts.some((text) => text.includes(word)));
    };
    const elsewhere = await staff.admin!('POST', '/organisations', {
      name: { zh: '另一调解中心', en: 'Another centre' },
      kind: 'township-centre',
      region: filing.region,
    });
    const others = await newUser('others', { roles: ['mediator'], region: '340100', organisation: elsewhere.body.id });
    const both = await newUser('both', { roles: ['mediator', 'arbitrator'], region: '340100' });
    expect(await wordsSeenBy(staff.mediator!)).toEqual(words.filter((word) => word !== 'VALUE-IN-INCIDENT'));
    // The draft that each side is asked to sign, and the side's own material.
    expect(await wordsSeenBy(worker)).toEqual(['SAID-IN-TALKS', 'OFFERED-TERMS', 'WORKER-ALONE']);
    expect(await wordsSeenBy(employer)).toEqual(['SAID-IN-TALKS', 'OFFERED-TERMS']);
    for (const role of ['admin', 'arbitrator', 'supervisor', 'court', 'auditor', 'official', 'negotiator'])
      expect([role, await wordsSeenBy(staff[role]!)]).toEqual([role, []]);
    expect([await wordsSeenBy(others), await wordsSeenBy(both)]).toEqual([[], []]);
    // The existence of a step is not secret, but nobody who may not see its content can do it or record it.
    const signing = tasks!.find(({ element, status }) => element === 'sign' && status === 'open')!;
    const id = String(signing._id).replaceAll('/', '~');
    expect((await staff.arbitrator!('GET', `/tasks/${id}`)).body).toMatchObject({
      sealed: true,
      variables: {},
      acts: [],
    });
    const put = { act: 'mediation.sign', for: [present(signing.groups[0])] };
    expect((await staff.arbitrator!('POST', `/tasks/${id}/complete`, put)).status).toBe(403);
  }, 300_000);

  it('lets reach follow a case that is transferred: the old commission loses it, the new one sees and works it', async () => {
    const { number, worker } = await file({ entryStage: 'arbitration', mediateFirst: false });
    const at = (region: string) => async (roles: string[]) => newUser(roles[0]!, { roles, region });
    const [here, there] = [at('340111'), at('340202')];
    const [old, oldDirector, oldAuditor] = [
      await here(['arbitrator', 'clerk']),
      await here(['director']),
      await here(['auditor']),
    ];
    const [now, nowAuditor] = [await there(['arbitrator', 'director']), await there(['auditor'])];
    /** Whether they have the case, in each way in which it could be seen. */
    const seen = async (who: Caller, papers: readonly string[] = [], served = 'served'): Promise<boolean[]> => {
      const all = [
        (await who('GET', `/cases/${number}`)).status === 200,
        (await who('GET', `/cases?text=${number}`)).body.rows.length > 0,
        (await who('GET', `/tasks?case=${number}&view=team`)).body.rows.length > 0,
        (await who('GET', `/cases/${number}/services`)).status === 200,
        (await who('GET', `/services?size=100&status=${served}`)).body.rows.some((row: any) => row.case === number),
        ...(await Promise.all(papers.map(async (id) => (await who('GET', `/documents/${id}/content`)).status === 200))),
      ];
      return [...new Set(all)];
    };
    const inAudit = async (who: Caller) => [
      (await who('GET', `/audit?chain=${number}`)).status,
      (await who('GET', '/audit?size=100')).body.rows.some((row: any) => row.chain === number),
      (await who('GET', `/audit/check?chain=${number}`)).status,
    ];
    const does = async (who: Caller, name: string, body: object) => {
      const row = await firstTask(who, number, (each) => each.name.zh === name);
      const answer = await who('POST', `/tasks/${row.id}/complete`, body);
      expect([name, answer.status, answer.body.errors]).toEqual([name, 200, undefined]);
    };
    await does(old, '审查仲裁申请', { act: 'arbitration.accept' });
    const place = { transferGround: 'found-by-commission', place: '340202', reason: '合同履行地在镜湖区' };
    await does(old, '程序管理', { act: 'arbitration.transfer', values: place });
    expect(await seen(old, [], 'pending')).toEqual([true]);
    expect([await seen(now), await inAudit(nowAuditor)]).toEqual([[false], [403, false, 403]]);
    await does(oldDirector, '批准程序性决定', { act: 'arbitration.transfer.confirm' });
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const delivered = { act: 'paper.serve', values: { method: 'in-person', day, receivedBy: '本人' } };
    const notices = await until(
      async () => {
        const rows = (await old('GET', `/tasks?case=${number}`)).body.rows as any[];
        const all = await Promise.all(rows.map(({ id }) => old('GET', `/tasks/${id}`)));
        return all.map(({ body }) => body).filter(({ variables }) => variables?.about?.paper === 'transfer-notice');
      },
      ({ length }) => length === 2,
    );
    for (const { id } of notices) expect((await old('POST', `/tasks/${id}/complete`, delivered)).status).toBe(200);
    const task = await firstTask(now, number, ({ name }) => name.zh === '接受移送');
    const { documents } = (await now('GET', `/cases/${number}`)).body;
    const papers = documents.map(({ id }: { id: string }) => id);
    expect(documents.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['arbitration-application', 'acceptance-notice', 'transfer-letter', 'transfer-notice']),
    );
    expect(await Promise.all([seen(old, papers), seen(oldDirector, papers), seen(now, papers)])).toEqual([
      [false],
      [false],
      [true],
    ]);
    expect(await Promise.all([inAudit(oldAuditor), inAudit(nowAuditor)])).toEqual([
      [403, false, 403],
      [200, true, 200],
    ]);
    const accept = { act: 'transfer.accept' };
    expect((await old('POST', `/tasks/${task.id}/complete`, accept)).status).toBe(403);
    expect((await now('POST', `/tasks/${task.id}/complete`, accept)).status).toBe(200);
    // It is worked there, with a new tribunal; its parties keep their case, and the old commission is told.
    await does(now, '组成仲裁庭', { act: 'tribunal.form', values: { presiding: '李仲裁' } });
    expect((await worker('GET', `/cases/${number}`)).body).toMatchObject({
      region: '340202',
      transferredFrom: '340111',
      data: { region: '340202' },
      status: 'open',
    });
    const told = await until(
      async () => (await old('GET', '/notices')).body.rows as any[],
      (rows) => rows.some((row) => row.case === number && row.title.zh === '移送的案件已被接受'),
    );
    expect(told.some((row) => row.title.zh === '收到移送的案件')).toBe(false);
    const counted = async (area: string) =>
      (await staff.official!('GET', `/statistics?area=${area}&from=${day.slice(0, 4)}&to=${day.slice(0, 4)}`)).body
        .total.filed as number;
    await until(
      () => counted('340202'),
      (filed) => filed > 0,
    );
    // Where a case is changes in no other way.
    const root = number;
    const seat = { type: 'setVariables', variables: { seat: { region: '340111' } }, reason: '改' };
    expect((await staff.admin!('POST', `/instances/${root}/repair`, seat)).body).toMatchObject({
      errors: [{ path: 'variables.seat' }],
    });
    const message = { name: 'm', correlationKey: number, variables: { seat: { region: '340111' } } };
    expect((await staff.admin!('POST', '/messages', message)).body).toMatchObject({
      errors: [{ path: 'variables.seat' }],
    });
  }, 300_000);

  it('lets one of two users claim a task, and tells the other who has it', async () => {
    const { number } = await file({ entryStage: 'mediation' });
    const row = await firstTask(staff.mediator!, number);
    const other = await newUser('mediator', { roles: ['mediator'] });
    const claims = await Promise.all([
      staff.mediator!('POST', `/tasks/${row.id}/claim`, {}),
      other('POST', `/tasks/${row.id}/claim`, {}),
    ]);
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = claims.find(({ status }) => status === 409)!;
    expect(loser.body).toMatchObject({ code: 'TASK_TAKEN', assignee: { name: expect.any(String) } });
    const winner = claims[0]!.status === 200 ? staff.mediator! : other;
    const lost = winner === other ? staff.mediator! : other;
    const { body: task } = await lost('GET', `/tasks/${row.id}`);
    expect(await lost('POST', `/tasks/${row.id}/complete`, { values: {}, act: task.acts[0]?.code })).toMatchObject({
      status: 409,
      body: { code: 'TASK_TAKEN' },
    });
    const { body: colleagues } = await winner('GET', `/tasks/${row.id}/colleagues`);
    const to = colleagues.rows.find(({ id }: any) => id === lost.id);
    expect(await winner('POST', `/tasks/${row.id}/delegate`, { to: to.id, note: '请协助' })).toMatchObject({
      status: 200,
      body: { assignee: { id: lost.id } },
    });
    expect((await lost('POST', `/tasks/${row.id}/release`, {})).body.assignee).toBeUndefined();
    expect((await lost('GET', `/tasks?view=claimable&case=${number}`)).body.rows.map(({ id }: any) => id)).toContain(
      row.id,
    );
    expect(await lost('PUT', `/tasks/${row.id}/draft`, { data: { half: '写了一半' } })).toMatchObject({ status: 200 });
    expect((await lost('GET', `/tasks/${row.id}`)).body.draft.data).toEqual({ half: '写了一半' });
  }, 120_000);

  it('stores documents: streams them, recognises their kind by content, serves ranges, and has them signed by hash', async () => {
    const { number, worker } = await file();
    const pdf = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(700_000, 'x')]));
    const form = (bytes: Uint8Array, name: string, fields: Record<string, string> = {}) => {
      const data = new FormData();
      for (const [field, value] of Object.entries(fields)) data.append(field, value);
      data.append('file', new Blob([bytes as never]), name);
      return data;
    };
    const key = { 'idempotency-key': randomUUID() };
    const { status, body } = await worker('POST', `/cases/${number}/documents`, form(pdf, '工资条.pdf'), key);
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        fileName: '工资条.pdf',
        contentType: 'application/pdf',
        size: pdf.length,
        sha256: createHash('sha256').update(pdf).digest('hex'),
      }),
    ]);
    expect((await worker('POST', `/cases/${number}/documents`, form(pdf, '工资条.pdf'), key)).body.id).toBe(body.id);
    expect(
      await worker('POST', `/cases/${number}/documents`, form(Buffer.from('<script>alert(1)</script>'), 'a.html')),
    ).toMatchObject({ status: 415 });
    expect(
      await worker('POST', `/cases/${number}/documents`, form(Buffer.from('MZ not a picture'), 'a.png')),
    ).toMatchObject({ status: 415 });
    expect(await worker('POST', `/cases/${number}/documents`, form(new Uint8Array(), 'a.pdf'))).toMatchObject({
      status: 400,
      body: { code: 'BAD_UPLOAD' },
    });
    expect(
      await worker('POST', `/cases/${number}/documents`, form(Buffer.alloc(51 * 1024 * 1024, '%PDF-'), 'big.pdf')),
    ).toMatchObject({ status: 413 });
    const part = await fetch(`${system.url}/api/documents/${body.id}/content`, {
      headers: { authorization: `Bearer ${worker.token}`, range: 'bytes=0-7' },
    });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 0-7/${pdf.length}`,
      '%PDF-1.4',
    ]);
    const whole = await fetch(`${system.url}/api/documents/${body.id}/content`, {
      headers: { authorization: `Bearer ${worker.token}` },
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(Buffer.from(pdf))).toBe(true);
    expect(whole.headers.get('content-disposition')).toContain(encodeURIComponent('工资条.pdf'));
    expect(await staff.mediator!('POST', `/documents/${body.id}/signatures`, { sha256: '0'.repeat(64) })).toMatchObject(
      { status: 409, body: { code: 'DOCUMENT_CHANGED' } },
    );
    await staff.mediator!('POST', `/documents/${body.id}/signatures`, { sha256: body.sha256 });
    expect(
      (await staff.mediator!('POST', `/documents/${body.id}/signatures`, { sha256: body.sha256 })).body.signatures,
    ).toHaveLength(1);
  }, 120_000);

  it('pages through a list without losing or repeating a row while rows are added', async () => {
    for (let n = 0; n < 7; n++) await file();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await staff.supervisor!('GET', `/cases?size=3${after ? `&after=${after}` : ''}`);
      seen.push(...body.rows.map(({ number }: any) => number));
      after = body.next;
      if (seen.length === 3) await file();
    } while (after);
    const { body: all } = await staff.supervisor!('GET', '/cases?size=200');
    expect(new Set(seen).size).toBe(seen.length);
    expect(all.rows.slice(1).map(({ number }: any) => number)).toEqual(seen);
    const { body: named } = await staff.supervisor!(
      'GET',
      `/cases?text=${encodeURIComponent('合肥某')}&stage=negotiation&sort=due`,
    );
    expect(named.rows.length).toBeGreaterThan(0);
    expect((await staff.supervisor!('GET', `/cases?text=${encodeURIComponent('查无此人')}`)).body.rows).toEqual([]);
    const { employer, worker } = named.rows[0];
    for (const text of [
      employer,
      employer.slice(1, 4),
      employer.slice(2, 4),
      worker,
      seen[0]!.toLowerCase(),
      seen[0]!.slice(-6),
    ]) {
      const { body } = await staff.supervisor!('GET', `/cases?size=200&text=${encodeURIComponent(text)}`);
      expect([
        text,
        body.rows.some(({ number, ...row }: any) =>
          [number.toLowerCase(), row.employer, row.worker].some((part) => part.includes(text)),
        ),
      ]).toEqual([text, true]);
    }
  }, 240_000);

  it('lets the applicant withdraw once, which also withdraws the open tasks of others', async () => {
    const { number, worker, employer } = await file();
    const row = await firstTask(employer, number);
    expect(await employer('POST', `/cases/${number}/withdraw`, { reason: '不办了' })).toMatchObject({ status: 403 });
    const key = { 'idempotency-key': randomUUID() };
    // A code cannot withdraw; staff in charge of the stage record it, and name the person concerned.
    const withdrawal = { reason: '已经谈好', for: [present('worker', '张某')] };
    const withdraw = (who: Caller, body: object, more?: Record<string, string>) =>
      who('POST', `/cases/${number}/withdraw`, body, more);
    expect((await withdraw(worker, { reason: '已经谈好' })).body.code).toBe('NEEDS_IDENTITY');
    expect((await withdraw(staff.negotiator!, { reason: '已经谈好' })).body.code).toBe('NOT_NAMED');
    expect((await withdraw(staff.negotiator!, { ...withdrawal, for: [present('employer')] })).body.code).toBe(
      'NOT_NAMED',
    );
    expect((await withdraw(staff.admin!, withdrawal)).status).toBe(403);
    expect((await withdraw(staff.arbitrator!, withdrawal)).status).toBe(403);
    // Nor does anybody say by a message that something was done.
    for (const name of ['withdraw', 'representation.answered', 'case.joined.closed'])
      expect([
        name,
        (await staff.admin!('POST', '/messages', { name, correlationKey: number, variables: {} })).status,
      ]).toEqual([name, 422]);
    const first = await withdraw(staff.negotiator!, withdrawal, key);
    expect([first.status, first.body.code]).toEqual([200, undefined]);
    await until(
      () => worker('GET', `/cases/${number}`),
      ({ body }) => body.status === 'closed' && body.outcome === 'withdrawn',
    );
    expect((await withdraw(staff.negotiator!, withdrawal, key)).body).toEqual(first.body);
    const { body: story } = await worker('GET', `/cases/${number}/trace`);
    expect(story.rows.map(({ text }: { text: { zh: string } }) => text.zh).join('\n')).toMatch(
      /劳动者方张某（当事人，居民身份证原件）：撤回申请，由协商员当场记录/,
    );
    expect(await withdraw(staff.negotiator!, { ...withdrawal, reason: '又来' })).toMatchObject({
      status: 409,
      body: { code: 'CASE_CLOSED' },
    });
    await until(
      () => employer('GET', `/tasks/${row.id}`),
      ({ body }) => body.status === 'withdrawn',
    );
    expect(await employer('POST', `/tasks/${row.id}/complete`, { values: {}, act: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'TASK_CLOSED' },
    });
  }, 120_000);

  it('sends events to those concerned, including those they missed', async () => {
    const events: any[] = [];
    const stream = await listen(staff.supervisor!.token!, events);
    const { number } = await file();
    await until(
      async () => events,
      (events) => events.some(({ type, number: of }) => type === 'case' && of === number),
    );
    await until(
      async () => events,
      (events) => events.some(({ type, case: of, change }) => type === 'task' && of === number && change === 'opened'),
    );
    const last = stream.last();
    stream.stop();
    const { number: later } = await file();
    const again: any[] = [];
    const resumed = await listen(staff.supervisor!.token!, again, last);
    await until(
      async () => again,
      (events) => events.some(({ number: of }) => of === later),
    );
    resumed.stop();
    const stranger: any[] = [];
    const party = await signIn({ caseNumber: later, code: 'x' }).catch(() => undefined);
    expect(party?.token).toBeUndefined();
    const { worker } = await file();
    const own = await listen(worker.token!, stranger);
    await file();
    const { number: third, worker: thirdWorker } = await file();
    expect(third).not.toBe(number);
    expect((await thirdWorker('GET', '/cases')).body.rows.map(({ number: of }: any) => of)).toEqual([third]);
    expect(stranger.filter(({ number: of, case: about }) => (of ?? about) !== worker.id.split('@')[1])).toEqual([]);
    own.stop();
  }, 240_000);

  it('publishes a checked version, lets a running case keep its own, and migrates it after a dry run', async () => {
    const { number, employer } = await file();
    const row = await firstTask(employer, number);
    const { body: list } = await staff.admin!('GET', '/definitions?kind=process');
    const negotiation = list.rows.find(({ keys }: any) => keys.includes('negotiation'));
    expect(negotiation.running).toBeGreaterThan(0);
    const source: string = (await staff.admin!('GET', `/definitions/${negotiation.id}/source`)).body;
    const { body: task } = await employer('GET', `/tasks/${row.id}`);
    const broken = source.replace(new RegExp(`<bpmn:sequenceFlow [^>]*targetRef="${task.element}"[^>]*/>`), '');
    const bad = await staff.admin!('POST', '/definitions', {
      kind: 'process',
      fileName: 'negotiation.bpmn',
      source: broken,
    });
    expect(bad.body.findings.some(({ severity }: any) => severity === 'error')).toBe(true);
    expect(await staff.admin!('POST', `/definitions/${bad.body.id}/publish`, { note: '不应成功' })).toMatchObject({
      status: 422,
      body: { code: 'NOT_PUBLISHABLE', findings: expect.any(Array) },
    });
    expect(await staff.admin!('DELETE', `/definitions/${bad.body.id}`)).toMatchObject({ status: 204 });
    expect(
      await staff.admin!('POST', '/definitions', {
        kind: 'process',
        fileName: 'x.bpmn',
        source: '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
      }),
    ).toMatchObject({ status: 422 });
    const renamed = source.replace(`name="${task.name.zh}"`, 'name="改名后的步骤"');
    const { body: draft } = await staff.admin!('POST', '/definitions', {
      kind: 'process',
      fileName: 'negotiation.bpmn',
      source: renamed,
    });
    const { body: proposal } = await staff.admin!('POST', `/definitions/${draft.id}/publish`, {
      note: '改名',
      hash: draft.hash,
    });
    expect(await staff.approver!('POST', `/proposals/${proposal.id}/approve`, {})).toMatchObject({ status: 200 });
    const { body: published } = await staff.admin!('GET', `/definitions/${draft.id}`);
    expect([published.status, published.findings.filter(({ severity }: any) => severity === 'error')]).toEqual([
      'published',
      [],
    ]);
    expect(await staff.admin!('PUT', `/definitions/${draft.id}/source`, { source, hash: draft.hash })).toMatchObject({
      status: 409,
      body: { code: 'PUBLISHED' },
    });
    const younger = await file();
    expect((await firstTask(younger.employer, younger.number)).name.zh).toBe('改名后的步骤');
    expect((await employer('GET', `/tasks/${row.id}`)).body.name.zh).toBe(task.name.zh);
    const between = { process: 'negotiation', from: negotiation.hash, to: draft.hash };
    const { body: plan } = await staff.admin!('POST', '/migrations/plan', between);
    expect(plan.open).toEqual([]);
    const { body: dry } = await staff.admin!('POST', '/migrations/dry-run', { ...between, plan: plan.plan });
    expect(dry.rows.find(({ case: of }: any) => of === number)).toMatchObject({
      possible: true,
      changes: expect.any(Array),
    });
    // Neither a plan nor a repair makes up what only people can do.
    const past = { ...between, plan: { ...plan.plan, [task.element]: 'settled' }, reason: '跳到和解之后' };
    const { body: standing } = await staff.admin!('GET', `/instances?case=${number}&process=negotiation`);
    const { id: instance, active } = standing.rows[0];
    const cancel = active.map(({ key }: any) => key).slice(-1);
    const repair = (change: object) =>
      staff.admin!('POST', `/instances/${instance}/repair`, { ...change, reason: '补办' });
    for (const refused of [
      await staff.admin!('POST', '/migrations/dry-run', { ...past, reason: undefined }),
      await staff.admin!('POST', '/migrations', past),
      await repair({ type: 'move', cancel, activate: [{ element: 'settled' }] }),
      await staff.admin!('POST', `/instances/${instance}/repair/preview`, {
        cancel,
        activate: [{ element: 'settled' }],
      }),
      await repair({ type: 'setVariables', variables: { settlement: { amount: 900000 } } }),
      await repair({ type: 'setVariables', variables: { draft: { terms: '另一份协议' } } }),
      // What this process does not know, but another of the case makes.
      await repair({ type: 'setVariables', variables: { applied: { applicant: 'employer' } } }),
      await repair({ type: 'setVariables', variables: { mediation: { result: 'settled' } } }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { code: 'PASSES_OVER' } });
    // Nor is it about another case, whose messages it would get.
    for (const other of [{ number: 'AH-340111-2026-999999' }, { number, region: '340202' }, {}, null])
      expect((await repair({ type: 'setVariables', variables: { case: other } })).body.errors[0].path).toMatch(
        /^variables\.case\./,
      );
    const migrate = async (by: Caller) => {
      const { status, body: work } = await by('POST', '/migrations', {
        ...between,
        plan: plan.plan,
        reason: '统一用新版本',
      });
      expect(status).toBe(202);
      const done = await until(
        () => by('GET', `/bulk/${work.id}`),
        ({ body }) => body.status === 'done',
      );
      return [done.body.total, done.body.done, done.body.failures];
    };
    // An administrator who is a party leaves out their own case, and learns which.
    const own = await newUser('own', { roles: ['administrator'] });
    const { MongoClient } = await import('mongodb');
    const client = await MongoClient.connect(system.mongoUri);
    const stored = (name: string) => client.db().collection<{ _id: string; parties: string[] }>(name);
    for (const [name, _id] of [
      ['cases', number],
      ['users', own.id],
    ] as const)
      await stored(name).updateOne({ _id }, { $push: { parties: 'worker:own' } });
    await client.close();
    const left = [expect.objectContaining({ code: 'OWN_CASE', instance: expect.stringContaining(number) })];
    expect(await migrate(own)).toEqual([plan.running, plan.running - 1, left]);
    expect(await migrate(staff.admin!)).toEqual([1, 1, []]);
    expect((await staff.admin!('GET', `/definitions/${negotiation.id}`)).body.running).toBe(0);
    expect((await employer('POST', `/tasks/${row.id}/complete`, { values: {}, act: task.acts[0].code })).status).toBe(
      200,
    );
  }, 240_000);

  it('loads the holiday notice of a year, which running cases adopt', async () => {
    const { number, employer } = await file();
    await firstTask(employer, number);
    const before = (await staff.admin!('GET', '/calendar')).body;
    const year = {
      ...shippedCalendar.years['2027']!,
      confidence: 'sure',
      notice: '国办发明电〔2026〕99号',
      noticeDate: '2026-11-20',
    };
    const proposed = await staff.admin!('PUT', '/calendar/years/2027', { year, note: '2027年放假通知' });
    expect([proposed.status, (await staff.admin!('GET', '/calendar')).body.version]).toEqual([202, before.version]);
    const { status, body } = await staff.approver!('POST', `/proposals/${proposed.body.id}/approve`, {});
    const after = (await staff.admin!('GET', '/calendar')).body;
    expect([status, after.version > before.version, body.errors]).toEqual([200, true, undefined]);
    const done = await until(
      () => staff.admin!('GET', `/bulk/${body.update}`),
      ({ body: work }) => work.status === 'done',
    );
    expect(done.body.failures).toEqual([]);
    expect(
      await staff.admin!('PUT', '/calendar/years/2027', { year: { ...year, notice: null }, note: 'x' }),
    ).toMatchObject({ status: 422 });
    const { body: trace } = await staff.mediator!('GET', `/cases/${number}/trace?detail=all`);
    expect(trace.rows.some(({ type }: any) => type === 'contextChanged')).toBe(true);
  }, 240_000);

  it('accepts a signed message of the court’s system, once', async () => {
    const { number } = await file();
    const send = (body: object, secret: string, at = Math.floor(Date.now() / 1000)) => {
      const text = JSON.stringify(body);
      return anyone('POST', '/court/messages', text, {
        'x-heyi-timestamp': String(at),
        'x-heyi-signature': createHmac('sha256', secret).update(`${at}.${text}`).digest('hex'),
      });
    };
    const message = { id: randomUUID(), act: 'suit.accept', case: number, data: { procedure: 'simple' } };
    expect(await send(message, 'another secret')).toMatchObject({ status: 401, body: { code: 'BAD_SIGNATURE' } });
    expect(await send(message, courtSecret, 1_600_000_000)).toMatchObject({ status: 401 });
    const first = await send(message, courtSecret);
    expect([first.status, first.body.status]).toEqual([202, 'waiting']);
    expect((await send(message, courtSecret)).body.id).toBe(first.body.id);
    expect(await send({ ...message, id: randomUUID(), case: 'AH-340111-2026-999999' }, courtSecret)).toMatchObject({
      status: 404,
    });
  }, 60_000);

  it('counts, exports, and verifies its own audit', async () => {
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
    const { body } = await until(
      () => staff.official!('GET', `/statistics?from=${now.slice(0, 4)}&to=${now.slice(0, 4)}&by=area`),
      (answer) => answer.body.total?.filed > 0,
    );
    expect(body.rows.find(({ value }: any) => value === '340100').figures.filed).toBeGreaterThan(0);
    const sheet = await fetch(`${system.url}/api/cases/export?stage=negotiation`, {
      headers: { authorization: `Bearer ${staff.supervisor!.token}` },
    });
    expect([
      sheet.status,
      Buffer.from(await sheet.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ]).toEqual([200, 'PK']);
    const { body: checked } = await staff.auditor!('GET', '/audit/check');
    expect([checked.sound, checked.faults, checked.entries > 0]).toEqual([true, [], true]);
    const { MongoClient } = await import('mongodb');
    const client = await MongoClient.connect(system.mongoUri);
    await client
      .db()
      .collection('audit')
      .updateOne({ chain: 'system', n: 1 }, { $set: { by: 'somebody else' } });
    await client.close();
    const { body: after } = await staff.auditor!('GET', '/audit/check?chain=system');
    expect(after).toMatchObject({ sound: false, faults: [expect.objectContaining({ chain: 'system', n: 1 })] });
  }, 120_000);

  it('keeps the register of mediators and organisations, searches it by words and area, and names what its rows reference', async () => {
    const { body: organisation } = await staff.admin!('POST', '/organisations', {
      name: { zh: '黄山登记调解中心', en: 'Huangshan Register Centre' },
      kind: 'township-centre',
      region: '341000',
    });
    await newUser('huangshan', { roles: ['mediator'], region: '341000', organisation: organisation.id });
    const {
      body: {
        rows: [user],
      },
    } = await staff.admin!('GET', `/users?role=mediator&region=341000`);
    expect(user).toMatchObject({ organisation: organisation.id, organisationName: organisation.name });
    const added = await staff.admin!('POST', '/mediators', {
      name: '黟调解员',
      organisation: organisation.id,
      region: '341000',
      user: user.id,
    });
    expect([added.status, added.body]).toEqual([
      201,
      expect.objectContaining({ organisationName: organisation.name, userName: user.name, openTasks: 0 }),
    ]);
    const found = async (path: string) => (await staff.admin!('GET', path)).body.rows.map(({ id }: any) => id);
    expect(await found('/organisations?text=登记调解&kind=township-centre')).toEqual([organisation.id]);
    expect(await found('/mediators?text=黟&region=341000')).toEqual([added.body.id]);
    expect(await found('/mediators?text=黟&region=340100')).toEqual([]);
    expect((await staff.mediator!('GET', '/users')).status).toBe(403);
    // The account of a party without an identity would see no cases.
    const party = (more: object) =>
      staff.admin!('POST', '/users', {
        account: `party-${randomUUID().slice(0, 8)}`,
        name: '某公司',
        region: '341000',
        roles: ['employer'],
        ...more,
      });
    const nobody = await party({});
    expect([nobody.status, nobody.body.code]).toEqual([422, 'INVALID']);
    expect((await party({ creditCode: '913401110000000198' })).status).toBe(201);
  });

  it('describes itself in OpenAPI 3.1, readable offline', async () => {
    const { body } = await anyone('GET', '/openapi.json');
    expect([body.openapi, Object.keys(body.paths).length > 60]).toEqual(['3.1.0', true]);
    expect(JSON.stringify(body)).toContain('mediateFirst');
    const page = await (await fetch(`${system.url}/api/docs/`)).text();
    expect(page).not.toMatch(/(src|href)=["']https?:/);
    for (const [, address] of page.matchAll(/(?:src|href)="(\.?\/?[^"]+\.(?:js|css))"/g))
      expect([address, (await fetch(new URL(address!, `${system.url}/api/docs/`))).status]).toEqual([address, 200]);
  }, 60_000);

  it('answers 503 while Temporal, the worker or the database is away, then continues, and the same key has one effect', async () => {
    const { number, employer } = await file();
    const row = await firstTask(employer, number);
    const { body: task } = await employer('GET', `/tasks/${row.id}`);
    const key = { 'idempotency-key': randomUUID() };
    const complete = () => employer('POST', `/tasks/${row.id}/complete`, { values: {}, act: task.acts[0].code }, key);
    await system.parts.worker.kill();
    const unknown = await complete();
    expect([unknown.status, unknown.body.code, unknown.headers.get('retry-after')]).toEqual([
      503,
      'AWAY',
      expect.any(String),
    ]);
    await system.parts.temporal.kill();
    expect((await anyone('GET', '/readiness')).status).toBe(503);
    expect((await employer('GET', `/tasks/${row.id}`)).status).toBe(200);
    await system.parts.mongo.kill();
    const away = await employer('GET', '/tasks');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
    await Promise.all([system.parts.mongo.start(), system.parts.temporal.start()]);
    await system.parts.worker.start();
    const done = await until(complete, ({ status }) => status !== 503);
    expect([done.status, done.body.task?.status]).toEqual([200, 'completed']);
    expect((await complete()).body).toEqual(done.body);
    const { body: trace } = await staff.mediator!('GET', `/cases/${number}/trace?size=200`);
    expect(
      trace.rows
        .filter(({ type, element }: any) => type === 'taskCompleted' && element === task.element)
        .map((entry: any) => entry.task),
    ).toEqual([task.id]);
  }, 300_000);

  it('never answers random or hostile requests with a server error', async () => {
    const askers = await askersOf(system.url, system.password);
    await prepareFuzz(system.url, askers);
    const { faults, reached } = await fuzz({ url: system.url, askers, calls: 500, seed: 20_260_511, examples });
    expect(faults).toEqual([]);
    expect([...reached.values()].filter(({ succeeded }) => succeeded > 0).length).toBeGreaterThan(40);
  }, 300_000);
});

/** The text of an answer; for a zip archive, of its entries as well. */
function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('utf8');
  const zip = new PizZip(bytes);
  return Object.keys(zip.files)
    .map((name) => zip.file(name)?.asText() ?? '')
    .join('\n');
}

/** A new user, identified by the second administrator if a member of staff. */
async function newUser(
  name: string,
  more: { roles: string[]; [field: string]: unknown },
  shown?: object,
): Promise<Caller> {
  const account = `${name}-${randomUUID().slice(0, 8)}`;
  const { status, body } = await staff.admin!('POST', '/users', {
    account,
    // Two arbitrators of one place must not have the same name.
    name: `另一位 ${account}`,
    region: '340000',
    ...more,
  });
  expect(status).toBe(201);
  const seenBy = more.roles.includes('employer') && !shown ? undefined : staff.approver;
  await firstSignIn(system.url, account, body.issued.password, { seenBy, shown });
  return signIn({ account, password: 'mF7_xQ2-kLpv' });
}

/** Reads the event stream as a browser does. */
async function listen(
  token: string,
  received: any[],
  last?: string,
): Promise<{ stop(): void; last(): string | undefined }> {
  const aborted = new AbortController();
  const response = await fetch(`${system.url}/api/events`, {
    headers: { authorization: `Bearer ${token}`, ...(last && { 'last-event-id': last }) },
    signal: aborted.signal,
  });
  let position = last;
  const decoder = new TextDecoder();
  void (async () => {
    let rest = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const events = rest.split('\n\n');
      rest = events.pop()!;
      for (const event of events) {
        position = /^id: (.+)$/m.exec(event)?.[1] ?? position;
        const data = /^data: (.+)$/m.exec(event)?.[1];
        if (data) received.push(JSON.parse(data));
      }
    }
  })().catch(() => undefined);
  return { stop: () => aborted.abort(), last: () => position };
}
