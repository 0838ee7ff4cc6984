import { bracketed, Characters, literal, NoPattern } from './Characters';

/** A regular expression of XPath in RE2's syntax. */
export interface Translated {
  text: string;
  /**
   * Whether a match may be decided only far after its end, so that finding all of them may read the text repeatedly.
   */
  farSighted: boolean;
}

/**
 * Parses a regular expression of XQuery 1.0 and XPath 2.0 Functions and Operators §7.6.1, that is, of XML Schema Part
 * 2, appendix F, with anchors, reluctant quantifiers, groups and (3.0) non-capturing groups. Back references are
 * allowed only to a group of literal characters: others cannot be matched in linear time. Returns undefined if the text
 * is not such an expression.
 */
export function translate(pattern: string, flags: string): Translated | undefined {
  try {
    return new Reader(pattern, flags).read();
  } catch (error) {
    if (error instanceof NoPattern) return undefined;
    throw error;
  }
}

class Reader extends Characters {
  private unbounded = 0;
  private unboundedBeforeMore = false;
  private choices = false;
  /** What each closed group matches, if that is a single text; otherwise undefined. */
  private readonly captured: (string | undefined)[] = [];

  read(): Translated {
    const text = this.alternatives(true);
    if (this.at < this.points.length) throw new NoPattern();
    const farSighted = this.unboundedBeforeMore && (this.unbounded > 1 || this.choices);
    return { text: `(?${this.modes})${text}`, farSighted };
  }

  private get modes(): string {
    return ['s', 'm', 'i'].filter((flag) => this.flags.includes(flag)).join('') || '-s';
  }

  private alternatives(last: boolean): string {
    const branches = [this.branch(last)];
    while (this.peek() === '|') {
      this.choices = true;
      this.at++;
      branches.push(this.branch(last));
    }
    return branches.join('|');
  }

  /** `last`: nothing follows it in the whole expression. */
  private branch(last: boolean): string {
    let text = '';
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      const before = this.unbounded;
      const atom = this.atom();
      const repeated = this.quantifier();
      const follows = this.peek();
      if (this.unbounded > before && !(last && (follows === undefined || follows === '|' || follows === ')')))
        this.unboundedBeforeMore = true;
      text += atom + repeated;
    }
    return text;
  }

  private quantifier(): string {
    const next = this.peek();
    if (next === undefined || !'?*+{'.includes(next)) return '';
    this.at++;
    if (next === '*' || next === '+') this.unbounded++;
    else this.choices = true;
    const text = next === '{' ? this.bounds() : next;
    if (this.peek() !== '?') return text;
    this.at++;
    this.choices = true;
    return `${text}?`;
  }

  private bounds(): string {
    let text = '';
    for (let next = this.take(); next !== '}'; next = this.take()) text += next;
    const [, from, more, to] = /^(\d+)(,(\d*))?$/.exec(text) ?? [];
    if (from === undefined || (to && Number(to) < Number(from))) throw new NoPattern();
    if (more === ',') this.unbounded++;
    return `{${text}}`;
  }

  private atom(): string {
    const next = this.take();
    switch (next) {
      case '(':
        return this.group();
      case '[':
        return bracketed(this.bracket(), this.flags);
      case '\\':
        return this.escape();
      case '.':
        return this.flags.includes('s') ? '.' : '[^\\n\\r]';
      case '^':
      case '$':
        return next;
      case ')':
      case ']':
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
        throw new NoPattern();
      default:
        return literal(next);
    }
  }

  private group(): string {
    const captures = this.peek() !== '?';
    if (!captures) {
      this.at++;
      if (this.take() !== ':') throw new NoPattern();
    }
    const place = captures ? this.captured.push(undefined) - 1 : -1;
    const inner = this.alternatives(false);
    if (this.take() !== ')') throw new NoPattern();
    if (captures && /^(?:\\x\{[0-9a-f]+\})*$/.test(inner)) this.captured[place] = inner;
    return `${captures ? '(' : '(?:'}${inner})`;
  }

  /** After a backslash, outside brackets. */
  private escape(): string {
    const digit = this.peek() ?? '';
    if (/[1-9]/.test(digit)) return this.backReference(Number(digit));
    const found = this.escaped();
    return typeof found === 'string' ? literal(found) : bracketed(found, this.flags);
  }

  private backReference(group: number): string {
    const found = this.captured[group - 1];
    if (found === undefined) throw new NoPattern();
    this.at++;
    return `(?:${found})`;
  }
}
