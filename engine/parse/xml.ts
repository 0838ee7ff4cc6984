import { SaxesParser } from 'saxes';
import { ReadRefusal } from './ReadRefusal';

/**
 * Maximum number of elements and depth of nesting of an XML source. A model of 10,000 flow elements with its diagram
 * stays below.
 */
export const MAX_ELEMENTS = 400_000;
export const MAX_DEPTH = 200;

export interface XmlAttribute {
  uri: string;
  local: string;
  value: string;
}

/** An element of the source as written: nothing defaulted, nothing resolved, nothing dropped. */
export interface XmlElement {
  uri: string;
  local: string;
  attributes: XmlAttribute[];
  children: XmlElement[];
  /** Character data directly within the element, concatenated. */
  text: string;
  parent?: XmlElement;
  /** Namespace declarations made on this very element, by prefix. */
  declares?: Record<string, string>;
  /** The position of its start tag, from 1. */
  line: number;
  column: number;
}

/**
 * Strict parsing of an XML 1.0 document with namespaces into a tree. Throws ReadRefusal; never expands an entity
 * defined in the document.
 */
export function readXml(text: string): XmlElement {
  refuseTooMany(text);
  const parser = new SaxesParser({ xmlns: true, position: true });
  let root: XmlElement | undefined;
  let open: XmlElement | undefined;
  let depth = 0;
  let at = { line: 1, column: 1 };
  parser.on('error', (error) => {
    throw malformed(error.message, parser.line, parser.column);
  });
  parser.on('doctype', () => {
    throw doctype(parser.line);
  });
  parser.on('opentagstart', (tag) => {
    at = { line: parser.line, column: Math.max(1, parser.column - tag.name.length) };
  });
  parser.on('opentag', (tag) => {
    if (++depth > MAX_DEPTH) throw tooDeep(at.line);
    const element: XmlElement = {
      uri: tag.uri,
      local: tag.local,
      attributes: [],
      children: [],
      text: '',
      parent: open,
      ...at,
    };
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === XMLNS) (element.declares ??= {})[attribute.prefix ? attribute.local : ''] = attribute.value;
      else element.attributes.push({ uri: attribute.uri, local: attribute.local, value: attribute.value });
    }
    open?.children.push(element);
    root ??= element;
    open = element;
  });
  parser.on('closetag', () => {
    depth--;
    open = open?.parent;
  });
  const append = (data: string) => {
    if (open) open.text += data;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.write(text).close();
  if (!root) throw malformed('no element');
  return root;
}

/** The namespace of a prefix at an element; '' is the default namespace. */
export function namespaceOf(element: XmlElement | undefined, prefix: string): string | undefined {
  for (let at = element; at; at = at.parent) {
    const uri = at.declares?.[prefix];
    if (uri !== undefined) return uri;
  }
  return undefined;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Counted before parsing, so that an XML bomb is refused immediately. */
function refuseTooMany(text: string) {
  let count = 0;
  for (const _ of text.matchAll(/<[^/!?]/g)) {
    if (++count > MAX_ELEMENTS) {
      throw new ReadRefusal(
        'TOO_MANY_ELEMENTS',
        `XML 元素过多：超过 ${MAX_ELEMENTS} 个。请把模型拆分为若干被调用的流程。`,
        `Too many XML elements: more than ${MAX_ELEMENTS}. Split the model into called processes.`,
      );
    }
  }
}

const malformed = (message: string, line?: number, column?: number) => {
  const what = message.replace(/^\d+:\d+: /, '');
  return new ReadRefusal(
    'MALFORMED',
    `不是格式良好的 XML：${what} 请在建模工具中重新导出。`,
    `Not well-formed XML: ${what} Export the model again from its tool.`,
    line,
    column === undefined ? undefined : Math.max(1, column),
  );
};

const doctype = (line: number) =>
  new ReadRefusal(
    'DOCTYPE',
    '文件含有 DOCTYPE 声明。出于安全考虑不予读取，请删除该声明。',
    'The file has a DOCTYPE declaration, which is not allowed, for safety. Remove it.',
    line,
    1,
  );

const tooDeep = (line: number) =>
  new ReadRefusal(
    'TOO_DEEP',
    `元素嵌套过深：超过 ${MAX_DEPTH} 层。`,
    `Elements are nested too deeply: more than ${MAX_DEPTH} levels.`,
    line,
    1,
  );
