import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { keysOf, sha256 } from '../../api/keys';
import { putText } from '../../api/texts/putText';
import { startTextReceiver, type TextReceiver } from '../../devstack/textReceiver';
import type { Derivation } from '../../domain/limits/derive';
import {
  AccessCodes,
  Cases,
  Contacts,
  Deadlines,
  Letters,
  NoticePreferences,
  Notices,
  PushSubscriptions,
  TaskLinks,
  Tasks,
  triedAgain,
  TextMessages as Stored,
  Users,
  type Letter,
  type Notice,
  type TaskLink,
  type TextMessage,
} from '../../models';
import { deliverNotices } from '../duties/deliverNotices';
import { putNotice } from '../notices/put';
import { noteOpened } from '../records/notices';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import { someCase, someTask } from '../../tests/support/someCase';
import type { Deps } from '../deps';
import { sendTexts } from '../duties/sendTexts';
import { isPushService } from '../../domain/push';
import { Later, Refused } from './Channel';
import { publicPushKey } from './push';
import { textGateway, type TextMessages } from './textMessages';

jest.setTimeout(60_000);

const keys = keysOf([randomBytes(32)]);
const token = 'only-for-this-test';
const patience = 300;
let database: TestDatabase;
let receiver: TextReceiver;
/** What the gateway does on its next attempts; afterwards it accepts. */
let faults: (number | 'late')[] = [];
let now: Date;
let count = 0;

beforeAll(async () => {
  database = await openDatabase();
  receiver = await startTextReceiver({
    token,
    before: async () => {
      const fault = faults.shift();
      if (fault === 'late') await pause(2 * patience);
      return fault === 'late' ? undefined : fault;
    },
  });
});
afterAll(async () => {
  await receiver?.stop();
  await database?.close();
});
beforeEach(() => {
  faults = [];
  now = new Date('2026-05-11T02:00:00Z');
});

const gateway = (): TextMessages => textGateway({ url: `${receiver.url}/messages`, token }, patience);
const deps = (texts: TextMessages | undefined = gateway()): Deps =>
  ({ clock: () => now, open: keys.open, sign: keys.sign, texts, log: pino({ level: 'silent' }) }) as Deps;
const put = async (minutes = 10): Promise<string> => {
  const id = `text-${(count += 1)}`;
  await putText(
    {
      id,
      to: '+8613912345678',
      template: 'code',
      values: { code: '482913', purpose: '签署', minutes: '10' },
      language: 'zh',
      until: new Date(now.getTime() + minutes * 60_000),
    },
    now,
    keys,
  );
  return id;
};
const stored = async (id: string) => (await Stored.findById(id).lean<TextMessage>())!;
const received = (id: string) => receiver.messages().find((message) => message.id === id);
/** Runs the duty as often as needed while the clock goes on. */
async function pass(minutes: number, texts?: TextMessages): Promise<void> {
  for (const end = now.getTime() + minutes * 60_000; now.getTime() <= end; now = new Date(now.getTime() + 5_000))
    await sendTexts(deps(texts));
}

