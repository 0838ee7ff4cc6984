import type { Element } from '../Element';
import { executable, extended, kindOf, sameItem, triggers } from '../facets';
import { must, should, type Rule } from '../Finding';

const ids = (elements: Element[]) => elements.map((element) => element.id).join(', ');

/** Data, item definitions and data associations (8.4.10, 10.4.1). */
export const data: Rule[] = [
  must({
    id: 'item-collection',
    clause: '10.4.1, 8.4.10',
    on: ['DataObject', 'DataInput', 'DataOutput'],
    zh: 'isCollection 必须与其 itemDefinition 的 isCollection 一致；请改为相同的值。',
    en: 'isCollection must agree with that of the item definition; make them the same.',
    breaks: (item) => {
      const type = item.ref('itemSubjectRef');
      return (
        executable(item) &&
        !!type?.is('ItemDefinition') &&
        type.flag('isCollection') !== item.flag('isCollection') &&
        item.role !== 'inputDataItem' &&
        item.role !== 'outputDataItem'
      );
    },
  }),
  must({
    id: 'data-reference-object',
    clause: '10.4.1',
    on: 'DataObjectReference',
    zh: '可执行流程中的数据对象引用必须指明数据对象 dataObjectRef。',
    en: 'A data object reference of an executable process must name its data object (dataObjectRef).',
    breaks: (reference) => executable(reference) && !reference.written('dataObjectRef'),
  }),
  must({
    id: 'data-reference-name',
    clause: '10.4.1',
    on: 'DataObjectReference',
    zh: '带状态的数据对象引用的名称应为“数据对象名 [状态]”；请照此命名。',
    en: 'A data object reference with a state must be named "<data object> [<state>]".',
    breaks: (reference) => {
      const [object, state] = [reference.ref('dataObjectRef')?.name, reference.child('dataState')?.name];
      const squeezed = (text: string) => text.replace(/\s+/g, '');
      return (
        !!object &&
        !!state &&
        !!reference.name &&
        squeezed(reference.name) !== squeezed(`${object}[${state}]`) &&
        `${object} [${state}]`
      );
    },
  }),
  must({
    id: 'data-reference-item',
    clause: '10.4.1',
    on: 'DataObjectReference',
    zh: '数据对象引用不得自带类型 itemSubjectRef，它的类型就是所引用的数据对象的类型；请删除。',
    en: 'A data object reference must not have an item definition of its own: it has that of its data object. Remove itemSubjectRef.',
    breaks: (reference) => executable(reference) && reference.get('itemSubjectRef'),
  }),
  must({
    id: 'data-object-state',
    clause: '10.4.1',
    on: 'DataObject',
    zh: '数据对象不得有状态 dataState；请把状态写在数据对象引用上。',
    en: 'A data object must not have a state; give the state to a data object reference.',
    breaks: (object) => executable(object) && object.child('dataState')?.name,
  }),
  must({
    id: 'sub-process-data',
    clause: '10.4.1',
    on: 'SubProcess',
    zh: '嵌入子流程不得直接定义数据输入和输出；请用数据对象，或由多实例特性定义。',
    en: 'An embedded sub-process must not define data inputs and outputs itself; use data objects, or its multi-instance characteristics.',
    breaks: (sub) => !!sub.child('ioSpecification') && sub.all('MultiInstanceLoopCharacteristics').length === 0,
  }),
  must({
    id: 'process-input-target',
    clause: '10.4.1',
    on: 'DataAssociation',
    zh: '流程自身的数据输入不得作为其内部数据关联的目标；它由调用者给出。',
    en: 'A data input of the process itself must not be the target of a data association within it; the caller fills it.',
    breaks: (association) => {
      const target = association.ref('targetRef');
      return executable(association) && !!target?.is('DataInput') && ofCallable(target) && target.id;
    },
  }),
  must({
    id: 'process-output-source',
    clause: '10.4.1',
    on: 'DataAssociation',
    zh: '流程自身的数据输出不得作为其内部数据关联的来源；它交给调用者。',
    en: 'A data output of the process itself must not be the source of a data association within it; the caller takes it.',
    breaks: (association) =>
      executable(association) &&
      ids(association.refs('sourceRef').filter((source) => source.is('DataOutput') && ofCallable(source))),
  }),
  must({
    id: 'association-input-own',
    clause: '10.4.1',
    on: 'DataInputAssociation',
    zh: '数据输入关联的目标必须属于该活动或事件自身；请改为它的数据输入或属性。',
    en: 'The target of a data input association must belong to this activity or event; name its own data input or property.',
    breaks: (association) => {
      const target = association.ref('targetRef');
      return !!target && (!target.inside(association.parent!) || target.is('DataOutput')) && target.id;
    },
  }),
  must({
    id: 'association-output-own',
    clause: '10.4.1',
    on: 'DataOutputAssociation',
    zh: '数据输出关联的来源必须属于该活动或事件自身；请改为它的数据输出或属性。',
    en: 'The source of a data output association must belong to this activity or event; name its own data output or property.',
    breaks: (association) =>
      ids(
        association.refs('sourceRef').filter((source) => !source.inside(association.parent!) || source.is('DataInput')),
      ),
  }),
  must({
    id: 'association-between',
    clause: '10.4.1, 10.4.2',
    on: 'DataAssociation',
    zh: '数据关联的另一端不得是活动或事件的数据输入、数据输出；请经由数据对象或属性传递。',
    en: 'The other end of a data association must not be a data input or output of an activity or event; pass the data through a data object or property.',
    breaks: (association) => {
      const others = association.is('DataInputAssociation')
        ? association.refs('sourceRef')
        : association.refs('targetRef');
      return (
        executable(association) &&
        ids(others.filter((end) => end.is('DataInput', 'DataOutput') && !ofCallable(end) && !isLoopItem(end)))
      );
    },
  }),
  must({
    id: 'association-visible',
    clause: '10.4.1',
    on: 'DataAssociation',
    zh: '数据关联所用的数据不在其可见范围内：它属于另一个流程、子流程、活动或事件；请改用看得到的数据。',
    en: 'The data of the association is not visible to it: it belongs to another process, sub-process, activity or event. Use data that is visible there.',
    breaks: (association) =>
      executable(association) &&
      ids(
        [...association.refs('sourceRef'), ...association.refs('targetRef')].filter((end) => {
          const scope = scopeOf(end);
          return scope !== undefined && !association.inside(scope);
        }),
      ),
  }),
  must({
    id: 'association-item',
    clause: '10.4.1',
    on: 'DataAssociation',
    zh: '数据关联两端的类型不同，必须有转换 transformation 或赋值 assignment。',
    en: 'The ends of a data association have different item definitions, so it needs a transformation or assignments.',
    breaks: (association) => {
      const [source, target] = ['sourceRef', 'targetRef'].map((end) => typeOf(association.ref(end)));
      return (
        !transforms(association) &&
        !extended(association.parent) &&
        !!source &&
        !!target &&
        !sameItem(source, target) &&
        `${source.id}, ${target.id}`
      );
    },
  }),
  must({
    id: 'association-sources',
    clause: '10.4.1',
    on: 'DataAssociation',
    zh: '有多个来源的数据关联必须有转换 transformation。',
    en: 'A data association with several sources needs a transformation.',
    breaks: (association) => association.refs('sourceRef').length > 1 && !association.child('transformation'),
  }),
  must({
    id: 'association-source',
    clause: '10.4.1',
    // Modelers write an output without a source: they draw from the activity itself, which has no data output.
    on: 'DataInputAssociation',
    zh: '数据输入关联必须有来源 sourceRef，或有转换、赋值给出数据。',
    en: 'A data input association needs a source, or a transformation or assignment that provides the data.',
    breaks: (association) => executable(association) && !association.written('sourceRef') && !transforms(association),
  }),
  must({
    id: 'event-data-count',
    clause: '10.5.1, 10.4.1',
    on: ['CatchEvent', 'ThrowEvent'],
    zh: '事件的每个带数据的事件定义都要有一个类型相同、次序相同的数据输入或输出；请补上。',
    en: 'Each event definition that carries data needs a data input or output of the same item definition, in the same order; add them.',
    breaks: (event) => {
      const own = event.is('CatchEvent') ? event.all('DataOutput') : event.all('DataInput');
      const carried = triggers(event).flatMap(itemOf);
      return (
        own.length > 0 &&
        carried.length > 0 &&
        (own.length !== carried.length ||
          own.some((d, i) => d.written('itemSubjectRef') && !sameItem(d.ref('itemSubjectRef'), carried[i]))) &&
        `${carried.length} / ${own.length}`
      );
    },
  }),
  should({
    id: 'data-store-capacity',
    clause: '10.4.1',
    on: 'DataStore',
    zh: '数据存储写了容量又声明无限；请只留一项。',
    en: 'The data store has a capacity and is declared unlimited; keep one.',
    breaks: (store) => store.get('capacity') !== undefined && store.get('isUnlimited') === 'true',
  }),
];

