import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ApplicationFailure } from '@temporalio/common';
import PizZip from 'pizzip';
import {
  Cases,
  Mediators,
  Notices,
  Organisations,
  openFile,
  storeFile,
  StoredDocuments,
  type Mediator,
  type Notice,
  type Organisation,
  type StoredDocument,
} from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { publishSource } from '../../tests/support/publishSource';
import { someCase } from '../../tests/support/someCase';
import type { Job } from '../../workflows/hostContract';
import type { RunInput } from '../../workflows/messages';
import { Bundles } from '../definitions/bundles';
import { jobActivities } from './index';
import type { JobDeps } from './JobType';

jest.setTimeout(60_000);

const now = new Date('2026-05-11T02:00:00Z');
/** The contents of a stored file. */
async function bytesOf(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of openFile(file)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

let database: TestDatabase;
let number: string;
beforeAll(async () => {
  database = await openDatabase();
  ({ number } = await someCase('340111', 1, {
    organisation: undefined,
    data: {
      region: '340111',
      workers: { count: 1, label: '张某', languages: ['en'] },
      employer: { name: '合肥某公司', creditCode: '913401110000000198' },
      claims: [{ cause: 'wages', amount: 18600, facts: '工资' }],
    },
    facts: { agreement: { terms: [{ obligor: 'employer', content: '支付工资', amount: 18600, due: '2026-06-01' }] } },
  } as never));
});
afterAll(() => database.close());

let count = 0;
const run = (
  type: string,
  variables: Record<string, unknown> = {},
  more: Partial<JobDeps> = {},
  job: Partial<Job> = {},
) => {
  const deps = { clock: () => now, bundles: new Bundles(() => now), httpAllowed: [], ...more } as JobDeps;
  const key = (count += 1);
  const asked: Job = {
    instance: number,
    case: number,
    region: '340111',
    process: 'p',
    definition: 'd',
    bundle: 'b',
    id: `${number}/${key}`,
    key,
    element: 'job',
    type,
    headers: {},
    variables,
    ...job,
  } as Job;
  return (jobActivities(deps)[type] ?? jobActivities(deps).default)!(asked);
};
const failure = (asked: Promise<unknown>): Promise<ApplicationFailure> =>
  asked.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: ApplicationFailure) => error,
  );

it('an unknown type is refused immediately, with the element', async () => {
  const refused = await failure(Promise.resolve().then(() => run('no.such')));
  expect(refused).toMatchObject({ type: 'NO_SUCH_JOB_TYPE', nonRetryable: true });
  expect(refused.message).toContain('job');
});

describe('document.create', () => {
  const code = 'mediation-agreement';
  beforeAll(async () => {
    await publishSource('template', code, readFileSync(join(__dirname, `../../definitions/templates/${code}.docx`)));
  });

  it('fills the published template with the data of the case and stores it, once per job', async () => {
    const job = { id: `${number}/doc` };
    const organisation = { name: '蜀山某街道调解中心' };
    expect(await run('document.create', { document: code, confidential: true, organisation }, {}, job)).toEqual({
      documentId: job.id,
      documentCode: code,
      documentNumber: '蜀山某街道调解中心调协字〔2026〕1号',
    });
    const first = (await StoredDocuments.findById(job.id).lean<StoredDocument>())!;
    expect(first).toMatchObject({
      case: number,
      code,
      name: { zh: '调解协议书' },
      compartment: 'sealed',
      region: '340111',
    });
    const bytes = await bytesOf(first.file);
    const text = new PizZip(bytes)
      .file('word/document.xml')!
      .asText()
      .replaceAll(/<[^>]+>/g, '');
    expect(text).toContain('合肥某公司');
    expect(text).toContain('蜀山某街道调解中心调协字〔2026〕1号');
    expect(text).toContain('蜀山某街道调解中心（印章）');
    expect(first).toMatchObject({
      number: '蜀山某街道调解中心调协字〔2026〕1号',
      issuer: { zh: '蜀山某街道调解中心' },
    });
    expect(text).not.toMatch(/[{}]|undefined|null/);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.sha256);

    await run('document.create', { document: code, organisation }, {}, job);
    expect(await StoredDocuments.countDocuments({ _id: job.id })).toBe(1);
    await expect(bytesOf(first.file)).rejects.toThrow();
  });

  it('is numbered by the commission of the place, under the name that it has registered, and keeps approvals internal', async () => {
    for (const each of ['award', 'extension-approval'])
      await publishSource('template', each, readFileSync(join(__dirname, `../../definitions/templates/${each}.docx`)));
    const award = { content: '理由', madeOn: '2026-05-11', terms: { obligations: [] } };
    const made = async (variables: Record<string, unknown>) => {
      const { documentId } = (await run('document.create', variables)) as { documentId: string };
      return (await StoredDocuments.findById(documentId).lean<StoredDocument>())!;
    };
    const first = await made({ document: 'award', award });
    expect(first.number).toBe('合肥包河劳人仲裁字〔2026〕1号');
    await Organisations.create({
      _id: 'commission',
      name: { zh: '包河区劳动人事争议仲裁委员会', en: 'Baohe commission' },
      kind: 'commission',
      region: '340111',
      city: '340100',
      industries: [],
      causes: [],
      mark: '合包劳人仲',
      active: true,
    });
    const second = await made({ document: 'award', award, toSign: true });
    expect(second).toMatchObject({
      number: '合包劳人仲裁字〔2026〕1号',
      issuer: { zh: '包河区劳动人事争议仲裁委员会' },
    });
    const wrong = { claims: [{ cause: 'wages', amount: 0.333 }] };
    const failed = await failure(run('document.create', { document: 'award', award, case: wrong }));
    expect(failed.type).toBe('BAD_JOB');
    expect((await made({ document: 'award', award })).number).toBe('合包劳人仲裁字〔2026〕2号');
    expect((await made({ document: 'extension-approval', days: 15, reason: '案情复杂' })).compartment).toBe('internal');
  });

  it('says which template is missing, or that none is named', async () => {
    expect((await failure(run('document.create', { document: 'no-such-paper' }))).message).toContain('no-such-paper');
    expect(await failure(run('document.create'))).toMatchObject({ type: 'BAD_JOB', nonRetryable: true });
  });
});