describe('text messages', () => {
  it('are stored encrypted, handed over once, and forgotten', async () => {
    const id = await put();
    expect(JSON.stringify(await stored(id))).not.toMatch(/482913|13912345678/);
    await sendTexts(deps());
    await sendTexts(deps());
    expect(received(id)).toMatchObject({ to: '+8613912345678', text: expect.stringContaining('482913'), times: 1 });
    expect(await stored(id)).toMatchObject({ status: 'sent', attempts: 1, tail: '5678' });
    expect(await stored(id)).not.toHaveProperty('content');
  });

  it('reach a gateway that was down, and are shown once although it answered too late and got them twice', async () => {
    faults = [503, 'late', 500];
    const id = await put();
    await pass(2);
    // The late answer belongs to an attempt that had been given up: it arrives after a later one succeeded.
    while (received(id)?.times !== 2) await pause(20);
    expect(receiver.messages().filter((message) => message.id === id)).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ status: 'sent' });
    expect(await stored(id)).not.toHaveProperty('error');
  });

  it('are not sent again while the gateway asks for patience, and are given up when they are of no more use', async () => {
    let asked = 0;
    const busy: Server = createServer((_req, res) => {
      asked += 1;
      res.writeHead(429, { 'Retry-After': '40' }).end();
    });
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(busy.address() as AddressInfo).port}/`;
    const id = await put(2);
    await pass(4, textGateway({ url, token }));
    busy.close();
    expect(asked).toBeLessThanOrEqual(3);
    expect(await stored(id)).toMatchObject({ status: 'failed' });
    expect(await stored(id)).not.toHaveProperty('content');
  });

  it('that the gateway refuses are not tried again; without a gateway they wait until they are of no use', async () => {
    faults = [400];
    const refused = await put();
    await pass(1);
    expect(await stored(refused)).toMatchObject({ status: 'failed', attempts: 1, error: 'answered 400' });
    const none = await put(1);
    await sendTexts({ ...deps(), texts: undefined });
    expect(await stored(none)).toMatchObject({ status: 'waiting' });
    now = new Date(now.getTime() + 120_000);
    await sendTexts({ ...deps(), texts: undefined });
    expect(await stored(none)).toMatchObject({ status: 'failed' });
    expect(received(refused) ?? received(none)).toBeUndefined();
  });

  it('need the right token; a gateway that is gone is an error that passes', async () => {
    const message = { id: 'direct', to: '+8613912345678', text: '你好' };
    const wrong = textGateway({ url: `${receiver.url}/messages`, token: 'wrong' });
    await expect(wrong.send(message, now)).rejects.toBeInstanceOf(Refused);
    faults = [503];
    await expect(gateway().send(message, now)).rejects.toBeInstanceOf(Later);
    const gone = await textGateway({ url: 'http://127.0.0.1:9/', token })
      .send(message, now)
      .catch((error) => error);
    expect(gone).not.toBeInstanceOf(Refused);
    // 409: it has this message already.
    faults = [409];
    await gateway().send(message, now);
  });
});

/** A mail server that keeps what it is sent. */
async function startMailServer(): Promise<{ url: string; mails: string[]; server: SocketServer }> {
  const mails: string[] = [];
  const server = createSocketServer((socket) => {
    let mail: string | undefined;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      rest += chunk.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (mail === undefined) {
          if (/^DATA/i.test(line)) mail = '';
          socket.write(/^DATA/i.test(line) ? '354 go on\r\n' : '250 ok\r\n');
        } else if (line === '.') {
          mails.push(mail);
          mail = undefined;
          socket.write('250 ok\r\n');
        } else mail += `${line}\n`;
      }
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}/?ignoreTLS=true`, mails, server };
}

