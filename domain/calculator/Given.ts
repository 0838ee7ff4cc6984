import { Exact, type Entered, type Field, type Refusal } from './Calculation';
import { isDay, type Day } from '../limits/dates';
import { region } from '../regions';
import type { Text } from '../text';

/** A monthly wage or another sum above this is a slip of the keyboard. */
const MOST_YUAN = 10_000_000;

/** What was entered for one calculation, read and checked field by field. */
export class Given {
  private constructor(private readonly values: ReadonlyMap<string, Exact | string>) {}

  /** Reads every field that is asked; or says what is missing or wrong, in words. */
  static read(fields: readonly Field[], entered: Entered, today: Day): Given | Refusal[] {
    const values = new Map<string, Exact | string>();
    const refusals: Refusal[] = [];
    for (const field of fields) {
      if (field.when && !field.when(entered)) continue;
      const text = tidy(entered[field.key]);
      const wrong = text ? fault(field, text, today) : field.optional ? undefined : missing(field);
      if (wrong) refusals.push({ key: field.key, ...wrong });
      else if (text) values.set(field.key, isNumeric(field) ? new Exact(text) : text);
    }
    return refusals.length ? refusals : new Given(values);
  }

  has(key: string): boolean {
    return this.values.has(key);
  }
  /** A number; 0 if it was left out. */
  number(key: string): Exact {
    return new Exact(this.values.get(key) ?? 0);
  }
  text(key: string): string {
    return String(this.values.get(key) ?? '');
  }
  day(key: string): Day | undefined {
    return this.values.get(key) as Day | undefined;
  }
}

const isNumeric = ({ type }: Field): boolean => type === 'money' || type === 'number';

/** Full-width digits, thousands separators and spaces are as good as none. */
const tidy = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/[,，\s]/g, '')
    .slice(0, 40);

const missing = ({ label, type }: Field): Text => ({
  zh: `请${type === 'choice' || type === 'place' ? '选择' : '填写'}：${label.zh}`,
  en: `${type === 'choice' || type === 'place' ? 'Choose' : 'Enter'}: ${label.en}`,
});

function fault(field: Field, text: string, today: Day): Text | undefined {
  switch (field.type) {
    case 'money':
      return numberFault(text, 2, field.most ?? MOST_YUAN);
    case 'number':
      return numberFault(text, field.decimals, field.most);
    case 'day':
      if (!isDay(text) || text < '1950')
        return { zh: '没有这一天，日期请写成 2026-05-11', en: 'There is no such day; write a date as 2026-05-11' };
      return text > today ? { zh: '这一天还没有到', en: 'This day has not come yet' } : undefined;
    case 'place':
      return region(text) ? undefined : { zh: '请选择安徽省内的地方', en: 'Choose a place in Anhui' };
    case 'choice':
      return field.choices.some(({ value }) => value === text) ? undefined : missing(field);
  }
}

function numberFault(text: string, decimals: number, most: number): Text | undefined {
  if (/^-\d/.test(text)) return { zh: '不能是负数', en: 'This cannot be negative' };
  if (!/^\d{1,12}(?:\.\d{1,12})?$/.test(text)) return { zh: '请填数字', en: 'Enter a number' };
  if ((text.split('.')[1] ?? '').replace(/0+$/, '').length > decimals)
    return decimals
      ? { zh: `最多${decimals}位小数`, en: `At most ${decimals} decimals` }
      : { zh: '请填整数', en: 'Enter a whole number' };
  return Number(text) > most ? { zh: `最多为${most}，请核对`, en: `At most ${most}: please check` } : undefined;
}
