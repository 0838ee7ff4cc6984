import { CharacterSet } from './CharacterSet';
import { type CharacterClass, escapeClass, listed, ofSet, propertyClass } from './classes';

const BLANK = /[\t\n\r ]/;
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The text is not a regular expression. */
export class NoPattern extends Error {}

/** Reads characters and classes of them: escapes and bracket expressions (XML Schema Part 2, appendix F.1). */
export class Characters {
  protected readonly points: string[];
  protected at = 0;

  constructor(
    pattern: string,
    protected readonly flags: string,
  ) {
    this.points = Array.from(pattern);
  }

  protected peek(): string | undefined {
    if (this.flags.includes('x')) while (BLANK.test(this.points[this.at] ?? '')) this.at++;
    return this.points[this.at];
  }

  protected take(): string {
    const next = this.peek();
    if (next === undefined) throw new NoPattern();
    this.at++;
    return next;
  }

  /** The character that is represented, or a class. */
  protected escaped(): string | CharacterClass {
    const letter = this.points[this.at++] ?? '';
    if (letter === 'p' || letter === 'P') return this.property(letter === 'P');
    const found = escapeClass(letter) ?? CONTROLS.get(letter);
    if (found) return found;
    if (!letter || !'\\|.-^?*+{}()[]$/'.includes(letter)) throw new NoPattern();
    return letter;
  }

  private property(negated: boolean): CharacterClass {
    if (this.take() !== '{') throw new NoPattern();
    let name = '';
    for (let next = this.take(); next !== '}'; next = this.take()) name += next;
    const found = propertyClass(name, negated);
    if (!found) throw new NoPattern();
    return found;
  }

  /** After `[`: a class, minus what a `-[…]` at its end subtracts. */
  protected bracket(): CharacterClass {
    const negated = this.points[this.at] === '^';
    if (negated) this.at++;
    const parts: CharacterClass[] = [];
    for (let next = this.next(); next !== ']'; next = this.next()) {
      if (next === '-' && this.points[this.at] === '[' && parts.length) {
        this.at++;
        const without = this.bracket().set();
        if (this.next() !== ']') throw new NoPattern();
        return ofSet(whole(parts, negated).set().without(without));
      }
      parts.push(this.member(next, parts.length === 0));
    }
    if (!parts.length) throw new NoPattern();
    return whole(parts, negated);
  }

  private next(): string {
    const next = this.points[this.at++];
    if (next === undefined) throw new NoPattern();
    return next;
  }

  private member(next: string, first: boolean): CharacterClass {
    const from = next === '\\' ? this.escaped() : next;
    if (typeof from !== 'string') return from;
    if (next === '[' || (next === '-' && !first && this.points[this.at] !== ']')) throw new NoPattern();
    const isRange = this.points[this.at] === '-' && !'[]'.includes(this.points[this.at + 1] ?? '');
    if (!isRange) return ofPoints(from, from);
    this.at++;
    const end = this.next();
    const to = end === '\\' ? this.escaped() : end;
    if (typeof to !== 'string' || to.codePointAt(0)! < from.codePointAt(0)!) throw new NoPattern();
    return ofPoints(from, to);
  }
}

const ofPoints = (from: string, to: string): CharacterClass =>
  listed(from === to ? literal(from) : `${literal(from)}-${literal(to)}`);

function whole(parts: CharacterClass[], negated: boolean): CharacterClass {
  const text = parts.map((part) => part.text).join('');
  return negated
    ? { text: `^${text}`, set: () => CharacterSet.union(parts.map((part) => part.set())).complement }
    : { text, set: () => CharacterSet.union(parts.map((part) => part.set())) };
}

/** A property is not affected by the flag `i` (§7.6.1.1). An empty class matches nothing. */
export function bracketed({ text }: CharacterClass, flags: string): string {
  if (text === '') return '[^\\x{0}-\\x{10ffff}]';
  return flags.includes('i') && /^\^?(?:\\[pP]\{\w+\})+$/.test(text) ? `(?-i:[${text}])` : `[${text}]`;
}

export const literal = (point: string): string => `\\x{${point.codePointAt(0)!.toString(16)}}`;
