import type { XmlElement } from '../../parse/xml';

/** Reads the elements of a DMN document, whose namespace says the version. */
export class Reader {
  constructor(private readonly uri: string) {}

  all(element: XmlElement, ...names: string[]): XmlElement[] {
    return element.children.filter((child) => child.uri === this.uri && names.includes(child.local));
  }

  one(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
    return element && this.all(element, ...names)[0];
  }

  /** The text within the child of that name, trimmed; undefined where there is none. */
  text(element: XmlElement | undefined, name: string): string | undefined {
    return this.one(element, name)?.text.trim();
  }

  /** The text of a child that holds it in an own `text` element. */
  textOf(element: XmlElement | undefined, name: string): string | undefined {
    return this.text(this.one(element, name), 'text');
  }

  /** What stands at the `href`s within the children of that name. */
  hrefs(element: XmlElement, name: string): string[] {
    return this.all(element, name).flatMap((child) => hrefOf(child) ?? []);
  }

  isOurs(element: XmlElement): boolean {
    return element.uri === this.uri;
  }
}

export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find(({ uri, local }) => local === name && uri === '')?.value;
}

/** An id within the document as such, in another document with its namespace. */
export function hrefOf(element: XmlElement): string | undefined {
  const href = attribute(element, 'href')?.trim();
  return href?.startsWith('#') ? href.slice(1) : href;
}
