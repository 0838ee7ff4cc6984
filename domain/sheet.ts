import type { z } from 'zod';
import { problems } from './problems';
import type { Text } from './text';

/** A row of a spreadsheet's cells, with its number there. */
export interface SheetRow {
  row: number;
  cells: (string | number | undefined)[];
}
/** A row that was not accepted, by its number in the spreadsheet, and why. */
export interface Refused extends Text {
  row: number;
}

export const refusal = (row: number, zh: string, en: string): Refused => ({ row, zh, en });

/** What a cell shows, without whitespace at its ends. */
export const shown = (cell: unknown): string => (cell === undefined ? '' : String(cell).trim());

/** Where the headers are, in the first ten rows: the row with this column. */
export const headOf = <Column>(
  rows: readonly SheetRow[],
  columnOf: (header: unknown) => Column | undefined,
  first: Column,
): number => rows.slice(0, 10).findIndex(({ cells }) => cells.some((cell) => columnOf(cell) === first));

/** Why a row was not accepted: each problem after the header of its column. */
export function refusedBy(
  row: number,
  error: z.ZodError,
  given: unknown,
  header: (path: (string | number)[]) => Text,
): Refused {
  const found = problems(error, given);
  const say = (lang: 'zh' | 'en', between: string) =>
    found.map((each) => `${header(each.path)[lang]}${lang === 'zh' ? '：' : ': '}${each[lang]}`).join(between);
  return refusal(row, say('zh', '；'), say('en', '; '));
}
