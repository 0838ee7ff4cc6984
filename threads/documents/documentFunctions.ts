import { amountInWords } from '../../domain/amountInWords';
import { birthDateOf, sexOf } from '../../domain/identityNumber';
import { isYuan, toFen } from '../../domain/money';

/** The FEEL functions of templates, besides those of the legal calendar. */
export const documentFunctions: Record<string, (...args: never[]) => unknown> = {
  /** A sum in yuan in Chinese capitals: 18600.5 is 壹万捌仟陆佰元伍角. */
  'amount in words': (yuan: number | string | null) =>
    yuan === null || yuan === undefined ? null : amountInWords(exactFen(yuan)),
  /** A sum in yuan with separators and two decimals. */
  'amount in figures': (yuan: number | string | null) =>
    yuan === null || yuan === undefined
      ? null
      : (exactFen(yuan) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
  /** The sex and the date of birth in an identity number (GB 11643): an application states them (Rules33 art. 29). */
  'sex in': (number: string | null) =>
    number === null || number === undefined ? null : sexOf(number) === 'male' ? '男' : '女',
  'birth date in': (number: string | null) => (number === null || number === undefined ? null : birthDateOf(number)),
};

/** A sum that is not exact to the fen cannot appear in a document: only the parties may round it. */
function exactFen(yuan: number | string): number {
  if (!isYuan(yuan)) throw new RangeError(`${yuan} 不是精确到分的金额 / ${yuan} is not an amount exact to the fen`);
  return toFen(yuan);
}
