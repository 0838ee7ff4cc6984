import { addTo, daysBetween, type Day } from '../limits/dates';
import type { Text } from '../text';
import { plain, refuse, roundedFen, shown, type Calculation } from './Calculation';
import { lasted } from './months';
import { conversion, monthlyWage, roundedOnce, started } from './phrases';

/**
 * The second wage for lack of a written contract (劳动合同法 art. 82): from the day after a full month of work, for at most
 * eleven months (实施条例 art. 6, 7); or, where an open-ended contract was due, from the day when it was (art. 82(2)).
 */
export const doubleWages: Calculation = {
  code: 'double-wages',
  cause: 'double-wages',
  name: { zh: '没签书面合同的二倍工资', en: 'Double wages without a written contract' },
  about: {
    zh: '上班超过一个月还没签书面合同，或者该签无固定期限合同而没签',
    en: 'No written contract after a month of work, or an open-ended one was due and refused',
  },
  fields: [
    {
      key: 'kind',
      type: 'choice',
      label: { zh: '哪一种情形', en: 'Which of the two' },
      choices: [
        { value: 'none', zh: '没有签书面劳动合同', en: 'There was no written contract' },
        {
          value: 'open-ended',
          zh: '单位不与我订立应当订立的无固定期限合同',
          en: 'The employer refused an open-ended contract that was due',
        },
      ],
    },
    { ...started, when: ({ kind }) => kind !== 'open-ended' },
    {
      key: 'due',
      type: 'day',
      label: { zh: '应当订立无固定期限合同的日期', en: 'Day when the open-ended contract was due' },
      help: {
        zh: '例如连续两次固定期限合同期满之后、连续工作满十年之后续订的那天（劳动合同法第14条）。',
        en: 'Such as the renewal after two fixed terms or ten years of work (Labour Contract Law art. 14).',
      },
      when: ({ kind }) => kind === 'open-ended',
    },
    {
      key: 'until',
      type: 'day',
      optional: true,
      label: {
        zh: '后来签了合同的日期，或者离职日期',
        en: 'Day when a contract was signed after all, or the last day of work',
      },
      help: { zh: '没有签也没有离职的，不填，算到今天。', en: 'Leave empty if neither: counted up to today.' },
    },
    {
      key: 'how',
      type: 'choice',
      label: { zh: '上面填的是', en: 'That day is' },
      choices: [
        { value: 'signed', zh: '签合同的日期', en: 'the day of signing' },
        { value: 'left', zh: '离职日期', en: 'the last day of work' },
      ],
      when: ({ until }) => Boolean(until),
    },
    monthlyWage,
    {
      key: 'days',
      type: 'number',
      most: 23,
      decimals: 0,
      unit: { zh: '天', en: 'days' },
      optional: true,
      label: { zh: '最后不满一个月的部分，实际上班几天', en: 'Days worked in the last month if it was not whole' },
      help: { zh: '不填的，不满一个月的部分不计算。', en: 'If left empty, what is less than a month is not counted.' },
    },
  ],
  law: [
    { zh: '劳动合同法第10条、第14条、第82条', en: 'Labour Contract Law art. 10, 14, 82' },
    { zh: '劳动合同法实施条例第6条、第7条', en: 'Regulation on the Labour Contract Law art. 6, 7' },
    {
      zh: '劳动争议司法解释（二）（法释〔2025〕12号）第6条、第7条',
      en: 'Interpretation II (No. 12 of 2025) art. 6, 7',
    },
    conversion,
  ],
  calculate(given, { today }) {
    const none = given.text('kind') === 'none';
    const first = none ? addTo(given.day('started')!, 1, 'month') : given.day('due')!;
    const signed = given.text('how') === 'signed';
    const until = given.day('until');
    if (first < '2008-02-01')
      return refuse(
        none ? 'started' : 'due',
        '劳动合同法自2008年1月1日起施行，此前的不适用二倍工资',
        'The Law is in force since 2008-01-01; nothing is doubled before',
      );
    if (until && until < (none ? given.day('started')! : first))
      return refuse('until', '早于开始日期，请核对', 'This is before the start: please check');
    const last = lastDay(until && signed ? before(until) : (until ?? today), none ? given.day('started')! : undefined);
    if (last < first)
      return refuse(
        'until',
        none
          ? '用工之日起一个月内签了合同或者离职的，不产生二倍工资（劳动合同法第10条第2款、第82条第1款）'
          : '还没有产生二倍工资',
        none
          ? 'With a contract, or gone, within a month, no wage is doubled (Labour Contract Law art. 10(2), 82(1))'
          : 'No wage has been doubled yet',
      );
    const { months, rest } = lasted(first, last);
    const days = given.number('days');
    if (!days.isZero() && !rest)
      return refuse(
        'days',
        `从${first}到${last}正好${months}个月，没有不满一个月的部分`,
        `${first} to ${last} are exactly ${months} months: there is no part of one`,
      );
    if (rest && days.gt(daysBetween(rest, last) + 1))
      return refuse(
        'days',
        `最后一段从${rest}到${last}，只有${daysBetween(rest, last) + 1}天`,
        `The last part, ${rest} to ${last}, has only ${daysBetween(rest, last) + 1} days`,
      );
    if (!months && days.isZero())
      return refuse(
        'days',
        `从${first}到${last}不满一个月，请填这段时间实际上班几天`,
        `${first} to ${last} is less than a month: enter the days worked in it`,
      );
    const wage = given.number('wage');
    const whole = wage.times(months);
    const part = wage.times(days).div('21.75');
    return {
      result: {
        fen: roundedFen(whole.plus(part)),
        steps: [
          none
            ? {
                zh: `起算：用工满一个月的次日${first}（劳动合同法第82条第1款、实施条例第6条）`,
                en: `From: the day after a full month of work, ${first} (art. 82(1), Regulation art. 6)`,
              }
            : {
                zh: `起算：应当订立无固定期限合同之日${first}（劳动合同法第82条第2款）`,
                en: `From: the day when the open-ended contract was due, ${first} (art. 82(2))`,
              },
          none
            ? {
                zh: `算到：${last}，最多到用工满一年的前一日，即最长十一个月（实施条例第7条）`,
                en: `To: ${last}, at most the day before a full year of work, so eleven months (Regulation art. 7)`,
              }
            : { zh: `算到：${last}`, en: `To: ${last}` },
          {
            zh: `整月：${plain(wage)}元×${months}个月＝${shown(whole)}元（已发的一倍工资之外的另一倍）`,
            en: `Whole months: ${plain(wage)} yuan × ${months} = ${shown(whole)} yuan (the second wage, beside the one that was paid)`,
          },
          ...(days.isZero()
            ? []
            : [
                {
                  zh: `不满一个月：${plain(wage)}元÷21.75×实际工作日${plain(days)}天＝${shown(part)}元（解释（二）第6条）`,
                  en: `Part of a month: ${plain(wage)} yuan ÷ 21.75 × ${plain(days)} days actually worked = ${shown(part)} yuan (Interpretation II art. 6)`,
                },
              ]),
          roundedOnce,
        ],
        hints: [limitation(first, last), ...(none ? [deemed] : []), evidence, exceptions],
        provisional: [
          ...(days.isZero()
            ? []
            : [
                {
                  zh: '解释（二）第6条没有规定日工资怎么折算，这里按21.75天。',
                  en: 'Interpretation II art. 6 does not say how a day is priced; 21.75 days are used here.',
                },
              ]),
          ...(rest && days.isZero()
            ? [
                {
                  zh: `最后一段（${rest}至${last}）没有填实际上班天数，没有计入。`,
                  en: `The last part (${rest} to ${last}) is not included, as its days were not entered.`,
                },
              ]
            : []),
          ...(none
            ? []
            : [
                {
                  zh: '第82条第2款没有规定最长期限，各地做法不一。',
                  en: 'Art. 82(2) sets no longest term; practice differs.',
                },
              ]),
        ],
      },
    };
  },
};

