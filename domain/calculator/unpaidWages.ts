import { Exact, plain, refuse, roundedFen, shown, type Calculation } from './Calculation';
import { conversion, monthlyWage, roundedOnce, wageEvidence, wageLimitation } from './phrases';

/** Wages that are owed (劳动法 art. 50; 劳动合同法 art. 30). */
export const unpaidWages: Calculation = {
  code: 'unpaid-wages',
  cause: 'wages',
  name: { zh: '拖欠工资', en: 'Unpaid wages' },
  about: { zh: '干了活，工资没发或者没发足', en: 'Work was done, and the wage was not paid or not in full' },
  fields: [
    monthlyWage,
    {
      key: 'months',
      type: 'number',
      most: 600,
      decimals: 0,
      unit: { zh: '个月', en: 'months' },
      label: { zh: '没发工资的整月数', en: 'Whole months without pay' },
    },
    {
      key: 'days',
      type: 'number',
      most: 23,
      decimals: 1,
      unit: { zh: '天', en: 'days' },
      optional: true,
      label: { zh: '另有不满一个月的，实际上班几天', en: 'Days worked in a month that was not whole' },
      help: { zh: '按月工资÷21.75折算；没有不填。', en: 'At the monthly wage ÷ 21.75; leave empty if none.' },
    },
    {
      key: 'paid',
      type: 'money',
      optional: true,
      label: { zh: '这段时间已经发了多少（元）', en: 'Paid already for that time (yuan)' },
    },
  ],
  law: [
    { zh: '劳动法第50条', en: 'Labour Law art. 50' },
    { zh: '劳动合同法第30条、第85条', en: 'Labour Contract Law art. 30, 85' },
    { zh: '工资支付暂行规定第7条、第9条、第18条', en: 'Provisional Rules on Payment of Wages art. 7, 9, 18' },
    conversion,
  ],
  calculate(given) {
    const [wage, months, days, paid] = ['wage', 'months', 'days', 'paid'].map((key) => given.number(key)) as [
      Exact,
      Exact,
      Exact,
      Exact,
    ];
    if (months.isZero() && days.isZero())
      return refuse('months', '请填写没发工资的月数或者天数', 'Enter the months or days without pay');
    const whole = wage.times(months);
    const part = wage.times(days).div('21.75');
    const due = whole.plus(part);
    if (paid.gte(due))
      return refuse(
        'paid',
        `已发${plain(paid)}元，不少于应发${shown(due)}元，没有拖欠`,
        `${plain(paid)} yuan were paid, no less than the ${shown(due)} due: nothing is owed`,
      );
    return {
      result: {
        fen: roundedFen(due.minus(paid)),
        steps: [
          ...(months.isZero()
            ? []
            : [
                {
                  zh: `整月：${plain(wage)}元×${plain(months)}个月＝${shown(whole)}元（劳动法第50条）`,
                  en: `Whole months: ${plain(wage)} yuan × ${plain(months)} = ${shown(whole)} yuan (Labour Law art. 50)`,
                },
              ]),
          ...(days.isZero()
            ? []
            : [
                {
                  zh: `不满一个月：${plain(wage)}元÷21.75天×${plain(days)}天＝${shown(part)}元（人社部发〔2025〕2号）`,
                  en: `Part of a month: ${plain(wage)} yuan ÷ 21.75 × ${plain(days)} days = ${shown(part)} yuan (Notice 2 of 2025)`,
                },
              ]),
          ...(paid.isZero()
            ? []
            : [{ zh: `减去已发：${plain(paid)}元`, en: `Less what was paid: ${plain(paid)} yuan` }]),
          roundedOnce,
        ],
        hints: [
          wageLimitation,
          wageEvidence,
          {
            zh: '可以请求劳动监察责令支付；责令后逾期不付的，加付应付金额50%以上100%以下的赔偿金（劳动合同法第85条）。也可以凭调解协议或者有明确债权的欠条申请支付令（第30条第2款、调解仲裁法第16条）。',
            en: 'The labour inspectorate may order payment; if that term passes, 50 to 100 per cent come on top (Labour Contract Law art. 85). A payment order is possible too (art. 30(2), Law art. 16).',
          },
        ],
        provisional: [],
      },
    };
  },
};
