import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTextReceiver, type TextReceiver } from './textReceiver';

const folder = mkdtempSync(join(tmpdir(), 'heyi-texts-'));
const file = join(folder, 'texts.json');
const token = 'only-for-this-test';
let receiver: TextReceiver;

beforeEach(async () => {
  receiver = await startTextReceiver({ token, file });
});
afterEach(() => receiver.stop());
afterAll(() => rm(folder, { recursive: true, force: true }));

const send = async (body: unknown, bearer = token): Promise<number> =>
  (
    await fetch(`${receiver.url}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    })
  ).status;
const page = async (): Promise<string> => (await fetch(receiver.url)).text();
const message = { id: 'one', to: '+8613912345678', text: '<b>你好</b>' };

test('keeps a message once, however often it is sent, and shows it as text', async () => {
  expect(await page()).toContain('还没有短信');
  expect([await send(message), await send(message)]).toEqual([201, 200]);
  expect(receiver.messages()).toEqual([{ ...message, at: expect.any(String), times: 2 }]);
  expect(await page()).toMatch(/13912345678.*&#60;b&#62;你好/);
});

test('shows after a restart what was sent before', async () => {
  expect(await page()).toContain('你好');
});

test('refuses a wrong token, anything that is not a message, and what is too large', async () => {
  expect(await send({ ...message, id: 'two' }, 'wrong')).toBe(401);
  for (const wrong of [
    {},
    { ...message, to: 'somebody' },
    { ...message, text: '' },
    { ...message, text: 'x'.repeat(1001) },
  ])
    expect(await send(wrong)).toBe(422);
  expect(await send({ ...message, text: 'x'.repeat(20_000) })).toBe(400);
  expect((await fetch(`${receiver.url}/else`)).status).toBe(404);
});

test('answers only addresses of this machine, so that no page elsewhere can read it', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(receiver.url, { headers: { host: 'elsewhere.example' } }, (res) => resolve(res.resume().statusCode))
      .once('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('takes another port if the preferred one is in use', async () => {
  const other = await startTextReceiver({ token, port: receiver.port });
  expect(other.port).not.toBe(receiver.port);
  await other.stop();
});
