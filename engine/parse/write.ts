import { parseXmlDocument, serializeToWellFormedString } from 'slimdom';
import { decode } from './decode';
import { Edit } from './Edit';
import { pairRenderings, pairVersions } from './pairs';
import { moddle } from './read';
import { readXml } from './xml';

/** A model as moddle, and with it the modeler, writes it: what they do not know is lost in it. */
export async function render(xml: string): Promise<string> {
  const engine = moddle();
  return (await engine.toXML((await engine.fromXML(xml)).rootElement)).xml;
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
