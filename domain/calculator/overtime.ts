import { Exact, plain, refuse, roundedFen, shown, type Calculation, type Entered, type Field } from './Calculation';
import { conversion, roundedOnce, wageLimitation } from './phrases';

const hours = (
  key: string,
  zh: string,
  en: string,
  help: { zh: string; en: string },
  when?: (entered: Entered) => boolean,
): Field => ({
  key,
  type: 'number',
  most: 20_000,
  decimals: 2,
  unit: { zh: '小时', en: 'hours' },
  optional: true,
  label: { zh, en },
  help,
  ...(when && { when }),
});

/** Hours, per cent, and the number of art. 44 that sets it. */
const rates = [
  { key: 'workdays', percent: 150, zh: '工作日延长', en: 'Beyond a working day', item: 1 },
  { key: 'restDays', percent: 200, zh: '休息日', en: 'On rest days', item: 2 },
  { key: 'holidays', percent: 300, zh: '法定节假日', en: 'On statutory holidays', item: 3 },
] as const;

/** Overtime pay (劳动法 art. 44; 工资支付暂行规定 art. 13). An hour is the monthly wage ÷ 21.75 days ÷ 8, that is ÷ 174. */
export const overtime: Calculation = {
  code: 'overtime',
  cause: 'overtime',
  name: { zh: '加班工资', en: 'Overtime pay' },
  about: {
    zh: '下班后、休息日或者节假日加了班，没给加班工资',
    en: 'Work after hours, on rest days or holidays, without overtime pay',
  },
  fields: [
    {
      key: 'system',
      type: 'choice',
      label: { zh: '工时制度', en: 'Working-time system' },
      help: {
        zh: '不清楚的选“标准”：后两种须经人社部门批准。',
        en: 'If unsure choose “standard”: the others need an approval of the labour authority.',
      },
      choices: [
        { value: 'standard', zh: '标准工时（每天8小时）', en: 'Standard (eight hours a day)' },
        { value: 'comprehensive', zh: '综合计算工时', en: 'Comprehensive calculation of hours' },
        { value: 'irregular', zh: '不定时工作制', en: 'Irregular hours' },
      ],
    },
    {
      key: 'wage',
      type: 'money',
      label: { zh: '作为加班基数的月工资（元）', en: 'Monthly wage on which overtime is based (yuan)' },
      help: {
        zh: '合同约定的正常工作时间工资，不含加班工资。',
        en: 'The agreed wage for normal hours, without overtime.',
      },
    },
    hours('workdays', '工作日加班小时数', 'Hours beyond working days', {
      zh: '综合工时的，填超过周期总时数的小时。',
      en: 'With comprehensive hours: those above the total of the period.',
    }),
    hours(
      'restDays',
      '休息日加班小时数',
      'Hours on rest days',
      {
        zh: '已经安排补休的不算（劳动法第44条第2项）。',
        en: 'Without those for which time off was given (Labour Law art. 44(2)).',
      },
      ({ system }) => system !== 'comprehensive',
    ),
    hours('holidays', '法定节假日加班小时数', 'Hours on statutory holidays', {
      zh: '春节、国庆等法定节日当天；调休的日子不算。',
      en: 'On the statutory days themselves, not on days moved around them.',
    }),
    {
      key: 'paid',
      type: 'money',
      optional: true,
      label: { zh: '已经付了多少加班工资（元）', en: 'Overtime paid already (yuan)' },
    },
  ],
  law: [
    { zh: '劳动法第36条、第41条、第44条', en: 'Labour Law art. 36, 41, 44' },
    { zh: '劳动合同法第31条、第85条', en: 'Labour Contract Law art. 31, 85' },
    { zh: '工资支付暂行规定第13条', en: 'Provisional Rules on Payment of Wages art. 13' },
    conversion,
  ],
  calculate(given) {
    if (given.text('system') === 'irregular')
      return refuse(
        'system',
        '经批准实行不定时工作制的，不执行加班工资的规定（工资支付暂行规定第13条第4款）；没有批准的，请选“标准工时”',
        'Approved irregular hours carry no overtime pay (Provisional Rules art. 13(4)); without an approval choose “standard”',
      );
    const wage = given.number('wage');
    const rows = rates.filter(({ key }) => given.number(key).gt(0));
    if (!rows.length) return refuse('workdays', '请至少填一种加班的小时数', 'Enter the hours of at least one kind');
    if (wage.isZero()) return refuse('wage', '月工资不能是零', 'The wage cannot be zero');
    const hour = wage.div(174);
    const items = rows.map((row) => ({
      ...row,
      hours: given.number(row.key),
      yuan: wage.times(given.number(row.key)).times(row.percent).div(17_400),
    }));
    const due = items.reduce((sum, { yuan }) => sum.plus(yuan), new Exact(0));
    const paid = given.number('paid');
    if (paid.gte(due))
      return refuse(
        'paid',
        `已付${plain(paid)}元，不少于应付${shown(due)}元`,
        `${plain(paid)} yuan were paid, no less than the ${shown(due)} due`,
      );
    return {
      result: {
        fen: roundedFen(due.minus(paid)),
        steps: [
          {
            zh: `小时工资：${plain(wage)}元÷21.75天÷8小时＝${plain(wage)}元÷174＝${shown(hour)}元`,
            en: `Hourly wage: ${plain(wage)} yuan ÷ 21.75 days ÷ 8 hours = ${plain(wage)} ÷ 174 = ${shown(hour)} yuan`,
          },
          ...items.map(({ zh, en, hours: count, percent, yuan, item }) => ({
            zh: `${zh}：小时工资×${plain(count)}小时×${percent}%＝${shown(yuan)}元（劳动法第44条第${item}项）`,
            en: `${en}: hourly wage × ${plain(count)} hours × ${percent} % = ${shown(yuan)} yuan (Labour Law art. 44(${item}))`,
          })),
          ...(paid.isZero()
            ? []
            : [{ zh: `减去已付：${plain(paid)}元`, en: `Less what was paid: ${plain(paid)} yuan` }]),
          roundedOnce,
        ],
        hints: [
          wageLimitation,
          {
            zh: '证据：劳动者要证明有加班的事实，或者证明单位掌握加班的证据（考勤、打卡、排班表、加班审批、工作消息）；单位掌握而不提供的，承担不利后果（解释（一）第42条）。',
            en: 'Evidence: the worker proves that overtime was worked, or that the employer holds the proof of it (attendance, clock-ins, rosters, approvals, messages); an employer who withholds it bears the consequences (Interpretation I art. 42).',
          },
          {
            zh: '加班一般每天不超过1小时，最多3小时，每月不超过36小时（劳动法第41条）；超过的，工资照付。',
            en: 'Overtime is normally one, at most three hours a day and 36 a month (Labour Law art. 41); beyond it the pay is due all the same.',
          },
        ],
        provisional: [],
      },
    };
  },
};
