import { parseXmlDocument, serializeToWellFormedString, type Element } from 'slimdom';
import type { ModdleElement } from './read';
import type { XmlElement } from './xml';

/** Names that the moddle reader accepts; it drops elements with other ids, which XML allows: 受理, Überprüfung. */
const PLAIN = /^[A-Za-z_][\w.-]*$/;
const isPlainName = (name: string) => /^[\x20-\x7e]*$/.test(name);

/** A copy of a document for the moddle reader, with plain names, and the way back. */
export interface PlainCopy {
  xml: string;
  restore(root: ModdleElement): void;
}

/** Undefined if the document has only plain names, which is the rule. */
export function plainCopy(xml: string, source: XmlElement): PlainCopy | undefined {
  const plain = new Map<string, string>();
  if (allPlain(source, plain)) return undefined;
  const document = parseXmlDocument(xml);
  rename(document.documentElement!, plain);
  const back = new Map([...plain].map(([original, copy]) => [copy, original]));
  return {
    xml: serializeToWellFormedString(document),
    restore: (root) => restore(root, (value) => back.get(value) ?? value, new Set()),
  };
}

/** Collects the ids to encode on its way. */
function allPlain(element: XmlElement, plain: Map<string, string>): boolean {
  const id = element.attributes.find((a) => a.uri === '' && a.local === 'id')?.value;
  const odd = id !== undefined && !PLAIN.test(id) && !/\s|:/.test(id);
  if (odd) plain.set(id, encoded(id));
  const own =
    !odd &&
    isPlainName(element.local) &&
    element.attributes.every((a) => isPlainName(a.local)) &&
    Object.keys(element.declares ?? {}).every(isPlainName);
  return element.children.reduce((all, child) => allPlain(child, plain) && all, own);
}

const encoded = (id: string) =>
  `_x${[...id].map((c) => (/[\w.-]/.test(c) ? c : `_${c.codePointAt(0)!.toString(16)}_`)).join('')}`;

/** References are attributes and texts that consist only of an id, perhaps with the prefix of the target namespace. */
function rename(element: Element, plain: Map<string, string>) {
  [...element.children].forEach((child) => rename(child as Element, plain));
  if (!isPlainName(element.nodeName)) return void element.parentNode?.removeChild(element);
  const token = (value: string) => value.replace(/[^\s:]+/g, (part) => plain.get(part) ?? part);
  const isReference = (value: string) =>
    value
      .trim()
      .split(/\s+/)
      .some((part) => plain.has(part.slice(part.indexOf(':') + 1)));
  for (const attribute of [...element.attributes]) {
    if (!isPlainName(attribute.name)) element.removeAttributeNode(attribute);
    else if (attribute.name !== 'name' && isReference(attribute.value)) attribute.value = token(attribute.value);
  }
  if (
    element.children.length === 0 &&
    /Ref(s)?$|^(incoming|outgoing|source|target)$/.test(element.localName) &&
    isReference(element.textContent ?? '')
  )
    element.textContent = token(element.textContent!);
}

/** Ids, and values that name one without being a reference, as in the document. */
function restore(element: ModdleElement, original: (value: string) => string, seen: Set<ModdleElement>) {
  if (!element || typeof element !== 'object' || seen.has(element)) return;
  seen.add(element);
  for (const holder of [element, element.$attrs ?? {}]) {
    for (const key of Object.keys(holder)) {
      const value = holder[key];
      if (typeof value === 'string') {
        if (original(value) !== value) holder[key] = original(value);
      } else for (const item of [value].flat()) if (item?.$type) restore(item, original, seen);
    }
  }
}
