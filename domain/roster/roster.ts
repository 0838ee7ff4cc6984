import { memberSchema, type Person } from '../party';
import { headOf, refusal, refusedBy, shown, type Refused, type SheetRow } from '../sheet';
import type { Text } from '../text';

/** The most rows of a roster that are read from a spreadsheet: as many workers as forms offer by name. */
export const mostRows = 1_000;
/** The largest spreadsheet that is read as a roster, in bytes. */
export const largestRoster = 2 * 1024 * 1024;

/** One worker of a roster, with his own part of each claim (from 1). */
export interface Listed extends Person {
  claims?: { claim: number; amount: number }[];
}
export interface Roster {
  members: Listed[];
  refused: Refused[];
}

type Column = 'name' | 'identityNumber' | 'phone' | number;

/** The columns of a roster: what a new one is headed by, and how else people write it. */
export const rosterColumns: readonly (Text & {
  key: 'name' | 'identityNumber' | 'phone';
  width: number;
  is: RegExp;
})[] = [
  { key: 'name', zh: '姓名', en: 'Name', width: 16, is: /^(姓名|名字|劳动者|name)$/i },
  {
    key: 'identityNumber',
    zh: '身份证号码',
    en: 'Identity number',
    width: 24,
    is: /^(身份证(号|号码)?|公民身份号码|(resident )?identity number)$/i,
  },
  { key: 'phone', zh: '电话', en: 'Phone', width: 18, is: /^(电话|手机|联系电话|手机号码?|phone)$/i },
];
/** The header of the column with each worker's own part of a claim. */
export const claimHeader = (claim: number): Text => ({ zh: `请求${claim}（元）`, en: `Claim ${claim} (yuan)` });
const claimColumn = /^(?:请求|claim)\s*(\d{1,2})\s*(?:[（(].*[）)])?$/i;

function columnOf(header: unknown): Column | undefined {
  const text = shown(header);
  const claim = Number(claimColumn.exec(text)?.[1]);
  return claim > 0 && claim <= 50 ? claim : rosterColumns.find(({ is }) => is.test(text))?.key;
}

/**
 * Reads a roster: its columns are found by their headers, in the first ten rows; each row is a worker, or is refused
 * with the reason, and the rest is kept. A worker is listed once, by identity number.
 */
export function readRoster(rows: readonly SheetRow[]): Roster {
  const head = headOf<Column>(rows, columnOf, 'name');
  if (head < 0)
    return {
      members: [],
      refused: [
        refusal(
          rows[0]?.row ?? 1,
          '没有找到“姓名”一列：请在第一行写明各列名称（姓名、身份证号码、电话、请求1……），可以使用空白名单',
          'There is no column “Name”: head the columns in the first row (Name, Identity number, Phone, Claim 1 …), or use the empty roster',
        ),
      ],
    };
  const columns = rows[head]!.cells.map(columnOf);
  const read: Roster = { members: [], refused: [] };
  const seen = new Map<string, number>();
  for (const { row, cells } of rows.slice(head + 1)) {
    if (cells.every((cell) => shown(cell) === '')) continue;
    const fault =
      read.members.length >= mostRows
        ? refusal(
            row,
            `名单最多${mostRows}人：其余请分次登记`,
            `A roster has at most ${mostRows} workers: list the others separately`,
          )
        : add(read.members, seen, row, columns, cells);
    if (fault) read.refused.push(fault);
    if (read.refused.length > mostRows) break;
  }
  return read;
}

/** Adds the worker of a row, or says why not. */
function add(
  members: Listed[],
  seen: Map<string, number>,
  row: number,
  columns: (Column | undefined)[],
  cells: SheetRow['cells'],
): Refused | undefined {
  const cellOf = (column: Column) => cells[columns.indexOf(column)];
  // A spreadsheet keeps fifteen digits of a number: the last three of an identity number are lost.
  if (typeof cellOf('identityNumber') === 'number')
    return refusal(
      row,
      '身份证号码被存成了数字，末三位已经丢失：请把这一列设为文本后重新填写',
      'The identity number is stored as a number and has lost its last digits: format the column as text and enter it again',
    );
  const claims = columns.flatMap((column, index) =>
    typeof column === 'number' && shown(cells[index]) !== '' ? [{ claim: column, amount: amountIn(cells[index]) }] : [],
  );
  const given = {
    ...Object.fromEntries(
      rosterColumns.flatMap(({ key }) => (shown(cellOf(key)) === '' ? [] : [[key, shown(cellOf(key))]])),
    ),
    ...(claims.length && { claims }),
  };
  const parsed = memberSchema.safeParse(given);
  if (!parsed.success) return refusedBy(row, parsed.error, given, (path) => headerOf(path, claims));
  const number = parsed.data.identityNumber;
  const before = number === undefined ? undefined : seen.get(number);
  if (before !== undefined)
    return refusal(
      row,
      `身份证号码与第${before}行相同：每人只列一次`,
      `The identity number is that of row ${before}: list each worker once`,
    );
  if (number !== undefined) seen.set(number, row);
  members.push(parsed.data as Listed);
  return undefined;
}

/** An amount as people write it: with separators, and perhaps the unit. */
const amountIn = (cell: unknown): unknown =>
  typeof cell === 'number' ? cell : shown(cell).replaceAll(/[,，\s]|元$|^[¥￥]/g, '');

function headerOf(path: (string | number)[], claims: { claim: number }[]): Text {
  const [field, index] = path;
  if (field === 'claims' && typeof index === 'number') return claimHeader(claims[index]?.claim ?? 1);
  return rosterColumns.find(({ key }) => key === field) ?? { zh: String(field), en: String(field) };
}
