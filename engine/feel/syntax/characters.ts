/** FEEL's name characters (DMN 1.3 §10.3.1.2, rules 27–31). All Chinese characters are name start characters. */
const START = /[?_\p{L}\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3007\u{10000}-\u{EFFFF}]/u;
const PART = /[?_\p{L}\p{N}\u00B7\u0300-\u036F\u203F-\u2040\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u{10000}-\u{EFFFF}]/u;
const SPACE = /[\s\u0085\u180E\u200B\uFEFF]/u;

export const isNameStart = (character: string): boolean => START.test(character);
export const isNamePart = (character: string): boolean => PART.test(character);
export const isSpace = (character: string): boolean => SPACE.test(character);
export const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';
