import type { Text } from '../text';
import { Exact, plain, refuse, roundedFen, shown, type Calculation, type Choice } from './Calculation';
import { cappedMonths, compensationBase, localAverage, uncappedWage } from './compensationBase';
import { inWords, lasted, monthsOfWages } from './months';
import { averageWage, ended, oneYearFrom, place, roundedOnce, started } from './phrases';

/** The day when the Law came into force: service before it follows the rules of its time (劳动合同法 art. 97(3)). */
const LAW = '2008-01-01';

interface Ground extends Choice {
  article: Text;
  /** The rule for service before 2008, and whether it stops at twelve months; absent: nothing was due then. */
  before?: Text & { twelve: boolean; doubt?: true };
}

const old = (article: number, twelve: boolean): Ground['before'] => ({
  zh: `劳部发〔1994〕481号第${article}条`,
  en: `Measures 481 of 1994 art. ${article}`,
  twelve,
});

const grounds: readonly Ground[] = [
  {
    value: 'mutual',
    zh: '单位提出，双方协商一致解除',
    en: 'Ended by agreement on the employer’s proposal',
    article: { zh: '第46条第2项', en: 'art. 46(2)' },
    before: old(5, true),
  },
  {
    value: 'forced',
    zh: '单位欠薪、不缴社保等，我因此提出解除',
    en: 'I resigned because wages or insurance were not paid, or the like',
    article: { zh: '第38条、第46条第1项', en: 'art. 38, 46(1)' },
    before: {
      zh: '劳动法第32条，参照劳部发〔1994〕481号',
      en: 'Labour Law art. 32, with Measures 481 of 1994 by analogy',
      twelve: false,
      doubt: true,
    },
  },
  {
    value: 'medical',
    zh: '医疗期满不能工作，被解除',
    en: 'Dismissed after the medical term',
    article: { zh: '第40条第1项、第46条第3项', en: 'art. 40(1), 46(3)' },
    before: old(6, false),
  },
  {
    value: 'unfit',
    zh: '不能胜任工作，被解除',
    en: 'Dismissed as not up to the work',
    article: { zh: '第40条第2项、第46条第3项', en: 'art. 40(2), 46(3)' },
    before: old(7, true),
  },
  {
    value: 'changed',
    zh: '客观情况重大变化（搬迁、部门撤销等），被解除',
    en: 'Dismissed for a major change of circumstances',
    article: { zh: '第40条第3项、第46条第3项', en: 'art. 40(3), 46(3)' },
    before: old(8, false),
  },
  {
    value: 'layoff',
    zh: '裁员',
    en: 'Laid off',
    article: { zh: '第41条、第46条第4项', en: 'art. 41, 46(4)' },
    before: old(9, false),
  },
  {
    value: 'expired',
    zh: '合同到期，单位不续签或者降低条件续签',
    en: 'The term ended, and the employer did not renew or offered less',
    article: { zh: '第44条第1项、第46条第5项', en: 'art. 44(1), 46(5)' },
  },
  {
    value: 'closed',
    zh: '单位破产、被吊销执照或者解散',
    en: 'The employer went bankrupt, lost its licence or dissolved',
    article: { zh: '第44条第4项、第5项、第46条第6项', en: 'art. 44(4), (5), 46(6)' },
  },
  {
    value: 'resigned',
    zh: '我自己辞职，单位没有过错',
    en: 'I resigned, and the employer was not at fault',
    article: { zh: '第37条', en: 'art. 37' },
  },
  {
    value: 'misconduct',
    zh: '因严重违纪等被解除',
    en: 'Dismissed for serious misconduct',
    article: { zh: '第39条', en: 'art. 39' },
  },
];

