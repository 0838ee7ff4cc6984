import { language } from '../texts';

const zone = 'Asia/Shanghai';
const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB');

/** An instant in the local format: 2026年5月11日 09:00. */
export function instant(iso: string | undefined): string {
  if (!iso) return '';
  return new Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    year: 'numeric',
    month: language() === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** A day, from a date or an instant. */
export function day(iso: string | undefined): string {
  if (!iso) return '';
  const at = iso.length === 10 ? new Date(`${iso}T12:00:00+08:00`) : new Date(iso);
  return new Intl.DateTimeFormat(locale(), {
    timeZone: zone,
    year: 'numeric',
    month: language() === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
  }).format(at);
}

/** A month, from its number: 2026年5月. */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(locale(), {
    timeZone: 'UTC',
    year: 'numeric',
    month: language() === 'zh' ? 'long' : 'short',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The last day of a limit whose due instant is 24:00 of that day. */
export function lastDay(due: string): string {
  return day(new Date(new Date(due).getTime() - 1000).toISOString());
}

/** A future instant; if it is the end of a day, that day, as the law counts it. */
export function moment(iso: string): string {
  const midnight = new Date(iso).getTime() % 86_400_000 === 16 * 3_600_000;
  if (!midnight) return instant(iso);
  return language() === 'zh' ? `过了 ${lastDay(iso)}` : `After ${lastDay(iso)}`;
}

/** How far an instant is from now, in the largest unit that fits. */
export function fromNow(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  return format.format(Math.trunc(seconds), 'second');
}

/** Yuan with two decimals and grouping. */
export function yuan(fen: number): string {
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);
}

/** Yuan in a short form: from a million on in 万, 亿 or M, B. */
export function shortYuan(fen: number): string {
  if (Math.abs(fen) < 100_000_000) return yuan(fen);
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumSignificantDigits: 5,
  }).format(fen / 100);
}

export const count = (n: number): string => new Intl.NumberFormat(locale()).format(n);
export const share = (part: number, whole: number): string =>
  whole === 0
    ? '–'
    : new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(part / whole);