/**
 * The type of data: in a model that is to run, a reference to a data object or store has the type of that object or
 * store.
 */
const typeOf = (item: Element | undefined) => {
  const whole = item && executable(item) ? (item.ref('dataObjectRef') ?? item.ref('dataStoreRef')) : undefined;
  return (whole ?? item)?.ref('itemSubjectRef');
};

/** The scope in which data are visible; undefined for what is not part of a process. */
const scopeOf = (item: Element) =>
  item.is('DataObject', 'DataObjectReference', 'Property', 'DataInput', 'DataOutput')
    ? item.within('Process', 'SubProcess', 'Activity', 'Event')
    : undefined;
/** The collection element that each instance of a loop receives (10.3.8). */
const isLoopItem = (item: Element) => item.role === 'inputDataItem' || item.role === 'outputDataItem';
const ofCallable = (item: Element) =>
  item.parent?.is('InputOutputSpecification') === true && item.parent.parent?.is('CallableElement') === true;
const transforms = (association: Element) =>
  !!association.child('transformation') || association.all('Assignment').length > 0;

/** The item definition of the payload of an event definition: message, signal, error or escalation. */
function itemOf(definition: Element): Element[] {
  switch (kindOf(definition)) {
    case 'message':
      return definition.ref('messageRef')?.refs('itemRef') ?? [];
    case 'signal':
      return definition.ref('signalRef')?.refs('structureRef') ?? [];
    case 'error':
      return definition.ref('errorRef')?.refs('structureRef') ?? [];
    case 'escalation':
      return definition.ref('escalationRef')?.refs('structureRef') ?? [];
    default:
      return [];
  }
}
