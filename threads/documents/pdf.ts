import PDFDocument from 'pdfkit';
import { fontOf, type Weight } from './fonts';
import { layoutOf, type Layout, type Paragraph, type Run, type Table } from './layout';

/** No paper is longer. */
const MOST_PAGES = 500;
/** In place of a character that the font lacks. */
const LACKING = '〓';

type Pdf = InstanceType<typeof PDFDocument>;
/** What pdfkit knows of the font in use. */
interface Glyphs {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
}

/** A PDF, and the characters that its font lacks. */
export interface Drawn {
  bytes: Uint8Array;
  pages: number;
  lacking: string[];
}

/** A PDF of a Word document, with its page layout and fonts that have the rare characters of names. */
export async function pdfOf(document: Uint8Array): Promise<Drawn> {
  return drawn(layoutOf(document));
}

/** Draws a layout. Characters without a glyph are listed at its end: whoever reads it is told what is missing. */
export async function drawn(layout: Layout): Promise<Drawn> {
  const { width, height, margins, blocks, foot } = layout;
  const pdf = new PDFDocument({ size: [width, height], margins, bufferPages: true, info: { Producer: '和议 Heyi' } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  for (const weight of ['regular', 'bold'] as const) pdf.registerFont(weight, fontOf(weight) as never);
  const lacking = new Set<string>();
  const page = { pdf, layout, lacking };
  for (const [index, block] of blocks.entries()) {
    if (index > 0 && block.kind === 'paragraph' && block.breaks) pdf.addPage();
    if (block.kind === 'table') drawTable(page, block);
    else drawParagraph(page, block);
    if (pdf.bufferedPageRange().count > MOST_PAGES) throw new RangeError(`more than ${MOST_PAGES} pages`);
  }
  if (lacking.size) drawParagraph(page, note([...lacking]));
  const { count } = pdf.bufferedPageRange();
  if (foot) for (let n = 0; n < count; n++) drawFoot(page, foot, n, count);
  pdf.end();
  await ended;
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: count, lacking: [...lacking] };
}

interface Page {
  pdf: Pdf;
  layout: Layout;
  lacking: Set<string>;
}

const note = (characters: string[]): Paragraph => ({
  kind: 'paragraph',
  align: 'left',
  indent: 0,
  left: 0,
  before: 12,
  after: 0,
  line: 1.2,
  runs: [
    {
      text: `（本 PDF 以“${LACKING}”代替字体未收的字，以 Word 文书为准：${characters.map((each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase()}`).join('、')}）`,
      bold: false,
      size: 9,
    },
  ],
});

/** The text as the font can show it. */
function showable({ pdf, lacking }: Page, text: string): string {
  const { font } = (pdf as unknown as Glyphs)._font;
  return [...text]
    .map((each) => {
      if (each === '\n' || font.hasGlyphForCodePoint(each.codePointAt(0)!)) return each;
      lacking.add(each);
      return LACKING;
    })
    .join('');
}

function look({ pdf }: Page, { bold, size }: Run): void {
  const weight: Weight = bold ? 'bold' : 'regular';
  pdf.font(weight).fontSize(size);
}

/** The extra room between lines. pdfkit's own line is as high as the font says. */
const gap = ({ pdf }: Page, { line }: Paragraph): number => Math.max(0, pdf.currentLineHeight() * (line - 1) * 0.7);

function drawParagraph(page: Page, paragraph: Paragraph): void {
  const { pdf, layout } = page;
  const { align, indent, left, before, after } = paragraph;
  // Only text that begins at the left may change its look within the paragraph: the others are single lines.
  const runs =
    align === 'left'
      ? paragraph.runs
      : [{ ...paragraph.runs[0]!, text: paragraph.runs.map(({ text }) => text).join('') }];
  pdf.x = layout.margins.left + left;
  pdf.y += before;
  const width = layout.width - layout.margins.left - layout.margins.right - left;
  runs.forEach((run, index) => {
    look(page, run);
    const text = showable(page, run.text);
    const continued = index < runs.length - 1;
    if (text === '' && !continued) pdf.moveDown(runs.length > 1 ? 0 : 1);
    else pdf.text(text, { width, align, lineGap: gap(page, paragraph), continued, ...(index === 0 && { indent }) });
  });
  pdf.y += after;
}

const PADDING = 4;

function drawTable(page: Page, { columns, rows }: Table): void {
  const { pdf, layout } = page;
  const width = layout.width - layout.margins.left - layout.margins.right;
  const end = layout.height - layout.margins.bottom;
  const textOf = (cell: Paragraph[]): string =>
    cell.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n');
  const runOf = (cell: Paragraph[]): Run => cell[0]?.runs[0] ?? { text: '', bold: false, size: 10.5 };
  const heightOf = (row: Paragraph[][]): number =>
    Math.max(
      ...row.map((cell, index) => {
        look(page, runOf(cell));
        return pdf.heightOfString(textOf(cell) || ' ', {
          width: (columns[index] ?? 0) * width - 2 * PADDING,
          lineGap: 2,
        });
      }),
      12,
    ) +
    2 * PADDING;
  const draw = (row: Paragraph[][], height: number): void => {
    let x = layout.margins.left;
    const y = pdf.y;
    row.forEach((cell, index) => {
      const own = (columns[index] ?? 0) * width;
      pdf.rect(x, y, own, height).lineWidth(0.5).stroke('#000');
      look(page, runOf(cell));
      // A cell longer than a page is cut off there; its height says so.
      pdf.text(showable(page, textOf(cell)), x + PADDING, y + PADDING, {
        width: own - 2 * PADDING,
        height: height - PADDING,
        lineGap: 2,
      });
      x += own;
    });
    pdf.y = y + height;
  };
  rows.forEach((row, index) => {
    const height = Math.min(heightOf(row), end - layout.margins.top);
    if (pdf.y + height > end) {
      pdf.addPage();
      if (index > 0 && rows.length > 1) draw(rows[0]!, heightOf(rows[0]!));
    }
    draw(row, Math.min(height, end - pdf.y));
  });
  pdf.x = layout.margins.left;
}

function drawFoot(page: Page, foot: string, index: number, count: number): void {
  const { pdf, layout } = page;
  pdf.switchToPage(index);
  look(page, { text: '', bold: false, size: 9 });
  const { bottom } = pdf.page.margins;
  // Below the margin pdfkit would begin another page.
  pdf.page.margins.bottom = 0;
  pdf.text(
    foot.replaceAll('{pages}', String(count)).replaceAll('{page}', String(index + 1)),
    layout.margins.left,
    layout.height - bottom / 2 - 6,
    { width: layout.width - layout.margins.left - layout.margins.right, align: 'center', lineBreak: false },
  );
  pdf.page.margins.bottom = bottom;
}
