/** Whitespace, brackets and dots between digits are ignored; full-width digits count as digits. */
const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s().·]/g, '')
    .replaceAll(/[‐-―−]/g, '-');

const extension = '(?:(?:-|转|分机|ext|x|#)\\d{1,6})?';
const mainland = new RegExp(
  // A mobile number, a landline with its area code, or a company's 400 or 800 number.
  `^(?:(?:\\+|00)?86-?)?1[3-9](?:-?\\d){9}$|^(?:0|(?:(?:\\+|00)?86-?)0?)[1-9]\\d{1,2}-?[2-9](?:-?\\d){6,7}${extension}$|^[48]00(?:-?\\d){7}${extension}$`,
  'i',
);
/** ITU-T E.164 outside the mainland; Hong Kong, Macao and Taiwan by the length of their numbers. */
const abroad = /^(?:\+|00)(?:85[23]\d{8}|886\d{8,9}|(?!86|85[23]|886)[1-9]\d{6,14})$/;

/**
 * Whether this is a telephone number of somebody who may file or answer here: of the mainland, Hong Kong, Macao,
 * Taiwan, or another country.
 */
export function isPhone(text: string): boolean {
  if (text.length > 40) return false;
  const number = compact(text);
  return mainland.test(number) || abroad.test(number.replaceAll('-', ''));
}

/**
 * A number at which somebody can read text messages, in E.164: a mainland mobile number, or one of Hong Kong, Macao,
 * Taiwan or another country, where mobile numbers cannot be told from others; undefined for any other text.
 */
export function mobileOf(text: string): string | undefined {
  if (!isPhone(text)) return undefined;
  const number = compact(text).replaceAll('-', '');
  const own = /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/.exec(number)?.[1];
  if (own) return `+86${own}`;
  return abroad.test(number) ? number.replace(/^00/, '+') : undefined;
}