describe('choosing who mediates', () => {
  const organisation = (_id: string, more: Partial<Organisation> = {}) =>
    Organisations.create({
      _id,
      name: { zh: _id, en: _id },
      kind: 'township-centre',
      region: '340111',
      industries: [],
      causes: [],
      city: '340100',
      active: true,
      ...more,
    });
  const mediator = (_id: string, more: Partial<Mediator> = {}) =>
    Mediators.create({
      _id,
      name: _id,
      organisation: 'of-the-county',
      region: '340111',
      fullTime: true,
      languages: ['zh'],
      skills: [],
      conflicts: [],
      active: true,
      ...more,
    });
  beforeAll(async () => {
    await organisation('of-the-city', { region: '340100' });
    await organisation('of-the-county');
    await organisation('busy');
    await organisation('of-builders', { industries: ['E'] });
    await organisation('closed', { active: false });
    await organisation('committee', { kind: 'enterprise-committee', employer: '913401110000000198', region: '340122' });
    await organisation('room', { kind: 'union-room', region: '340122' });
    await organisation('wages-room', { kind: 'union-room', region: '340122', causes: ['wages'] });
    await someCase('340111', 2, { organisation: 'busy' });
    await mediator('tongues', { languages: ['zh', 'en'] });
    await mediator('busy-tongues', { languages: ['zh', 'en'] });
    await mediator('idle');
    await mediator('partial', { languages: ['zh', 'en'], conflicts: ['合肥某公司'] });
    await someCase('340111', 3, { mediator: 'busy-tongues' });
  });

  it.each<[string, Record<string, unknown>, string | null]>([
    ['the least busy one at the place that deals with the industry', { industry: 'C' }, 'of-the-county'],
    ['not one that has had the case', { industry: 'C', exclude: ['of-the-county'] }, 'busy'],
    [
      'one for the industry if the others are excluded',
      { industry: 'E', exclude: ['of-the-county', 'busy'] },
      'of-builders',
    ],
    [
      'one of the place above if there is none',
      { industry: 'C', exclude: ['of-the-county', 'busy'], region: '340121' },
      'of-the-city',
    ],
    ['the one that is wanted', { wanted: { id: 'of-the-city' } }, 'of-the-city'],
    [
      'not one that is wanted but has had the case',
      { wanted: 'busy', exclude: ['busy'], industry: 'C' },
      'of-the-county',
    ],
    [
      'the kind that the rule names first',
      { region: '340122', kinds: ['enterprise-committee', 'union-room'], employer: '913401110000000198' },
      'committee',
    ],
    [
      'no committee of another employer, but one that specialises in the cause',
      { region: '340122', kinds: ['enterprise-committee', 'union-room'], employer: '91340100X', causes: ['wages'] },
      'wages-room',
    ],
    ['no committee of another employer, even if it is wanted', { region: '340122', wanted: 'committee' }, 'room'],
    ['nobody if there is none', { kinds: ['no-such-kind'] }, null],
  ])('takes %s', async (_, variables, expected) => {
    const { organisation: chosen } = (await run('organisation.choose', variables)) as {
      organisation: { id: string } | null;
    };
    expect(chosen?.id ?? null).toBe(expected);
  });

  it('lists other organisations that could take the case, nearest first and without the present one', async () => {
    await Cases.updateOne({ _id: number }, { organisation: 'busy' });
    const { organisations } = (await run('organisation.list')) as {
      organisations: { value: string; label: string; label_en: string }[];
    };
    await Cases.updateOne({ _id: number }, { $unset: { organisation: 1 } });
    expect(organisations.map(({ value }) => value)).toEqual(['of-builders', 'of-the-county', 'of-the-city']);
    expect(organisations[0]).toEqual({ value: 'of-builders', label: 'of-builders', label_en: 'of-builders' });
  });

  it.each<[string, Record<string, unknown>, string | null]>([
    ['one who speaks the parties’ languages, has no conflict and the fewest cases', {}, 'tongues'],
    ['another if that one is excluded', { exclude: ['tongues'] }, 'busy-tongues'],
    ['one who is free if nobody speaks them', { languages: ['fr'], exclude: ['tongues', 'busy-tongues'] }, 'idle'],
    ['nobody if there is none', { organisation: 'of-the-city' }, null],
  ])('takes %s', async (_, variables, expected) => {
    const { mediator: chosen } = (await run('mediator.choose', { organisation: 'of-the-county', ...variables })) as {
      mediator: { id: string } | null;
    };
    expect(chosen?.id ?? null).toBe(expected);
  });
});

