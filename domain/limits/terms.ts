import { DerivationRefusal } from './DerivationRefusal';
import type { Day } from './dates';
import type { Limit, Unit } from './rules';

/** A number of units, or up to a day. */
export interface Term {
  amount?: number;
  unit?: Unit;
  until?: Day;
}

/**
 * Extra time that was granted or agreed: a term, and when, by whom and why. Without a term it is the extension in the
 * limit's row.
 */
export interface Extension extends Term {
  on?: Day;
  by?: string;
  reason?: string;
}

/** The longest accepted term by unit: a typing error must not count through centuries. */
const most: Record<Unit, number> = { day: 20_000, workingDay: 5_000, month: 600, year: 50 };

/**
 * The length of a limit before any extension: from its row, from the parties' agreement, or from an authority within
 * the law's bound. Throws DerivationRefusal.
 */
export function lengthOf(limit: Limit, given: Term): Term & { unit: Unit } {
  const unit = given.unit ?? limit.unit;
  if (given.until !== undefined) {
    if (limit.amount !== null)
      throw refused(limit, '长度由法律规定，不能约定日期', 'the law sets its length, so it has no agreed date');
    return { until: given.until, unit };
  }
  const { amount } = given;
  if (amount === undefined) {
    if (limit.amount === null)
      throw new DerivationRefusal(
        'AMOUNT_NEEDED',
        `${limit.title.zh}（${limit.id}）的长度由双方约定，请给出天数或日期`,
        `${limit.title.en} (${limit.id}) is as long as the parties agreed: give an amount or a date`,
      );
    return { amount: limit.amount, unit: limit.unit };
  }
  checkAmount(limit, amount, unit);
  if (limit.amount !== null) checkBound(limit, limit.amount, amount, unit);
  return { amount, unit };
}

function checkAmount(limit: Limit, amount: number, unit: Unit): void {
  if (Number.isInteger(amount) && amount >= 0 && amount <= most[unit]) return;
  throw refused(limit, `期限应为0至${most[unit]}的整数`, `an amount is a whole number from 0 to ${most[unit]}`);
}

function checkBound(limit: Limit, legal: number, amount: number, unit: Unit): void {
  if (unit !== limit.unit) throw refused(limit, '单位与法律规定不同', 'its unit is not that of the law');
  const fits =
    limit.bound === 'min'
      ? amount >= legal
      : limit.bound === 'max' || limit.shortening
        ? amount <= legal
        : amount === legal;
  if (!fits) throw refused(limit, `${amount}与法律规定的${legal}不符`, `${amount} differs from the law's ${legal}`);
}

function refused(limit: Limit, zh: string, en: string): DerivationRefusal {
  return new DerivationRefusal(
    'AMOUNT_REFUSED',
    `${limit.title.zh}（${limit.id}）：${zh}`,
    `${limit.title.en} (${limit.id}): ${en}`,
  );
}

/**
 * The extensions that the row allows, each with its term. Throws DerivationRefusal if the law allows none, or not that
 * long.
 */
export function allowedExtensions(limit: Limit, extensions: readonly Extension[]): Extension[] {
  if (!extensions.length) return [];
  const row = limit.extension;
  if (!row)
    throw new DerivationRefusal(
      'NOT_EXTENDABLE',
      `${limit.title.zh}（${limit.id}）依法不能延长`,
      `${limit.title.en} (${limit.id}) cannot be extended by law`,
    );
  const granted = extensions.map((each) =>
    each.until === undefined
      ? { ...each, amount: each.amount ?? row.amount ?? undefined, unit: each.unit ?? row.unit }
      : each,
  );
  for (const { amount, unit, until } of granted) {
    if (until !== undefined && row.amount === null) continue;
    if (amount === undefined)
      throw new DerivationRefusal(
        'AMOUNT_NEEDED',
        `延长${limit.title.zh}要写明延长多少或者到哪一天`,
        `Extending “${limit.title.en}” takes an amount or a date`,
      );
    checkAmount(limit, amount, unit ?? row.unit);
  }
  if (row.amount !== null && !row.further) checkTotal(limit, row.amount, granted);
  return granted;
}

function checkTotal(limit: Limit, cap: number, granted: readonly Extension[]): void {
  const unit = limit.extension!.unit;
  const total = granted.reduce((sum, each) => sum + each.amount!, 0);
  const grantedTwice = limit.extension!.once && granted.length > 1;
  if (total <= cap && !grantedTwice && granted.every((each) => each.unit === unit)) return;
  throw new DerivationRefusal(
    'EXTENSION_TOO_LONG',
    `${limit.title.zh}最多延长${cap}${unitName(unit, 'zh')}${limit.extension!.once ? '，且只能延长一次' : ''}`,
    `“${limit.title.en}” can be extended by at most ${cap} ${unitName(unit, 'en')}${limit.extension!.once ? ', and only once' : ''}`,
  );
}

/** Adds up the terms; terms of the same unit are added first, so that months are counted from the trigger (民法典 202). */
export function joined(terms: readonly Term[]): Term[] {
  const result: Term[] = [];
  for (const term of terms) {
    const last = result.at(-1);
    if (last?.amount !== undefined && term.amount !== undefined && last.unit === term.unit) last.amount += term.amount;
    else result.push({ ...term });
  }
  return result;
}

export function unitName(unit: Unit, lang: 'zh' | 'en'): string {
  return {
    day: { zh: '日', en: 'calendar days' },
    workingDay: { zh: '个工作日', en: 'working days' },
    month: { zh: '个月', en: 'months' },
    year: { zh: '年', en: 'years' },
  }[unit][lang];
}
