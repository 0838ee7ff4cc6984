import { creditFault } from '../creditCode';
import { industries } from '../industries';
import { regionName, regions } from '../regions';
import { headOf, refusal, refusedBy, shown, type Refused, type SheetRow } from '../sheet';
import type { Lang, Text } from '../text';
import { employerSchema, type EmployerEntry, type EmployerField } from './employer';

/** The most employers of one spreadsheet. */
export const mostEmployers = 10_000;
/** The largest spreadsheet that is read as employers, in bytes. */
export const largestEmployerSheet = 8 * 1024 * 1024;
/** Refused rows that are listed; the others are counted. */
export const mostRefused = 1_000;

/** What a spreadsheet says of one employer; what it leaves blank is absent. */
export interface SheetEmployer {
  row: number;
  entry: EmployerEntry;
}
export interface EmployerSheet {
  employers: SheetEmployer[];
  refused: Refused[];
}

interface Column extends Text {
  key: EmployerField;
  width: number;
  is: RegExp;
  /** The value that a cell means; what it cannot read is left to the schema. */
  read(cell: string): unknown;
  /** The cell of a value. */
  write(value: never, lang: Lang): string | number;
}

const asWritten = (value: string | number): string | number => value;
const asText = { read: (cell: string) => cell, write: asWritten };
const yes = /^(是|有|已建立?|已设立|y|yes|true|1|√|✓)$/i;
const no = /^(否|无|没有|未建立?|未设立|n|no|false|0|×)$/i;
const asYesNo = {
  read: (cell: string) => (yes.test(cell) ? true : no.test(cell) ? false : cell),
  write: (value: boolean, lang: Lang) => (lang === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'),
};
const several = (cell: string): string[] =>
  cell
    .split(/[、;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const joined = (lang: Lang) => (lang === 'zh' ? '、' : '; ');

/** Places by their codes and by the names that mean only one of them. */
const placeCodes = new Map<string, string>();
const named = new Map<string, string[]>();
for (const { code, zh, en } of regions)
  for (const name of new Set([
    zh,
    en.toLowerCase(),
    regionName(code, 'zh', { full: true }),
    regionName(code, 'en', { full: true }).toLowerCase(),
  ]))
    named.set(name, [...(named.get(name) ?? []), code]);
for (const [name, codes] of named) if (codes.length === 1) placeCodes.set(name, codes[0]!);
const placeOf = (cell: string): string => {
  const name = cell.replace(/^安徽省(?=.)/, '').trim();
  return placeCodes.get(name) ?? placeCodes.get(name.toLowerCase()) ?? cell;
};
const placeName = (code: string, lang: Lang) => regionName(code, lang, { full: true });

const industryOf = (cell: string): string =>
  industries.codes.find((code) =>
    [code, industries.name(code, 'zh'), industries.name(code, 'en').toLowerCase()].some(
      (one) => one === cell || one === cell.toLowerCase() || code === cell.toUpperCase(),
    ),
  ) ?? cell;

const day = (cell: string): string => {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? [];
  return year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : cell;
};
const count = (cell: string): unknown => {
  const digits = cell.replaceAll(/[,，\s]|人$/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : cell;
};

/** The columns: what a new sheet is headed by, and how else people write it. */
export const employerColumns: readonly Column[] = [
  {
    key: 'creditCode',
    zh: '统一社会信用代码',
    en: 'Credit code',
    width: 24,
    is: /^(统一社会)?信用代码$|^(unified social )?credit code$/i,
    ...asText,
  },
  { key: 'name', zh: '单位名称', en: 'Name', width: 36, is: /^(单位|企业|用人单位)?名称$|^name$/i, ...asText },
  {
    key: 'formerNames',
    zh: '曾用名',
    en: 'Former names',
    width: 30,
    is: /^曾用名(称)?$|^former names?$/i,
    read: several,
    write: (value: string[], lang) => value.join(joined(lang)),
  },
  {
    key: 'industry',
    zh: '行业',
    en: 'Industry',
    width: 20,
    is: /^(所属)?行业(门类)?$|^industry$/i,
    read: industryOf,
    write: (value: string, lang) => industries.name(value, lang),
  },
  {
    key: 'headcount',
    zh: '用工人数',
    en: 'Headcount',
    width: 12,
    is: /^(用工|职工|从业)?人数$|^headcount$/i,
    read: count,
    write: asWritten,
  },
  {
    key: 'foundedOn',
    zh: '成立日期',
    en: 'Founded on',
    width: 14,
    is: /^(成立|注册)(日期|时间)$|^founded( on)?$/i,
    read: day,
    write: asWritten,
  },
  {
    key: 'region',
    zh: '所在地',
    en: 'Place',
    width: 20,
    is: /^(所在地区?|所属地区|地区|行政区划)$|^(place|region|area)$/i,
    read: placeOf,
    write: placeName,
  },
  {
    key: 'areas',
    zh: '其他用工地区',
    en: 'Other places',
    width: 24,
    is: /^其他(用工)?地区$|^other (places|areas)$/i,
    read: (cell) => several(cell).map(placeOf),
    write: (value: string[], lang) => value.map((code) => placeName(code, lang)).join(joined(lang)),
  },
  {
    key: 'partyOrganisation',
    zh: '党组织',
    en: 'Party organisation',
    width: 10,
    is: /^(有无)?党组织$|^party organi[sz]ation$/i,
    ...asYesNo,
  },
  { key: 'union', zh: '工会', en: 'Union', width: 10, is: /^(有无)?工会$|^(trade )?union$/i, ...asYesNo },
  {
    key: 'committee',
    zh: '调解委员会',
    en: 'Mediation committee',
    width: 12,
    is: /^(劳动争议)?调解委员会$|^(mediation )?committee$/i,
    ...asYesNo,
  },
  {
    key: 'negotiationRules',
    zh: '协商制度',
    en: 'Negotiation rules',
    width: 12,
    is: /^(内部)?协商(制度|规则)$|^negotiation rules$/i,
    ...asYesNo,
  },
  { key: 'contactName', zh: '联系人', en: 'Contact', width: 14, is: /^联系人(姓名)?$|^contact( name)?$/i, ...asText },
  { key: 'contactPhone', zh: '联系电话', en: 'Phone', width: 18, is: /^(联系)?电话$|^(contact )?phone$/i, ...asText },
  { key: 'focus', zh: '重点单位', en: 'In focus', width: 10, is: /^重点(单位|企业|关注)$|^(in )?focus$/i, ...asYesNo },
  { key: 'active', zh: '存续', en: 'Active', width: 10, is: /^(存续|在营)$|^active$/i, ...asYesNo },
];

const needed: readonly EmployerField[] = ['creditCode', 'name', 'region'];
const columnOf = (header: unknown): EmployerField | undefined => {
  const text = shown(header);
  return employerColumns.find(({ is }) => is.test(text))?.key;
};
const headerOf = (field: string | number | undefined): Text =>
  employerColumns.find(({ key }) => key === field) ?? { zh: String(field), en: String(field) };

/**
 * Reads a list of employers: its columns are found by their headers, in the first ten rows; each row is an employer or
 * is refused with the reason, and the rest is kept. An employer is listed once, by its credit code.
 */
export function readEmployers(rows: readonly SheetRow[]): EmployerSheet {
  const head = headOf(rows, columnOf, 'creditCode');
  const columns = rows[head]?.cells.map(columnOf) ?? [];
  const missing = needed.filter((field) => !columns.includes(field));
  if (missing.length) {
    const names = (lang: Lang) => missing.map((field) => headerOf(field)[lang]).join(joined(lang));
    const at = rows[Math.max(0, head)]?.row ?? 1;
    return {
      employers: [],
      refused: [
        refusal(
          at,
          `缺少这些列：${names('zh')}。请在第一行写明各列名称，可以下载空白表`,
          `These columns are missing: ${names('en')}. Head the columns in the first row; the empty sheet has them all`,
        ),
      ],
    };
  }
  const read: EmployerSheet = { employers: [], refused: [] };
  const seen = new Map<string, number>();
  for (const { row, cells } of rows.slice(head + 1)) {
    if (cells.every((cell) => shown(cell) === '')) continue;
    const fault =
      read.employers.length + read.refused.length >= mostEmployers
        ? refusal(
            row,
            `一次最多导入${mostEmployers}个单位：从这一行起请另存一份再导入`,
            `At most ${mostEmployers} employers at once: import those from this row on in another file`,
          )
        : add(read.employers, seen, row, columns, cells);
    if (fault) read.refused.push(fault);
    if (read.refused.length > mostEmployers) break;
  }
  return read;
}

function add(
  employers: SheetEmployer[],
  seen: Map<string, number>,
  row: number,
  columns: (EmployerField | undefined)[],
  cells: SheetRow['cells'],
): Refused | undefined {
  const given = Object.fromEntries(
    employerColumns.flatMap(({ key, read }) => {
      const cell = shown(cells[columns.indexOf(key)]);
      return cell === '' || !columns.includes(key) ? [] : [[key, read(cell)]];
    }),
  );
  // A spreadsheet keeps fifteen digits of a number: a code of digits only has lost its last three.
  if (typeof cells[columns.indexOf('creditCode')] === 'number' && creditFault(String(given.creditCode)))
    return refusal(
      row,
      '统一社会信用代码被存成了数字，末几位已经丢失：请把这一列设为文本后重新填写',
      'The credit code is stored as a number and has lost its last digits: format the column as text and enter it again',
    );
  const parsed = employerSchema.safeParse(given);
  if (!parsed.success) return refusedBy(row, parsed.error, given, ([field]) => headerOf(field));
  const before = seen.get(parsed.data.creditCode);
  if (before !== undefined)
    return refusal(
      row,
      `统一社会信用代码与第${before}行相同：每个单位只列一次，另一个名称请写在“曾用名”一列`,
      `The credit code is that of row ${before}: list each employer once, and write another name into “Former names”`,
    );
  seen.set(parsed.data.creditCode, row);
  employers.push({ row, entry: parsed.data });
  return undefined;
}