describe('notifying people', () => {
  const noticed = async (variables: Record<string, unknown>, more: Partial<JobDeps> = {}) => {
    const id = `${number}/told-${(count += 1)}`;
    await run('notice.send', variables, more, { id });
    await run('notice.send', variables, more, { id });
    expect(await Notices.countDocuments({ _id: id })).toBe(1);
    return (await Notices.findById(id).lean<Notice>())!;
  };

  it('reaches parties by their keys and those in charge by their area', async () => {
    expect(
      await noticed({ to: ['worker', 'supervisor'], level: 'city', text: { zh: '已超期', en: 'overdue' } }),
    ).toMatchObject({
      audience: ['party:worker:w', 'supervisor@340100'],
      text: { zh: '已超期', en: 'overdue' },
      deliveries: [],
      unplanned: true,
      nextAt: now,
    });
    expect((await noticed({ to: 'official', text: '请关注', text_en: 'look' })).audience).toEqual([
      'official@340111',
      'official@340100',
      'official@340000',
    ]);
  });

  it('needs recipients and a text', async () => {
    expect(await failure(run('notice.send', { to: [] }))).toMatchObject({ type: 'BAD_JOB' });
  });

  it('returns a result to the court that referred the case, also to its system if there is one', async () => {
    const id = `${number}/returned`;
    expect(
      await run(
        'court.return',
        { result: 'agreed', referral: { number: '(2026)皖0111诉前调1号' } },
        { court: { url: 'http://court', secret: 's' } },
        { id },
      ),
    ).toMatchObject({ courtReturn: { result: 'agreed' } });
    const notice = (await Notices.findById(id).lean<Notice>())!;
    expect(notice.audience).toEqual(['court@340111', 'court@340000']);
    expect(notice.deliveries).toMatchObject([{ channel: 'court', body: { case: number, result: 'agreed' } }]);
  });
});

describe('http.request', () => {
  const received: { request: IncomingMessage; body: string }[] = [];
  let server: Server;
  let host: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request
        .on('data', (chunk: Buffer) => (body += chunk.toString()))
        .on('end', () => {
          received.push({ request, body });
          const status = Number(/status=(\d+)/.exec(request.url!)?.[1] ?? 200);
          if (request.url!.startsWith('/slow')) return;
          response
            .writeHead(status, {
              'content-type': 'application/json',
              ...(status === 503 ? { 'retry-after': '7' } : {}),
              ...(status === 302 ? { location: '/elsewhere' } : {}),
            })
            .end('{"ok":true}');
        });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(
    () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(done);
      }),
  );
  const call = (path: string, variables: Record<string, unknown> = {}, more: Partial<JobDeps> = {}) =>
    run(
      'http.request',
      { url: `http://${host}${path}`, ...variables },
      { httpAllowed: [host], httpSecret: 'secret', ...more },
    );

  it('is signed, has one idempotency key for all attempts, and returns the answer', async () => {
    expect(await call('/x', { method: 'post', body: { a: 1 } })).toMatchObject({
      response: { status: 200, body: { ok: true } },
    });
    const { request, body } = received.at(-1)!;
    expect([request.method, body, request.headers['idempotency-key']]).toEqual([
      'POST',
      '{"a":1}',
      `${number}/${count}`,
    ]);
    const seconds = now.getTime() / 1000;
    expect(request.headers['heyi-signature']).toBe(
      `t=${seconds},v1=${createHmac('sha256', 'secret').update(`${seconds}.{"a":1}`).digest('hex')}`,
    );
  });

  it('is retried if that may help, when the service says, and not otherwise', async () => {
    expect(await failure(call('/?status=503'))).toMatchObject({
      type: 'HTTP_STATUS',
      nonRetryable: false,
      nextRetryDelay: '7s',
    });
    expect(await failure(call('/?status=429'))).toMatchObject({ nonRetryable: false });
    expect(await failure(call('/?status=404'))).toMatchObject({ nonRetryable: true });
  });

  it('follows no redirects and gives up in time', async () => {
    expect(await call('/?status=302')).toMatchObject({ response: { status: 302 } });
    expect(received.at(-1)!.request.url).toBe('/?status=302');
    expect(await failure(call('/slow', { timeoutSeconds: 0.2 }))).toMatchObject({
      name: expect.stringMatching(/Timeout/) as string,
    });
  });

  it('goes to allowed hosts only', async () => {
    const before = received.length;
    expect(await failure(call('/x', {}, { httpAllowed: [] }))).toMatchObject({ type: 'BAD_JOB', nonRetryable: true });
    expect(
      await failure(run('http.request', { url: `http://user:pass@${host}/` }, { httpAllowed: [host] })),
    ).toMatchObject({ type: 'BAD_JOB' });
    expect(await failure(run('http.request', { url: 'file:///etc/passwd' }, { httpAllowed: [''] }))).toMatchObject({
      type: 'BAD_JOB',
    });
    expect(received.length).toBe(before);
  });
});

