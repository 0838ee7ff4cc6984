import { BpmnModdle } from 'bpmn-moddle';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { decode } from './decode';
import { plainCopy } from './plainNames';
import { ReadRefusal } from './ReadRefusal';
import { linkReferences } from './references';
import { namespaceOf, readXml, type XmlElement } from './xml';

export { ReadRefusal } from './ReadRefusal';
export type { ReadRefusalCode } from './ReadRefusal';
export type { XmlElement } from './xml';

/** An element of the moddle tree: BPMN's attributes and children by their names, with references resolved. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ModdleElement = any;

/** What the moddle reader could not read; the checker finds the same in `document`, with the rule that it breaks. */
export interface ReadWarning {
  message: string;
  element?: string;
  property?: string;
  value?: string;
}

export interface Bpmn {
  /** The moddle tree (with `zeebe:` extensions), `bpmn:Definitions`. */
  definitions: ModdleElement;
  warnings: ReadWarning[];
  /** The source as text; its declaration says UTF-8. */
  xml: string;
  /** The source as written, for the checker. */
  document: XmlElement;
}

export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/**
 * The metamodel has the script of a global script task as an attribute; in the schema it is an element (BPMN20.xsd,
 * tGlobalScriptTask).
 */
const bpmn20 = structuredClone(bpmn) as {
  types: { name: string; properties?: { name: string; isAttr?: boolean }[] }[];
};
delete bpmn20.types.find(({ name }) => name === 'GlobalScriptTask')!.properties!.find(({ name }) => name === 'script')!
  .isAttr;

/** The shared moddle instance for reading and writing models. */
export const moddle = () => new BpmnModdle({ bpmn: bpmn20, zeebe });

/**
 * Reads a BPMN 2.0 interchange file. Throws ReadRefusal if it is not a well-formed, harmless BPMN document;
 * `engine/check` reports what is wrong with the model in it.
 */
export async function readBpmn(source: string | Uint8Array): Promise<Bpmn> {
  const xml = decode(source);
  const document = readXml(xml);
  if (document.uri !== BPMN || document.local !== 'definitions') throw notBpmn(document);
  const copy = plainCopy(xml, document);
  const read = await moddle()
    .fromXML(literal(copy?.xml ?? xml))
    .catch(unreadable);
  const warnings = linkReferences(read, (prefix) => namespaceOf(document, prefix), read.rootElement.targetNamespace);
  copy?.restore(read.rootElement);
  return { definitions: read.rootElement, warnings, xml, document };
}

/** The moddle reader reads character references as 16 bits, so those beyond, such as 𠮷, are written as characters. */
const literal = (xml: string) =>
  xml.replace(/&#(?:x([0-9a-f]{5,6})|(\d{5,7}));/gi, (reference, hex?: string, decimal?: string) => {
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : reference;
  });

const unreadable = ({ message }: Error): never => {
  throw new ReadRefusal(
    'MALFORMED',
    `无法读取该 BPMN 文件：${message}。请在建模工具中重新导出。`,
    `The BPMN file cannot be read: ${message}. Export the model again from its tool.`,
  );
};

const notBpmn = (root: XmlElement) =>
  new ReadRefusal(
    'NOT_BPMN',
    `不是 BPMN 2.0 文件：根元素是 <${root.local}>（命名空间 ${root.uri || '无'}），应为 BPMN 2.0 的 <definitions>。`,
    `Not a BPMN 2.0 file: its root is <${root.local}> of the namespace ${root.uri || '(none)'}, where <definitions> of BPMN 2.0 is expected.`,
    root.line,
    root.column,
  );
