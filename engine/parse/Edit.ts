import type { Attr, Document, Element, Node } from 'slimdom';
import { elements } from './pairs';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const isText = (node: Node) => node.nodeType === 3 || node.nodeType === 4;
const ownText = (element: Element) =>
  element.childNodes
    .filter(isText)
    .map((node) => node.nodeValue ?? '')
    .join('');
const plain = (element: Element) => element.attributes.filter((a) => a.namespaceURI !== XMLNS);

/**
 * Carries the changes that a person made between two renderings of a model over to the model as its own tool wrote it.
 */
export class Edit {
  /** The elements of the earlier rendering that still exist, wherever they are now. */
  private readonly kept: ReadonlySet<Element>;

  /**
   * @param document the model as its tool wrote it; changed in place
   * @param was what each element of the edited rendering was in the rendering before
   * @param origin what each element of that rendering is in `document`
   */
  constructor(
    private readonly document: Document,
    private readonly was: Map<Element, Element>,
    private readonly origin: Map<Element, Element>,
  ) {
    this.kept = new Set(was.values());
  }

  /** Makes the element of the document like `after`, as far as `after` differs from its earlier state. */
  apply(after: Element): Element | undefined {
    const before = this.was.get(after);
    const target = before && this.origin.get(before);
    if (!target) return undefined;
    this.attributes(after, before, target);
    this.text(after, before, target);
    this.children(after, before, target);
    return target;
  }

  private attributes(after: Element, before: Element, target: Element) {
    for (const attribute of plain(after)) {
      if (before.getAttributeNS(attribute.namespaceURI, attribute.localName) !== attribute.value)
        this.set(target, attribute);
    }
    for (const { namespaceURI, localName } of plain(before)) {
      if (!after.hasAttributeNS(namespaceURI, localName)) target.removeAttributeNS(namespaceURI, localName);
    }
  }

  private text(after: Element, before: Element, target: Element) {
    const text = ownText(after);
    if (text.trim() === ownText(before).trim()) return;
    const old = target.childNodes.filter(isText);
    if (elements(target).length === 0) old.forEach((node) => target.removeChild(node));
    target.insertBefore(this.document.createTextNode(text), target.firstChild);
  }

  private children(after: Element, before: Element, target: Element) {
    const stay = new Set(elements(after).map((child) => this.was.get(child)));
    for (const gone of elements(before)) {
      const node = stay.has(gone) ? undefined : this.origin.get(gone);
      if (node && node.parentNode === target && !this.kept.has(gone)) cut(node);
    }
    const order = new Map(elements(before).map((child, i) => [child, i]));
    let last: Element | undefined;
    let reached = -1;
    for (const child of elements(after)) {
      const known = this.apply(child);
      // What only the rendering had, with and without the edit, is not a change made by the person.
      if (!known && this.was.has(child)) continue;
      const node = known ?? this.create(child, target);
      const rank = order.get(this.was.get(child)!) ?? -1;
      if (!known || node.parentNode !== target || rank < reached) this.place(node, target, last);
      reached = Math.max(reached, rank);
      last = node;
    }
  }

  private place(node: Element, parent: Element, after: Element | undefined) {
    if (node.parentNode) cut(node);
    const next = after ? after.nextSibling : (elements(parent).find((child) => child !== node) ?? null);
    const lead = indentation(parent);
    const gap = (text: string) => this.document.createTextNode(text);
    if (after) {
      parent.insertBefore(node, next);
      if (lead) parent.insertBefore(gap(lead), node);
    } else {
      parent.insertBefore(node, next);
      if (lead && next) parent.insertBefore(gap(lead), next);
      else if (lead) {
        parent.insertBefore(gap(lead), node);
        parent.appendChild(gap(lead.slice(0, -2)));
      }
    }
  }

  /** A new element, with the prefixes of the document. Existing elements that it encloses are moved into it. */
  private create(source: Element, context: Element): Element {
    const element = this.document.createElementNS(source.namespaceURI, this.qualified(source, context));
    for (const attribute of plain(source)) this.set(element, attribute, context);
    const children = elements(source);
    if (children.length === 0) {
      element.textContent = source.textContent ?? '';
      return element;
    }
    for (const child of children) {
      const known = this.apply(child);
      if (known?.parentNode) cut(known);
      element.appendChild(known ?? this.create(child, context));
    }
    return element;
  }

  private set(target: Element, attribute: Attr, context = target) {
    const value =
      attribute.namespaceURI === XSI && attribute.localName === 'type'
        ? this.typeName(attribute, context)
        : attribute.value;
    target.setAttributeNS(
      attribute.namespaceURI,
      attribute.namespaceURI === null ? attribute.localName : this.qualified(attribute, context, true),
      value,
    );
  }

  private typeName({ value, ownerElement }: Attr, context: Element): string {
    const [prefix, local] = value.includes(':') ? (value.split(':') as [string, string]) : [null, value];
    const uri = ownerElement?.lookupNamespaceURI(prefix) ?? null;
    return this.qualified({ namespaceURI: uri, prefix, localName: local }, context);
  }

  /** The name with the document's prefix for the namespace, which is declared at its root if there is none. */
  private qualified(
    { namespaceURI, prefix, localName }: { namespaceURI: string | null; prefix: string | null; localName: string },
    context: Element,
    attribute = false,
  ): string {
    if (!attribute && context.lookupNamespaceURI(null) === namespaceURI) return localName;
    const known = context.lookupPrefix(namespaceURI);
    if (namespaceURI === null) return localName;
    if (known) return `${known}:${localName}`;
    const root = this.document.documentElement!;
    let fresh = prefix || 'ns';
    for (let i = 1; root.lookupNamespaceURI(fresh) !== null; i++) fresh = `${prefix || 'ns'}${i}`;
    root.setAttributeNS(XMLNS, `xmlns:${fresh}`, namespaceURI);
    return `${fresh}:${localName}`;
  }
}

/** Removes an element, with the whitespace around it. */
function cut(node: Element) {
  const before = node.previousSibling;
  if (before && before.nodeType === 3 && !before.nodeValue!.trim()) before.parentNode!.removeChild(before);
  node.parentNode!.removeChild(node);
}

/** The line break and indentation before the children of an element; '' if it is written on one line. */
function indentation(parent: Element): string {
  const first = parent.firstChild;
  if (first && first.nodeType === 3 && elements(parent).length > 0)
    return /\n[ \t]*$/.exec(first.nodeValue!)?.[0] ?? '';
  const own = parent.previousSibling;
  const lead = own && own.nodeType === 3 ? /\n[ \t]*$/.exec(own.nodeValue!)?.[0] : undefined;
  return lead === undefined ? '' : `${lead}  `;
}
