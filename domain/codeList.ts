import type { Lang, Text } from './text';

/**
 * A closed list of codes with their names: rows by code, codes in order, a type guard, and names. It does not use zod,
 * because every page includes such lists (`codeField` is the zod field).
 */
export interface CodeList<Code extends string, Row extends Text = Text> {
  rows: Readonly<Record<Code, Row>>;
  codes: readonly Code[];
  has(code: unknown): code is Code;
  /** The name of a code; an unknown code is its own name. */
  name(code: string, lang: Lang): string;
}

/** Makes a code list from rows that each have at least a Chinese and an English name. */
export function codeList<const Rows extends Record<string, Text>>(
  rows: Rows,
): CodeList<Extract<keyof Rows, string>, Rows[keyof Rows]> {
  type Code = Extract<keyof Rows, string>;
  const codes = Object.keys(rows) as Code[];
  const has = (code: unknown): code is Code => typeof code === 'string' && Object.hasOwn(rows, code);
  return {
    rows: rows as unknown as Readonly<Record<Code, Rows[keyof Rows]>>,
    codes,
    has,
    name: (code, lang) => (has(code) ? rows[code]![lang] : code),
  };
}
