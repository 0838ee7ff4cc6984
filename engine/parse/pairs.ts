import type { Element } from 'slimdom';

export const elements = (parent: Element): Element[] => parent.children as Element[];
const named = (one: Element, other: Element) =>
  one.localName === other.localName && one.namespaceURI === other.namespaceURI;
const sameText = (one: Element, other: Element) => (one.textContent ?? '').trim() === (other.textContent ?? '').trim();
const idOf = (element: Element) => element.getAttribute('id');

/**
 * The share of the attributes of `one` that `other` has with the same value; ids do not count, because an editor may
 * change them.
 */
function likeness(one: Element, other: Element): number {
  const attributes = one.attributes.filter((a) => a.name !== 'id' && !a.name.startsWith('xmlns'));
  const same = attributes.filter((a) => other.getAttributeNS(a.namespaceURI, a.localName) === a.value).length;
  return attributes.length ? same / attributes.length : Number(sameText(one, other));
}

/**
 * Pairs of two lists of siblings that stand for the same thing: by id, otherwise by name and similarity, otherwise by
 * name and order.
 */
function pairSiblings(
  left: Element[],
  right: Element[],
  pair: (l: Element, r: Element) => void,
  taken: (r: Element) => boolean,
) {
  const free = new Set(right.filter((r) => !taken(r)));
  let rest = left;
  const round = (fits: (l: Element, r: Element) => boolean) => {
    rest = rest.filter((l) => {
      for (const r of free) {
        if (!fits(l, r)) continue;
        free.delete(r);
        pair(l, r);
        return false;
      }
      return true;
    });
  };
  round((l, r) => named(l, r) && idOf(l) !== null && idOf(l) === idOf(r));
  round((l, r) => named(l, r) && idOf(l) === idOf(r) && sameText(l, r) && likeness(l, r) === 1);
  round((l, r) => named(l, r) && idOf(l) === idOf(r));
  round((l, r) => named(l, r) && likeness(l, r) > 0.5);
}

/**
 * The element in `source` for each element of `copy`, if both are renderings of one model: nothing has been moved or
 * renamed.
 */
export function pairRenderings(copy: Element, source: Element): Map<Element, Element> {
  const pairs = new Map<Element, Element>();
  const used = new Set<Element>();
  const visit = (l: Element, r: Element) => {
    pairs.set(l, r);
    used.add(r);
    pairSiblings(elements(l), elements(r), visit, () => false);
    // A rendering may write formalExpression as expression with xsi:type: the rest is paired in order.
    const left = elements(l).filter((child) => !pairs.has(child));
    const free = elements(r).filter((child) => !used.has(child) && child.namespaceURI === l.namespaceURI);
    if (left.length === free.length) left.forEach((child, i) => visit(child, free[i]!));
  };
  visit(copy, source);
  return pairs;
}

/**
 * The element in `before` for each element of `after`, if a person has edited in between: ids find it wherever it has
 * been moved.
 */
export function pairVersions(after: Element, before: Element): Map<Element, Element> {
  const pairs = new Map<Element, Element>();
  const used = new Set<Element>();
  const byId = uniqueIds(before);
  const kept = uniqueIds(after);
  const pair = (l: Element, r: Element) => {
    pairs.set(l, r);
    used.add(r);
  };
  const byIds = (element: Element) => {
    const id = idOf(element) ?? '';
    const old = kept.get(id) === element ? byId.get(id) : undefined;
    if (old && named(old, element)) pair(element, old);
    elements(element).forEach(byIds);
  };
  const rest = (element: Element) => {
    const old = pairs.get(element);
    if (old)
      pairSiblings(
        elements(element).filter((child) => !pairs.has(child)),
        elements(old),
        pair,
        (r) => used.has(r) || kept.has(idOf(r) ?? ''),
      );
    elements(element).forEach(rest);
  };
  pair(after, before);
  byIds(after);
  rest(after);
  return pairs;
}

/** Elements by id, except ids that occur twice: foreign content may have ids of its own. */
function uniqueIds(root: Element): Map<string, Element> {
  const found = new Map<string, Element>();
  const twice = new Set<string>();
  const visit = (element: Element) => {
    const id = idOf(element);
    if (id !== null) found.has(id) ? twice.add(id) : found.set(id, element);
    elements(element).forEach(visit);
  };
  visit(root);
  twice.forEach((id) => found.delete(id));
  return found;
}
