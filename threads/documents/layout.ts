import { Element, Node, parseXmlDocument } from 'slimdom';
import { openTemplate } from './template';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** Text of one look. Sizes are in points. */
export interface Run {
  text: string;
  bold: boolean;
  size: number;
}
export interface Paragraph {
  kind: 'paragraph';
  align: 'left' | 'center' | 'right';
  /** Of the first line, of the whole paragraph, before and after it, in points. */
  indent: number;
  left: number;
  before: number;
  after: number;
  /** Height of a line as a multiple of its natural height. */
  line: number;
  /** Begins a page. */
  breaks?: true;
  runs: Run[];
}
export interface Table {
  kind: 'table';
  /** Shares of the width. */
  columns: number[];
  /** Rows of cells. The first is repeated on each page. */
  rows: Paragraph[][][];
}
/** A page, its margins, and what flows through it: as much of WordprocessingML as papers use. */
export interface Layout {
  width: number;
  height: number;
  margins: { top: number; bottom: number; left: number; right: number };
  /** The foot of each page; {page} and {pages} stand for the numbers. */
  foot?: string;
  blocks: (Paragraph | Table)[];
}

const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.getAttributeNS(W, name) ?? undefined;
const twips = (value: string | undefined, otherwise = 0): number =>
  value === undefined || !Number.isFinite(Number(value)) ? otherwise : Number(value) / 20;
const children = (parent: Node | undefined, name?: string): Element[] =>
  (parent?.childNodes ?? []).filter(
    (node): node is Element =>
      node.nodeType === Node.ELEMENT_NODE &&
      (node as Element).namespaceURI === W &&
      (name === undefined || (node as Element).localName === name),
  );
const child = (parent: Node | undefined, name: string): Element | undefined => children(parent, name)[0];
/** The runs of a paragraph, also those inside links, insertions and content controls. */
const runsIn = (node: Node): Element[] =>
  children(node).flatMap((each) =>
    each.localName === 'r' ? [each] : each.localName === 'pPr' || each.localName === 'del' ? [] : runsIn(each),
  );

const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !['false', '0', 'off'].includes(attribute(element, 'val') ?? '');

function runOf(run: Element): Run {
  const look = child(run, 'rPr');
  const text = children(run)
    .map((each) => {
      if (each.localName === 't') return each.textContent ?? '';
      if (each.localName === 'br' || each.localName === 'cr') return '\n';
      if (each.localName === 'tab') return '　';
      if (each.localName === 'instrText')
        return (/(NUM)?PAGES?/.exec(each.textContent ?? '')?.[0] ?? '').replace(/.+/, (name) =>
          name === 'NUMPAGES' ? '{pages}' : '{page}',
        );
      return '';
    })
    .join('');
  return { text, bold: isOn(child(look, 'b')), size: Number(attribute(child(look, 'sz'), 'val') ?? 21) / 2 };
}

function paragraphOf(paragraph: Element): Paragraph {
  const properties = child(paragraph, 'pPr');
  const [spacing, indent] = [child(properties, 'spacing'), child(properties, 'ind')];
  const align = attribute(child(properties, 'jc'), 'val');
  const runs = runsIn(paragraph)
    .map(runOf)
    .filter(({ text }) => text !== '');
  return {
    kind: 'paragraph',
    align: align === 'center' ? 'center' : align === 'right' || align === 'end' ? 'right' : 'left',
    indent: twips(attribute(indent, 'firstLine')),
    left: twips(attribute(indent, 'left')),
    before: twips(attribute(spacing, 'before')),
    after: twips(attribute(spacing, 'after')),
    // 240 is a single line, unless its height is given exactly.
    line: attribute(spacing, 'lineRule') === 'exact' ? 1 : Number(attribute(spacing, 'line') ?? 240) / 240,
    ...(isOn(child(properties, 'pageBreakBefore')) && { breaks: true }),
    runs: runs.length ? runs : [{ text: '', bold: false, size: 10.5 }],
  };
}

function tableOf(table: Element): Table {
  const widths = children(child(table, 'tblGrid'), 'gridCol').map((each) => Number(attribute(each, 'w') ?? 1));
  const all = widths.reduce((sum, each) => sum + each, 0) || 1;
  return {
    kind: 'table',
    columns: widths.map((each) => each / all),
    rows: children(table, 'tr').map((row) => children(row, 'tc').map((cell) => children(cell, 'p').map(paragraphOf))),
  };
}

const blocksOf = (parent: Node | undefined): (Paragraph | Table)[] =>
  children(parent).flatMap((each) => {
    if (each.localName === 'p') return [paragraphOf(each)];
    if (each.localName === 'tbl') return [tableOf(each)];
    return each.localName === 'sdt' ? blocksOf(child(each, 'sdtContent')) : [];
  });

/** What a document shows, and how it is laid out. */
export function layoutOf(document: Uint8Array): Layout {
  const zip = openTemplate(document);
  const part = (name: string) => {
    const source = zip.file(name)?.asText();
    return source === undefined ? undefined : (parseXmlDocument(source).documentElement ?? undefined);
  };
  const body = child(part('word/document.xml'), 'body');
  const section = child(body, 'sectPr');
  const [size, margin] = [child(section, 'pgSz'), child(section, 'pgMar')];
  const of = (name: string) => twips(attribute(margin, name), 72);
  const foot = part('word/footer1.xml');
  return {
    width: twips(attribute(size, 'w'), 595.3),
    height: twips(attribute(size, 'h'), 841.9),
    margins: { top: of('top'), bottom: of('bottom'), left: of('left'), right: of('right') },
    ...(foot && {
      foot: children(foot, 'p')
        .flatMap(runsIn)
        .map((run) => runOf(run).text)
        .join(''),
    }),
    blocks: blocksOf(body),
  };
}
