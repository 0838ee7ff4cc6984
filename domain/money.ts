/** An amount of money in yuan as people write it: a number, or a decimal string, with at most two decimals. */
export type Yuan = number | string;
/** An amount of money in fen (1/100 yuan), a whole number: money is stored and added in fen, so that it is exact. */
export type Fen = number;

const form = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/**
 * Converts an amount in yuan to fen. Throws RangeError if it has more than two decimals or is too large to be exact.
 */
export function toFen(yuan: Yuan): Fen {
  const match = form.exec(typeof yuan === 'number' ? String(yuan) : yuan.trim());
  const fen = match ? Number(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`) : NaN;
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${yuan} is not an amount in yuan with at most two decimals`);
  return match![1] && fen ? -fen : fen;
}

/** Whether this is an amount in yuan with at most two decimals that is exact to the fen. */
export function isYuan(value: unknown): value is Yuan {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  try {
    toFen(value);
    return true;
  } catch {
    return false;
  }
}

/** Fen as a number in yuan, for FEEL and forms. FEEL calculates in decimals, so it stays exact. */
export function toYuan(fen: Fen): number {
  return fen / 100;
}

/** Fen as a decimal string in yuan with two decimals, for documents: 18600 yuan are "18600.00". */
export function yuanText(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum of amounts in fen. Throws RangeError if it is no longer exact. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum)) throw new RangeError('the sum is too large to be exact');
  return sum;
}

/** A sum in so many equal parts; the fen that are left over are in the last. */
export function equalParts(fen: Fen, count: number): Fen[] {
  const part = Math.floor(fen / count);
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? part : fen - part * (count - 1)));
}
