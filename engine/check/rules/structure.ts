import type { Element } from '../Element';
import { executable } from '../facets';
import { must, should, type Rule } from '../Finding';
import { literals } from '../schema';

/** Attributes (or, for some tools, children) that the class diagrams give the multiplicity 1. */
const REQUIRED: Record<string, string[]> = {
  Definitions: ['targetNamespace'],
  Import: ['importType', 'namespace', 'location'],
  Interface: ['name'],
  Operation: ['name', 'inMessageRef'],
  Resource: ['name'],
  SequenceFlow: ['sourceRef', 'targetRef'],
  MessageFlow: ['sourceRef', 'targetRef'],
  Association: ['sourceRef', 'targetRef'],
  ConversationLink: ['sourceRef', 'targetRef'],
  BoundaryEvent: ['attachedToRef'],
  DataAssociation: ['targetRef'],
  CorrelationSubscription: ['correlationKeyRef'],
  CorrelationPropertyBinding: ['correlationPropertyRef'],
  CorrelationPropertyRetrievalExpression: ['messageRef'],
  ParticipantAssociation: ['innerParticipantRef', 'outerParticipantRef'],
  MessageFlowAssociation: ['innerMessageFlowRef', 'outerMessageFlowRef'],
  ConversationAssociation: ['innerConversationNodeRef', 'outerConversationNodeRef'],
  ResourceParameterBinding: ['parameterRef'],
  InputOutputBinding: ['operationRef', 'inputDataRef', 'outputDataRef'],
  ChoreographyActivity: ['initiatingParticipantRef'],
  LinkEventDefinition: ['name'],
};

/** Children that the class diagrams give the multiplicity 1..*: by type, the roles. */
const CHILDREN: Record<string, string[]> = {
  Interface: ['operations'],
  InputOutputSpecification: ['inputSets', 'outputSets'],
  Assignment: ['from', 'to'],
  ConditionalEventDefinition: ['condition'],
  CorrelationProperty: ['correlationPropertyRetrievalExpression'],
  CorrelationPropertyRetrievalExpression: ['messagePath'],
  CorrelationPropertyBinding: ['dataPath'],
  ComplexBehaviorDefinition: ['condition'],
  ResourceAssignmentExpression: ['expression'],
  ResourceParameterBinding: ['expression'],
};

const missing = (element: Element, table: Record<string, string[]>, has: (name: string) => boolean) =>
  Object.entries(table)
    .flatMap(([type, names]) => (element.is(type) ? names.filter((name) => !has(name)) : []))
    .join(', ');

/** The class diagrams and the XML schema: which elements are allowed where, how often, with which values. */
export const structure: Rule[] = [
  must({
    id: 'element-known',
    clause: '8.1, 15.1',
    on: 'Definitions',
    zh: 'BPMN 2.0 没有这种元素；请检查拼写，工具私有的内容应放入 extensionElements 并使用自己的命名空间。',
    en: 'BPMN 2.0 has no such element; check its spelling. Content of a tool belongs in extensionElements, in its own namespace.',
    breaks: (_, model) =>
      model.strays
        .filter(({ why }) => why === 'unknown')
        .map(({ xml }) => `<${xml.local}> ${xml.line}`)
        .join(', '),
  }),
  must({
    id: 'element-place',
    clause: '8.1, 15.1',
    on: 'Definitions',
    zh: '元素放在了不允许的位置；请把它移到所属的流程、活动或事件之内。',
    en: 'An element is at a place where it is not allowed; move it into the process, activity or event that it belongs to.',
    breaks: (_, model) =>
      model.strays
        .filter(({ why }) => why === 'misplaced')
        .map(({ xml, parent }) => `<${xml.local}> ${xml.line}: ${parent.id ?? parent.type.name}`)
        .join(', '),
  }),
  must({
    id: 'element-once',
    clause: '8.1, 15.1',
    on: ['BaseElement', 'Definitions'],
    zh: '此处最多允许一个这样的子元素；请删除多余的。',
    en: 'At most one such child is allowed here; remove the others.',
    breaks: (element) => {
      const roles = [
        ...element.children.map((child) => child.role),
        ...element.references.map((r) => r.property),
        ...element.xml.children.filter((child) => element.values.has(child.local)).map((child) => child.local),
      ];
      const single = (role: string) =>
        element.type.properties.get(role)?.isMany === undefined && element.type.properties.has(role);
      return [...new Set(roles.filter((role, i) => single(role) && roles.indexOf(role) !== i))].join(', ');
    },
  }),
  must({
    id: 'attribute-required',
    clause: '8.1, 15.1',
    on: ['BaseElement', 'Import', 'InputOutputBinding'],
    zh: '缺少必需的属性；请补上。',
    en: 'A required attribute is missing; add it.',
    breaks: (element) =>
      missing(
        element,
        REQUIRED,
        (name) => element.get(name) !== undefined || element.written(name) || nameSuffices(element, name),
      ),
  }),
  must({
    id: 'child-required',
    clause: '8.1, 15.1',
    on: 'BaseElement',
    zh: '缺少必需的子元素；请补上。',
    en: 'A required child element is missing; add it.',
    breaks: (element) => missing(element, CHILDREN, (name) => element.child(name) !== undefined),
  }),
  must({
    id: 'attribute-value',
    clause: '8.1, 15.1',
    on: ['BaseElement', 'Import', 'Extension'],
    zh: '属性值不在允许的取值之内；请改为规范规定的值。',
    en: 'The value of an attribute is not allowed; use one from the specification.',
    breaks: (element) =>
      element.xml.attributes
        .filter(({ uri, local, value }) => uri === '' && illegal(element, local, value))
        .map((a) => `${a.local}="${a.value}"`)
        .join(', '),
  }),
  should({
    id: 'attribute-known',
    clause: '8.3.3',
    on: 'BaseElement',
    zh: 'BPMN 2.0 的这种元素没有该属性；工具私有的属性应使用自己的命名空间。',
    en: "This BPMN 2.0 element has no such attribute; a tool's own attributes belong in its own namespace.",
    breaks: (element) =>
      element.xml.attributes
        .filter((a) => a.uri === '' && !element.type.properties.has(a.local))
        .map((a) => a.local)
        .join(', '),
  }),
];

/** In a model that is not to run, the name of a link event is enough. */
const nameSuffices = (element: Element, name: string) =>
  name === 'name' && element.is('LinkEventDefinition') && !executable(element) && element.parent?.name !== undefined;

function illegal(element: Element, name: string, value: string): boolean {
  const type = element.type.properties.get(name)?.type;
  if (!type) return false;
  if (type === 'Boolean') return !/^\s*(true|false|0|1)\s*$/.test(value);
  if (type === 'Integer') return !/^\s*[+-]?\d+\s*$/.test(value);
  return literals(type)?.includes(value) === false;
}
