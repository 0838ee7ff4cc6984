import { DaysTimeDuration } from '../values/DaysTimeDuration';
import { Decimal, isInteger, modulo, negate, type Num, settle, toDouble } from '../values/numbers';
import { YearsMonthsDuration } from '../values/YearsMonthsDuration';
import { isMultipleOfTwo } from './conversion';
import type { Define } from './index';

type Rounding = NonNullable<Parameters<Decimal['toDecimalPlaces']>[1]>;

const LEAST_SCALE = -6111;
const GREATEST_SCALE = 6176;
/** e to a higher power is not a number with 34 digits and an exponent up to 6144. */
const GREATEST_POWER = 14_150;

/** Rounds to this many decimal places; to tens, hundreds … if negative. */
function round(n: Num, scale: Num, rounding: Rounding): Num | null | undefined {
  const places = Math.trunc(toDouble(scale));
  if (places < LEAST_SCALE || places > GREATEST_SCALE) return undefined;
  if (typeof n === 'number' && Number.isInteger(n) && places >= 0) return n;
  if (places >= 0) return settle(new Decimal(n).toDecimalPlaces(places, rounding));
  const unit = new Decimal(10).pow(-places);
  return settle(new Decimal(n).div(unit).toDecimalPlaces(0, rounding).times(unit));
}

/** Numeric functions (DMN 1.3 §10.3.4.5, Table 77; the rounding ones of DMN 1.4). */
export function defineNumbers(define: Define): void {
  const rounding = (name: string, mode: Rounding, scale: 'scale' | 'scale?'): void =>
    define(name, { n: 'number', [scale]: 'number' }, (_, n: Num, places?: Num) => round(n, places ?? 0, mode));
  rounding('decimal', Decimal.ROUND_HALF_EVEN, 'scale');
  rounding('floor', Decimal.ROUND_FLOOR, 'scale?');
  rounding('ceiling', Decimal.ROUND_CEIL, 'scale?');
  rounding('round up', Decimal.ROUND_UP, 'scale');
  rounding('round down', Decimal.ROUND_DOWN, 'scale');
  rounding('round half up', Decimal.ROUND_HALF_UP, 'scale');
  rounding('round half down', Decimal.ROUND_HALF_DOWN, 'scale');
  define('abs', { n: 'number' }, (_, n: Num) => (toDouble(n) < 0 ? negate(n) : n));
  define('abs', { n: 'duration' }, (_, n: DaysTimeDuration | YearsMonthsDuration) => {
    if (n instanceof YearsMonthsDuration) return new YearsMonthsDuration(Math.abs(n.months));
    return n.nanos < 0n ? new DaysTimeDuration(-n.nanos) : n;
  });
  define(
    'modulo',
    { dividend: 'number', divisor: 'number' },
    (_, dividend: Num, divisor: Num) => modulo(dividend, divisor) ?? undefined,
  );
  define('sqrt', { number: 'number' }, (_, n: Num) => settle(new Decimal(n).sqrt()) ?? undefined);
  define('log', { number: 'number' }, (_, n: Num) => (toDouble(n) > 0 ? settle(new Decimal(n).ln()) : undefined));
  define('exp', { number: 'number' }, (_, n: Num) =>
    toDouble(n) > GREATEST_POWER ? undefined : toDouble(n) < -GREATEST_POWER ? 0 : settle(new Decimal(n).exp()),
  );
  define('odd', { number: 'number' }, (_, n: Num) => isMultipleOfTwo(n, 1));
  define('even', { number: 'number' }, (_, n: Num) => isInteger(n) && isMultipleOfTwo(n, 0));
}
