import { Document, Element, Node, parseXmlDocument, serializeToWellFormedString } from 'slimdom';
import { printable } from '../../engine/form';
import { openTemplate } from './template';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SPACE = 'http://www.w3.org/XML/1998/namespace';
/** Further lines of a part are indented like its first. */
const INDENT = '　　';

const isNamed = (node: Node, name: string): node is Element =>
  node.nodeType === Node.ELEMENT_NODE && (node as Element).namespaceURI === W && (node as Element).localName === name;

/** What a bookmark encloses within its paragraph. */
interface Marked {
  start: Element;
  name: string;
  inside: Element[];
}

function* marked(xml: Document): Generator<Marked> {
  for (const start of xml.getElementsByTagNameNS(W, 'bookmarkStart')) {
    const inside: Element[] = [];
    for (let next = start.nextSibling; next && !isNamed(next, 'bookmarkEnd'); next = next.nextSibling)
      if (next.nodeType === Node.ELEMENT_NODE) inside.push(next as Element);
    yield { start, name: start.getAttributeNS(W, 'name') ?? '', inside };
  }
}

function textIn(node: Node): string {
  if (isNamed(node, 't')) return node.textContent ?? '';
  if (isNamed(node, 'br')) return '\n';
  if (isNamed(node, 'tab')) return ' ';
  return node.childNodes.map(textIn).join('');
}

const xmlOf = (document: Uint8Array) => {
  const zip = openTemplate(document);
  return { zip, xml: parseXmlDocument(zip.file('word/document.xml')?.asText() ?? '<none/>') };
};

/** The texts of the bookmarked parts of a document, by the names of their bookmarks. */
export function readParts(document: Uint8Array): Record<string, string> {
  const { xml } = xmlOf(document);
  return Object.fromEntries(
    [...marked(xml)].map(({ name, inside }) => [name, inside.map(textIn).join('').replaceAll(`\n${INDENT}`, '\n')]),
  );
}

/** The document with these texts in its bookmarked parts, in the look that each part has; everything else unchanged. */
export function writeParts(document: Uint8Array, texts: Record<string, string>): Uint8Array {
  const { zip, xml } = xmlOf(document);
  for (const { start, name, inside } of [...marked(xml)]) {
    if (!Object.hasOwn(texts, name)) continue;
    const look = inside.find((each) => isNamed(each, 'r'))?.childNodes.find((each) => isNamed(each, 'rPr'));
    inside.forEach((each) => each.remove());
    start.parentNode!.insertBefore(runOf(xml, texts[name]!, look), start.nextSibling);
  }
  zip.file('word/document.xml', serializeToWellFormedString(xml));
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function runOf(xml: Document, text: string, look: Node | undefined): Element {
  const run = xml.createElementNS(W, 'w:r');
  if (look) run.appendChild(look.cloneNode(true));
  printable(text)
    .split('\n')
    .forEach((line, index) => {
      if (index > 0) run.appendChild(xml.createElementNS(W, 'w:br'));
      const words = xml.createElementNS(W, 'w:t');
      words.setAttributeNS(SPACE, 'xml:space', 'preserve');
      words.appendChild(xml.createTextNode(index > 0 ? INDENT + line : line));
      run.appendChild(words);
    });
  return run;
}
