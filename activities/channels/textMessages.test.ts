import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { keysOf } from '../../api/keys';
import { putText } from '../../api/texts/putText';
import { startTextReceiver, type TextReceiver } from '../../devstack/textReceiver';
import { TextMessages as Stored, type TextMessage } from '../../models';
import { openDatabase, type TestDatabase } from '../../tests/support/database';
import type { Deps } from '../deps';
import { sendTexts } from '../duties/sendTexts';
import { textGateway, TextLater, TextRefused, type TextMessages } from './textMessages';

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
  ({ clock: () => now, open: keys.open, texts, log: pino({ level: 'silent' }) }) as Deps;
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
    await expect(wrong.send(message, now)).rejects.toBeInstanceOf(TextRefused);
    faults = [503];
    await expect(gateway().send(message, now)).rejects.toBeInstanceOf(TextLater);
    const gone = await textGateway({ url: 'http://127.0.0.1:9/', token })
      .send(message, now)
      .catch((error) => error);
    expect(gone).not.toBeInstanceOf(TextRefused);
    // 409: it has this message already.
    faults = [409];
    await gateway().send(message, now);
  });
});
