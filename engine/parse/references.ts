import type { ModdleElement, ReadWarning } from './read';

interface Reference {
  element: ModdleElement;
  property: string;
  id: string;
}
interface Read {
  elementsById: Record<string, ModdleElement>;
  references: Reference[];
  warnings: { message: string; element?: ModdleElement; property?: string; value?: string }[];
}

/**
 * Links references that the moddle reader leaves open although BPMN's schema allows their form: QNames with the prefix
 * of the target namespace (BPMN 2.0.2 §15.3.2) and values with whitespace around them. Returns the remaining warnings.
 */
export function linkReferences(
  read: Read,
  namespaceOf: (prefix: string) => string | undefined,
  target?: string,
): ReadWarning[] {
  const find = (value: string) => read.elementsById[value] ?? read.elementsById[localName(value, namespaceOf, target)];
  const open = read.references.filter(({ id }) => !read.elementsById[id] && find(id));
  for (const { element, property } of open) {
    const { isMany, name } = element.$descriptor.propertiesByName[property];
    const values = read.references
      .filter((r) => r.element === element && r.property === property)
      .map(({ id }) => find(id))
      .filter(Boolean);
    element.set(name, isMany ? values : values[0]);
  }
  const linked = new Set(open.map(({ id }) => id));
  return read.warnings
    .filter(
      ({ message, value }) => !(message.startsWith('unresolved reference') && value !== undefined && linked.has(value)),
    )
    .map(({ message, element, property, value }) => ({ message, element: element?.id, property, value }));
}

function localName(value: string, namespaceOf: (prefix: string) => string | undefined, target?: string): string {
  const trimmed = value.trim();
  const colon = trimmed.indexOf(':');
  return colon > 0 && namespaceOf(trimmed.slice(0, colon)) === target ? trimmed.slice(colon + 1) : trimmed;
}
