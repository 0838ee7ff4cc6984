import { addTo, type Day } from '../limits/dates';
import type { Text } from '../text';
import { Exact, plain, refuse, roundedFen, type Calculation } from './Calculation';
import { place, wageEvidence, wageLimitation } from './phrases';
import { sourceOf } from './Standards';

/** Months beyond which the two dates are a slip. */
const MOST = 240;

/** What is missing up to the minimum wage (劳动法 art. 48; 劳动合同法 art. 85(2); 最低工资规定 art. 12, 13). */
export const minimumWage: Calculation = {
  code: 'minimum-wage',
  cause: 'wages',
  name: { zh: '低于最低工资的差额', en: 'Difference to the minimum wage' },
  about: { zh: '正常上班，每月拿到的比最低工资还少', en: 'Normal work for less than the minimum wage a month' },
  fields: [
    place,
    {
      key: 'from',
      type: 'day',
      label: { zh: '从哪个月开始（填该月任意一天）', en: 'From which month (any day of it)' },
    },
    { key: 'to', type: 'day', label: { zh: '到哪个月为止（填该月任意一天）', en: 'To which month (any day of it)' } },
    {
      key: 'paid',
      type: 'money',
      label: { zh: '每月实际发的工资（元）', en: 'Wage paid each month (yuan)' },
      help: {
        zh: '不含加班工资、夜班和高温等特殊津贴、法定福利（最低工资规定第12条）。',
        en: 'Without overtime, allowances for nights, heat and the like, and statutory benefits (Rules art. 12).',
      },
    },
    {
      key: 'standard',
      type: 'money',
      most: 20_000,
      optional: true,
      label: { zh: '当地月最低工资标准（元，知道的话）', en: 'Local monthly minimum wage (yuan, if known)' },
      help: {
        zh: '不填的，用系统里录入的标准；可以拨打12333询问。',
        en: 'If left empty, what has been entered here is used; ask 12333.',
      },
    },
  ],
  law: [
    { zh: '劳动法第48条', en: 'Labour Law art. 48' },
    { zh: '劳动合同法第85条第2项', en: 'Labour Contract Law art. 85(2)' },
    {
      zh: '最低工资规定（劳动和社会保障部令第21号）第3条、第12条、第13条',
      en: 'Rules on Minimum Wages (Order 21) art. 3, 12, 13',
    },
  ],
  calculate(given, standards) {
    const [from, to] = [given.day('from')!, given.day('to')!].map((day) => `${day.slice(0, 7)}-01`) as [Day, Day];
    if (to < from) return refuse('to', '结束的月份早于开始的月份', 'The last month is before the first');
    if (addTo(from, MOST, 'month') <= to)
      return refuse('to', '时间超过二十年，请核对', 'This is more than twenty years: please check');
    const paid = given.number('paid');
    const groups = new Map<string, { value: Exact; months: number; source: Text; doubt?: Text | undefined }>();
    for (let month = from; month <= to; month = addTo(month, 1, 'month')) {
      const kept = given.has('standard') ? undefined : standards.at('minimumWage.monthly', given.text('place'), month);
      if (!kept && !given.has('standard'))
        return refuse(
          'standard',
          `系统里没有录入${month.slice(0, 7)}当地的最低工资标准，请填写（可拨打12333询问）`,
          `No minimum wage of this place has been entered for ${month.slice(0, 7)}: please enter it (12333 tells)`,
        );
      const value = kept?.value ?? given.number('standard');
      if (paid.gte(value)) {
        if (given.has('standard'))
          return refuse(
            'paid',
            '每月工资不低于最低工资标准，没有差额',
            'The wage is not below the minimum: there is no difference',
          );
        continue;
      }
      const key = value.toFixed();
      const before = groups.get(key);
      groups.set(key, {
        value,
        months: (before?.months ?? 0) + 1,
        source: kept ? { zh: sourceOf(kept), en: sourceOf(kept) } : { zh: '自己填写的标准', en: 'as entered' },
        doubt: kept?.doubt,
      });
    }
    const rows = [...groups.values()];
    if (!rows.length)
      return refuse(
        'paid',
        '每月工资都不低于最低工资标准，没有差额',
        'The wage is never below the minimum: there is no difference',
      );
    const sum = rows.reduce((total, { value, months }) => total.plus(value.minus(paid).times(months)), new Exact(0));
    return {
      result: {
        fen: roundedFen(sum),
        steps: rows.map(({ value, months, source }) => ({
          zh: `（最低工资${plain(value)}元－实发${plain(paid)}元）×${months}个月＝${value.minus(paid).times(months).toFixed(2)}元（${source.zh}；最低工资规定第13条）`,
          en: `(minimum ${plain(value)} yuan − ${plain(paid)} paid) × ${months} month${months > 1 ? 's' : ''} = ${value.minus(paid).times(months).toFixed(2)} yuan (${source.en}; Rules art. 13)`,
        })),
        hints: [
          wageLimitation,
          wageEvidence,
          {
            zh: '前提是提供了正常劳动；请事假等没有出勤的月份不算。责令限期支付后逾期的，加付50%以上100%以下的赔偿金（劳动合同法第85条）。',
            en: 'Normal work is the condition; months of personal leave and the like do not count. If an order to pay is not met, 50 to 100 per cent come on top (Labour Contract Law art. 85).',
          },
        ],
        provisional: [
          ...(given.has('standard')
            ? [
                {
                  zh: '最低工资标准是自己填写的，没有核对。',
                  en: 'The minimum wage was entered by hand and has not been checked.',
                },
              ]
            : []),
          ...rows.flatMap(({ doubt }) => (doubt ? [doubt] : [])),
        ],
      },
    };
  },
};