describe('case.file', () => {
  const started: RunInput[] = [];
  /** Temporal, as far as a start goes. */
  const client = {
    workflow: {
      executeUpdateWithStart: async (
        _update: unknown,
        { startWorkflowOperation }: { startWorkflowOperation: { options: { args: [RunInput] } } },
      ) => void started.push(startWorkflowOperation.options.args[0]),
    },
  } as unknown as JobDeps['client'];
  const filing = {
    number: 'AH-340111-2026-000009',
    filedAt: '2026-05-04T02:00:00.000Z',
    filedOn: '2026-05-04',
    region: '340104',
    entryStage: 'arbitration',
    applicant: 'worker',
    workers: { count: 1, label: '张某' },
    employer: { name: '合肥某公司' },
    claims: [{ cause: 'wages', amount: 18600, facts: '工资' }],
  };
  const paper = (id: string, more: object) =>
    storeFile('p.pdf', Buffer.from('abc')).then((file) =>
      StoredDocuments.create({
        _id: id,
        case: filing.number,
        code: 'upload',
        name: { zh: '工资条', en: 'Payslip' },
        fileName: 'p.pdf',
        contentType: 'application/pdf',
        size: 3,
        sha256: 'a'.repeat(64),
        file,
        region: '340111',
        createdAt: now,
        compartment: 'open',
        signatures: [],
        ...more,
      }),
    );

  it('files once, however often it is tried, and carries over what the applicant had filed openly', async () => {
    await someCase('340111', 9);
    await paper('mine', { createdAs: 'worker', task: 'AH/2' });
    await paper('theirs', { createdAs: 'employer' });
    await paper('said', { createdAs: 'worker', compartment: 'sealed' });
    const once = () =>
      run(
        'case.file',
        { filing, on: '2026-05-11' },
        { client, taskQueue: 'q' },
        { case: filing.number, id: `${filing.number}/77` },
      );
    const filed = (await once()) as { filedAs: { number: string } };
    expect(filed.filedAs.number).toMatch(/^AH-340104-2026-\d{6}$/);
    expect(await once()).toEqual(filed);
    const { number } = filed.filedAs;
    expect(started.map(({ instance, region }) => [instance.id, region])).toEqual([
      [number, '340104'],
      [number, '340104'],
    ]);
    expect(started[0]!.filing).toMatchObject({ number, region: '340104', parties: ['worker:w', 'employer:e'] });
    // Having applied to the wrong commission began the limitation anew.
    expect(started[0]!.variables!.case).toMatchObject({
      number,
      filedFrom: filing.number,
      filedOn: '2026-05-11',
      claims: filing.claims,
      interruptions: [{ on: '2026-05-04', kind: 'relief' }],
    });
    const carried = await StoredDocuments.find({ case: number, code: 'upload' }).lean<StoredDocument[]>();
    expect(carried).toEqual([expect.objectContaining({ fileName: 'p.pdf', createdAs: 'worker', region: '340104' })]);
    expect(carried[0]!.task).toBeUndefined();
    expect((await bytesOf(carried[0]!.file)).toString()).toBe('abc');
    expect(await Notices.countDocuments({ case: number, audience: 'party:worker:w' })).toBe(1);
  });

  it('files nothing in a place without a commission', async () => {
    await expect(
      run('case.file', { filing: { ...filing, region: '340000' } }, { client }, { case: filing.number }),
    ).rejects.toMatchObject({ type: 'BAD_JOB' });
  });
});
