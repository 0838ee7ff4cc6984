import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Cryptographic functions of the API, each with its own key derived from HEYI_KEY. */
export interface Keys {
  /** Identifies a person without revealing the identity number: a keyed hash that never changes. */
  partyKey(side: 'worker' | 'employer', identity: string): string;
  /** Encrypts JSON at rest. */
  seal(value: unknown): string;
  open(sealed: string): unknown;
  /** A keyed hash that nobody else can compute. */
  sign(text: string): string;
}

/** `given`: HEYI_KEY followed by earlier keys, each of 32 bytes. The oldest one still names people. */
export function keysOf(given: readonly Uint8Array[]): Keys {
  const naming = derive(given.at(-1)!, 'party');
  const sealing = given.map((key) => derive(key, 'seal'));
  const signing = derive(given[0]!, 'sign');
  return {
    partyKey: (side, identity) =>
      `${side}:${createHmac('sha256', naming).update(identity.normalize('NFKC').toUpperCase()).digest('base64url').slice(0, 22)}`,
    seal: (value) => seal(sealing[0]!, value),
    open: (sealed) => open(sealing, sealed),
    sign: (text) => createHmac('sha256', signing).update(text).digest('base64url'),
  };
}

const derive = (key: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'heyi', purpose, 32));

function seal(key: Buffer, value: unknown): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([
    iv,
    cipher.update(JSON.stringify(value), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString('base64url');
}

function open(keys: readonly Buffer[], sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  for (const key of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'));
    } catch {
      /* sealed under another of the keys */
    }
  }
  throw new Error('sealed under a key that was not given');
}

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Letters and digits that are not confused with one another when read aloud or from paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A tracking code of 60 bits, in groups of four. */
export function newCode(): string {
  const letters = Array.from({ length: 12 }, () => {
    // 248 is the largest multiple of 31 in a byte: this makes all letters equally likely.
    let byte = 255;
    while (byte >= 248) byte = randomBytes(1)[0]!;
    return alphabet[byte % 31]!;
  });
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * A code as stored: hashed with its case number, so that equal codes do not look equal. Dashes and letter case are
 * ignored.
 */
export const codeHash = (number: string, code: string): string =>
  sha256(`${number}|${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`);

export const newToken = (): string => randomBytes(32).toString('base64url');

/** Compares two texts in constant time, so that timing does not reveal how much of them matches. */
export function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(sha256(a)), Buffer.from(sha256(b))];
  return timingSafeEqual(x, y);
}
