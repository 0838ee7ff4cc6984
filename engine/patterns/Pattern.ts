import { type Matcher, RE2JS } from 're2js';
import { fromJavaScript } from './fromJavaScript';
import { translate } from './translate';

/** Longer is no pattern that somebody wrote by hand; compiling takes time with the length. */
export const LONGEST_PATTERN = 1000;
/** Instructions of a compiled pattern: `(a{100}){20}` has some two thousand, and each character may visit them all. */
export const LARGEST_PATTERN = 2000;
const MAX_CACHED = 500;
/** What a match costs at least, in steps of FEEL. */
const EACH = 10;

/** A pattern is an expression, but one that is too large to be run. */
export class PatternTooLarge extends Error {}

/** One match: where it begins and ends, and what its groups caught; a group that took no part is undefined. */
export interface Match {
  start: number;
  end: number;
  groups: (string | undefined)[];
}

/**
 * A regular expression that is matched in time linear to the text, whatever it says: RE2's automata never go back. The
 * same in the workflow, in memory, in the browser and in the API.
 */
export class Pattern {
  constructor(
    private readonly expression: RE2JS,
    private readonly farSighted: boolean,
    text: string,
  ) {
    this.compileCost = this.size + text.length + 200 * (text.match(/\\[pP]/g)?.length ?? 0);
  }

  /** What it cost to compile, in steps of FEEL: a category of Unicode has hundreds of ranges. */
  readonly compileCost: number;

  /** How many instructions it was compiled to. */
  get size(): number {
    return this.expression.programSize();
  }

  /** What it costs at most to run it over so many characters, in steps of FEEL (about a tenth of a microsecond). */
  cost(characters: number): number {
    return EACH + Math.ceil((characters * (16 + this.size)) / 64);
  }

  /** Whether it matches somewhere in the text. */
  test(text: string): boolean {
    return this.expression.test(text);
  }

  /** Every match, one behind the other. `spend` hears beforehand what looking for the next one may cost. */
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
 * A regular expression of XPath (DMN 1.3 §10.3.4.3, Table 75) with its flags: s, m, i, x, and q for a text taken as it
 * is. Undefined where it is none. Throws PatternTooLarge.
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
 * A regular expression of JavaScript, as forms have them: `\d` is 0 to 9 there. Undefined where it is none, or one that
 * looks ahead or refers back, which no matcher does in linear time, or is too large.
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
