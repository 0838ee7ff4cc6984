import { parseXmlDocument, type Element, type Node } from 'slimdom';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * A line for each node of an XML tree, in order: names by namespace, all attributes, text, comments, instructions.
 * Whitespace between elements is ignored.
 */
export function lines(xml: string): string[] {
  const out: string[] = [];
  const visit = (node: Node, path: string) => {
    if (node.nodeType === 1) {
      const element = node as Element;
      const here = `${path}/${element.localName}`;
      out.push(`${here} {${element.namespaceURI}}`);
      const attributes = element.attributes
        .filter((a) => a.namespaceURI !== XMLNS)
        .map((a) => `${here} @{${a.namespaceURI ?? ''}}${a.localName}=${JSON.stringify(a.value)}`);
      out.push(...attributes.sort());
      element.childNodes.forEach((child) => visit(child, here));
    } else if (node.nodeType === 3 || node.nodeType === 4) {
      if (node.nodeValue!.trim()) out.push(`${path} text ${JSON.stringify(node.nodeValue)}`);
    } else out.push(`${path} ${node.nodeType} ${JSON.stringify(node.nodeValue)}`);
  };
  parseXmlDocument(xml).childNodes.forEach((node) => visit(node, ''));
  return out;
}

/** The lines that occur in only one of two trees. */
export function difference(one: string, other: string): { gone: string[]; come: string[] } {
  const count = (list: string[]) =>
    list.reduce((map, line) => map.set(line, (map.get(line) ?? 0) + 1), new Map<string, number>());
  const [left, right] = [lines(one), lines(other)];
  const [a, b] = [count(left), count(right)];
  const only = (list: Map<string, number>, others: Map<string, number>) =>
    [...list].flatMap(([line, n]) => Array<string>(Math.max(0, n - (others.get(line) ?? 0))).fill(line));
  const [gone, come] = [only(a, b), only(b, a)];
  if (gone.length + come.length === 0 && left.join('\n') !== right.join('\n'))
    return { gone: ['order'], come: ['order'] };
  return { gone, come };
}
