import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import { Codec, keyId, UnreadablePayload } from './codec';
import { FOREIGN } from './foreign';

const key = randomBytes(32);
const of = (workflowId: string): SerializationContext => ({ type: 'workflow', namespace: 'default', workflowId });
const bytes = Buffer.from('f'.repeat(64) + 'a bundle');
const kept = new Map<string, Uint8Array>();
const store = {
  read: async (hash: string) => kept.get(hash) ?? null,
  keep: async (hash: string, given: Uint8Array) => void kept.set(hash, given),
};
const codec = new Codec({ current: key }, store);
const payload = (data: string, encoding = 'json/plain'): Payload => ({
  metadata: { [METADATA_ENCODING_KEY]: Buffer.from(encoding) },
  data: Buffer.from(data),
});
const encodingOf = ({ metadata }: Payload): string => Buffer.from(metadata![METADATA_ENCODING_KEY]!).toString();
const one = async (payloads: Promise<Payload[]>): Promise<Payload> => (await payloads)[0]!;
const read = (given: Payload, id = 'a', by = codec) => one(by.decode([given], of(id)));

/** The format before payloads were bound to their workflow. */
function unbound(data: string): Payload {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const inner = proto.temporal.api.common.v1.Payload.encode(payload(data)).finish();
  return {
    metadata: {
      [METADATA_ENCODING_KEY]: Buffer.from('binary/heyi-aes-256-gcm'),
      key: Buffer.from(createHash('sha256').update(key).digest('hex').slice(0, 16)),
    },
    data: Buffer.concat([iv, cipher.update(inner), cipher.final(), cipher.getAuthTag()]),
  };
}

it('encrypts everything, and decrypts it for the same workflow', async () => {
  const sealed = await one(codec.encode([payload('"张三"')], of('a')));
  expect(encodingOf(sealed)).toBe('binary/heyi-sealed-2');
  expect(Buffer.from(sealed.data!).toString()).not.toContain('张三');
  expect(Buffer.from((await read(sealed)).data!).toString()).toBe('"张三"');
  const activity: SerializationContext = { type: 'activity', namespace: 'default', workflowId: 'a', isLocal: true };
  expect(Buffer.from((await one(codec.decode([sealed], activity))).data!).toString()).toBe('"张三"');
});

it('stores only the hash of a bundle, and encrypts that too', async () => {
  const sealed = await one(codec.encode([{ ...payload('', 'binary/plain'), data: bytes }], of('a')));
  expect(encodingOf(sealed)).toBe('binary/heyi-sealed-2');
  expect(Buffer.from(sealed.data!).toString()).not.toContain('ffff');
  expect(Buffer.from((await read(sealed)).data!)).toEqual(bytes);
  await expect(read(sealed, 'b')).rejects.toThrow(UnreadablePayload);
});

describe('refuses', () => {
  it.each<[string, () => Payload | Promise<Payload>]>([
    ['what is not encrypted', () => payload('{"amount":900000}')],
    ['what has no encoding', () => ({ data: Buffer.from('x') })],
    ['bytes that nobody encrypted', () => payload('x', 'binary/plain')],
    ['what was encrypted for another workflow', () => one(codec.encode([payload('1')], of('b')))],
    ['what was encrypted for no workflow', () => one(codec.encode([payload('1')]))],
    [
      'what was encrypted under an unknown key',
      () => one(new Codec({ current: randomBytes(32) }).encode([payload('1')], of('a'))),
    ],
    [
      'what was changed',
      async () => {
        const sealed = await one(codec.encode([payload('1')], of('a')));
        const data = Buffer.from(sealed.data!);
        data[20]! ^= 1;
        return { ...sealed, data };
      },
    ],
    [
      'what is too short',
      async () => ({ ...(await one(codec.encode([payload('1')], of('a')))), data: Buffer.alloc(9) }),
    ],
    [
      'a new payload that claims to be an old one',
      async () => {
        const sealed = await one(codec.encode([payload('1')], of('b')));
        return {
          ...sealed,
          metadata: { ...sealed.metadata, [METADATA_ENCODING_KEY]: Buffer.from('binary/heyi-aes-256-gcm') },
        };
      },
    ],
  ])('%s', async (_what, make) => {
    const given = await make();
    await expect(read(given)).rejects.toThrow(UnreadablePayload);
  });
});

it('reads the former format until configured to refuse it', async () => {
  kept.set('f'.repeat(64), bytes);
  expect(Buffer.from((await read(unbound('1'))).data!).toString()).toBe('1');
  expect(Buffer.from((await read(payload('f'.repeat(64), 'binary/heyi-claim'))).data!)).toEqual(bytes);
  const strict = new Codec({ current: key, refuseUnbound: true }, store);
  await expect(read(unbound('1'), 'a', strict)).rejects.toThrow('HEYI_OLD_PAYLOADS');
  await expect(read(payload('f'.repeat(64), 'binary/heyi-claim'), 'a', strict)).rejects.toThrow('HEYI_OLD_PAYLOADS');
  expect(await read(await one(codec.encode([payload('1')], of('a'))), 'a', strict)).toBeDefined();
});

it('passes on to workflows what others wrote as foreign, but not what this system could read again', async () => {
  const other = randomBytes(32);
  const worker = new Codec({ current: key }, { ...store, knowsKey: async (id) => id === keyId(other) }, true);
  const strange = [
    payload('{"amount":900000}'),
    { data: Buffer.from('x') },
    await one(codec.encode([payload('1')], of('b'))),
    await one(new Codec({ current: randomBytes(32) }).encode([payload('1')], of('a'))),
    { metadata: { [METADATA_ENCODING_KEY]: Buffer.from('binary/heyi-sealed-2'), key: Buffer.from(keyId(key)) } },
    payload('no such hash', 'binary/heyi-claim'),
  ];
  for (const each of strange) expect(encodingOf(await read(each, 'a', worker))).toBe(FOREIGN);
  const rotated = await one(new Codec({ current: other }).encode([payload('1')], of('a')));
  await expect(read(rotated, 'a', worker)).rejects.toThrow('HEYI_KEYS_OLD');
  const sealedClaim = await one(codec.encode([{ ...payload('', 'binary/plain'), data: bytes }], of('a')));
  kept.clear();
  await expect(read(sealedClaim, 'a', new Codec({ current: key }, store, true))).rejects.toThrow('is stored');
});
