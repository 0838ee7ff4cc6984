import { addTo, daysBetween, type Day } from '../limits/dates';
import { Exact, plain, refuse, roundedFen, shown, type Calculation } from './Calculation';
import { conversion, roundedOnce } from './phrases';

/** Days of leave by years of work with all employers (职工带薪年休假条例 art. 3). */
const entitlement = (years: Exact): number => (years.gte(20) ? 15 : years.gte(10) ? 10 : years.gte(1) ? 5 : 0);

/** Pay for annual leave that was not given (条例 art. 3, 5; 实施办法 art. 3, 5, 10–12). */
export const annualLeave: Calculation = {
  code: 'annual-leave',
  cause: 'annual-leave',
  name: { zh: '没休的年休假', en: 'Annual leave not given' },
  about: { zh: '年休假没休或者没休完，单位没给钱', en: 'Annual leave was not, or not wholly, taken, and not paid' },
  fields: [
    {
      key: 'year',
      type: 'number',
      most: 2199,
      decimals: 0,
      unit: { zh: '年', en: '' },
      label: { zh: '哪一年的年休假', en: 'Leave of which year' },
    },
    {
      key: 'service',
      type: 'number',
      most: 60,
      decimals: 1,
      unit: { zh: '年', en: 'years' },
      label: { zh: '到那一年，一共工作了几年', en: 'Years of work up to that year, with all employers' },
      help: {
        zh: '所有单位加起来，不只是这家（条例第3条）。',
        en: 'Of all employers together, not only this one (art. 3).',
      },
    },
    {
      key: 'from',
      type: 'day',
      optional: true,
      label: { zh: '那一年中途入职的，入职日期', en: 'First day of work, if it was in that year' },
    },
    {
      key: 'to',
      type: 'day',
      optional: true,
      label: { zh: '那一年中途离职的，离职日期', en: 'Last day of work, if it was in that year' },
    },
    {
      key: 'taken',
      type: 'number',
      most: 60,
      decimals: 1,
      unit: { zh: '天', en: 'days' },
      label: { zh: '那一年已经休了几天', en: 'Days taken in that year' },
    },
    {
      key: 'wage',
      type: 'money',
      label: {
        zh: '前十二个月的月平均工资（元，不含加班工资）',
        en: 'Average monthly wage of the twelve months before (yuan, without overtime)',
      },
    },
    {
      key: 'why',
      type: 'choice',
      label: { zh: '为什么没休', en: 'Why it was not taken' },
      choices: [
        { value: 'employer', zh: '单位没有安排', en: 'The employer did not arrange it' },
        { value: 'own', zh: '单位安排了，我本人书面提出不休', en: 'It was arranged, and I gave it up in writing' },
      ],
    },
  ],
  law: [
    { zh: '职工带薪年休假条例第3条、第4条、第5条', en: 'Regulation on Paid Annual Leave art. 3, 4, 5' },
    {
      zh: '企业职工带薪年休假实施办法第3条、第5条、第10条至第12条',
      en: 'Implementing Measures on Paid Annual Leave art. 3, 5, 10–12',
    },
    conversion,
  ],
  calculate(given, { today }) {
    const year = given.number('year').toNumber();
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    if (year < 2008) return refuse('year', '条例自2008年1月1日起施行', 'The Regulation is in force since 2008-01-01');
    if (first > today) return refuse('year', '这一年还没有到', 'This year has not come yet');
    const [from, to] = [given.day('from'), given.day('to')];
    const outside = (day: Day | undefined) => day !== undefined && (day < first || day > last);
    if (outside(from))
      return refuse(
        'from',
        `不在${year}年内；不是那一年入职的不填`,
        `This is not in ${year}; leave it empty otherwise`,
      );
    if (outside(to))
      return refuse('to', `不在${year}年内；不是那一年离职的不填`, `This is not in ${year}; leave it empty otherwise`);
    if (from && to && to < from) return refuse('to', '离职日期早于入职日期', 'The last day is before the first');
    if (!to && last > today)
      return refuse(
        'to',
        '这一年还没有过完，在职的可以到年底再算；已经离职的，请填离职日期',
        'This year is not over: if you still work there, calculate at its end; otherwise enter the last day',
      );
    if (given.text('why') === 'own')
      return refuse(
        'why',
        '单位安排了年休假，本人因个人原因书面提出不休的，只有正常工资，没有另外的报酬（实施办法第10条第2款）',
        'If leave was arranged and given up in writing for personal reasons, only the ordinary wage is due (Measures art. 10(2))',
      );
    const service = given.number('service');
    const full = entitlement(service);
    if (!full)
      return refuse(
        'service',
        '连续工作满十二个月以后才有年休假（条例第2条、实施办法第3条）',
        'Leave is due only after twelve months of continuous work (Regulation art. 2, Measures art. 3)',
      );
    const days = daysBetween(from ?? first, to ?? last) + 1;
    const whole = !from && !to;
    const due = whole ? full : Math.min(full, Math.floor((days * full) / 365));
    const taken = given.number('taken');
    const left = new Exact(due).minus(taken);
    // On leaving, what is less than a whole day is not paid (实施办法 art. 12).
    const paid = to ? left.floor() : left;
    if (paid.lte(0))
      return refuse(
        'taken',
        `应休${due}天，已休${plain(taken)}天，没有还要支付的`,
        `${due} days were due and ${plain(taken)} were taken: nothing is left to be paid`,
      );
    const wage = given.number('wage');
    const yuan = wage.times(paid).times(2).div('21.75');
    return {
      result: {
        fen: roundedFen(yuan),
        steps: [
          {
            zh: `全年应休：累计工作${plain(service)}年，${full}天（条例第3条）`,
            en: `A whole year: with ${plain(service)} years of work ${full} days (Regulation art. 3)`,
          },
          ...(whole
            ? []
            : [
                {
                  zh: `折算：当年在本单位${days}天÷365天×${full}天，取整数${due}天（实施办法第${to ? 12 : 5}条）`,
                  en: `In proportion: ${days} days of that year ÷ 365 × ${full}, whole days only: ${due} (Measures art. ${to ? 12 : 5})`,
                },
              ]),
          {
            zh: `没休：${due}天－已休${plain(taken)}天＝${plain(left)}天${to && !paid.eq(left) ? `，不足一整天的不支付，计${plain(paid)}天（实施办法第12条）` : ''}`,
            en: `Not taken: ${due} − ${plain(taken)} = ${plain(left)} days${to && !paid.eq(left) ? `; less than a whole day is not paid, so ${plain(paid)} (Measures art. 12)` : ''}`,
          },
          {
            zh: `日工资：${plain(wage)}元÷21.75＝${shown(wage.div('21.75'))}元（实施办法第11条）`,
            en: `A day’s wage: ${plain(wage)} yuan ÷ 21.75 = ${shown(wage.div('21.75'))} yuan (Measures art. 11)`,
          },
          {
            zh: `报酬为日工资的300%，其中100%已随工资发放，还应支付200%：日工资×${plain(paid)}天×200%＝${shown(yuan)}元（条例第5条、实施办法第10条）`,
            en: `300 % of a day’s wage, of which 100 % was paid with the wage; 200 % remain: a day’s wage × ${plain(paid)} days × 200 % = ${shown(yuan)} yuan (Regulation art. 5, Measures art. 10)`,
          },
          roundedOnce,
        ],
        hints: [
          {
            zh: `时效：一年（调解仲裁法第27条）。年休假可以跨一个年度安排，一般从次年年底或者离职之日起算，各地做法不一；请尽早申请，不晚于${addTo(to ?? last, 1, 'year')}最稳妥。`,
            en: `Limitation: one year (Law art. 27), usually from the end of the following year or from leaving, as leave may be moved by a year; practice differs. Applying by ${addTo(to ?? last, 1, 'year')} is safest.`,
          },
          {
            zh: '有下列情形之一的不享受当年的年休假：寒暑假多于年休假；事假满20天不扣工资；病假累计超过二、三、四个月（依工龄，条例第4条）。',
            en: 'No leave is due with longer school holidays, twenty paid days of personal leave, or two, three or four months of sick leave (by years of work, Regulation art. 4).',
          },
          {
            zh: '证据：社保记录（累计工作年限）、请假记录、工资流水。年休假是否安排过，由单位证明。',
            en: 'Evidence: social insurance records (years of work), records of leave, wages. That leave was arranged is for the employer to prove.',
          },
        ],
        provisional: [],
      },
    };
  },
};
