import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec, type SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import { FOREIGN } from './foreign';

/** Where the bytes behind a claim are stored; `read` returns null if they are not found. */
export interface Claims {
  read(hash: string): Promise<Uint8Array | null>;
  keep(hash: string, bytes: Uint8Array): Promise<void>;
  /** Whether this system has ever used the key with this id. */
  knowsKey?(id: string): Promise<boolean>;
}

export interface Keys {
  /** 32 bytes. */
  current: Uint8Array;
  /** Former keys, for what was encrypted with them. */
  old?: Uint8Array[];
  /**
   * Refuses payloads written before payloads were bound to their workflow. Use it once no case runs that started before
   * then and has not continued as new (`npm run payloads` counts them).
   */
  refuseUnbound?: boolean;
}

/**
 * A payload cannot be read: it is not encrypted or not for this workflow, its key is unknown, or the bytes behind a
 * claim are missing.
 */
export class UnreadablePayload extends Error {
  override name = 'UnreadablePayload';

  /** `ours`: this system wrote it, and can read it again once what is missing is there. */
  constructor(
    message: string,
    readonly ours = false,
  ) {
    super(message);
  }
}

const { Payload: PayloadType } = proto.temporal.api.common.v1;
const text = (value: string) => Buffer.from(value);
/** Encrypted for one workflow: its id is authenticated with the payload. */
const SEALED = text('binary/heyi-sealed-2');
/** Former formats: encrypted for no particular workflow, and a claim that is not encrypted at all. */
const UNBOUND = text('binary/heyi-aes-256-gcm');
const OPEN_CLAIM = text('binary/heyi-claim');
/** Within an encrypted payload: the hash of a definition in place of its bytes. */
const CLAIM = 'binary/heyi-claim';
const PLAIN_BYTES = 'binary/plain';
const KEPT_CLAIMS = 256;
const IV = 12;
const TAG = 16;

/** The first bytes of the key's SHA-256: identifies the key in a payload without revealing it. */
export const keyId = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 16);
const encodingOf = ({ metadata }: Payload): Buffer => Buffer.from(metadata?.[METADATA_ENCODING_KEY] ?? []);

/** Whether a payload was written before payloads were bound to their workflow. */
export const isFormer = (payload: Payload): boolean =>
  [UNBOUND, OPEN_CLAIM].some((each) => encodingOf(payload).equals(each));

/**
 * The workflow for which a payload is encrypted. If the SDK names none (a memo, a schedule), it is valid for no
 * workflow.
 */
const boundTo = (context: SerializationContext | undefined): Buffer =>
  text(`heyi-payload\n${context?.workflowId ?? ''}`);

/**
 * How Temporal stores our data: everything is encrypted by AES-256-GCM under a named key, with the workflow's id as
 * associated data, so that nobody with write access there can insert a payload of their own or of another case. Of a
 * definition, which `load` returns as plain bytes that begin with their SHA-256, only that hash is stored (a claim).
 * API and worker use the same codec. Payloads that are not encrypted are refused.
 */
export class Codec implements PayloadCodec {
  readonly #keys: Map<string, Uint8Array>;
  readonly #current: { id: Buffer; key: Uint8Array };
  readonly #claims = new Map<string, Uint8Array>();
  readonly #refuseUnbound: boolean;

  /** `marksForeign`: what this system did not write is passed on as FOREIGN, for workflows to refuse (refuseForeign.ts). */
  constructor(
    keys: Keys,
    private readonly store?: Claims,
    private readonly marksForeign = false,
  ) {
    for (const key of [keys.current, ...(keys.old ?? [])])
      if (key.length !== 32) throw new RangeError('HEYI_KEY must be 32 bytes in base64 / 需要 32 字节的 base64 密钥');
    this.#keys = new Map([...(keys.old ?? []), keys.current].map((key) => [keyId(key), key]));
    this.#current = { id: text(keyId(keys.current)), key: keys.current };
    this.#refuseUnbound = keys.refuseUnbound ?? false;
  }

