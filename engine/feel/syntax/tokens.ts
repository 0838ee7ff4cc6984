import { FeelSyntaxError } from '../errors';
import { isDigit, isNamePart, isNameStart, isSpace } from './characters';

export interface Token {
  kind: 'name' | 'quotedName' | 'number' | 'string' | 'symbol' | 'end';
  /** As written; for strings and quoted names, their contents. */
  text: string;
  from: number;
  to: number;
}

const SYMBOLS = [
  '...',
  '..',
  '**',
  '<=',
  '>=',
  '!=',
  '->',
  '+',
  '-',
  '*',
  '/',
  '^',
  '=',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  ';',
  '.',
  '@',
  '|',
  "'",
  '!',
  '&',
  '%',
  '#',
  '$',
  '~',
];
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', "'": "'" };

/** Splits a text into tokens, without spaces and comments. Throws FeelSyntaxError. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = skip(text, at);
    if (at >= text.length) break;
    const token = next(text, at);
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length });
  return tokens;
}

/** Skips spaces, line comments and block comments. */
function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (isSpace(text[at]!)) at++;
    else if (text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) at = commentEnd(text, at);
    else break;
  }
  return at;
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

function commentEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  if (end < 0)
    throw new FeelSyntaxError(text, from, '注释没有结束，缺少 */', 'The comment has no end; a */ is missing');
  return end + 2;
}

function next(text: string, from: number): Token {
  const character = String.fromCodePoint(text.codePointAt(from)!);
  if (character === '"') return stringToken(text, from);
  if (character === '`') return quotedName(text, from);
  if (isDigit(character) || (character === '.' && isDigit(text[from + 1]))) return numberToken(text, from);
  if (isNameStart(character)) return nameToken(text, from);
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, from));
  if (!symbol)
    throw new FeelSyntaxError(
      text,
      from,
      `第 ${from + 1} 个字符「${character}」不能用在表达式里`,
      `The character "${character}" at ${from + 1} has no meaning in an expression`,
    );
  return { kind: 'symbol', text: symbol, from, to: from + symbol.length };
}

function nameToken(text: string, from: number): Token {
  let to = from;
  while (to < text.length) {
    const character = String.fromCodePoint(text.codePointAt(to)!);
    if (!isNamePart(character) || (character === '?' && to > from)) break;
    to += character.length;
    if (character === '?') break;
  }
  return { kind: 'name', text: text.slice(from, to), from, to };
}

function numberToken(text: string, from: number): Token {
  const [digits] = /^(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(text.slice(from))!;
  return { kind: 'number', text: digits, from, to: from + digits.length };
}

function quotedName(text: string, from: number): Token {
  const end = text.indexOf('`', from + 1);
  if (end <= from + 1)
    throw new FeelSyntaxError(
      text,
      from,
      '反引号里的名称没有结束或为空',
      'The name in backticks has no end or is empty',
    );
  return { kind: 'quotedName', text: text.slice(from + 1, end), from, to: end + 1 };
}

function stringToken(text: string, from: number): Token {
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') return { kind: 'string', text: value, from, to: at + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const [code, length] = escape(text, at);
    value += code;
    at += length - 1;
  }
  throw new FeelSyntaxError(
    text,
    from,
    `第 ${from + 1} 个字符开始的字符串没有结束，缺少双引号`,
    `The string that starts at ${from + 1} has no end; a double quote is missing`,
  );
}

/** The character of an escape and the length of the escape; a backslash before anything else (as in patterns) stays. */
function escape(text: string, at: number): [string, number] {
  const plain = ESCAPES[text[at + 1] ?? ''];
  if (plain !== undefined) return [plain, 2];
  const [, short, long] = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))/.exec(text.slice(at, at + 8)) ?? [];
  const code = parseInt(short ?? long ?? '', 16);
  return Number.isNaN(code) || code > 0x10ffff
    ? ['\\', 1]
    : [short ? String.fromCharCode(code) : String.fromCodePoint(code), short ? 6 : 8];
}
