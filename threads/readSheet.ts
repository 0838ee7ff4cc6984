import ExcelJS from 'exceljs';
import type { SheetRow } from '../domain/sheet';
import { zipFault, type ZipFault } from './zip';

/** Columns beyond these are not read. */
const MOST_COLUMNS = 60;
/** What a sheet may hold besides its cells is not read: a few bytes of it can name millions of cells. */
const NOT_READ = [
  ...[
    'autoFilter',
    'colBreaks',
    'cols',
    'conditionalFormatting',
    'dataValidations',
    'drawing',
    'extLst',
    'headerFooter',
  ],
  ...['hyperlinks', 'legacyDrawing', 'mergeCells', 'pageMargins', 'pageSetup', 'picture', 'printOptions', 'rowBreaks'],
  ...['sheetProtection', 'tableParts'],
];

/**
 * The rows of the first sheet of a spreadsheet, or why it cannot be opened. `unpacked`: the most bytes that it may have when
 * unpacked, since all of it is read into memory; `lines`: rows beyond these are not read, be they empty or not.
 */
export async function readSheet(
  bytes: Uint8Array,
  { unpacked, lines }: { unpacked: number; lines: number },
): Promise<SheetRow[] | { fault: ZipFault }> {
  const fault = await zipFault({ bytes, extension: 'xlsx', most: unpacked });
  if (fault) return { fault };
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes.slice().buffer, { ignoreNodes: NOT_READ });
  } catch {
    return { fault: 'broken' };
  }
  const sheet = book.worksheets[0];
  const rows: SheetRow[] = [];
  if (sheet)
    for (let row = 1; row <= Math.min(sheet.rowCount, lines); row++) {
      const found = sheet.findRow(row);
      if (found) rows.push({ row, cells: cellsOf(found) });
    }
  return rows;
}

const cellsOf = (row: ExcelJS.Row): SheetRow['cells'] =>
  Array.from({ length: Math.min(row.cellCount, MOST_COLUMNS) }, (_, index) => valueOf(row.getCell(index + 1)));

/** What a cell shows: of a formula its last result; formulas are never computed here. A date has no time zone. */
function valueOf({ value, result, text }: ExcelJS.Cell): string | number | undefined {
  if (value === null || value === undefined) return undefined;
  const shown = typeof value === 'object' && 'formula' in value ? result : value;
  if (typeof shown === 'number' || typeof shown === 'string') return shown;
  if (shown instanceof Date) return Number.isNaN(shown.getTime()) ? text : shown.toISOString().slice(0, 10);
  return typeof shown === 'object' ? text : String(shown);
}
