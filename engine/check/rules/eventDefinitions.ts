import type { Element } from '../Element';
import { bound, executable, kindOf, triggers } from '../facets';
import { must, should, type Rule } from '../Finding';
import type { Model } from '../Model';
import { repeats, isDate, isDuration } from '../time';

const TIMES = ['timeDate', 'timeDuration', 'timeCycle'] as const;
const eventOf = (definition: Element) => definition.within('Event');
const throws = (definition: Element) => eventOf(definition)?.is('ThrowEvent') === true;
const inExecutable = (definition: Element) => executable(definition) && !bound(eventOf(definition) ?? definition);

/** A literal of the standard: neither FEEL (`=`) nor a placeholder of another engine, and in no language of its own. */
const literal = (expression: Element | undefined) =>
  expression !== undefined && executable(expression) && !/^=|[$#]\{/.test(expression.text) && !expression.get('language') && expression.text;
const misses = (definition: Element, role: string, valid: (text: string) => boolean) => { const text = literal(definition.child(role)); return !!text && !valid(text) && text; };

/** Event definitions and what they refer to (10.5.5). */
export const eventDefinitions: Rule[] = [
  must({
    id: 'definition-reusable', clause: '8.4.5, 10.5.1', on: 'Event',
    zh: 'eventDefinitionRef 只能引用可重用的事件定义，即直接位于 definitions 之下的；请移出或改为自有定义。',
    en: 'eventDefinitionRef may only refer to a reusable event definition, a child of definitions; move it there or define it here.',
    breaks: (event) => event.refs('eventDefinitionRef').filter((d) => d.is('EventDefinition') && !d.parent?.is('Definitions')).map((d) => d.id).join(', '),
  }),
  must({
    id: 'timer-one', clause: '10.5.5', on: 'TimerEventDefinition',
    zh: '定时事件只能写 timeDate、timeDuration、timeCycle 之一；请删除其他的。',
    en: 'A timer has one of timeDate, timeDuration and timeCycle; remove the others.',
    breaks: (timer) => TIMES.filter((time) => timer.child(time)).length > 1,
  }),
  must({
    id: 'timer-given', clause: '10.5.5', on: 'TimerEventDefinition',
    zh: '可执行流程的定时事件必须写明 timeDate、timeDuration 或 timeCycle。',
    en: 'A timer of an executable process needs timeDate, timeDuration or timeCycle.',
    breaks: (timer) => executable(timer) && !TIMES.some((time) => timer.child(time)?.text),
  }),
  must({
    id: 'time-date', clause: '10.5.5', on: 'TimerEventDefinition',
    zh: 'timeDate 必须是 ISO 8601 日期时间，如 2026-05-01T00:00:00+08:00，或以 = 开头的 FEEL 表达式。',
    en: 'timeDate must be an ISO 8601 date and time, such as 2026-05-01T00:00:00+08:00, or a FEEL expression after =.',
    breaks: (timer) => misses(timer, 'timeDate', isDate),
  }),
  must({
    id: 'time-cycle', clause: '10.5.5', on: 'TimerEventDefinition',
    zh: 'timeCycle 必须是 ISO 8601 重复间隔，如 R3/PT10H，或以 = 开头的 FEEL 表达式。',
    en: 'timeCycle must be an ISO 8601 repeating interval, such as R3/PT10H, or a FEEL expression after =.',
    breaks: (timer) => misses(timer, 'timeCycle', repeats),
  }),
  must({
    id: 'time-duration', clause: '10.5.5', on: 'TimerEventDefinition',
    zh: 'timeDuration 必须是 ISO 8601 时长，如 P5D，或以 = 开头的 FEEL 表达式。',
    en: 'timeDuration must be an ISO 8601 duration, such as P5D, or a FEEL expression after =.',
    breaks: (timer) => misses(timer, 'timeDuration', isDuration),
  }),
  must({
    id: 'message-operation', clause: '10.5.5', on: 'MessageEventDefinition',
    zh: '可执行流程中带数据的消息事件必须写明操作 operationRef，或用 zeebe: 扩展写明如何收发。',
    en: 'A message event of an executable process whose message carries data must name its operation, or say in the zeebe: dialect how it is sent or received.',
    // Where the message has no item, its name is enough to tell who meets whom.
    breaks: (definition) => inExecutable(definition) && !definition.written('operationRef') && !!definition.ref('messageRef')?.written('itemRef') && !bound(definition.ref('messageRef')!),
  }),
  must({
    id: 'message-operation-message', clause: '10.5.5', on: 'MessageEventDefinition',
    zh: '消息事件的消息不是其操作的消息；请使两者一致。',
    en: 'The message of the event is not one of its operation; make them agree.',
    breaks: (definition) => {
      const [message, operation] = [definition.ref('messageRef'), definition.ref('operationRef')];
      return !!message && !!operation && operation.written('inMessageRef') && ![operation.ref('inMessageRef'), operation.ref('outMessageRef')].includes(message) && message.id;
    },
  }),
  must({
    id: 'signal-given', clause: '10.5.5', on: 'SignalEventDefinition',
    zh: '可执行流程的信号事件必须写明信号 signalRef。',
    en: 'A signal event of an executable process must name its signal (signalRef).',
    breaks: (definition) => inExecutable(definition) && !definition.written('signalRef'),
  }),
  must({
    id: 'error-code', clause: '10.5.5, 8.4.3', on: 'ErrorEventDefinition',
    zh: '可执行流程的错误结束事件必须引用带 errorCode 的错误。',
    en: 'An error end event of an executable process must refer to an error with an errorCode.',
    breaks: (definition) => throws(definition) && inExecutable(definition) && !definition.ref('errorRef')?.get('errorCode'),
  }),
  must({
    id: 'escalation-code', clause: '10.5.5, 8.4.4', on: 'EscalationEventDefinition',
    zh: '可执行流程中抛出的升级必须引用带 escalationCode 的升级。',
    en: 'An escalation thrown in an executable process must refer to an escalation with an escalationCode.',
    breaks: (definition) => throws(definition) && inExecutable(definition) && !definition.ref('escalationRef')?.get('escalationCode'),
  }),
  must({
    id: 'condition-given', clause: '10.5.5', on: 'ConditionalEventDefinition',
    zh: '可执行流程的条件事件必须写明条件。',
    en: 'A conditional event of an executable process must have a condition.',
    breaks: (definition) => executable(definition) && !definition.child('condition')?.text,
  }),
  must({
    id: 'compensate-scope', clause: '10.5.5, 10.7.2', on: 'CompensateEventDefinition',
    zh: '补偿抛出事件所指的活动必须在其可见范围内：同一层、外层，或事件子流程的所在层。',
    en: 'The activity that a compensation event names must be within its sight: at its own level or an enclosing one.',
    breaks: (definition) => {
      const [activity, event] = [definition.ref('activityRef'), eventOf(definition)];
      return throws(definition) && !!activity?.parent && !!event && !event.inside(activity.parent) && activity.id;
    },
  }),
  must({
    id: 'link-outgoing', clause: '10.5.4', on: ['IntermediateThrowEvent', 'IntermediateCatchEvent'],
    zh: '链接来源不得有流出的顺序流，链接目标不得有流入的顺序流。',
    en: 'A link\'s source must have no outgoing, its target no incoming sequence flow.',
    breaks: (event, model) => links(event).length > 0 && (event.is('ThrowEvent') ? model.outgoing(event) : model.incoming(event)).length > 0,
  }),
  must({
    id: 'link-level', clause: '10.5.5', on: 'LinkEventDefinition',
    zh: '链接的来源与目标必须在同一流程层内；请移到同一层。',
    en: 'A link\'s source and target must be at the same process level; move them together.',
    breaks: (link) => [...link.refs('target'), ...link.refs('source')].filter((other) => eventOf(other)?.parent !== eventOf(link)?.parent).map((other) => other.id).join(', '),
  }),
  must({
    id: 'link-mutual', clause: '10.5.5', on: 'LinkEventDefinition',
    zh: '链接来源的 target 与链接目标的 source 必须互相引用，且名称相同。',
    en: 'The target of a link\'s source and the source of a link\'s target must refer to each other, and have the same name.',
    breaks: (link) => link.refs('target').concat(link.refs('source')).filter((other) => other.is('LinkEventDefinition')
      && (linkName(other) !== linkName(link) || ((other.written('source') || other.written('target')) && !other.refs('source').concat(other.refs('target')).includes(link)))).map((other) => other.id).join(', '),
  }),
  must({
    id: 'link-target', clause: '10.5.5', on: 'LinkEventDefinition',
    zh: '链接来源在同一层内没有同名的链接目标；请补上目标或改名。',
    en: 'There is no link target of that name at the same level; add one or correct the name.',
    breaks: (link, model) => throws(link) && executable(link) && !link.written('target') && partners(link, model).length === 0,
  }),
  must({
    id: 'link-target-one', clause: '10.5.5', on: 'LinkEventDefinition',
    zh: '同一层内一个链接只能有一个目标；请合并或改名。',
    en: 'A link has only one target at a level; merge them or rename one.',
    breaks: (link, model) => throws(link) && !link.written('target') && partners(link, model).length > 1,
  }),
  must({
    id: 'link-source', clause: '10.5.5', on: 'LinkEventDefinition',
    zh: '没有链接指向这个链接目标，它之后的部分不会执行；请补上来源或删除它。',
    en: 'No link leads to this link target, so what follows it never runs; add a source or remove it.',
    breaks: (link, model) => !throws(link) && executable(link) && !link.written('source') && partners(link, model).length === 0,
  }),
  should({
    id: 'parallel-multiple', clause: '10.5.1', on: 'CatchEvent',
    zh: 'parallelMultiple 只对含多个事件定义的捕获事件有意义。',
    en: 'parallelMultiple means something only with several event definitions.',
    breaks: (event) => event.flag('parallelMultiple') && triggers(event).length < 2,
  }),
];

const links = (event: Element) => triggers(event).filter((d) => kindOf(d) === 'link');
const linkName = (link: Element) => link.get('name') ?? eventOf(link)?.name;

/** The links at the other end: of the same name, level and file. */
const partners = (link: Element, model: Model) => model.all('LinkEventDefinition')
  .filter((other) => throws(other) !== throws(link) && linkName(other) === linkName(link) && eventOf(other)?.parent === eventOf(link)?.parent);
