import { Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import ExcelJS from 'exceljs';

/** The layout of a sheet: its columns, and lines above them. */
export interface SheetForm {
  name: string;
  columns: { header: string; width: number; format?: string }[];
  /** A line above the headers. */
  title?: string;
}
/** A cell. An instant is shown as local time in China, because a cell has no time zone. */
export type Cell = string | number | Date | undefined;

/** What the thread is sent: rows, until there are no more. */
export type ToSheet = { rows: Cell[][] } | { end: true };
/** What it sends: chunks of the sheet, and that it is ready for more rows. */
export type FromSheet = { bytes: Uint8Array } | { more: true };

const CHINA = 8 * 3_600_000;
const shown = (cell: Cell): Cell => (cell instanceof Date ? new Date(cell.getTime() + CHINA) : cell);

/** Writes a sheet row by row as the rows arrive through the port; the list is never held as a whole. */
export async function writeSheet({ form, port }: { form: SheetForm; port: MessagePort }): Promise<void> {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      port.postMessage({ bytes: new Uint8Array(chunk) } satisfies FromSheet);
      done();
    },
  });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = book.addWorksheet(form.name, {
    views: [{ state: 'frozen', ySplit: form.title ? 2 : 1, ...(form.title && { xSplit: 1 }) }],
  });
  sheet.columns = form.columns.map(({ width, format }) => ({ width, ...(format && { style: { numFmt: format } }) }));
  if (form.title) Object.assign(sheet.addRow([form.title]), { font: { bold: true, size: 14 } }).commit();
  Object.assign(sheet.addRow(form.columns.map(({ header }) => header)), { font: { bold: true } }).commit();
  await new Promise<void>((resolve, reject) => {
    // Once nobody reads, there is nothing left to write.
    port.on('close', resolve);
    port.on('message', (message: ToSheet) => {
      try {
        if ('end' in message) return resolve();
        for (const row of message.rows) add(sheet, row);
        port.postMessage({ more: true } satisfies FromSheet);
      } catch (error) {
        reject(error as Error);
      }
    });
  });
  sheet.commit();
  await book.commit();
  port.postMessage({ more: true } satisfies FromSheet);
}

function add(sheet: ExcelJS.Worksheet, cells: Cell[]): void {
  const row = sheet.addRow(cells.map(shown));
  cells.forEach((cell, index) => {
    if (cell instanceof Date) row.getCell(index + 1).numFmt = 'yyyy-mm-dd hh:mm';
  });
  row.commit();
}
