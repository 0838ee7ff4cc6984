import { isYuan, toFen } from '../../domain/money';

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

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
};

/** A sum that is not exact to the fen cannot appear in a document: only the parties may round it. */
function exactFen(yuan: number | string): number {
  if (!isYuan(yuan)) throw new RangeError(`${yuan} 不是精确到分的金额 / ${yuan} is not an amount exact to the fen`);
  return toFen(yuan);
}

/** A sum in fen in Chinese capitals, as on negotiable instruments (《正确填写票据和结算凭证的基本规定》). */
export function amountInWords(fen: number): string {
  const yuan = Math.floor(Math.abs(fen) / 100);
  const [jiao, rest] = [Math.floor((Math.abs(fen) % 100) / 10), Math.abs(fen) % 10];
  const whole = yuan ? `${wholeInWords(yuan)}元` : '';
  const part = (jiao ? `${digits[jiao]}角` : rest && yuan ? '零' : '') + (rest ? `${digits[rest]}分` : '');
  return `${fen < 0 ? '负' : ''}${whole}${part || (whole ? '整' : '零元整')}`;
}

function wholeInWords(yuan: number): string {
  let words = '';
  let gap = false;
  const parts = String(yuan).padStart(16, '0').match(/\d{4}/g)!;
  parts.forEach((four, index) => {
    const written = fourInWords(four);
    if (written && words && (gap || four[0] === '0')) words += '零';
    gap = !written && words !== '';
    if (written) words += written + groups[3 - index];
  });
  return words;
}

function fourInWords(four: string): string {
  let words = '';
  let zero = false;
  [...four].forEach((digit, index) => {
    if (digit === '0') zero = words !== '';
    else {
      words += (zero ? '零' : '') + digits[Number(digit)] + places[3 - index];
      zero = false;
    }
  });
  return words;
}
