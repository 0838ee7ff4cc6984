import type { Element } from '../Element';
import { executable, sameItem, ZEEBE } from '../facets';
import { must, should, type Rule } from '../Finding';

const MULTI = 'MultiInstanceLoopCharacteristics';
/** Java types by which tools for its engines declare a collection. */
const COLLECTION = /(Collection|List|Set|\[\])$/;
const activityOf = (loop: Element) => loop.parent!;

/** Whether it declares its collection in an extension of the tool, as the zeebe: dialect and others do. */
const byExtension = (loop: Element) =>
  loop.extensions(ZEEBE, 'loopCharacteristics').length > 0 || loop.xml.attributes.some((a) => a.uri !== '');

/** A collection that the loop may run over: the task's own data, or data visible to a sub-process (Table 10.30). */
function reaches(loop: Element, data: Element, kind: 'DataInput' | 'DataOutput'): boolean {
  const activity = activityOf(loop);
  if (data.is(kind)) return data.inside(activity);
  if (!activity.is('SubProcess')) return false;
  const scope = data.within('Process', 'SubProcess');
  return data.is('DataObject', 'DataObjectReference', 'Property') && !!scope && activity.inside(scope);
}

/**
 * Whether data are a collection according to themselves or their type; in a model that is not to run, data without a
 * type may be one.
 */
function isCollection(data: Element, typed: boolean): boolean {
  const object = data.ref('dataObjectRef') ?? data;
  const type = object.ref('itemSubjectRef');
  return (
    object.flag('isCollection') ||
    (type ? type.flag('isCollection') || COLLECTION.test(type.get('structureRef') ?? '') : !typed)
  );
}

/** The item of the loop is one element of the collection: with the same structure, and not itself a collection. */
function itemFits(collection: Element | undefined, item: Element | undefined): boolean {
  const [whole, one] = [collection?.ref('itemSubjectRef'), item?.ref('itemSubjectRef')];
  return (
    !whole ||
    !one ||
    COLLECTION.test(whole.get('structureRef') ?? '') ||
    (!one.flag('isCollection') && sameItem(whole, one, 'ignored'))
  );
}

