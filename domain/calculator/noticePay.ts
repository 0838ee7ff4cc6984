import { plain, refuse, roundedFen, type Calculation } from './Calculation';
import { ended, oneYearFrom } from './phrases';

/** A month’s wage in place of thirty days’ notice (劳动合同法 art. 40; 实施条例 art. 20). */
export const noticePay: Calculation = {
  code: 'notice-pay',
  cause: 'termination',
  name: { zh: '代通知金（多付一个月工资）', en: 'Pay in place of notice' },
  about: { zh: '没有提前三十日书面通知就被解除', en: 'Dismissed without thirty days’ written notice' },
  fields: [
    {
      key: 'ground',
      type: 'choice',
      label: { zh: '单位说的解除理由', en: 'The ground that the employer gave' },
      choices: [
        { value: 'medical', zh: '医疗期满不能工作', en: 'Unable to work after the medical term' },
        { value: 'unfit', zh: '不能胜任工作', en: 'Not up to the work' },
        { value: 'changed', zh: '客观情况发生重大变化', en: 'A major change of circumstances' },
        {
          value: 'other',
          zh: '其他（协商解除、裁员、违纪、到期等）',
          en: 'Another (agreement, lay-off, misconduct, end of term …)',
        },
      ],
    },
    {
      key: 'days',
      type: 'number',
      most: 400,
      decimals: 0,
      unit: { zh: '天', en: 'days' },
      label: { zh: '提前几天书面通知的（没有通知填0）', en: 'Days of written notice (0 if none)' },
    },
    ended,
    {
      key: 'wage',
      type: 'money',
      label: { zh: '解除前上一个月的工资（元）', en: 'Wage of the month before (yuan)' },
      help: {
        zh: '是上一个月的，不是十二个月平均（实施条例第20条）。',
        en: 'Of that month, not the average of twelve (Regulation art. 20).',
      },
    },
  ],
  law: [
    { zh: '劳动合同法第40条', en: 'Labour Contract Law art. 40' },
    { zh: '劳动合同法实施条例第20条', en: 'Regulation on the Labour Contract Law art. 20' },
  ],
  calculate(given) {
    if (given.text('ground') === 'other')
      return refuse(
        'ground',
        '只有依照第40条三种理由解除的才有代通知金；其他情形请看“经济补偿”或者“违法解除赔偿金”',
        'Only the three grounds of art. 40 bring it; otherwise see severance or damages for unlawful termination',
      );
    if (given.number('days').gte(30))
      return refuse(
        'days',
        '已经提前三十日书面通知的，不另付一个月工资（劳动合同法第40条）',
        'With thirty days’ written notice no further month is due (art. 40)',
      );
    const wage = given.number('wage');
    if (wage.isZero()) return refuse('wage', '上一个月的工资不能是零', 'The wage of that month cannot be zero');
    return {
      result: {
        fen: roundedFen(wage),
        steps: [
          {
            zh: `没有提前三十日书面通知，额外支付一个月工资（劳动合同法第40条）`,
            en: 'Without thirty days’ written notice a month’s wage is due on top (art. 40)',
          },
          {
            zh: `按上一个月的工资：${plain(wage)}元×1＝${wage.toFixed(2)}元（实施条例第20条）`,
            en: `The wage of the month before: ${plain(wage)} yuan × 1 = ${wage.toFixed(2)} yuan (Regulation art. 20)`,
          },
        ],
        hints: [
          oneYearFrom(given.day('ended')!),
          {
            zh: '代通知金之外还有经济补偿（第46条第3项）。认为解除违法的，主张赔偿金（2N），一般不再同时支持代通知金。',
            en: 'Severance is due besides (art. 46(3)). Whoever claims damages for unlawful termination is usually not given this as well.',
          },
          {
            zh: '上一个月的工资明显不正常的，有的地方按正常工资或者十二个月平均工资。',
            en: 'If that month was clearly out of the ordinary, some places take the usual or average wage.',
          },
          {
            zh: '证据：解除通知（看日期和理由）、上一个月的工资条或者银行流水。',
            en: 'Evidence: the notice with its date and ground, and the payslip or bank statement of that month.',
          },
        ],
        provisional: [],
      },
    };
  },
};
