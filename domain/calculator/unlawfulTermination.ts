import { Exact, plain, refuse, roundedFen, shown, type Calculation } from './Calculation';
import { cappedMonths, compensationBase, localAverage } from './compensationBase';
import { inWords, lasted, monthsOfWages } from './months';
import { averageWage, ended, oneYearFrom, place, roundedOnce, started } from './phrases';

/**
 * Damages for unlawful termination, 2N (劳动合同法 art. 48, 87): twice the standard of art. 47, counted from the first day of
 * work, also before 2008 (实施条例 art. 25).
 */
export const unlawfulTermination: Calculation = {
  code: 'unlawful-termination',
  cause: 'unlawful-termination',
  name: { zh: '违法解除赔偿金（2N）', en: 'Damages for unlawful termination (2N)' },
  about: { zh: '单位没有合法理由或者不按程序就辞退', en: 'Dismissed without lawful grounds or procedure' },
  fields: [
    {
      key: 'wish',
      type: 'choice',
      label: { zh: '还想回去上班吗', en: 'Is the job wanted back' },
      choices: [
        { value: 'damages', zh: '不回去，要赔偿金', en: 'No, damages are claimed' },
        { value: 'back', zh: '要求继续履行合同', en: 'Yes, the contract is to go on' },
      ],
    },
    started,
    ended,
    averageWage,
    place,
    localAverage,
  ],
  law: [
    { zh: '劳动合同法第47条、第48条、第87条', en: 'Labour Contract Law art. 47, 48, 87' },
    { zh: '劳动合同法实施条例第25条、第27条', en: 'Regulation on the Labour Contract Law art. 25, 27' },
  ],
  calculate(given, standards) {
    const [from, to] = [given.day('started')!, given.day('ended')!];
    if (given.text('wish') === 'back')
      return refuse(
        'wish',
        '要求继续履行的，不能同时要赔偿金；合同已经不能继续履行的，才支付赔偿金（劳动合同法第48条）',
        'Damages are due only if the contract is not, or cannot be, continued (art. 48)',
      );
    if (to < from) return refuse('ended', '离职日期早于入职日期', 'The last day is before the first');
    if (to < '2008-01-01')
      return refuse(
        'ended',
        '2008年以前解除的，不适用劳动合同法第87条',
        'Art. 87 does not apply to an end before 2008',
      );
    const base = compensationBase(given, standards);
    const service = lasted(from, to);
    const months = cappedMonths(monthsOfWages(service), base);
    const single = base.wage.times(months);
    const words = inWords(service);
    return {
      result: {
        fen: roundedFen(single.times(2)),
        steps: [
          ...base.steps,
          {
            zh: `年限自用工之日起算（实施条例第25条）：${from}至${to}，${words.zh}，折${plain(new Exact(months))}个月工资${months < monthsOfWages(service) ? '（封顶十二年）' : ''}（第47条第1款）`,
            en: `Counted from the first day of work (Regulation art. 25): ${from} to ${to}, ${words.en}, so ${plain(new Exact(months))} months of wages${months < monthsOfWages(service) ? ' (twelve years at most)' : ''} (art. 47(1))`,
          },
          {
            zh: `经济补偿标准：${shown(base.wage)}元×${months}＝${shown(single)}元`,
            en: `Standard of severance: ${shown(base.wage)} yuan × ${months} = ${shown(single)} yuan`,
          },
          {
            zh: `二倍：${shown(single.times(2))}元（劳动合同法第87条）`,
            en: `Twice: ${shown(single.times(2))} yuan (art. 87)`,
          },
          roundedOnce,
        ],
        hints: [
          oneYearFrom(to),
          {
            zh: '赔偿金和经济补偿只能得一样（实施条例第25条）。',
            en: 'Damages and severance exclude each other (Regulation art. 25).',
          },
          {
            zh: '证据：解除通知、谈话录音、聊天记录、门禁或者账号被停用的记录。解除的理由和程序，由单位证明（解释（一）第44条）。',
            en: 'Evidence: the notice, recordings, messages, a blocked badge or account. Grounds and procedure are for the employer to prove (Interpretation I art. 44).',
          },
        ],
        provisional: [
          ...base.provisional,
          ...(from < '2008-01-01'
            ? [
                {
                  zh: '2008年以前的年限这里按实施条例第25条一并二倍计算，个别地方只对2008年以后的二倍。',
                  en: 'Service before 2008 is doubled as well here (Regulation art. 25); some places double only what came after.',
                },
              ]
            : []),
        ],
      },
    };
  },
};
