/** A text as it is compared: width, case and spaces do not tell names apart. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

/** Each run of so many neighbouring characters, once. */
export function grams(text: string, length: number): string[] {
  const characters = [...text];
  return [...new Set(characters.slice(length - 1).map((_, index) => characters.slice(index, index + length).join('')))];
}

/** Numbers and codes are not looked for by two characters. */
const isNumber = (text: string): boolean => /^[\da-z-]*\d[\da-z-]*$/.test(text);

/** The pieces that a case is found by: of each name and number the whole and every three neighbouring characters, of a name also every two. */
export function terms(...names: (string | undefined)[]): string[] {
  const texts = names.map((name) => plain(name ?? '')).filter((text) => text !== '');
  return [...new Set(texts.flatMap((text) => [text, ...(isNumber(text) ? [] : grams(text, 2)), ...grams(text, 3)]))];
}
