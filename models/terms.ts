/**
 * The dots that separate the parts of names in many nationalities, as keyboards and other systems write them, after
 * NFKC.
 */
const middleDots = /[.\u00B7\u2022\u2027\u2219\u22C5\u30FB]/g;

/** A text in normal form for comparison: width, case, spaces and the kind of middle dot do not distinguish names. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').replaceAll(middleDots, '·');

/** The longest `terms` of a search text: the longer they are, the fewer cases have them. */
export const piecesOf = (text: string): string[] =>
  grams(text, isNumber(text) ? 3 : Math.min(4, Math.max(2, [...text].length)));

/** Every run of this many adjacent characters, once. */
export function grams(text: string, length: number): string[] {
  const characters = [...text];
  return [...new Set(characters.slice(length - 1).map((_, index) => characters.slice(index, index + length).join('')))];
}

/** Numbers and codes, which share most of their characters. */
const isNumber = (text: string): boolean => /^[\da-z-]*\d[\da-z-]*$/.test(text);

/**
 * The terms by which a case is found: of each name and number the whole and every three adjacent characters, of a name
 * also every two and every four.
 */
export function terms(...names: (string | undefined)[]): string[] {
  const texts = names.map((name) => plain(name ?? '')).filter((text) => text !== '');
  return [
    ...new Set(
      texts.flatMap((text) => [text, ...(isNumber(text) ? [3] : [2, 3, 4]).flatMap((length) => grams(text, length))]),
    ),
  ];
}
