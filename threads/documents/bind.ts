import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { Layout, Paragraph, Run, Table } from './layout';
import { drawn } from './pdf';

/** A volume of a case file to be bound: its cover, and its papers in order. */
export interface Volume {
  title: string;
  /** Lines of the cover. */
  cover: string[];
  papers: Paper[];
}
export interface Paper {
  name: string;
  number?: string;
  day: string;
  sha256: string;
  fileName: string;
  /** What can be bound; absent for what has no pages, which gets a sheet in its place. */
  bytes?: Uint8Array;
  kind?: 'pdf' | 'jpeg' | 'png';
}

const MOST_PAGES = 3_000;
const A4 = { width: 595.3, height: 841.9 };
const MARGIN = 72;
const layout = (blocks: Layout['blocks']): Layout => ({
  ...A4,
  margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
  blocks,
});
const run = (text: string, size = 12, bold = false): Run => ({ text, size, bold });
const line = (text: string, more: Partial<Paragraph> & { size?: number; bold?: boolean } = {}): Paragraph => ({
  kind: 'paragraph',
  align: 'left',
  indent: 0,
  left: 0,
  before: 6,
  after: 6,
  line: 1.4,
  ...more,
  runs: [run(text, more.size, more.bold)],
});
const cell = (text: string, bold = false): Paragraph[] => [
  { ...line(''), before: 0, after: 0, runs: [run(text, 10, bold)] },
];

/**
 * Binds a volume: cover, index, and the papers with continuous page numbers, which begin with the first paper. What has
 * no pages, or cannot be read, gets a sheet that names the file and its SHA-256.
 */
export async function bind({ title, cover, papers }: Volume): Promise<{ bytes: Uint8Array; pages: number }> {
  const bound = await PDFDocument.create();
  const parts: PDFDocument[] = [];
  for (const paper of papers) parts.push(await pagesOf(paper));
  const starts: number[] = [];
  let next = 1;
  for (const part of parts) {
    starts.push(next);
    next += part.getPageCount();
    if (next > MOST_PAGES) throw new RangeError(`more than ${MOST_PAGES} pages`);
  }
  const index: Table = {
    kind: 'table',
    columns: [0.08, 0.34, 0.3, 0.16, 0.12],
    rows: [
      ['序号', '材料名称', '文号', '日期', '页次'].map((text) => cell(text, true)),
      ...papers.map(({ name, number, day }, n) => {
        const [from, to] = [starts[n]!, starts[n]! + parts[n]!.getPageCount() - 1];
        return [String(n + 1), name, number ?? '', day, from === to ? String(from) : `${from}–${to}`].map((text) =>
          cell(text),
        );
      }),
    ],
  };
  const front = await drawn(
    layout([
      line(title, { align: 'center', size: 22, bold: true, before: 120, after: 60 }),
      ...cover.map((text) => line(text)),
      line('卷内目录', { align: 'center', size: 16, bold: true, before: 30 }),
      index,
    ]),
  );
  await append(bound, await PDFDocument.load(front.bytes));
  for (const part of parts) await append(bound, part);
  const digits = await bound.embedFont(StandardFonts.Helvetica);
  bound
    .getPages()
    .slice(front.pages)
    .forEach((page, n) => {
      const { width, height } = page.getSize();
      page.drawText(String(n + 1), { x: width - 48, y: height - 30, size: 10, font: digits });
    });
  bound.setProducer('和议 Heyi');
  const bytes = await bound.save();
  return { bytes, pages: bound.getPageCount() };
}

async function append(bound: PDFDocument, part: PDFDocument): Promise<void> {
  for (const page of await bound.copyPages(part, part.getPageIndices())) bound.addPage(page);
}

async function pagesOf(paper: Paper): Promise<PDFDocument> {
  try {
    if (paper.bytes && paper.kind === 'pdf') {
      const document = await PDFDocument.load(paper.bytes);
      // A damaged one is only noticed here.
      if (document.getPageCount() > 0) return document;
    }
    if (paper.bytes && paper.kind && paper.kind !== 'pdf') return await imagePage(paper.bytes, paper.kind);
  } catch {
    // Encrypted or damaged: the sheet says where the file is.
  }
  const sheet = await drawn(
    layout([
      line(paper.name, { align: 'center', size: 16, bold: true, before: 160, after: 30 }),
      line('本件为电子材料，原件随电子案卷保存。', { align: 'center' }),
      line(`文件：${paper.fileName}`),
      line(`SHA-256：${paper.sha256}`, { size: 9 }),
    ]),
  );
  return PDFDocument.load(sheet.bytes);
}

async function imagePage(bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const image = kind === 'jpeg' ? await document.embedJpg(bytes) : await document.embedPng(bytes);
  const page = document.addPage([A4.width, A4.height]);
  const { width, height } = image.scaleToFit(A4.width - MARGIN, A4.height - 2 * MARGIN);
  page.drawImage(image, { x: (A4.width - width) / 2, y: (A4.height - height) / 2, width, height });
  return document;
}
