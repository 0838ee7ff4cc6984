import type { Element } from '../Element';
import { bound, eventOf, eventsOf, executable, executed, isEventSubProcess, throws, triggers } from '../facets';
import { constantValues } from '../constant';
import { must, should, type CheckOptions, type Rule } from '../Finding';
import type { Model } from '../Model';
import { isDate, isDuration, isTooShort, repeats } from '../time';

const TIMES = ['timeDate', 'timeDuration', 'timeCycle'] as const;
/** Whether an executed event has the definition and no extension that defines its behaviour. */
const decides = (definition: Element, model: Model) =>
  eventsOf(definition, model).some((event) => executable(event) && !bound(event));
const throwsSo = (definition: Element, model: Model) =>
  eventsOf(definition, model).some((event) => event.is('ThrowEvent') && executable(event) && !bound(event));

/**
 * The value of a time expression without variables: a literal of the standard, or the values of a FEEL expression (`=`)
 * that reads none. Undefined for a placeholder of another engine or for another language. A timer that starts a process
 * is evaluated before there are any variables.
 */
function timesOf(timer: Element, role: string, { profile }: CheckOptions): string[] {
  const expression = timer.child(role);
  const text = expression?.text;
  if (!text || /[$#]\{/.test(text) || expression!.get('language')) return [];
  if (!text.startsWith('=')) return [text];
  const event = eventOf(timer);
  const starts = event?.is('StartEvent') === true && event.parent?.is('Process') === true;
  return constantValues(text.slice(1), starts && profile === 'publish').flatMap((value) =>
    typeof value === 'string' ? value : value !== null && typeof value === 'object' ? [] : String(value),
  );
}

const misses = (
  timer: Element,
  model: Model,
  options: CheckOptions,
  role: string,
  valid: (text: string) => boolean,
): string | undefined =>
  executed(timer, model) ? timesOf(timer, role, options).find((text) => !valid(text)) : undefined;

/** Event definitions and the elements they reference (10.5.5). */
export const eventDefinitions: Rule[] = [
  must({
    id: 'definition-reusable',
    clause: '8.4.5, 10.5.1',
    on: 'Event',
    zh: 'eventDefinitionRef 只能引用可重用的事件定义，即直接位于 definitions 之下的；请移出或改为自有定义。',
    en: 'eventDefinitionRef may only refer to a reusable event definition, a child of definitions; move it there or define it here.',
    breaks: (event) =>
      event
        .refs('eventDefinitionRef')
        .filter((d) => d.is('EventDefinition') && !d.parent?.is('Definitions'))
        .map((d) => d.id)
        .join(', '),
  }),
  must({
    id: 'timer-one',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: '定时事件只能写 timeDate、timeDuration、timeCycle 之一；请删除其他的。',
    en: 'A timer has one of timeDate, timeDuration and timeCycle; remove the others.',
    breaks: (timer) => TIMES.filter((time) => timer.child(time)).length > 1,
  }),
  must({
    id: 'timer-given',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: '可执行流程的定时事件必须写明 timeDate、timeDuration 或 timeCycle。',
    en: 'A timer of an executable process needs timeDate, timeDuration or timeCycle.',
    breaks: (timer, model) => executed(timer, model) && !TIMES.some((time) => timer.child(time)?.text),
  }),
  must({
    id: 'time-date',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: 'timeDate 必须是 ISO 8601 日期时间，如 2026-05-01T00:00:00+08:00，或以 = 开头的 FEEL 表达式。',
    en: 'timeDate must be an ISO 8601 date and time, such as 2026-05-01T00:00:00+08:00, or a FEEL expression after =.',
    breaks: (timer, model, options) => misses(timer, model, options, 'timeDate', isDate),
  }),
  must({
    id: 'time-cycle',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: 'timeCycle 必须是 ISO 8601 重复间隔，如 R3/PT10H，或以 = 开头的 FEEL 表达式。',
    en: 'timeCycle must be an ISO 8601 repeating interval, such as R3/PT10H, or a FEEL expression after =.',
    breaks: (timer, model, options) =>
      misses(timer, model, options, 'timeCycle', (text) => repeats(text) || isTooShort(text)),
  }),
  must({
    id: 'time-cycle-length',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: '重复间隔至少为一秒；请写出更长的间隔，如 R/PT1H。',
    en: 'A repeating interval lasts at least a second; write a longer one, such as R/PT1H.',
    breaks: (timer, model, options) => misses(timer, model, options, 'timeCycle', (text) => !isTooShort(text)),
  }),
  must({
    id: 'time-duration',
    clause: '10.5.5',
    on: 'TimerEventDefinition',
    zh: 'timeDuration 必须是 ISO 8601 时长，如 P5D，或以 = 开头的 FEEL 表达式。',
    en: 'timeDuration must be an ISO 8601 duration, such as P5D, or a FEEL expression after =.',
    breaks: (timer, model, options) => misses(timer, model, options, 'timeDuration', isDuration),
  }),
  must({
    id: 'message-given',
    clause: '10.5.5',
    on: 'MessageEventDefinition',
    zh: '可执行流程的消息事件必须写明消息 messageRef，或用 zeebe: 扩展写明如何发送。',
    en: 'A message event of an executable process must name its message (messageRef), or say in the zeebe: dialect how it is sent.',
    breaks: (definition, model) => decides(definition, model) && !definition.written('messageRef'),
  }),
  must({
    id: 'message-operation',
    clause: '10.5.5',
    on: 'MessageEventDefinition',
    zh: '可执行流程中带数据的消息事件必须写明操作 operationRef，或用 zeebe: 扩展写明如何收发。',
    en: 'A message event of an executable process whose message carries data must name its operation, or say in the zeebe: dialect how it is sent or received.',
    // If the message has no item, its name is enough to correlate it.
    breaks: (definition, model) =>
      decides(definition, model) &&
      !definition.written('operationRef') &&
      !!definition.ref('messageRef')?.written('itemRef') &&
      !bound(definition.ref('messageRef')!),
  }),
  must({
    id: 'message-operation-message',
    clause: '10.5.5',
    on: 'MessageEventDefinition',
    zh: '消息事件的消息不是其操作的消息；请使两者一致。',
    en: 'The message of the event does not belong to its operation; make them agree.',
    breaks: (definition) => {
      const [message, operation] = [definition.ref('messageRef'), definition.ref('operationRef')];
      return (
        !!message &&
        !!operation &&
        operation.written('inMessageRef') &&
        ![operation.ref('inMessageRef'), operation.ref('outMessageRef')].includes(message) &&
        message.id
      );
    },
  }),
  must({
    id: 'signal-given',
    clause: '10.5.5',
    on: 'SignalEventDefinition',
    zh: '可执行流程的信号事件必须写明信号 signalRef。',
    en: 'A signal event of an executable process must name its signal (signalRef).',
    breaks: (definition, model) => decides(definition, model) && !definition.written('signalRef'),
  }),
  must({
    id: 'error-code',
    clause: '10.5.5, 8.4.3',
    on: 'ErrorEventDefinition',
    zh: '可执行流程的错误结束事件必须引用带 errorCode 的错误。',
    en: 'An error end event of an executable process must refer to an error with an errorCode.',
    breaks: (definition, model) => throwsSo(definition, model) && !definition.ref('errorRef')?.get('errorCode'),
  }),
  must({
    id: 'escalation-code',
    clause: '10.5.5, 8.4.4',
    on: 'EscalationEventDefinition',
    zh: '可执行流程中抛出的升级必须引用带 escalationCode 的升级。',
    en: 'An escalation thrown in an executable process must refer to an escalation with an escalationCode.',
    breaks: (definition, model) =>
      throwsSo(definition, model) && !definition.ref('escalationRef')?.get('escalationCode'),
  }),
  must({
    id: 'condition-given',
    clause: '10.5.5',
    on: 'ConditionalEventDefinition',
    zh: '可执行流程的条件事件必须写明条件。',
    en: 'A conditional event of an executable process must have a condition.',
    breaks: (definition, model) => executed(definition, model) && !definition.child('condition')?.text,
  }),
  must({
    id: 'compensate-scope',
    clause: '10.5.5, 10.7.2',
    on: 'CompensateEventDefinition',
    zh: '补偿抛出事件所指的活动必须在其可见范围内：同一层，或所在事件子流程之外的那一层。',
    en: 'The activity that a compensation event names must be visible to it: at its own level, or at the level of the event sub-process that it is in.',
    breaks: (definition) => {
      const [activity, event] = [definition.ref('activityRef'), eventOf(definition)];
      return throws(definition) && !!activity?.parent && !!event && !sees(event, activity.parent) && activity.id;
    },
  }),
  should({
    id: 'parallel-multiple',
    clause: '10.5.1',
    on: 'CatchEvent',
    zh: 'parallelMultiple 只对含多个事件定义的捕获事件有意义。',
    en: 'parallelMultiple has an effect only with several event definitions.',
    breaks: (event) => event.flag('parallelMultiple') && triggers(event).length < 2,
  }),
];

const sees = (event: Element, level: Element): boolean => event.parent === level || levelsAround(event).includes(level);
/** The levels of the event sub-processes that contain an element. */
const levelsAround = (inner: Element): Element[] => {
  const sub = inner.within('SubProcess');
  return sub ? [...(isEventSubProcess(sub) && sub.parent ? [sub.parent] : []), ...levelsAround(sub)] : [];
};
