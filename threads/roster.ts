import ExcelJS from 'exceljs';
import { mostRows, readRoster, type Roster, type RosterRow } from '../domain/roster/roster';
import { zipFault, type ZipFault } from './zip';

/** Columns beyond these are not read. */
const MOST_COLUMNS = 60;
/** Rows without a worker are bounded too. */
const MOST_LINES = 3 * mostRows;
/** Bytes of a roster when unpacked: all of it is read into memory. */
const MOST_UNPACKED = 8 * 1024 * 1024;
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

/** Reads the first sheet of a spreadsheet as a roster, or says why it cannot be opened. */
export async function readRosterSheet({ bytes }: { bytes: Uint8Array }): Promise<Roster | { fault: ZipFault }> {
  const fault = await zipFault({ bytes, extension: 'xlsx', most: MOST_UNPACKED });
  if (fault) return { fault };
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(bytes.slice().buffer, { ignoreNodes: NOT_READ });
  } catch {
    return { fault: 'broken' };
  }
  const sheet = book.worksheets[0];
  const rows: RosterRow[] = [];
  if (sheet)
    for (let row = 1; row <= Math.min(sheet.rowCount, MOST_LINES); row++) {
      const found = sheet.findRow(row);
      if (found) rows.push({ row, cells: cellsOf(found) });
    }
  return readRoster(rows);
}

const cellsOf = (row: ExcelJS.Row): RosterRow['cells'] =>
  Array.from({ length: Math.min(row.cellCount, MOST_COLUMNS) }, (_, index) => valueOf(row.getCell(index + 1)));

/** What a cell shows: of a formula its last result; formulas are never computed here. */
function valueOf({ value, result, text }: ExcelJS.Cell): string | number | undefined {
  if (value === null || value === undefined) return undefined;
  const shown = typeof value === 'object' && 'formula' in value ? result : value;
  if (typeof shown === 'number' || typeof shown === 'string') return shown;
  return typeof shown === 'object' ? text : String(shown);
}