/** Severance, N (劳动合同法 art. 46, 47, 97(3)). */
export const severance: Calculation = {
  code: 'severance',
  cause: 'severance',
  name: { zh: '经济补偿（N）', en: 'Severance (N)' },
  about: {
    zh: '被辞退、合同到期不续签，或者因欠薪等被迫离职',
    en: 'Dismissed lawfully, not renewed, or forced to leave by unpaid wages and the like',
  },
  fields: [
    {
      key: 'ground',
      type: 'choice',
      label: { zh: '怎么离职的', en: 'How it ended' },
      choices: grounds.map(({ value, zh, en }) => ({ value, zh, en })),
    },
    started,
    ended,
    averageWage,
    place,
    localAverage,
  ],
  law: [
    { zh: '劳动合同法第46条、第47条、第97条第3款', en: 'Labour Contract Law art. 46, 47, 97(3)' },
    { zh: '劳动合同法实施条例第10条、第25条、第27条', en: 'Regulation on the Labour Contract Law art. 10, 25, 27' },
    {
      zh: '2008年以前的年限：违反和解除劳动合同的经济补偿办法（劳部发〔1994〕481号）第5条至第9条、第11条',
      en: 'Service before 2008: Measures 481 of 1994 art. 5–9, 11',
    },
  ],
  calculate(given, standards) {
    const ground = grounds.find(({ value }) => value === given.text('ground'))!;
    const [from, to] = [given.day('started')!, given.day('ended')!];
    if (ground.value === 'resigned')
      return refuse(
        'ground',
        '自己辞职而单位没有过错的，没有经济补偿；单位欠薪、不缴社保等的，请选“我因此提出解除”（劳动合同法第38条）',
        'A resignation without the employer’s fault brings no severance; if wages or insurance were not paid, choose that ground (art. 38)',
      );
    if (ground.value === 'misconduct')
      return refuse(
        'ground',
        '依照第39条解除的没有经济补偿；认为解除没有根据的，请改算“违法解除赔偿金”',
        'A dismissal under art. 39 brings no severance; if it was unfounded, calculate damages for unlawful termination',
      );
    if (to < from) return refuse('ended', '离职日期早于入职日期', 'The last day is before the first');
    if (to < LAW)
      return refuse(
        'ended',
        '2008年以前离职的，适用当时的规定，这里不计算',
        'For an end before 2008 the rules of that time apply; this is not calculated here',
      );
    const base = compensationBase(given, standards);
    const since = from < LAW ? LAW : from;
    const service = lasted(since, to);
    const after = cappedMonths(monthsOfWages(service), base);
    const earlier = from < LAW && ground.before ? beforeTheLaw(from, ground.before.twelve) : undefined;
    const later = base.wage.times(after);
    const formerly = uncappedWage(given, base).times(earlier?.months ?? 0);
    const words = inWords(service);
    return {
      result: {
        fen: roundedFen(later.plus(formerly)),
        steps: [
          {
            zh: `应当支付经济补偿：${ground.zh}（劳动合同法${ground.article.zh}）`,
            en: `Severance is due: ${ground.en} (Labour Contract Law ${ground.article.en})`,
          },
          ...base.steps,
          {
            zh: `${since}至${to}：${words.zh}，折${plain(new Exact(after))}个月工资${base.capped && after < monthsOfWages(service) ? '（封顶十二年）' : ''}（满一年一个月，六个月以上不满一年按一年，不满六个月半个月，第47条第1款）`,
            en: `${since} to ${to}: ${words.en}, so ${plain(new Exact(after))} months of wages${base.capped && after < monthsOfWages(service) ? ' (twelve years at most)' : ''} (one a full year, one from six months, a half below: art. 47(1))`,
          },
          {
            zh: `${shown(base.wage)}元×${after}＝${shown(later)}元`,
            en: `${shown(base.wage)} yuan × ${after} = ${shown(later)} yuan`,
          },
          ...(earlier && ground.before
            ? [
                {
                  zh: `2008年以前：${from}至2007-12-31，每满一年一个月，不满一年按一年，共${earlier.months}个月${earlier.cut ? '（最多十二个月）' : ''}（第97条第3款、${ground.before.zh}），不受三倍封顶：${shown(uncappedWage(given, base))}元×${earlier.months}＝${shown(formerly)}元`,
                  en: `Before 2008: ${from} to 2007-12-31, one month a year, a part of a year as a whole one, so ${earlier.months} months${earlier.cut ? ' (twelve at most)' : ''} (art. 97(3), ${ground.before.en}), without the cap: ${shown(uncappedWage(given, base))} yuan × ${earlier.months} = ${shown(formerly)} yuan`,
                },
              ]
            : []),
          ...(from < LAW && !ground.before
            ? [
                {
                  zh: '2008年以前的年限：当时的规定对这种情形没有经济补偿，从2008年1月1日起算（第97条第3款）',
                  en: 'Before 2008: the rules of that time gave none in this case, so counted from 2008-01-01 (art. 97(3))',
                },
              ]
            : []),
          roundedOnce,
        ],
        hints: [
          oneYearFrom(to),
          {
            zh: '经济补偿和违法解除赔偿金只能得一样（实施条例第25条）。',
            en: 'Severance and damages for unlawful termination exclude each other (Regulation art. 25).',
          },
          {
            zh: '非因本人原因从原单位转到新单位的，原单位的年限合并计算（实施条例第10条）。',
            en: 'Service with a former employer counts if the move was not of one’s own making (Regulation art. 10).',
          },
          evidence,
          ...(ground.value === 'medical'
            ? [
                {
                  zh: '医疗期满解除的，另有医疗补助费（劳部发〔1994〕481号第6条），这里没有计算。',
                  en: 'After the medical term a medical subsidy is due as well (Measures 481 of 1994 art. 6), not calculated here.',
                },
              ]
            : []),
        ],
        provisional: [
          ...base.provisional,
          ...(earlier && (ground.before?.doubt || !ground.before?.twelve)
            ? [
                {
                  zh: '2008年以前不满一年的部分，各地有按一年算的，也有不算的；这里按一年。',
                  en: 'Parts of a year before 2008 are counted as a whole year here; practice differs.',
                },
              ]
            : []),
        ],
      },
    };
  },
};

/** Months of wages for service before 2008: a part of a year counts as a whole one (481号 art. 5). */
function beforeTheLaw(from: string, twelve: boolean): { months: number; cut: boolean } {
  const { months, rest } = lasted(from, '2007-12-31');
  const years = Math.ceil((months + (rest ? 0.5 : 0)) / 12);
  return twelve && years > 12 ? { months: 12, cut: true } : { months: years, cut: false };
}

const evidence: Text = {
  zh: '证据：解除通知或者离职证明、劳动合同、社保记录、最近十二个月的工资流水；因欠薪被迫离职的，写明理由的解除通知和送达记录。',
  en: 'Evidence: the notice or certificate of leaving, the contract, social insurance records, wages of the last twelve months; if forced to leave, the notice that states why and the proof of its delivery.',
};