  encode = (payloads: Payload[], context?: SerializationContext): Promise<Payload[]> =>
    Promise.all(payloads.map((payload) => this.#encode(payload, context)));
  decode = (payloads: Payload[], context?: SerializationContext): Promise<Payload[]> =>
    Promise.all(payloads.map((payload) => this.#decode(payload, context)));

  async #encode(payload: Payload, context: SerializationContext | undefined): Promise<Payload> {
    const claimed = this.store && encodingOf(payload).toString() === PLAIN_BYTES;
    return this.#seal(claimed ? await this.#claim(payload.data!) : payload, context);
  }

  #seal(payload: Payload, context: SerializationContext | undefined): Payload {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.#current.key, iv).setAAD(boundTo(context));
    const data = Buffer.concat([
      iv,
      cipher.update(PayloadType.encode(payload).finish()),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { metadata: { [METADATA_ENCODING_KEY]: SEALED, key: this.#current.id }, data };
  }

  async #claim(bytes: Uint8Array): Promise<Payload> {
    const hash = Buffer.from(bytes.subarray(0, 64)).toString();
    if (!this.#claims.has(hash)) await this.store!.keep(hash, bytes);
    this.#hold(hash, bytes);
    return { metadata: { [METADATA_ENCODING_KEY]: text(CLAIM) }, data: text(hash) };
  }

  async #decode(payload: Payload, context: SerializationContext | undefined): Promise<Payload> {
    try {
      const opened = await this.#open(payload, encodingOf(payload), context);
      if (encodingOf(opened).toString() !== CLAIM) return opened;
      return await this.#redeem(Buffer.from(opened.data ?? []).toString(), opened !== payload);
    } catch (error) {
      if (!this.marksForeign || !(error instanceof UnreadablePayload) || error.ours) throw error;
      return { metadata: { [METADATA_ENCODING_KEY]: text(FOREIGN) }, data: text(error.message) };
    }
  }

  async #open(payload: Payload, encoding: Buffer, context: SerializationContext | undefined): Promise<Payload> {
    if (encoding.equals(SEALED)) return this.#decrypt(payload, boundTo(context));
    if (!isFormer(payload))
      throw new UnreadablePayload(
        'a payload is not encrypted: this system did not write it / 载荷未经本系统加密，已拒绝',
      );
    if (this.#refuseUnbound)
      throw new UnreadablePayload(
        'a payload has a former format, which HEYI_OLD_PAYLOADS=refuse does not accept / 载荷为旧格式，按设置已拒绝',
      );
    return encoding.equals(UNBOUND) ? this.#decrypt(payload) : payload;
  }

  async #decrypt({ metadata, data }: Payload, bound?: Buffer): Promise<Payload> {
    const id = Buffer.from(metadata?.key ?? []).toString();
    const key = this.#keys.get(id);
    if (!key)
      throw new UnreadablePayload(
        `encrypted under key ${id}, which is missing: add it to HEYI_KEYS_OLD / 缺少密钥 ${id}，请加入 HEYI_KEYS_OLD`,
        await this.store?.knowsKey?.(id),
      );
    const bytes = Buffer.from(data ?? []);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
      if (bound) decipher.setAAD(bound);
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
      return PayloadType.decode(
        Buffer.concat([decipher.update(bytes.subarray(IV, bytes.length - TAG)), decipher.final()]),
      );
    } catch {
      throw new UnreadablePayload(
        'a payload was changed or belongs to another workflow / 载荷已被改动，或属于另一个流程实例',
      );
    }
  }

  async #redeem(hash: string, ours: boolean): Promise<Payload> {
    const bytes = this.#claims.get(hash) ?? (await this.store?.read(hash));
    if (!bytes) throw new UnreadablePayload(`no definition ${hash} is stored / 未找到定义 ${hash}`, ours);
    this.#hold(hash, bytes);
    return { metadata: { [METADATA_ENCODING_KEY]: text(PLAIN_BYTES) }, data: bytes };
  }

  #hold(hash: string, bytes: Uint8Array): void {
    if (this.#claims.size >= KEPT_CLAIMS) this.#claims.delete(this.#claims.keys().next().value!);
    this.#claims.set(hash, bytes);
  }
}
