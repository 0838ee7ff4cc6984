import { plain, refuse, roundedFen, type Calculation } from './Calculation';
import { ended, place, wageEvidence, wageLimitation } from './phrases';
import { sourceOf } from './Standards';

/**
 * The allowance for work in great heat (防暑降温措施管理办法 art. 17). Its rate is set by the province; it is kept as a
 * parameter, and asked where none has been entered.
 */
export const heatAllowance: Calculation = {
  code: 'heat-allowance',
  cause: 'wages',
  name: { zh: '高温津贴', en: 'Allowance for heat' },
  about: {
    zh: '高温天在室外干活，或者车间里降不到33℃以下，没给高温津贴',
    en: 'Work outdoors in great heat, or indoors above 33 °C, without the allowance',
  },
  fields: [
    place,
    {
      ...ended,
      key: 'day',
      label: { zh: '最后一个高温工作日', en: 'Last such day' },
      help: { zh: '用来确定适用哪一年的标准。', en: 'To find the rate in force.' },
    },
    {
      key: 'days',
      type: 'number',
      most: 2000,
      decimals: 0,
      unit: { zh: '天', en: 'days' },
      label: { zh: '一共几天', en: 'How many days' },
      help: {
        zh: '日最高气温35℃以上在室外露天工作，或者工作场所不能降到33℃以下的天数。',
        en: 'Days outdoors with 35 °C or more, or at a workplace that could not be kept below 33 °C.',
      },
    },
    {
      key: 'standard',
      type: 'money',
      most: 500,
      optional: true,
      label: { zh: '当地高温津贴标准（元/天，知道的话）', en: 'Local rate (yuan a day, if known)' },
      help: {
        zh: '不填的，用系统里录入的标准；可以拨打12333询问。',
        en: 'If left empty, what has been entered here is used; ask 12333.',
      },
    },
    { key: 'paid', type: 'money', optional: true, label: { zh: '已经发了多少（元）', en: 'Paid already (yuan)' } },
  ],
  law: [
    {
      zh: '防暑降温措施管理办法（安监总安健〔2012〕89号）第17条',
      en: 'Measures against Heat (No. 89 of 2012) art. 17',
    },
  ],
  calculate(given, standards) {
    const kept = given.has('standard')
      ? undefined
      : standards.at('heatAllowance.daily', given.text('place'), given.day('day')!);
    const rate = given.has('standard') ? given.number('standard') : kept?.value;
    if (!rate || rate.isZero())
      return refuse(
        'standard',
        '系统里没有录入当地的高温津贴标准，请填写（可拨打12333询问）',
        'No local rate has been entered: please enter it (12333 tells)',
      );
    const [days, paid] = [given.number('days'), given.number('paid')];
    if (days.isZero()) return refuse('days', '天数不能是零', 'There must be at least one day');
    const due = rate.times(days);
    if (paid.gte(due))
      return refuse(
        'paid',
        `已发${plain(paid)}元，不少于应发${due.toFixed(2)}元`,
        `${plain(paid)} yuan were paid, no less than the ${due.toFixed(2)} due`,
      );
    return {
      result: {
        fen: roundedFen(due.minus(paid)),
        steps: [
          {
            zh: `${plain(rate)}元×${plain(days)}天＝${due.toFixed(2)}元（防暑降温措施管理办法第17条${kept ? `；${sourceOf(kept)}` : ''}）`,
            en: `${plain(rate)} yuan × ${plain(days)} days = ${due.toFixed(2)} yuan (Measures art. 17${kept ? `; ${sourceOf(kept)}` : ''})`,
          },
          ...(paid.isZero()
            ? []
            : [{ zh: `减去已发：${plain(paid)}元`, en: `Less what was paid: ${plain(paid)} yuan` }]),
        ],
        hints: [
          {
            zh: '高温津贴纳入工资总额，清凉饮料不能充抵（防暑降温措施管理办法第11条、第17条）。',
            en: 'The allowance is part of the wage; cool drinks do not replace it (Measures art. 11, 17).',
          },
          wageLimitation,
          wageEvidence,
        ],
        provisional: [
          ...(kept
            ? []
            : [{ zh: '标准是自己填写的，没有核对。', en: 'The rate was entered by hand and has not been checked.' }]),
          ...(kept?.doubt ? [kept.doubt] : []),
        ],
      },
    };
  },
};
