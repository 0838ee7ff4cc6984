import { regions } from '../domain/regions';
import { grams, piecesOf, plain } from '../models';

/** At most this many pieces of a text are sent to the index; whoever asks checks the whole text. */
const PIECES = 12;

/** Pieces that occur in many names and so are poor search terms: place names and company suffixes. */
const common = new Set(
  [...regions.map(({ zh }) => zh), '安徽省', '有限责任公司', '股份有限公司', '有限公司', '集团', '公司'].flatMap(
    (name) => grams(name, 2),
  ),
);

/** The pieces of a text that are looked up in an index of `terms`, the most selective first. */
export function askedPieces(text: string): string[] {
  const whole = plain(text);
  const pieces = piecesOf(whole);
  // The beginnings of numbers are alike.
  const telling = /^[\d-]+$/.test(whole.slice(-2))
    ? pieces.at(-1)
    : pieces.find((piece) => !grams(piece, 2).some((pair) => common.has(pair)));
  return pieces.sort((a, b) => Number(b === telling) - Number(a === telling)).slice(0, PIECES);
}
