import type { XmlElement } from '../parse/xml';
import type { Type } from './schema';

/** A reference from an element to another, as written and as resolved. */
export interface Reference {
  property: string;
  value: string;
  target?: Element;
  /** It names something of another namespace, which is in another file. */
  external: boolean;
}

/** An element of a BPMN model as written: nothing is left out because it is wrong. */
export class Element {
  readonly children: Element[] = [];
  readonly references: Reference[] = [];
  /** Texts of children that are plain values, such as `script`. */
  readonly values = new Map<string, string>();

  constructor(
    readonly type: Type,
    readonly xml: XmlElement,
    readonly role: string,
    readonly parent?: Element,
  ) {}

  get id(): string | undefined {
    return this.get('id');
  }
  get name(): string | undefined {
    return this.get('name');
  }
  /** Its trimmed character data: an expression's body. */
  get text(): string {
    return this.xml.text.trim();
  }

  is(...types: string[]): boolean {
    return types.some((type) => this.type.is.has(type));
  }

  /** An attribute as written. */
  get(name: string): string | undefined {
    return this.xml.attributes.find((a) => a.uri === '' && a.local === name)?.value;
  }

  /** A Boolean attribute, with the default of the class diagram. */
  flag(name: string): boolean {
    const value = this.get(name)?.trim();
    return value === undefined ? this.type.properties.get(name)?.default === true : value === 'true' || value === '1';
  }

  /** Contained elements of a type. */
  all(type: string): Element[] {
    return this.children.filter((child) => child.is(type));
  }

  /** The contained element in a role, i.e. the name of the property, such as `conditionExpression`. */
  child(role: string): Element | undefined {
    return this.children.find((child) => child.role === role);
  }

  ref(property: string): Element | undefined {
    return this.references.find((r) => r.property === property)?.target;
  }
  refs(property: string): Element[] {
    return this.references.filter((r) => r.property === property).flatMap((r) => r.target ?? []);
  }
  written(property: string): boolean {
    return this.references.some((r) => r.property === property);
  }

  /** The nearest enclosing element of a type. */
  within(...types: string[]): Element | undefined {
    let at = this.parent;
    while (at && !at.is(...types)) at = at.parent;
    return at;
  }

  /** Whether it is that element or is contained in it. */
  inside(scope: Element): boolean {
    let at: Element | undefined = this as Element;
    while (at && at !== scope) at = at.parent;
    return at === scope;
  }

  /** Extension elements with a namespace and local name (all names if absent). */
  extensions(uri: string, local?: string): XmlElement[] {
    const holders = this.xml.children.filter(
      (child) => child.local === 'extensionElements' && child.uri === this.xml.uri,
    );
    return holders.flatMap((holder) =>
      holder.children.filter((e) => e.uri === uri && (local === undefined || e.local === local)),
    );
  }
}
