import { RE2JS } from 're2js';

/** White space in JavaScript (ECMA-262 §22.2.2.9, CharacterClassEscape s); RE2 has only the ASCII part of it. */
const BLANKS =
  '\\t\\n\\x{b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const OTHERS =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}' +
  '\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

/** A regular expression of JavaScript (flag u) in RE2's syntax; undefined if it is not one. */
export function fromJavaScript(pattern: string): string | undefined {
  try {
    // What RE2 accepts and JavaScript does not would behave differently in the form editor.
    new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
  let bracketed = false;
  const text = pattern.replace(/\\(?:([pP])\{(?:Script|sc)=(\w+)\}|[^])|[[\]]/gu, (part, property, script) => {
    if (property) return `\\${property}{${script}}`;
    if (part === '[' || part === ']') bracketed = part === '[';
    const blanks = part === '\\s' ? BLANKS : part === '\\S' ? OTHERS : undefined;
    return blanks === undefined ? part : bracketed ? blanks : `[${blanks}]`;
  });
  return RE2JS.translateRegExp(text);
}
