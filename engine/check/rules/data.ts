import type { Element } from '../Element';
import { executable, extended, kindOf, sameItem, triggers } from '../facets';
import { must, should, type Rule } from '../Finding';

const sets = (specification: Element) => specification.all('InputSet').concat(specification.all('OutputSet'));
const named = (set: Element, ...properties: string[]) => properties.flatMap((property) => set.refs(property));
const ALL_INPUTS = ['dataInputRefs', 'optionalInputRefs', 'whileExecutingInputRefs'];
const ALL_OUTPUTS = ['dataOutputRefs', 'optionalOutputRefs', 'whileExecutingOutputRefs'];
const strangers = (set: Element, property: string, among: string) => { const members = set.refs(among); return set.refs(property).filter((data) => !members.includes(data)).map((data) => data.id).join(', '); };
const ids = (elements: Element[]) => elements.map((element) => element.id).join(', ');

/** Data and item definitions, input and output specifications (8.4.10, 10.4.1). */
export const data: Rule[] = [
  must({
    id: 'item-collection', clause: '10.4.1, 8.4.10', on: ['DataObject', 'DataInput', 'DataOutput'],
    zh: 'isCollection 必须与其 itemDefinition 的 isCollection 一致；请改为相同的值。',
    en: 'isCollection must agree with that of the item definition; make them the same.',
    breaks: (item) => { const type = item.ref('itemSubjectRef'); return executable(item) && !!type?.is('ItemDefinition') && type.flag('isCollection') !== item.flag('isCollection') && item.role !== 'inputDataItem' && item.role !== 'outputDataItem'; },
  }),
  must({
    id: 'data-reference-name', clause: '10.4.1', on: 'DataObjectReference',
    zh: '带状态的数据对象引用的名称应为“数据对象名 [状态]”；请照此命名。',
    en: 'A data object reference with a state is named "<data object> [<state>]"; name it so.',
    breaks: (reference) => {
      const [object, state] = [reference.ref('dataObjectRef')?.name, reference.child('dataState')?.name];
      const squeezed = (text: string) => text.replace(/\s+/g, '');
      return !!object && !!state && !!reference.name && squeezed(reference.name) !== squeezed(`${object}[${state}]`) && `${object} [${state}]`;
    },
  }),
  must({
    id: 'sub-process-data', clause: '10.4.1', on: 'SubProcess',
    zh: '嵌入子流程不得直接定义数据输入和输出；请用数据对象，或由多实例特性定义。',
    en: 'An embedded sub-process must not define data inputs and outputs itself; use data objects, or its multi-instance characteristics.',
    breaks: (sub) => !!sub.child('ioSpecification') && sub.all('MultiInstanceLoopCharacteristics').length === 0,
  }),
  must({
    id: 'data-input-in-set', clause: '10.4.1', on: 'InputOutputSpecification',
    zh: '每个数据输入都必须属于至少一个输入集；请加入 inputSet 的 dataInputRefs。',
    en: 'Every data input must be in at least one input set; add it to dataInputRefs.',
    breaks: (io) => ids(io.all('DataInput').filter((input) => !io.all('InputSet').some((set) => named(set, ...ALL_INPUTS).includes(input)))),
  }),
  must({
    id: 'data-output-in-set', clause: '10.4.1', on: 'InputOutputSpecification',
    zh: '每个数据输出都必须属于至少一个输出集；请加入 outputSet 的 dataOutputRefs。',
    en: 'Every data output must be in at least one output set; add it to dataOutputRefs.',
    breaks: (io) => ids(io.all('DataOutput').filter((output) => !io.all('OutputSet').some((set) => named(set, ...ALL_OUTPUTS).includes(output)))),
  }),
  must({
    id: 'optional-input', clause: '10.4.1', on: 'InputSet',
    zh: '可选输入 optionalInputRefs 必须同时列在该输入集的 dataInputRefs 中。',
    en: 'An optional input must also be among the dataInputRefs of its input set.',
    breaks: (set) => strangers(set, 'optionalInputRefs', 'dataInputRefs'),
  }),
  must({
    id: 'while-executing-input', clause: '10.4.1', on: 'InputSet',
    zh: '执行中输入 whileExecutingInputRefs 必须同时列在该输入集的 dataInputRefs 中。',
    en: 'An input that may come while executing must also be among the dataInputRefs of its input set.',
    breaks: (set) => strangers(set, 'whileExecutingInputRefs', 'dataInputRefs'),
  }),
  must({
    id: 'optional-output', clause: '10.4.1', on: 'OutputSet',
    zh: '可选输出 optionalOutputRefs 必须同时列在该输出集的 dataOutputRefs 中。',
    en: 'An optional output must also be among the dataOutputRefs of its output set.',
    breaks: (set) => strangers(set, 'optionalOutputRefs', 'dataOutputRefs'),
  }),
  must({
    id: 'while-executing-output', clause: '10.4.1', on: 'OutputSet',
    zh: '执行中输出 whileExecutingOutputRefs 必须同时列在该输出集的 dataOutputRefs 中。',
    en: 'An output that may come while executing must also be among the dataOutputRefs of its output set.',
    breaks: (set) => strangers(set, 'whileExecutingOutputRefs', 'dataOutputRefs'),
  }),
  must({
    id: 'set-own-data', clause: '10.4.1', on: ['InputSet', 'OutputSet'],
    zh: '输入集和输出集只能引用同一活动、事件或流程自己的数据输入和输出。',
    en: 'An input or output set may only name data inputs and outputs of the same activity, event or process.',
    breaks: (set) => ids(named(set, ...ALL_INPUTS, ...ALL_OUTPUTS).filter((item) => item.parent !== set.parent)),
  }),
  must({
    id: 'set-pairs', clause: '10.4.1', on: 'InputOutputSpecification',
    zh: '输入集的 outputSetRefs 与输出集的 inputSetRefs 必须成对；请在另一方补上引用。',
    en: 'outputSetRefs of an input set and inputSetRefs of an output set must pair; add the reference at the other side.',
    breaks: (io) => ids(sets(io).filter((set) => named(set, 'outputSetRefs', 'inputSetRefs').some((other) => !named(other, 'outputSetRefs', 'inputSetRefs').includes(set)))),
  }),
  must({
    id: 'process-input-target', clause: '10.4.1', on: 'DataAssociation',
    zh: '流程自身的数据输入不得作为其内部数据关联的目标；它由调用者给出。',
    en: 'A data input of the process itself must not be the target of a data association within it; the caller fills it.',
    breaks: (association) => { const target = association.ref('targetRef'); return executable(association) && !!target?.is('DataInput') && ofCallable(target) && target.id; },
  }),
  must({
    id: 'process-output-source', clause: '10.4.1', on: 'DataAssociation',
    zh: '流程自身的数据输出不得作为其内部数据关联的来源；它交给调用者。',
    en: 'A data output of the process itself must not be the source of a data association within it; the caller takes it.',
    breaks: (association) => executable(association) && ids(association.refs('sourceRef').filter((source) => source.is('DataOutput') && ofCallable(source))),
  }),
  must({
    id: 'association-input-own', clause: '10.4.1', on: 'DataInputAssociation',
    zh: '数据输入关联的目标必须属于该活动或事件自身；请改为它的数据输入或属性。',
    en: 'The target of a data input association must belong to this activity or event; name its own data input or property.',
    breaks: (association) => { const target = association.ref('targetRef'); return !!target && !target.inside(association.parent!) && target.id; },
  }),
  must({
    id: 'association-output-own', clause: '10.4.1', on: 'DataOutputAssociation',
    zh: '数据输出关联的来源必须属于该活动或事件自身；请改为它的数据输出或属性。',
    en: 'The source of a data output association must belong to this activity or event; name its own data output or property.',
    breaks: (association) => ids(association.refs('sourceRef').filter((source) => !source.inside(association.parent!))),
  }),
  must({
    id: 'association-item', clause: '10.4.1', on: 'DataAssociation',
    zh: '数据关联两端的类型不同，必须有转换 transformation 或赋值 assignment。',
    en: 'The ends of a data association have different item definitions, so it needs a transformation or assignments.',
    breaks: (association) => {
      const [source, target] = [association.ref('sourceRef')?.ref('itemSubjectRef'), association.ref('targetRef')?.ref('itemSubjectRef')];
      return !transforms(association) && !extended(association.parent) && !!source && !!target && !sameItem(source, target) && `${source.id}, ${target.id}`;
    },
  }),
  must({
    id: 'association-sources', clause: '10.4.1', on: 'DataAssociation',
    zh: '有多个来源的数据关联必须有转换 transformation。',
    en: 'A data association with several sources needs a transformation.',
    breaks: (association) => association.refs('sourceRef').length > 1 && !association.child('transformation'),
  }),
  must({
    id: 'association-source', clause: '10.4.1', on: 'DataAssociation',
    zh: '数据关联必须有来源 sourceRef，或有转换、赋值给出数据。',
    en: 'A data association needs a source, or a transformation or assignment that gives the data.',
    breaks: (association) => executable(association) && !association.written('sourceRef') && !transforms(association),
  }),
  must({
    id: 'event-data-count', clause: '10.5.1, 10.4.1', on: ['CatchEvent', 'ThrowEvent'],
    zh: '事件的每个带数据的事件定义都要有一个类型相同、次序相同的数据输入或输出；请补上。',
    en: 'Each event definition that carries data needs a data input or output of the same item definition, in the same order; add them.',
    breaks: (event) => {
      const own = event.is('CatchEvent') ? event.all('DataOutput') : event.all('DataInput');
      const carried = triggers(event).flatMap(itemOf);
      return own.length > 0 && carried.length > 0 && (own.length !== carried.length || own.some((d, i) => d.written('itemSubjectRef') && !sameItem(d.ref('itemSubjectRef'), carried[i]))) && `${carried.length} / ${own.length}`;
    },
  }),
  should({
    id: 'data-store-capacity', clause: '10.4.1', on: 'DataStore',
    zh: '数据存储写了容量又声明无限；请只留一项。',
    en: 'The data store has a capacity and says it is unlimited; keep one.',
    breaks: (store) => store.get('capacity') !== undefined && store.get('isUnlimited') === 'true',
  }),
];

const ofCallable = (item: Element) => item.parent?.is('InputOutputSpecification') === true && item.parent.parent?.is('CallableElement') === true;
const transforms = (association: Element) => !!association.child('transformation') || association.all('Assignment').length > 0;

/** The item definition of what an event definition carries: message, signal, error or escalation. */
function itemOf(definition: Element): Element[] {
  switch (kindOf(definition)) {
    case 'message': return definition.ref('messageRef')?.refs('itemRef') ?? [];
    case 'signal': return definition.ref('signalRef')?.refs('structureRef') ?? [];
    case 'error': return definition.ref('errorRef')?.refs('structureRef') ?? [];
    case 'escalation': return definition.ref('escalationRef')?.refs('structureRef') ?? [];
    default: return [];
  }
}