const before = (day: Day): Day => addTo(day, -1, 'day');

/** Without a contract it ends the day before a full year of work (实施条例 art. 7). */
function lastDay(day: Day, start: Day | undefined): Day {
  const longest = start && before(addTo(start, 1, 'year'));
  return longest && longest < day ? longest : day;
}

const limitation = (first: Day, last: Day): Text => ({
  zh: `时效：二倍工资中多出的一倍不是劳动报酬，适用一年时效（调解仲裁法第27条第1款）。从最后一日起算最迟${addTo(last, 1, 'year')}；有的地方按日、按月分别起算，最早的一段${addTo(first, 1, 'year')}就届满，请尽早申请。`,
  en: `Limitation: the second wage is no wage, so one year applies (Law art. 27(1)): by ${addTo(last, 1, 'year')} counted from the last day; where it is counted day by day or month by month, the first part lapses on ${addTo(first, 1, 'year')}. Apply early.`,
});
const deemed: Text = {
  zh: '满一年仍未订立的，视为自满一年之日起已经订立无固定期限劳动合同，不再计算二倍工资（劳动合同法第14条第3款、实施条例第7条）。',
  en: 'After a full year an open-ended contract is deemed concluded, and no further wages are doubled (art. 14(3), Regulation art. 7).',
};
const evidence: Text = {
  zh: '证据：能证明何时开始上班的材料（工资流水、社保记录、工作证、考勤、招聘和入职消息）。是否签过合同，由单位证明。',
  en: 'Evidence: whatever shows when work began (bank statements, social insurance, badge, attendance, messages of hiring). That there was a contract is for the employer to prove.',
};
const exceptions: Text = {
  zh: '单位证明因不可抗力，或者因劳动者本人故意、重大过失没有订立的除外（解释（二）第7条）。',
  en: 'Not if the employer proves force majeure, or the worker’s own intent or gross negligence (Interpretation II art. 7).',
};
