import type { Day } from '../limits/dates';
import type { Parameter } from '../parameters';
import type { Lang } from '../text';
import { annualLeave } from './annualLeave';
import type { Calculation, Entered, Outcome, Result } from './Calculation';
import { doubleWages } from './doubleWages';
import { Given } from './Given';
import { heatAllowance } from './heatAllowance';
import { minimumWage } from './minimumWage';
import { noticePay } from './noticePay';
import { overtime } from './overtime';
import { severance } from './severance';
import { Standards } from './Standards';
import { unlawfulTermination } from './unlawfulTermination';
import { unpaidWages } from './unpaidWages';
import { yuanText } from '../money';

export type { Calculation, Entered, Field, Outcome, Refusal, Result } from './Calculation';
export { calculatorParameters } from './Standards';

/** The usual claims that can be calculated; a file each, the most frequent first. */
export const calculations: readonly Calculation[] = [
  unpaidWages,
  severance,
  unlawfulTermination,
  overtime,
  doubleWages,
  annualLeave,
  noticePay,
  minimumWage,
  heatAllowance,
];

/** Calculates one claim from what was entered; or says what is missing, wrong or contradictory. */
export function calculate(
  calculation: Calculation,
  entered: Entered,
  parameters: readonly Parameter[],
  today: Day,
): Outcome {
  const given = Given.read(calculation.fields, entered, today);
  return Array.isArray(given) ? { refusals: given } : calculation.calculate(given, new Standards(parameters, today));
}

/** The basis of a calculated amount as text, for the claim: its steps, law, and what is provisional. */
export function basisOf({ name, law }: Calculation, { fen, steps, provisional }: Result, lang: Lang): string {
  const [open, colon, between] = lang === 'zh' ? ['计算依据', '：', '；'] : ['Calculation', ': ', '; '];
  return [
    `${open}${lang === 'zh' ? '（' : ' ('}${name[lang]}${lang === 'zh' ? '）' : ')'}${colon}${yuanText(fen)}${lang === 'zh' ? '元' : ' yuan'}`,
    ...steps.map((step, index) => `${index + 1}. ${step[lang]}`),
    `${lang === 'zh' ? '法律依据' : 'Law'}${colon}${law.map((each) => each[lang]).join(between)}`,
    ...(provisional.length
      ? [`${lang === 'zh' ? '暂定' : 'Provisional'}${colon}${provisional.map((each) => each[lang]).join(' ')}`]
      : []),
  ].join('\n');
}
