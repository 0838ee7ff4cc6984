import { type Matcher, RE2JS } from 're2js';
import { fromJavaScript } from './fromJavaScript';
import { translate } from './translate';

/** Nobody writes longer patterns by hand; compilation time grows with the length. */
export const LONGEST_PATTERN = 1000;
/** Instructions of a compiled pattern: `(a{100}){20}` has about two thousand, and each character may visit them all. */
export const LARGEST_PATTERN = 2000;
const MAX_CACHED = 500;
/** The minimum cost of a match, in FEEL's units of work. */
const EACH = 10;

/** The pattern is valid, but too large to be run. */
export class PatternTooLarge extends Error {}

/** One match: where it begins and ends, and what its groups captured; a group that took no part is undefined. */
export interface Match {
  start: number;
  end: number;
  groups: (string | undefined)[];
}

/**
 * A regular expression whose matching time is linear in the text, whatever the pattern: RE2's automata do not
 * backtrack. It behaves the same in the workflow, in memory, in the browser and in the API.
 */
export class Pattern {
  constructor(
    private readonly expression: RE2JS,
    private readonly farSighted: boolean,
    text: string,
  ) {
    this.compileCost = this.size + text.length + 200 * (text.match(/\\[pP]/g)?.length ?? 0);
  }

  /** What it cost to compile, in FEEL's units of work: a Unicode category has hundreds of ranges. */
  readonly compileCost: number;

  /** The number of instructions it was compiled to. */
  get size(): number {
    return this.expression.programSize();
  }

  /**
   * The maximum cost of running it over this many characters, in FEEL's units of work (about a tenth of a microsecond).
   */
  cost(characters: number): number {
    return EACH + Math.ceil((characters * (16 + this.size)) / 64);
  }

  /** Whether it matches somewhere in the text. */
  test(text: string): boolean {
    return this.expression.test(text);
  }

  /** All matches, in order. `spend` is called in advance with the possible cost of finding the next one. */
  *matches(text: string, spend: (steps: number) => void): Generator<Match> {
    const matcher = this.expression.matcher(text);
    spend(this.cost(text.length));
    while (matcher.find()) {
      const { start, end, groups } = matchOf(matcher);
      yield { start, end, groups };
      spend(EACH + (this.farSighted ? this.cost(text.length - end) : 0));
    }
  }
}

function matchOf(matcher: Matcher): Match {
  const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
  return { start: matcher.start(), end: matcher.end(), groups };
}

const cache = new Map<string, Pattern | null>();

function cached(key: string, make: () => Pattern | undefined): Pattern | undefined {
  let found = cache.get(key);
  if (found === undefined) {
    found = make() ?? null;
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, found);
  }
  return found ?? undefined;
}

/**
 * A regular expression of XPath (DMN 1.3 §10.3.4.3, Table 75) with its flags: s, m, i, x, and q for literal text.
 * Undefined if it is not one. Throws PatternTooLarge.
 */
export function xpathPattern(pattern: string, flags = ''): Pattern | undefined {
  if (!/^[smixq]*$/.test(flags)) return undefined;
  if (pattern.length > LONGEST_PATTERN) throw new PatternTooLarge();
  return cached(`${flags}/${pattern}`, () => {
    if (flags.includes('q')) return compiled(`(?${flags.includes('i') ? 'i' : '-i'})${RE2JS.quote(pattern)}`, false);
    const translated = translate(pattern, flags);
    return translated && compiled(translated.text, translated.farSighted);
  });
}

/**
 * A regular expression of JavaScript, as used in forms: there `\d` is 0 to 9. Undefined if it is not one, if it uses
 * lookahead or back references, which cannot be matched in linear time, or if it is too large.
 */
export function formPattern(pattern: string): Pattern | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  return cached(`form/${pattern}`, () => {
    try {
      const translated = fromJavaScript(pattern);
      return translated === undefined ? undefined : compiled(translated, true);
    } catch (error) {
      if (error instanceof PatternTooLarge) return undefined;
      throw error;
    }
  });
}

function compiled(text: string, farSighted: boolean): Pattern | undefined {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(text);
  } catch (error) {
    if (/invalid repeat count|too large/i.test((error as Error).message)) throw new PatternTooLarge();
    return undefined;
  }
  if (expression.programSize() > LARGEST_PATTERN) throw new PatternTooLarge();
  return new Pattern(expression, farSighted, text);
}
