import { basisOf, type Calculation, type Entered, type Result } from '../../../domain/calculator';
import { toYuan } from '../../../domain/money';
import type { Language } from '../../texts';
import type { Carried } from './carried';

export const carriedFrom = (rules: Calculation, result: Result, entered: Entered, language: Language): Carried => ({
  claim: {
    cause: rules.cause,
    amount: toYuan(result.fen),
    facts: basisOf(rules, result, language),
  },
  ...(entered.place && { region: entered.place }),
  ...(entered.started && { employmentStarted: entered.started }),
  ...(entered.ended && { employmentEnded: entered.ended }),
});

/** The basis of an earlier calculation, as `basisOf` writes it, in either language. */
const basis =
  /(?:计算依据（|Calculation \()[^\n]*(?:\n\d+\. [^\n]*)*\n(?:法律依据|Law)[^\n]*(?:\n(?:暂定|Provisional)[^\n]*)?/;

/** What was told, with the basis of the calculation below it; that of an earlier one gives way. */
export const withBasis = (facts: string | undefined, text: string): string =>
  [(facts ?? '').replace(basis, '').trim(), text].filter(Boolean).join('\n\n');
