/**
 * The first two digits of GB/T 2260 codes: every province of China, and the codes of Hong Kong, Macao and Taiwan
 * residents (81–83).
 */
const prefixes = new Set([
  '11',
  '12',
  '13',
  '14',
  '15',
  '21',
  '22',
  '23',
  '31',
  '32',
  '33',
  '34',
  '35',
  '36',
  '37',
  '41',
  '42',
  '43',
  '44',
  '45',
  '46',
  '50',
  '51',
  '52',
  '53',
  '54',
  '61',
  '62',
  '63',
  '64',
  '65',
  '71',
  '81',
  '82',
  '83',
]);

/**
 * Whether the code's province exists. A code within it may have been renamed since it was issued, so nothing more is
 * checked.
 */
export function inSomeProvince(code: string): boolean {
  return prefixes.has(code.slice(0, 2));
}
