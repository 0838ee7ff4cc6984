import { isNamePart } from './characters';

/** Words that end a name; they occur within one only if that name is known. */
const RESERVED = new Set([
  'if',
  'then',
  'else',
  'for',
  'in',
  'return',
  'some',
  'every',
  'satisfies',
  'and',
  'or',
  'between',
  'instance',
  'function',
  'true',
  'false',
  'null',
]);

/** Built-in names with a reserved word inside. */
const BUILT_IN = ['date and time', 'years and months duration', 'days and time duration', 'get or else'];

export const isReserved = (word: string): boolean => RESERVED.has(word);

interface Known {
  name: string;
  pattern: RegExp;
}

/**
 * Names that contain more than plain words (`a-b`, `loan and credit`): they can be distinguished from an expression
 * only if known (DMN 1.3 §10.3.1.4). They come from the compile options, or are declared by the expression itself.
 */
export class KnownNames {
  private readonly known: Known[] = [];
  private readonly names = new Set<string>();

  constructor(names: readonly string[] = []) {
    for (const name of [...BUILT_IN, ...names]) this.declare(name);
  }

  /** From here on `name` is one name. */
  declare(name: string): void {
    if (this.names.has(name) || isPlain(name)) return;
    this.names.add(name);
    const parts = name
      .trim()
      .split(/\s+|([./\-'+*^,:()&%#!<>=[\]{}])/u)
      .filter(Boolean);
    this.known.push({ name, pattern: new RegExp(parts.map(escape).join('\\s*'), 'uy') });
  }

  /** The longest known name that starts at `from`, and where it ends. */
  match(text: string, from: number): { name: string; to: number } | null {
    let longest: { name: string; to: number } | null = null;
    for (const { name, pattern } of this.known) {
      pattern.lastIndex = from;
      if (!pattern.test(text) || (longest && longest.to >= pattern.lastIndex)) continue;
      const to = pattern.lastIndex;
      if (to >= text.length || !isNamePart(text[to]!) || !isNamePart(text[to - 1]!)) longest = { name, to };
    }
    return longest;
  }
}

const escape = (part: string): string => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Words with spaces between them need not be known, unless one of them is reserved. */
const isPlain = (name: string): boolean =>
  name
    .trim()
    .split(/\s+/)
    .every(
      (word, index) =>
        !isReserved(word) && (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(word) || (index > 0 && /^\d+$/.test(word))),
    );
