import { parseXmlDocument, serializeToWellFormedString, type Element } from 'slimdom';
import { decode } from './decode';
import { Edit } from './Edit';
import { pairRenderings, pairVersions } from './pairs';
import { moddle } from './read';
import { readXml } from './xml';

/**
 * A model in the form that moddle can write again: what leaves all namespaces in a foreign extension (`xmlns=""`) it
 * reads but cannot write. It is left out here and stays in the document that an edit is carried over to.
 */
export function writable(xml: string): string {
  if (!/\sxmlns\s*=\s*(""|'')/.test(xml)) return xml;
  const document = parseXmlDocument(xml);
  const leave = (element: Element): void =>
    element.children.forEach((child) => (child.namespaceURI === null ? element.removeChild(child) : leave(child)));
  leave(document.documentElement!);
  return serializeToWellFormedString(document);
}

/** A model as moddle, and with it the modeler, writes it: what they do not know is lost in it. */
export async function render(xml: string): Promise<string> {
  const engine = moddle();
  return (await engine.toXML((await engine.fromXML(writable(xml))).rootElement)).xml;
}

/**
 * The original with what a person changed in the modeler, and nothing else changed: foreign extensions, attributes at
 * their defaults,
 * diagram, colours, comments and order stay as their tool wrote them. `edited` is what the modeler wrote after it had
 * read `original`;
 * `before` what it would have written without the edit, if it is not moddle's own rendering. Throws ReadRefusal for
 * what is no XML.
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
 * As text again: with the head of the source, its line ends, and carriage returns that a parser would take for line
 * ends escaped.
 */
function written(merged: string, source: string): string {
  const head = /^\s*(<\?xml[^>]*\?>\s*)?/.exec(source)![0];
  const breaks = source.includes('\r\n') ? '\r\n' : '\n';
  return head + merged.replace(/\r/g, '&#xD;').replace(/\n/g, breaks);
}
