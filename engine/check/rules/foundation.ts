import type { Element } from '../Element';
import { inDialect, isMime, isUri } from '../facets';
import { must, should, type Rule } from '../Finding';
import type { Model } from '../Model';

const NCNAME = /^[\p{L}_][\p{L}\p{N}\p{M}._\u00b7-]*$/u;
/** Imports of elements that can be referenced. A schema's types are opaque here (8.4.10). */
const DEFINING = [
  'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'http://www.w3.org/ns/wsdl',
  'http://schemas.xmlsoap.org/wsdl/',
  'http://www.w3.org/TR/wsdl20/',
];
const notUri = (value: string | undefined) => value !== undefined && value !== '' && !isUri(value) && value;

/** Chapters 8.2 and 8.3: definitions, imports, identifiers, documentation, extension, relationships. */
export const foundation: Rule[] = [
  must({
    id: 'id-unique',
    clause: '8.3.1',
    on: 'BaseElement',
    zh: '标识 id 在文件中必须唯一；请为其中一个元素改用新的 id，并更新对它的引用。',
    en: 'An id must be unique within the file; give one of the elements a new id and update what refers to it.',
    breaks: (element, model) => element.id !== undefined && model.byId(element.id) !== element,
  }),
  must({
    id: 'id-valid',
    clause: '8.3.1',
    on: 'BaseElement',
    zh: 'id 必须是合法的 XML 名称：以字母或下划线开头，不含空格和冒号。',
    en: 'An id must be an XML name: it begins with a letter or underscore and has no spaces or colons.',
    breaks: ({ id }) => id !== undefined && !NCNAME.test(id) && `id="${id}"`,
  }),
  must({
    id: 'id-present',
    clause: '8.3.1',
    on: [
      'FlowNode',
      'MessageFlow',
      'Participant',
      'Process',
      'DataObject',
      'DataObjectReference',
      'DataInput',
      'DataOutput',
    ],
    zh: '被引用或将被引用的元素必须有 id；请补上 id。',
    en: 'An element that others refer to, or may, must have an id; add one.',
    // A sequence flow may have no id if no node lists it, and an event that instances throw is never referenced.
    breaks: (element) =>
      !element.id && !['inputDataItem', 'outputDataItem'].includes(element.role) && !element.is('ImplicitThrowEvent'),
  }),
  must({
    id: 'import-readable',
    clause: '8.2.2',
    on: 'Import',
    zh: '找不到被导入的 BPMN 或 WSDL 文件，或无法读取；请一并提供，或把其中的元素并入本文件。',
    en: 'The imported BPMN or WSDL file is missing or cannot be read; provide it, or put its elements into this file.',
    breaks: (element, _, { known }) => {
      const location = element.get('location');
      return (
        !!known?.files &&
        DEFINING.includes(element.get('importType') ?? '') &&
        !!location &&
        ![...known.files].includes(location) &&
        location
      );
    },
  }),
  must({
    id: 'import-type-uri',
    clause: '8.2.2',
    on: 'Import',
    zh: '导入的 importType 必须是绝对 URI，指明被导入文件的类型（XML Schema、WSDL 2.0、BPMN 2.0 等）。',
    en: 'importType must be an absolute URI that says what kind of file is imported (XML Schema, WSDL 2.0, BPMN 2.0 …).',
    breaks: (element) => notUri(element.get('importType')),
  }),
  must({
    id: 'import-location',
    clause: '8.2.2',
    on: 'Import',
    zh: '导入必须写明文件位置 location。',
    en: 'An import must say where the file is (location).',
    breaks: (element) => element.get('location')?.trim() === '',
  }),
  must({
    id: 'expression-language-uri',
    clause: '8.2.1, 8.4.6',
    on: ['Definitions', 'FormalExpression'],
    zh: '表达式语言必须是 URI；请填写规范的语言标识，如 https://www.omg.org/spec/DMN/20191111/FEEL/。',
    en: 'An expression language must be given as a URI; write the identifier of the language, such as https://www.omg.org/spec/DMN/20191111/FEEL/.',
    breaks: (element, model, { profile }) =>
      (profile === 'publish' || !inDialect(model)) &&
      notUri(element.get('language') ?? element.get('expressionLanguage')),
  }),
  must({
    id: 'type-language-uri',
    clause: '8.2.1',
    on: 'Definitions',
    zh: '类型语言 typeLanguage 必须是 URI。',
    en: 'The type language must be given as a URI.',
    breaks: (element) => notUri(element.get('typeLanguage')),
  }),
  must({
    id: 'text-format-mime',
    clause: '8.3.2, 8.4.1',
    on: ['Documentation', 'TextAnnotation'],
    zh: '文本格式 textFormat 必须是 MIME 类型，如 text/plain。',
    en: 'textFormat must be a MIME type, such as text/plain.',
    breaks: (element) => {
      const format = element.get('textFormat');
      return format !== undefined && !isMime(format) && format;
    },
  }),
  must({
    id: 'extension-understood',
    clause: '8.3.3',
    on: 'Extension',
    zh: '模型要求执行者理解一个扩展（mustUnderstand），而这里不认识它；请去掉该要求或该扩展。',
    en: 'The model requires an extension (mustUnderstand) that is not supported here; remove the requirement or the extension.',
    breaks: (element) => element.flag('mustUnderstand') && (element.get('definition') ?? true),
  }),
  must({
    id: 'relationship-ends',
    clause: '8.3.4',
    on: 'Relationship',
    zh: '关系必须有类型，并且至少有一个来源和一个目标。',
    en: 'A relationship must have a type and at least one source and one target.',
    breaks: (element) => !element.get('type') || !element.written('source') || !element.written('target'),
  }),
  should({
    id: 'target-namespace-uri',
    clause: '8.2.1',
    on: 'Definitions',
    zh: '目标命名空间 targetNamespace 应当是绝对 URI。',
    en: 'The target namespace should be an absolute URI.',
    breaks: (element) => notUri(element.get('targetNamespace')),
  }),
  should({
    id: 'diagram-id-unique',
    clause: '12.2',
    on: 'Definitions',
    zh: '图形元素的 id 重复，编辑时会丢失其中一个图形；请改用不同的 id。',
    en: 'Ids of the diagram are used twice, and an editor will lose one of the shapes; use different ids.',
    breaks: (_, model) => duplicateDiagramIds(model).join(', '),
  }),
];

function duplicateDiagramIds(model: Model): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const visit = (xml: Element['xml']) => {
    const id = xml.attributes.find((a) => a.uri === '' && a.local === 'id')?.value;
    if (id !== undefined) (seen.has(id) || model.byId(id) ? twice : seen).add(id);
    xml.children.forEach(visit);
  };
  model.document.children.filter((child) => child.local === 'BPMNDiagram').forEach(visit);
  return [...twice];
}