/** Multi-instance activities (10.3.8). */
export const multiInstance: Rule[] = [
  must({
    id: 'multi-instance-number',
    clause: '10.3.8',
    on: MULTI,
    zh: '可执行流程中的多实例活动必须写明实例数 loopCardinality 或集合 loopDataInputRef。',
    en: 'A multi-instance activity of an executable process needs a loopCardinality or a loopDataInputRef.',
    breaks: (loop) =>
      executable(loop) && !loop.child('loopCardinality') && !loop.written('loopDataInputRef') && !byExtension(loop),
  }),
  must({
    id: 'multi-instance-one-number',
    clause: '10.3.8',
    on: MULTI,
    zh: '多实例活动只能用实例数 loopCardinality 或集合 loopDataInputRef 之一；请删除其中一个。',
    en: 'A multi-instance activity has either a loopCardinality or a loopDataInputRef; remove one.',
    breaks: (loop) => !!loop.child('loopCardinality') && loop.written('loopDataInputRef'),
  }),
  must({
    id: 'multi-instance-input',
    clause: '10.3.8',
    on: MULTI,
    zh: 'loopDataInputRef 必须引用任务自己的数据输入，或子流程可见的集合数据对象。',
    en: 'loopDataInputRef must refer to a data input of the task itself, or to a collection data object that the sub-process sees.',
    breaks: (loop) => {
      const data = loop.ref('loopDataInputRef');
      return !!data && !reaches(loop, data, 'DataInput') && data.id;
    },
  }),
  must({
    id: 'multi-instance-output',
    clause: '10.3.8',
    on: MULTI,
    zh: 'loopDataOutputRef 必须引用任务自己的数据输出，或子流程可见的集合数据对象。',
    en: 'loopDataOutputRef must refer to a data output of the task itself, or to a collection data object that the sub-process sees.',
    breaks: (loop) => {
      const data = loop.ref('loopDataOutputRef');
      return !!data && !reaches(loop, data, 'DataOutput') && data.id;
    },
  }),
  must({
    id: 'multi-instance-input-item',
    clause: '10.3.8',
    on: MULTI,
    zh: 'inputDataItem 的类型必须是集合中单个元素的类型，且自身不是集合。',
    en: 'inputDataItem must have the type of one element of the collection and not be a collection itself.',
    breaks: (loop) => !itemFits(loop.ref('loopDataInputRef'), loop.child('inputDataItem')),
  }),
  must({
    id: 'multi-instance-output-item',
    clause: '10.3.8',
    on: MULTI,
    zh: 'outputDataItem 的类型必须是集合中单个元素的类型，且自身不是集合。',
    en: 'outputDataItem must have the type of one element of the collection and not be a collection itself.',
    breaks: (loop) => !itemFits(loop.ref('loopDataOutputRef'), loop.child('outputDataItem')),
  }),
  must({
    id: 'multi-instance-collection',
    clause: '10.3.8',
    on: MULTI,
    zh: '多实例活动循环的数据必须是集合（其类型的 isCollection 为 true）。',
    en: 'The data that a multi-instance activity runs over must be a collection (isCollection of its type).',
    breaks: (loop) =>
      !byExtension(loop) &&
      [...loop.refs('loopDataInputRef'), ...loop.refs('loopDataOutputRef')]
        .filter((data) => data.is('ItemAwareElement') && !isCollection(data, executable(loop)))
        .map((data) => data.id)
        .join(', '),
  }),
  must({
    id: 'cardinality-number',
    clause: '10.3.8',
    on: MULTI,
    zh: '实例数 loopCardinality 的结果必须是非负整数。',
    en: 'loopCardinality must give a non-negative integer.',
    breaks: (loop) => {
      const text = loop.child('loopCardinality')?.text ?? '';
      return /^(=\s*)?(-\d+|[+-]?\d+\.\d+|"[^"]*"|'[^']*'|true|false)$/.test(text) && text;
    },
  }),
  must({
    id: 'behavior-one-event',
    clause: '10.3.8',
    on: MULTI,
    zh: 'behavior="One" 时必须用 oneBehaviorEventRef 写明第一个实例完成时抛出的事件。',
    en: 'With behavior="One", oneBehaviorEventRef must name the event that the first completed instance throws.',
    breaks: (loop) => loop.get('behavior') === 'One' && !loop.written('oneBehaviorEventRef'),
  }),
  must({
    id: 'behavior-none-event',
    clause: '10.3.8',
    on: MULTI,
    zh: 'behavior="None" 时必须用 noneBehaviorEventRef 写明每个实例完成时抛出的事件。',
    en: 'With behavior="None", noneBehaviorEventRef must name the event that each completed instance throws.',
    breaks: (loop) => loop.get('behavior') === 'None' && !loop.written('noneBehaviorEventRef'),
  }),
  must({
    id: 'behavior-complex',
    clause: '10.3.8',
    on: MULTI,
    zh: 'behavior="Complex" 时必须至少有一个 complexBehaviorDefinition。',
    en: 'With behavior="Complex" there must be at least one complexBehaviorDefinition.',
    breaks: (loop) => loop.get('behavior') === 'Complex' && loop.all('ComplexBehaviorDefinition').length === 0,
  }),
  must({
    id: 'behavior-event-shared',
    clause: '10.3.8, 8.4.5',
    on: MULTI,
    zh: '多实例抛出的事件定义必须是可重用的，即直接位于 definitions 之下。',
    en: 'The event definition that instances throw must be reusable: a child of definitions.',
    breaks: (loop) =>
      [...loop.refs('oneBehaviorEventRef'), ...loop.refs('noneBehaviorEventRef')]
        .filter((d) => d.parent && !d.parent.is('Definitions'))
        .map((d) => d.id)
        .join(', '),
  }),
  should({
    id: 'behavior-unused',
    clause: '10.3.8',
    on: MULTI,
    zh: '所写的事件不适用于该 behavior，不会被抛出；请更正 behavior 或删除事件。',
    en: 'This behavior does not throw the given event; correct the behavior or remove the event.',
    breaks: (loop) =>
      (loop.written('oneBehaviorEventRef') && loop.get('behavior') !== 'One') ||
      (loop.written('noneBehaviorEventRef') && loop.get('behavior') !== 'None') ||
      (loop.all('ComplexBehaviorDefinition').length > 0 && loop.get('behavior') !== 'Complex'),
  }),
];
