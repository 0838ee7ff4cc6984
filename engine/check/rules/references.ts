import { namespaceOf } from '../../parse/xml';
import type { Element, Reference } from '../Element';
import { must, should, type Rule } from '../Finding';
import { called, engineWritten, executable, extended, inDialect, triggers } from '../facets';
import type { Model } from '../Model';

/** The clause that defines the attribute, by the type that has it; otherwise 8.3.1. */
const CLAUSES: [string, string][] = [
  ['ChoreographyActivity', '11.5'],
  ['Choreography', '11.2'],
  ['ConversationNode', '9.5'],
  ['Participant', '9.3'],
  ['MessageFlow', '9.4'],
  ['ItemAwareElement', '10.4.1'],
  ['DataAssociation', '10.4.1'],
  ['EventDefinition', '10.5.5'],
  ['Event', '10.5'],
  ['Gateway', '10.6'],
];

const find = (element: Element, broken: (reference: Reference) => boolean) =>
  element.references
    .filter((r) => !r.external && r.property !== 'import' && broken(r))
    .map((r) => `${r.property}="${r.value}"`)
    .join(', ');

const wrongType = (element: Element, { property, target }: Reference) => {
  const type = element.type.properties.get(property)!.type;
  return target !== undefined && type !== 'Element' && !target.is(type);
};

/** Every reference of the class diagrams points to an existing element of the right type. */
export const references: Rule[] = [
  must({
    id: 'reference-exists',
    clause: `8.3.1, ${CLAUSES.map(([type, clause]) => `${clause} (${type})`).join(', ')}`,
    on: 'BaseElement',
    zh: '引用的元素不存在；请改为现有元素的 id，或删除该引用。',
    en: 'It refers to an element that does not exist; name an existing one or remove the reference.',
    breaks: (element, model, options) =>
      find(element, (r) => r.target === undefined && !(r.property === 'structureRef' && engineWritten(model, options))),
  }),
  should({
    id: 'structure-exists',
    clause: '8.4.3, 8.4.4, 10.5.5',
    on: 'BaseElement',
    zh: 'structureRef 引用的类型不存在；请改为现有的 itemDefinition，或删除该引用。',
    en: 'structureRef names a type that does not exist; name an existing itemDefinition or remove the reference.',
    breaks: (element, model, options) =>
      engineWritten(model, options) && find(element, (r) => r.target === undefined && r.property === 'structureRef'),
  }),
  must({
    id: 'reference-type',
    clause: '8.3.1',
    on: 'BaseElement',
    zh: '引用的元素类型不对；请改为该属性要求的类型的元素。',
    en: 'It refers to an element of the wrong type; name one of the type that this attribute requires.',
    breaks: (element) => {
      const wrong = element.references.filter((r) => wrongType(element, r));
      return wrong
        .map(
          (r) => `${r.property}="${r.value}": ${r.target!.type.name}, ${element.type.properties.get(r.property)!.type}`,
        )
        .join('; ');
    },
  }),
  must({
    id: 'reference-imported',
    clause: '8.2.2',
    on: 'BaseElement',
    zh: '引用的元素在另一个命名空间，而模型没有导入该命名空间；请加上 import，或改为本文件中的元素。',
    en: 'It refers to an element of another namespace, which the model does not import; add an import, or name an element of this file.',
    // Types may be built into their language, and then need no import.
    breaks: (element, model) =>
      executable(element) &&
      element.references
        .filter(
          (r) =>
            r.external &&
            !['definition', 'import'].includes(r.property) &&
            element.type.properties.get(r.property)?.type !== 'ItemDefinition' &&
            !imported(r, element, model),
        )
        .map((r) => `${r.property}="${r.value}"`)
        .join(', '),
  }),
  must({
    id: 'called-element-type',
    clause: '10.3.6',
    on: 'CallActivity',
    zh: '调用活动调用的元素必须是流程或全局任务；请改为它们的 id。',
    en: 'A call activity must call a process or a global task; name one of these.',
    breaks: (call, model) => {
      const target = called(call, model)?.target;
      return !!target && !target.is('CallableElement') && `${target.id}: ${target.type.name}`;
    },
  }),
  must({
    id: 'called-element-exists',
    clause: '10.3.6',
    on: 'CallActivity',
    zh: '被调用的流程或全局任务不存在；请改为现有流程的 id，或先发布它。',
    en: 'The called process or global task does not exist; name an existing one or publish it first.',
    breaks: (call, model, { known, profile }) => {
      const found = called(call, model);
      const name = call.get('calledElement')!;
      // Engines with a dialect look up what is called among everything deployed.
      const elsewhere =
        model.all('Import').length > 0 ||
        extended(call) ||
        [...(known?.processes ?? [])].includes(name) ||
        (profile === 'interchange' && inDialect(model));
      return !!found && !found.target && !(found.external && !executable(call)) && !elsewhere && name;
    },
  }),
  must({
    id: 'called-process-start',
    clause: '10.3.6, 10.5.2',
    on: 'CallActivity',
    zh: '被调用的流程必须有空开始事件，由调用启动；请补上。',
    en: 'A called process must have a none start event, where the call starts it; add one.',
    breaks: (call, model) => {
      const starts = called(call, model)?.target?.all('StartEvent') ?? [];
      return starts.length > 0 && starts.every((event) => triggers(event).length > 0);
    },
  }),
  should({
    id: 'reference-external',
    clause: '8.2.2',
    on: 'BaseElement',
    zh: '引用的元素在另一个命名空间，这里看不到它；运行前请把它放入本文件。',
    en: 'It refers to an element of another namespace, which is not available here; put it into this file before running it.',
    breaks: (element) =>
      element.references
        .filter((r) => r.external && r.property !== 'definition')
        .map((r) => `${r.property}="${r.value}"`)
        .join(', '),
  }),
  should({
    id: 'diagram-reference-exists',
    clause: '12.2.2',
    on: 'Definitions',
    zh: '图形引用了不存在的元素（bpmnElement）；请删除多余的图形。',
    en: 'The diagram shows elements that do not exist (bpmnElement); remove those shapes.',
    breaks: (_, model) => danglingShapes(model).join(', '),
  }),
];

/** An import has the namespace; or the element is in this very file, and only the prefix is wrong. */
const imported = ({ value }: Reference, element: Element, model: Model) => {
  const [prefix = '', local = ''] = value.split(':');
  const uri = namespaceOf(element.xml, prefix);
  return model.byId(local) !== undefined || model.all('Import').some((found) => found.get('namespace') === uri);
};

function danglingShapes(model: Model): string[] {
  const dangling: string[] = [];
  const visit = (xml: Element['xml']) => {
    const value = xml.attributes.find((a) => a.uri === '' && a.local === 'bpmnElement')?.value;
    if (value !== undefined) {
      const { target, external } = model.find(value, xml);
      if (!target && !external) dangling.push(value);
    }
    xml.children.forEach(visit);
  };
  model.document.children.filter((child) => child.local === 'BPMNDiagram').forEach(visit);
  return dangling;
}
