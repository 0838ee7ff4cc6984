import type { ModdleElement } from '../parse/read';
import { namespaceOf, type XmlElement } from '../parse/xml';
import { Element, type Reference } from './Element';
import { isRole, typeOf, typeOfTag, type Property, type Type } from './schema';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const VALUES = new Set(['String', 'Boolean', 'Integer', 'Real']);

/** An XML element in BPMN's namespace that the class diagrams do not allow at that place. */
export interface Stray {
  xml: XmlElement;
  parent: Element;
  why: 'unknown' | 'misplaced';
}

/** A BPMN model as written, with its references resolved and its flows indexed. */
export class Model {
  readonly root: Element;
  readonly elements: Element[] = [];
  readonly strays: Stray[] = [];
  private readonly ids = new Map<string, Element>();
  private readonly types = new Map<string, Element[]>();
  private readonly flowsFrom = new Map<Element, Element[]>();
  private readonly flowsTo = new Map<Element, Element[]>();
  private readonly attached = new Map<Element, Element[]>();
  private readonly users = new Map<Element, Element[]>();
  private readonly messagesOut = new Map<Element, Element[]>();
  private readonly messagesIn = new Map<Element, Element[]>();

  /** @param definitions the same as moddle reads it, for what the engine's compiler says of it */
  constructor(
    readonly document: XmlElement,
    readonly definitions?: ModdleElement,
  ) {
    this.root = this.take(document, typeOf('Definitions')!, 'definitions');
    for (const element of this.elements) for (const reference of element.references) this.resolve(reference, element);
    for (const flow of this.all('SequenceFlow')) {
      gather(this.flowsFrom, flow.ref('sourceRef'), flow);
      gather(this.flowsTo, flow.ref('targetRef'), flow);
    }
    for (const flow of this.all('MessageFlow')) {
      gather(this.messagesOut, flow.ref('sourceRef'), flow);
      gather(this.messagesIn, flow.ref('targetRef'), flow);
    }
    for (const event of this.all('BoundaryEvent')) gather(this.attached, event.ref('attachedToRef'), event);
    for (const event of this.all('Event'))
      for (const definition of event.refs('eventDefinitionRef')) gather(this.users, definition, event);
  }

  byId(id: string): Element | undefined {
    return this.ids.get(id);
  }

  /** All elements of a type, subtypes included, in document order. */
  all(type: string): Element[] {
    return this.types.get(type) ?? [];
  }

  /** Sequence flows that leave or reach a node, according to their own sourceRef and targetRef. */
  outgoing(node: Element): Element[] {
    return this.flowsFrom.get(node) ?? [];
  }
  incoming(node: Element): Element[] {
    return this.flowsTo.get(node) ?? [];
  }
  /** Message flows from and to an element. */
  messagesFrom(end: Element): Element[] {
    return this.messagesOut.get(end) ?? [];
  }
  messagesTo(end: Element): Element[] {
    return this.messagesIn.get(end) ?? [];
  }
  boundary(activity: Element): Element[] {
    return this.attached.get(activity) ?? [];
  }
  /** Events that refer to a reusable event definition. */
  usersOf(definition: Element): Element[] {
    return this.users.get(definition) ?? [];
  }

  /** The element that a QName or id, written at `at`, names. */
  find(value: string, at: XmlElement): Pick<Reference, 'target' | 'external'> {
    const name = value.trim();
    const colon = name.indexOf(':');
    const target = this.ids.get(name);
    if (target || colon < 0) return { target, external: false };
    const uri = namespaceOf(at, name.slice(0, colon));
    if (uri !== undefined && uri !== this.root.get('targetNamespace')) return { external: true };
    return { target: this.ids.get(name.slice(colon + 1)), external: false };
  }

  private resolve(reference: Reference, element: Element) {
    Object.assign(reference, this.find(reference.value, element.xml));
  }

  private take(xml: XmlElement, type: Type, role: string, parent?: Element): Element {
    const element = new Element(type, xml, role, parent);
    this.elements.push(element);
    if (element.id && !this.ids.has(element.id)) this.ids.set(element.id, element);
    for (const name of type.is) gather(this.types, name, element);
    for (const attribute of xml.attributes) {
      const property = attribute.uri === '' ? type.properties.get(attribute.local) : undefined;
      if (property?.isReference)
        refer(element, property, property.isMany ? attribute.value.trim().split(/\s+/) : [attribute.value]);
    }
    for (const child of xml.children)
      if (child.uri === BPMN && child.local !== 'extensionElements') this.takeChild(child, element);
    return element;
  }

  private takeChild(xml: XmlElement, parent: Element) {
    const property = parent.type.properties.get(xml.local);
    if (property?.isReference) return refer(parent, property, [xml.text]);
    if (property && VALUES.has(property.type)) return void parent.values.set(property.name, xml.text);
    const type = property && !property.isAttr ? effectiveType(xml, property) : typeOfTag(xml.local);
    if (!type) return void this.strays.push({ xml, parent, why: isRole(xml.local) ? 'misplaced' : 'unknown' });
    const holder =
      property ?? [...parent.type.properties.values()].find((p) => !p.isReference && !p.isAttr && type.is.has(p.type));
    if (!holder) this.strays.push({ xml, parent, why: 'misplaced' });
    parent.children.push(this.take(xml, type, holder?.name ?? xml.local, parent));
  }
}

const refer = (element: Element, property: Property, values: string[]) => {
  for (const value of values)
    element.references.push({ property: property.name, value: value.trim(), external: false });
};

/** An expression declares with xsi:type whether it is formal (8.4.6). */
function effectiveType(xml: XmlElement, property: Property): Type | undefined {
  const declared = xml.attributes.find(
    (a) => a.uri === 'http://www.w3.org/2001/XMLSchema-instance' && a.local === 'type',
  )?.value;
  const local = declared?.slice(declared.indexOf(':') + 1).replace(/^t(?=[A-Z])/, '');
  return (local && typeOf(local)) || typeOf(property.type);
}

function gather<K, V>(map: Map<K, V[]>, key: K | undefined, value: V) {
  if (key === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
