import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

/** Where the bytes behind a claim are kept; `read` gives null for one that is nowhere. */
export interface Claims {
  read(hash: string): Promise<Uint8Array | null>;
  keep(hash: string, bytes: Uint8Array): Promise<void>;
}

export interface Keys {
  /** 32 bytes. */
  current: Uint8Array;
  /** Keys of former times, for what they encrypted. */
  old?: Uint8Array[];
}

/** A payload cannot be read: its key is not among those given, or a claim's bytes are nowhere. */
export class UnreadablePayload extends Error {
  override name = 'UnreadablePayload';
}

const { Payload: PayloadType } = proto.temporal.api.common.v1;
const text = (value: string) => Buffer.from(value);
const ENCRYPTED = text('binary/heyi-aes-256-gcm');
const CLAIM = text('binary/heyi-claim');
const PLAIN_BYTES = 'binary/plain';
const KEPT_CLAIMS = 256;
const IV = 12;
const TAG = 16;

/** The first bytes of the key's SHA-256: names the key in a payload without telling it. */
const keyId = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/**
 * What Temporal stores of our data: everything encrypted by AES-256-GCM under a named key; and of a definition, which
 * `load`
 * returns as plain bytes that begin with their SHA-256, that hash alone (a claim). API and worker use the same codec.
 */
export class Codec implements PayloadCodec {
  readonly #keys: Map<string, Uint8Array>;
  readonly #current: { id: Buffer; key: Uint8Array };
  readonly #claims = new Map<string, Uint8Array>();

  constructor(
    keys: Keys,
    private readonly store?: Claims,
  ) {
    for (const key of [keys.current, ...(keys.old ?? [])])
      if (key.length !== 32)
        throw new RangeError('HEYI_KEY: 32 bytes in base64 are needed / 需要 32 字节的 base64 密钥');
    this.#keys = new Map([...(keys.old ?? []), keys.current].map((key) => [keyId(key), key]));
    this.#current = { id: text(keyId(keys.current)), key: keys.current };
  }

  encode = (payloads: Payload[]): Promise<Payload[]> => Promise.all(payloads.map((payload) => this.#encode(payload)));
  decode = (payloads: Payload[]): Promise<Payload[]> => Promise.all(payloads.map((payload) => this.#decode(payload)));

  #encode(payload: Payload): Payload | Promise<Payload> {
    const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
    if (encoding && this.store && Buffer.from(encoding).toString() === PLAIN_BYTES) return this.#claim(payload.data!);
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key, iv);
    const data = Buffer.concat([
      iv,
      cipher.update(PayloadType.encode(payload).finish()),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { metadata: { [METADATA_ENCODING_KEY]: ENCRYPTED, key: this.#current.id }, data };
  }

  async #claim(bytes: Uint8Array): Promise<Payload> {
    const hash = Buffer.from(bytes.subarray(0, 64)).toString();
    if (!this.#claims.has(hash)) await this.store!.keep(hash, bytes);
    this.#hold(hash, bytes);
    return { metadata: { [METADATA_ENCODING_KEY]: CLAIM }, data: text(hash) };
  }

  #decode(payload: Payload): Payload | Promise<Payload> {
    const encoding = Buffer.from(payload.metadata?.[METADATA_ENCODING_KEY] ?? []);
    if (encoding.equals(ENCRYPTED)) return this.#decrypt(payload);
    if (encoding.equals(CLAIM)) return this.#redeem(Buffer.from(payload.data!).toString());
    return payload;
  }

  #decrypt({ metadata, data }: Payload): Payload {
    const id = Buffer.from(metadata?.key ?? []).toString();
    const key = this.#keys.get(id);
    if (!key)
      throw new UnreadablePayload(
        `encrypted under key ${id}, which is not given: add it to HEYI_KEYS_OLD / 缺少密钥 ${id}，请加入 HEYI_KEYS_OLD`,
      );
    const bytes = Buffer.from(data!);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return PayloadType.decode(
      Buffer.concat([decipher.update(bytes.subarray(IV, bytes.length - TAG)), decipher.final()]),
    );
  }

  async #redeem(hash: string): Promise<Payload> {
    const bytes = this.#claims.get(hash) ?? (await this.store?.read(hash));
    if (!bytes) throw new UnreadablePayload(`no definition ${hash} is stored / 未找到定义 ${hash}`);
    this.#hold(hash, bytes);
    return { metadata: { [METADATA_ENCODING_KEY]: text(PLAIN_BYTES) }, data: bytes };
  }

  #hold(hash: string, bytes: Uint8Array): void {
    if (this.#claims.size >= KEPT_CLAIMS) this.#claims.delete(this.#claims.keys().next().value!);
    this.#claims.set(hash, bytes);
  }
}
