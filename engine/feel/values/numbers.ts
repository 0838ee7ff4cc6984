import { Decimal as DecimalJs } from 'decimal.js';

/** FEEL's number: 34 decimal digits, rounded half to even (DMN 1.3 §10.3.2.3.1). */
export const Decimal = DecimalJs.clone({ precision: 34, rounding: DecimalJs.ROUND_HALF_EVEN, maxE: 6144, minE: -6143 });
export type Decimal = DecimalJs;

/** A JS number if 15 significant digits represent it exactly, otherwise a Decimal. */
export type Num = number | Decimal;

/** Beyond 15 significant digits a double no longer represents a single decimal number. */
const EXACT_DIGITS = 15;
const CENTS = 1e4;
const EXACT = 1e15;

export const isNumber = (value: unknown): value is Num => typeof value === 'number' || value instanceof Decimal;

/** The shortest exact form; null if it is not a number (overflow, 0/0). */
export function settle(value: Decimal): Num | null {
  if (!value.isFinite()) return null;
  if (value.precision() > EXACT_DIGITS) return value;
  const number = value.toNumber();
  return Number.isFinite(number) && (number !== 0 || value.isZero()) ? number + 0 : value;
}

/** The number written as decimal digits, or null. */
export function parseNumber(digits: string): Num | null {
  return digits.length <= EXACT_DIGITS && !/e/i.test(digits)
    ? Number(digits)
    : settle(new Decimal(digits).toSignificantDigits(34));
}

/**
 * `n` in ten-thousandths if that is a whole number which a double holds exactly, else NaN. Money has two decimals,
 * rates four.
 */
function tenThousandths(n: number): number {
  const scaled = Math.round(n * CENTS);
  return scaled / CENTS === n && Math.abs(scaled) < EXACT ? scaled : NaN;
}

export function add(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return sum;
    const scaled = tenThousandths(a) + tenThousandths(b);
    if (Math.abs(scaled) < EXACT) return scaled / CENTS + 0;
  }
  return settle(Decimal.add(a, b));
}

export function subtract(a: Num, b: Num): Num | null {
  return add(a, negate(b));
}

export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : a.negated();
}

export function multiply(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return product + 0;
    const scaled = tenThousandths(a) * tenThousandths(b);
    if (Math.abs(scaled) < EXACT) return scaled / (CENTS * CENTS) + 0;
  }
  return settle(Decimal.mul(a, b));
}

/** null if the divisor is 0. */
export function divide(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null;
    const [x, y] = [tenThousandths(a), tenThousandths(b)];
    const scaled = Math.round((x / y) * CENTS);
    if (Math.abs(scaled) < EXACT && Math.abs(scaled * y) <= Number.MAX_SAFE_INTEGER && scaled * y === x * CENTS)
      return scaled / CENTS + 0;
  }
  return settle(Decimal.div(a, b));
}

/** null if the power is not a real number. */
export function power(a: Num, b: Num): Num | null {
  return settle(Decimal.pow(a, b));
}

/** The remainder with the divisor's sign: a - b * floor(a / b); null if the divisor is 0 (§10.3.4.5). */
export function modulo(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b) && b !== 0)
    return a - b * Math.floor(a / b) + 0;
  const divisor = new Decimal(b);
  return divisor.isZero() ? null : settle(new Decimal(a).minus(divisor.times(Decimal.div(a, divisor).floor())));
}

/** Negative, 0 or positive. */
export function compareNumbers(a: Num, b: Num): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : new Decimal(a).comparedTo(b);
}

export function isInteger(a: Num): boolean {
  return typeof a === 'number' ? Number.isInteger(a) : a.isInteger();
}

/** The nearest double, for counting and indexing. */
export const toDouble = (a: Num): number => (typeof a === 'number' ? a : a.toNumber());

/** In plain decimal digits, never with an exponent. */
export function numberText(a: Num): string {
  const text = typeof a === 'number' ? String(a + 0) : '';
  return text && !text.includes('e') ? text : new Decimal(a).toFixed();
}
