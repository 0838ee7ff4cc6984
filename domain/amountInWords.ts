const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/** An amount in fen in Chinese capital numerals, as on negotiable instruments (《正确填写票据和结算凭证的基本规定》). */
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
