import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';

/** An attribute, child or reference of a BPMN type, according to the class diagrams of the specification. */
export interface Property {
  name: string;
  type: string;
  isMany?: boolean;
  isAttr?: boolean;
  isReference?: boolean;
  isVirtual?: boolean;
  isBody?: boolean;
  default?: unknown;
}

/** A BPMN type with everything it inherits. */
export interface Type {
  name: string;
  /** Its own name and those of all its supertypes. */
  is: ReadonlySet<string>;
  properties: ReadonlyMap<string, Property>;
}

interface Declared {
  name: string;
  superClass?: string[];
  properties?: Property[];
}
/** Where moddle's metamodel has a different name from the XML schema. */
const XML_NAMES: Record<string, string> = { messageFlowRefs: 'messageFlowRef', endPointRefs: 'endPointRef' };
/** Types whose base type moddle's metamodel omits. */
const BASES: Record<string, string[]> = { InputOutputBinding: ['BaseElement'] };
const DOCUMENTATION: Property = { name: 'documentation', type: 'Documentation', isMany: true };

const declared = new Map((bpmn.types as unknown as Declared[]).map((type) => [type.name, type]));
const inherited = new Map<string, Type>();

/** The metamodel's type with that name, or undefined if BPMN 2.0 has no such element. */
export function typeOf(name: string): Type | undefined {
  const known = inherited.get(name);
  const own = declared.get(name);
  if (known || !own) return known;
  const supers = (own.superClass ?? BASES[name] ?? []).map(typeOf).filter((type) => type !== undefined);
  const type: Type = {
    name,
    is: new Set([name, ...supers.flatMap((above) => [...above.is])]),
    properties: new Map([
      ...supers.flatMap((above) => [...above.properties]),
      ...ownProperties(own).map((p): [string, Property] => [p.name, p]),
    ]),
  };
  inherited.set(name, type);
  return type;
}

const ownProperties = ({ name, properties = [] }: Declared): Property[] => [
  ...properties.map((p) => ({ ...p, name: XML_NAMES[p.name] ?? p.name })),
  ...(name === 'Extension' ? [DOCUMENTATION] : []),
];

/** The literal values of an enumeration type, or undefined. */
export const literals = (name: string): string[] | undefined =>
  bpmn.enumerations.find((enumeration) => enumeration.name === name)?.literalValues.map((literal) => literal.name);

const roles = new Set(
  [...declared.values()].flatMap(({ properties = [] }) =>
    properties.filter((p) => !p.isAttr && !p.isVirtual).map((p) => p.name),
  ),
);

/** Whether a child has this name somewhere in BPMN, such as `ioSpecification`. */
export const isRole = (local: string): boolean => roles.has(local);

/** The type of an XML element's name: startEvent → StartEvent. */
export const typeOfTag = (local: string): Type | undefined => typeOf(local.charAt(0).toUpperCase() + local.slice(1));
