import { FeelSyntaxError } from '../errors';
import { isReserved, KnownNames } from './KnownNames';
import { type Token, tokenize } from './tokens';

const MAX_DEPTH = 200;
/** Speculative readings that may fail; more would take exponential time. */
const MAX_ATTEMPTS = 1000;
const NAME_SYMBOLS = new Set(['.', '/', '-', "'", '+', '*', '**']);

/** Reads the tokens of an expression. */
export class Reader {
  private readonly tokens: Token[];
  private index = 0;
  private depth = 0;
  private attempts = 0;
  /** At the end of a range `[` may close it instead of opening a filter. */
  inRangeEnd = false;
  readonly known: KnownNames;

  constructor(
    readonly text: string,
    names?: readonly string[],
  ) {
    this.tokens = tokenize(text);
    this.known = new KnownNames(names);
  }

  get token(): Token {
    return this.tokens[this.index]!;
  }

  peek(ahead: number): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'name' && token.text === word;
  }

  takeIf(text: string): boolean {
    const is = this.isSymbol(text) || this.isWord(text);
    if (is) this.index++;
    return is;
  }

  expect(text: string): void {
    if (!this.takeIf(text)) this.fail(`「${text}」`, `"${text}"`);
  }

  /** Throws FeelSyntaxError: something else was expected here. */
  fail(zh: string, en: string): never {
    const { kind, text, from } = this.token;
    const [foundZh, foundEn] =
      kind === 'end' ? ['表达式已结束', 'the expression ends'] : [`出现了「${text}」`, `there is "${text}"`];
    throw new FeelSyntaxError(
      this.text,
      from,
      `第 ${from + 1} 个字符处应为${zh}，但${foundZh}`,
      `${en} is expected at character ${from + 1}, but ${foundEn}`,
    );
  }

  /** The result of `read`, or undefined, without consuming tokens, if it fails. */
  attempt<T>(read: () => T): T | undefined {
    const { index, depth, inRangeEnd } = this;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FeelSyntaxError) || ++this.attempts > MAX_ATTEMPTS) throw error;
      this.inRangeEnd = inRangeEnd;
      this.index = index;
      this.depth = depth;
      return undefined;
    }
  }

  /** Reads one level deeper. Throws FeelSyntaxError if the expression nests too deep. */
  deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH)
      throw new FeelSyntaxError(
        this.text,
        this.token.from,
        `表达式嵌套超过 ${MAX_DEPTH} 层`,
        `The expression nests more than ${MAX_DEPTH} deep`,
      );
    const result = read();
    this.depth--;
    return result;
  }

  /** A name: known, in backticks, or plain words. */
  name(): string {
    const first = this.token;
    if (first.kind === 'quotedName') return this.take().text;
    const known = this.known.match(this.text, first.from);
    const end = known ? this.tokens.findIndex((token) => token.to === known.to) : -1;
    if (known && end >= this.index) {
      this.index = end + 1;
      return known.name;
    }
    if (first.kind !== 'name' || isReserved(first.text)) this.fail('名称', 'A name');
    const words = [this.take().text];
    while (words[0] !== '?' && this.continuesName()) words.push(this.take().text);
    return words.join(' ');
  }

  /** Two words in a row can only be one name. */
  private continuesName(): boolean {
    const { kind, text } = this.token;
    return (kind === 'name' && !isReserved(text) && text !== '?') || (kind === 'number' && /^\d+$/.test(text));
  }

  /**
   * A name in a declaration: everything up to `:`, `,` or the word `until` belongs to it, and it is known from here on.
   */
  declaredName(until?: string): string {
    if (this.token.kind === 'string') return this.declare(this.take().text);
    if (this.token.kind === 'quotedName') return this.declare(this.take().text);
    const from = this.index;
    if (this.token.kind !== 'name') this.fail('名称', 'A name');
    while (this.isNamePart(until)) this.index++;
    if (this.index === from) this.fail('名称', 'A name');
    const name = this.text.slice(this.tokens[from]!.from, this.tokens[this.index - 1]!.to).replace(/\s+/g, ' ');
    return this.declare(name);
  }

  private declare(name: string): string {
    if (name === '__proto__')
      throw new FeelSyntaxError(
        this.text,
        this.token.from,
        '不能使用名称 __proto__',
        'The name __proto__ may not be used',
      );
    this.known.declare(name);
    return name;
  }

  private isNamePart(until: string | undefined): boolean {
    const { kind, text } = this.token;
    return kind === 'number' || (kind === 'name' && text !== until) || (kind === 'symbol' && NAME_SYMBOLS.has(text));
  }
}