describe('a notice', () => {
  const SECRET = '机密七二九四';
  const minute = 60_000;
  let pushService: Server | undefined;
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let number: string;
  let cases = 100;
  const site = 'https://heyi.example';
  const told = (more: Partial<Deps> = {}): Promise<number> =>
    deliverNotices({ ...deps(), site, smtp: { url: mail.url, from: 'heyi@heyi.example' }, ...more });
  /** Runs the duty every five seconds while the clock goes on. */
  async function go(minutes: number, more: Partial<Deps> = {}): Promise<void> {
    for (const end = now.getTime() + minutes * minute; now.getTime() <= end; now = new Date(now.getTime() + 15_000))
      while ((await told(more)) === 100);
  }
  const noticeOf = async (id: string) => (await Notices.findById(id).lean<Notice>())!;
  const textsTo = (phone: string) => receiver.messages().filter(({ to }) => to === phone);
  /** The texts about the present case. */
  const texts = () => receiver.messages().filter(({ text }) => text.includes(number));
  const mails = () => mail.mails.map(readable).filter((each) => each.includes(number));
  const readable = (raw: string): string => {
    const [head = '', ...body] = raw.split('\n\n');
    const words = head
      .replaceAll(/\n\s+/g, ' ')
      .replaceAll(/=\?UTF-8\?B\?(.*?)\?= ?/gi, (_, text: string) => Buffer.from(text, 'base64').toString());
    const plain = /base64/i.test(head)
      ? Buffer.from(body.join(''), 'base64').toString()
      : Buffer.from(
          body
            .join('\n\n')
            .replaceAll(/=\n/g, '')
            .replaceAll(/(?:=[0-9A-F]{2})+/g, (each) => decodeURIComponent(each.replaceAll('=', '%'))),
        ).toString();
    return `${words}\n\n${plain}`;
  };

  const holder = async (side: 'worker' | 'employer', phone: string, language = 'zh') => {
    const id = `code-${(count += 1)}`;
    await AccessCodes.create({
      _id: id,
      hash: id,
      case: number,
      side,
      issuedAt: now,
      holder: { name: '<b>王经理</b>', capacity: side, means: 'identity-card' },
    });
    await contact(`code:${id}`, phone);
    return { id, language };
  };
  const contact = (person: string, phone: string) =>
    Contacts.replaceOne(
      { _id: person },
      { number: keys.seal(phone), tail: phone.slice(-4), means: 'identity-card', at: now },
      { upsert: true },
    );
  const account = (name: string, more: object) =>
    Users.create({
      _id: name,
      account: name,
      name,
      passwordHash: 'x',
      roles: ['employer'],
      parties: [`employer:${number}`],
      email: `${name}@example.com`,
      language: 'en',
      active: true,
      createdAt: now,
      ...more,
    });
  /** A step opens for the employer, as the recorder notes it. */
  async function opens(more: object = {}): Promise<string> {
    const _id = `${number}/${(count += 1)}`;
    const due = new Date(now.getTime() + 9 * 24 * 60 * minute);
    const task = {
      _id,
      key: count,
      groups: ['employer'],
      parties: [`worker:${number}`, `employer:${number}`],
      name: '提交答辩书',
      nameEn: 'Hand in the defence',
      acts: [
        { code: 'mediation.consent', sets: '{decision: "agreed"}', primary: true },
        { code: 'mediation.extend', sets: 'if said = "x" then {decision: "agreed"} else null', primary: false },
      ],
      variables: { said: SECRET },
      limit: 'defence',
      moment: 'breach',
      due,
      ...more,
    };
    await someTask(number, '340111', '340100', task as never);
    await Deadlines.create({
      _id: `${_id}/t/0`,
      case: number,
      instance: number,
      key: count,
      element: 't',
      limit: 'defence',
      moment: 'breach',
      status: 'running',
      due,
      basis: {
        limit: 'defence',
        title: { zh: '提交答辩书', en: 'Defence' },
        event: 'x',
        trigger: '2026-05-11',
        direction: 'after',
        from: '2026-05-11',
        amount: 10,
        unit: 'day',
        dueDate: '2026-05-21',
        natural: '2026-05-21',
        skipped: [],
        stops: [{ from: '2026-05-12', to: '2026-05-12', days: 1, reason: SECRET }],
        restarts: [],
        extensions: [{ amount: 1, unit: 'day', reason: SECRET }],
        sources: [],
        provisional: false,
      } as unknown as Derivation as never,
      history: [],
      region: '340111',
      city: '340100',
      armedAt: now,
    });
    const inserted: Notice[] = [];
    noteOpened(
      {
        head: {},
        at: now,
        repeats: false,
        writes: { insert: (_: unknown, each: Notice) => inserted.push(each) },
      } as never,
      (await Tasks.findById(_id).lean())! as never,
    );
    for (const { _id: id, ...notice } of inserted) await putNotice({ ...notice, _id: id });
    return _id;
  }
  const says = (more: Partial<Notice> = {}) =>
    putNotice({
      _id: `said-${(count += 1)}`,
      case: number,
      audience: [`party:employer:${number}`],
      title: { zh: '<b>材料</b>\n已送达', en: 'Papers were served' },
      text: { zh: `对方说：${SECRET}`, en: SECRET },
      at: now,
      ...more,
    });

  beforeAll(async () => {
    mail = await startMailServer();
  });
  afterAll(() => {
    mail?.server.close();
    pushService?.close();
    pushService?.closeAllConnections();
  });
  beforeEach(async () => {
    await Notices.deleteMany({});
    ({ number } = await someCase('340111', (cases += 1)));
  });

  it('of a step reaches the identified people of its side, by the addresses they gave, with the last day and why', async () => {
    await holder('employer', '+8613800000001');
    await holder('worker', '+8613800000002');
    await account(`checked-${number}`, { identity: { checkedBy: 'x', checkedAt: now, means: 'identity-card' } });
    await account(`claimed-${number}`, {});
    const task = await opens();
    await go(1);
    // The number that its owner gave gets a link to the step, of which only the hash is stored.
    const { text } = textsTo('+8613800000001')[0]!;
    expect(text).toMatch(
      new RegExp(`^【和议】您的案件${number}有一步等您办理（最后一日2026-05-20）.*${site}/l#[\\w-]{24} `),
    );
    const secret = /#([\w-]+)/.exec(text)![1]!;
    const links = await TaskLinks.find({ task }).lean<TaskLink[]>();
    expect(links).toMatchObject([{ _id: sha256(secret), person: expect.stringContaining('code:'), case: number }]);
    expect(JSON.stringify([links, await Notices.find({}).lean(), mails()])).not.toContain(secret);
    expect(texts()).toHaveLength(1);
    expect(mails()).toEqual([
      expect.stringMatching(
        /Subject: Waiting for you: Hand in the defence[^]*You can: Agree to mediate\.[^]*Last day: 2026-05-20[^]*https:\/\/heyi\.example\/my\//,
      ),
    ]);
    expect(mails()[0]).toContain(`checked-${number}@example.com`);
    expect(await noticeOf(`waits/${task}`)).toMatchObject({
      title: { zh: '等您办理：提交答辩书' },
      day: '2026-05-20',
      why: { zh: expect.stringContaining('10日') },
      audience: [`party:employer:${number}`],
    });
    expect(JSON.stringify([texts(), mails(), await Notices.find({}).lean()])).not.toContain(SECRET);
  });

  it('is handed over once, though the gateway is down, answers late and gets it twice; a refusal is given up and shown', async () => {
    await holder('employer', '+8613800000003');
    faults = [503, 'late', 500];
    const id = `waits/${await opens()}`;
    await go(3);
    expect(textsTo('+8613800000003')).toHaveLength(1);
    expect((await noticeOf(id)).deliveries).toMatchObject([{ channel: 'text', status: 'done', to: '0003' }]);
    expect(JSON.stringify(await noticeOf(id))).not.toContain('13800000003');
    faults = [400];
    const refused = `waits/${await opens()}`;
    await go(1);
    expect(await noticeOf(refused)).toMatchObject({
      deliveries: [{ status: 'failed', error: 'answered 400' }],
      failedAt: expect.any(Date),
    });
    const { deliveries } = await noticeOf(refused);
    await Notices.updateOne({ _id: refused }, { deliveries: triedAgain(deliveries, now), nextAt: now });
    await go(1);
    expect((await noticeOf(refused)).deliveries).toMatchObject([{ status: 'done', attempts: 1 }]);
  });

  it('of a step that was closed meanwhile is not sent', async () => {
    await holder('employer', '+8613800000004');
    const early = await opens();
    await Tasks.updateOne({ _id: early }, { status: 'withdrawn' });
    faults = [503];
    const late = await opens();
    await told();
    await told();
    await Tasks.updateOne({ _id: late }, { status: 'completed' });
    faults = [];
    await go(3);
    expect(texts()).toEqual([]);
    expect(await noticeOf(`waits/${early}`)).toBeNull();
    expect((await noticeOf(`waits/${late}`)).deliveries).toMatchObject([{ status: 'dropped' }]);
  });

  it('goes to the number that the person has when it is sent, and nowhere if they have none any more', async () => {
    const { id } = await holder('employer', '+8613800000005');
    faults = [503];
    await opens();
    await told();
    await told();
    await contact(`code:${id}`, '+8613800000006');
    await go(1);
    expect([textsTo('+8613800000005'), textsTo('+8613800000006')]).toMatchObject([[], [{}]]);
    faults = [503];
    const none = `waits/${await opens()}`;
    await told();
    await told();
    await Contacts.deleteOne({ _id: `code:${id}` });
    await go(1);
    expect((await noticeOf(none)).deliveries).toMatchObject([{ status: 'failed' }]);
  });

  it('of a limit comes when its time ends soon, by the day that holds then, and not if the process reminds', async () => {
    await holder('employer', '+8613800000007');
    // A right that nothing waits for: only the end of its time is told.
    const right = { acts: [{ code: 'mediation.consent', sets: '{}', primary: false }] };
    const task = await opens(right);
    const reminded = await opens({ ...right, limit: 'other' });
    await Deadlines.updateOne({ _id: `${reminded}/t/0` }, { limit: 'other' });
    await Deadlines.create({
      ...(await Deadlines.findById(`${reminded}/t/0`).lean())!,
      _id: `${reminded}/r/0`,
      moment: 'remind',
    });
    const days = async (count: number) => {
      now = new Date(now.getTime() + count * 24 * 60 * minute);
      for (let turn = 0; turn < 4; turn++) await told();
    };
    await days(0);
    await days(2);
    // Its limit moves five days back.
    const due = new Date(now.getTime() + 12 * 24 * 60 * minute);
    await Tasks.updateOne({ _id: task }, { due });
    await Deadlines.updateOne({ _id: `${task}/t/0` }, { due });
    await days(5);
    expect(texts()).toEqual([]);
    await days(4);
    expect(texts()).toHaveLength(1);
    await days(2);
    expect(texts()).toHaveLength(1);
    expect(await Notices.find({ title: { $exists: true } }).lean()).toMatchObject([
      { _id: `nears/${task}`, title: { zh: '期限临近：提交答辩书' }, day: '2026-05-25' },
    ]);
  });

  it('of what is sealed leaves only as the fact that there is news; a text with the day is the only one', async () => {
    await holder('employer', '+8613800000008');
    await account(`sealed-${number}`, { identity: { checkedBy: 'x', checkedAt: now, means: 'identity-card' } });
    await says({ compartment: 'sealed', title: { zh: SECRET, en: SECRET } });
    await go(1);
    expect(texts()).toEqual([]);
    await go(2);
    await says();
    await go(1);
    await opens();
    await go(5);
    expect(texts().map(({ text }) => /有新的消息|2026-05-20/.exec(text)?.[0])).toEqual(['有新的消息', '2026-05-20']);
    expect(mails()).toHaveLength(3);
    expect(mails()[0]).toContain('Subject: There is news in your case');
    // Markup and line breaks in what people wrote do nothing.
    expect(mails()[1]).toMatch(/Content-Type: text\/plain/);
    expect(JSON.stringify([texts(), mails()])).not.toContain(SECRET);
  });

  it('is silent at night, unless the last day is today, and goes only where and as the person wants', async () => {
    const { id } = await holder('employer', '+8613800000009');
    // Half past nine in the evening in China.
    now = new Date('2026-05-11T13:30:00Z');
    const task = await opens();
    const due = new Date('2026-05-11T16:00:00Z');
    const urgent = await opens({ due });
    await Deadlines.updateOne({ _id: `${urgent}/t/0` }, { due });
    await go(2);
    expect(texts().map(({ text }) => /\d{4}-05-\d\d/.exec(text)?.[0])).toEqual(['2026-05-11']);
    expect((await noticeOf(`waits/${task}`)).deliveries).toMatchObject([
      { status: 'waiting', nextAt: new Date('2026-05-12T00:00:00Z') },
    ]);
    now = new Date('2026-05-11T23:59:00Z');
    await go(0.5);
    expect(texts()).toHaveLength(1);
    await go(1);
    expect(texts()).toHaveLength(2);
    await NoticePreferences.create({ _id: `code:${id}`, without: [], language: 'en', at: now });
    await opens();
    await go(0.5);
    expect(texts()[2]!.text).toMatch(/^\[Heyi\] A step of your case/);
    await NoticePreferences.updateOne({ _id: `code:${id}` }, { without: ['text'] });
    await opens();
    await go(0.5);
    expect(texts()).toHaveLength(3);
  });

  it('goes on the list of letters, once, to a side with nothing but an address, and says nothing that is confidential', async () => {
    const parties = [`worker:${number}`, `employer:${number}`];
    const employer = { name: '合肥某公司', address: '合肥市某路2号' };
    const data = { applicant: 'worker', workers: { label: '张某', address: '合肥市某路1号' }, employer };
    await Cases.updateOne({ _id: number }, { $set: { parties, data } });
    await holder('worker', '+8613800000011');
    const letters = () => Letters.find({ case: number }).sort({ at: 1 }).lean<Letter[]>();
    const task = await opens();
    await go(1);
    await says({
      compartment: 'sealed',
      title: { zh: SECRET, en: SECRET },
      audience: parties.map((key) => `party:${key}`),
    });
    await go(1);
    await says();
    await go(1);
    const found = await letters();
    expect(found).toMatchObject([
      {
        addressee: 'employer',
        name: employer.name,
        address: employer.address,
        status: 'waiting',
        task,
        day: '2026-05-20',
      },
      { addressee: 'employer', title: { zh: '案件有新的消息' } },
      { addressee: 'employer', title: { zh: '<b>材料</b> 已送达' } },
    ]);
    expect(found[0]).toMatchObject({
      sender: expect.stringContaining('仲裁委员会'),
      title: { zh: '等您办理：提交答辩书' },
    });
    expect(found[0]!.lines.map(({ zh }) => zh).join()).toMatch(
      /同意调解.*最后一日：2026-05-20.*https:\/\/heyi\.example/,
    );
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${SECRET}|/l#|某路1号`));
    const { deliveries } = await noticeOf(`waits/${task}`);
    expect(deliveries).toMatchObject([{ channel: 'letter', person: 'employer', status: 'done', to: employer.name }]);
    // The same delivery again writes no second letter.
    await Notices.updateOne({ _id: `waits/${task}` }, { $set: { 'deliveries.0.status': 'waiting', nextAt: now } });
    await go(0.5);
    expect(await letters()).toHaveLength(3);
    // The address is the one that the case has when it is written; without any, that is shown.
    const gone = await opens();
    await told();
    await Cases.updateOne({ _id: number }, { $unset: { 'data.employer.address': '' } });
    await go(0.5);
    expect((await noticeOf(`waits/${gone}`)).deliveries).toMatchObject([{ channel: 'letter', status: 'failed' }]);
    // Whoever is reached otherwise, or chose the pages alone, gets none.
    await Cases.updateOne({ _id: number }, { $set: { data } });
    const { id } = await holder('employer', '+8613800000012');
    await opens();
    await go(0.5);
    await NoticePreferences.create({ _id: `code:${id}`, without: ['text'], at: now });
    await opens();
    await go(0.5);
    expect(await letters()).toHaveLength(3);
  });

  it('is pushed to a subscribed browser, encrypted for it and signed by this server, and never elsewhere', async () => {
    const { id } = await holder('employer', '+8613800000010');
    const person = `code:${id}`;
    // A push service that speaks the standard, and the browser behind it.
    const received: { body: Buffer; headers: IncomingHttpHeaders }[] = [];
    let status = 201;
    const service: Server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          if (status < 300) received.push({ body: Buffer.concat(chunks), headers: req.headers });
          res.writeHead(status).end();
        });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    pushService = service;
    const host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
    const browser = createECDH('prime256v1');
    const subscribe = async (name: string, endpoint: string) =>
      PushSubscriptions.create({
        _id: name,
        person,
        content: keys.seal({
          endpoint,
          keys: { p256dh: browser.generateKeys().toString('base64url'), auth: secret.toString('base64url') },
        }),
        device: 'Chrome',
        at: now,
      });
    const secret = randomBytes(16);
    const settings = { push: { key: randomBytes(32).toString('base64url'), hosts: [host] } };
    await subscribe('elsewhere', 'http://127.0.0.1:9/inside');
    await subscribe('here', `http://${host}/abc`);
    const task = await opens();
    await go(0.5, settings);
    const [message, ...others] = received;
    expect(others).toEqual([]);
    expect(message!.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm', urgency: 'high' });
    const { text, tag } = JSON.parse(decrypted(message!.body, browser, secret)) as Record<string, string>;
    expect([text, tag]).toEqual([expect.stringContaining(number), `waits/${task}`]);
    expect(message!.body.toString('latin1')).not.toContain(number);
    expect(claimsOf(message!.headers.authorization!, publicPushKey(settings.push.key))).toMatchObject({
      aud: `http://${host}`,
      sub: site,
    });
    expect((await noticeOf(`waits/${task}`)).deliveries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ device: 'here', status: 'done', to: 'Chrome' }),
        expect.objectContaining({ device: 'elsewhere', status: 'failed', error: 'not a known push service' }),
      ]),
    );
    // The browser is gone: it is forgotten.
    status = 410;
    await PushSubscriptions.deleteOne({ _id: 'elsewhere' });
    await opens();
    await go(0.5, settings);
    expect(await PushSubscriptions.countDocuments({ person })).toBe(0);
  });

  it.each([
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://wns2-by3p.notify.windows.com/w/?token=x', true],
    ['http://fcm.googleapis.com/x', false],
    ['https://fcm.googleapis.com:8443/x', false],
    ['https://fcm.googleapis.com.example/x', false],
    ['https://notify.windows.com.example/x', false],
    ['https://user@fcm.googleapis.com/x', false],
    ['https://127.0.0.1/x', false],
    ['file:///etc/passwd', false],
    ['x', false],
  ])('pushed to %s: %s', (endpoint, allowed) => {
    expect(isPushService(endpoint)).toBe(allowed);
  });
});

/** What a browser reads (RFC 8188, RFC 8291), written from the standards. */
function decrypted(body: Buffer, browser: ECDH, secret: Buffer): string {
  const derive = (key: Buffer, salt: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length));
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + body[20]!);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const key = derive(browser.computeSecret(sender), secret, info, 32);
  const cipher = createDecipheriv(
    'aes-128-gcm',
    derive(key, salt, 'Content-Encoding: aes128gcm\0', 16),
    derive(key, salt, 'Content-Encoding: nonce\0', 12),
  );
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** The claims of a VAPID header (RFC 8292), if they are signed with the key that browsers subscribed with. */
function claimsOf(header: string, key: string): unknown {
  const [, token, given] = /^vapid t=([^,]+), ?k=(.+)$/.exec(header)!;
  const [head, claims, signature] = token!.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((each) => each.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const valid = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature!, 'base64url'),
  );
  return given === key && valid ? JSON.parse(Buffer.from(claims!, 'base64url').toString()) : undefined;
}
