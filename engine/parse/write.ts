import { parseXmlDocument, serializeToWellFormedString, type Element } from 'slimdom';
import { decode } from './decode';
import { Edit } from './Edit';
import { pairRenderings, pairVersions } from './pairs';
import { moddle } from './read';
import { readXml } from './xml';

/**
 * A model in the form that moddle can write again: moddle can read but not write content that leaves all namespaces in
 * a foreign extension (`xmlns=""`). It is left out here and stays in the document to which an edit is carried over.
 */
export function writable(xml: string): string {
  if (!/\sxmlns\s*=\s*(""|'')/.test(xml)) return xml;
  const document = parseXmlDocument(xml);
  const leave = (element: Element): void =>
    element.children.forEach((child) => (child.namespaceURI === null ? element.removeChild(child) : leave(child)));
  leave(document.documentElement!);
  return serializeToWellFormedString(document);
}

/** A model as written by moddle, and so by the modeler: content that they do not know is lost. */
export async function render(xml: string): Promise<string> {
  const engine = moddle();
  return (await engine.toXML((await engine.fromXML(writable(xml))).rootElement)).xml;
}

/**
 * The original with what a person changed in the modeler, and nothing else: foreign extensions, attributes at their
 * defaults, diagram, colours, comments and order stay as their tool wrote them. `edited` is what the modeler wrote
 * after reading `original`; `before` is what it would have written without the edit, if that is not moddle's own
 * rendering. Throws ReadRefusal for invalid XML.
 */
export async function merge(original: string, edited: string, before?: string): Promise<string> {
  const source = decode(original);
  const rendered = before ?? (await render(source));
  for (const xml of [source, edited, rendered]) readXml(xml);
  const document = parseXmlDocument(source);
  const [was, is] = [parseXmlDocument(rendered).documentElement!, parseXmlDocument(edited).documentElement!];
  const untouched = serializeToWellFormedString(document);
  new Edit(document, pairVersions(is, was), pairRenderings(was, document.documentElement!)).apply(is);
  const merged = serializeToWellFormedString(document);
  return merged === untouched ? original : written(merged, source);
}

/**
 * Back to text: with the head of the source, its line endings, and escaped carriage returns that a parser would take
 * for line endings.
 */
function written(merged: string, source: string): string {
  const head = /^\s*(<\?xml[^>]*\?>\s*)?/.exec(source)![0];
  const breaks = source.includes('\r\n') ? '\r\n' : '\n';
  return head + merged.replace(/\r/g, '&#xD;').replace(/\n/g, breaks);
}
