import type { XmlElement } from '../../parse/xml';

/** Reads the elements of a DMN document, whose namespace determines the version. */
export class Reader {
  constructor(private readonly uri: string) {}

  all(element: XmlElement, ...names: string[]): XmlElement[] {
    return element.children.filter((child) => child.uri === this.uri && names.includes(child.local));
  }

  one(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
    return element && this.all(element, ...names)[0];
  }

  /** The text of the child with that name, trimmed; undefined if there is none. */
  text(element: XmlElement | undefined, name: string): string | undefined {
    return this.one(element, name)?.text.trim();
  }

  /** The text of a child that contains it in a `text` element. */
  textOf(element: XmlElement | undefined, name: string): string | undefined {
    return this.text(this.one(element, name), 'text');
  }

  /** The targets of the `href`s in the children with that name. */
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

/** An id within the document unchanged, one in another document with its namespace. */
export function hrefOf(element: XmlElement): string | undefined {
  const href = attribute(element, 'href')?.trim();
  return href?.startsWith('#') ? href.slice(1) : href;
}
