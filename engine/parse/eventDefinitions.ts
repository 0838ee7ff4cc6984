import type { EventDefinition, MessageRef } from '../graph';
import { CompileRefusal } from './CompileRefusal';
import { extension, feel, literalOrFeel, text } from './extensions';
import { correlationOf } from './correlation';
import type { ModdleElement } from './read';
import { jobOf } from './jobs';

type Reader = (definition: ModdleElement, event: ModdleElement) => EventDefinition;

/** The event definitions of an event: its own, then the referenced ones, in document order (§10.5.1). */
export function eventDefinitions(event: ModdleElement): EventDefinition[] {
  const own: ModdleElement[] = event.eventDefinitions ?? [];
  const referred: ModdleElement[] = event.eventDefinitionRef ?? [];
  return [...own, ...referred].map((definition) => eventDefinition(definition, event));
}

/** One event definition with its references resolved to names and codes. */
export function eventDefinition(definition: ModdleElement, event: ModdleElement): EventDefinition {
  const read = readers[definition.$type];
  if (!read)
    throw new CompileRefusal(
      'UNSUPPORTED_ELEMENT',
      event.id,
      `不支持的事件定义 ${definition.$type}。`,
      `Unsupported event definition ${definition.$type}.`,
    );
  return read(definition, event);
}

const readers: Record<string, Reader> = {
  'bpmn:MessageEventDefinition': (definition, event) => ({
    type: 'message',
    message: messageOf(definition.messageRef ?? operationMessage(definition.operationRef), event),
  }),
  'bpmn:TimerEventDefinition': timer,
  'bpmn:SignalEventDefinition': (definition, event) => {
    if (!definition.signalRef) throw missing(event, 'signalRef', '信号', 'signal');
    return { type: 'signal', name: text(definition.signalRef.name) ?? { static: definition.signalRef.id } };
  },
  'bpmn:ErrorEventDefinition': (definition) => ({ type: 'error', ...code(definition.errorRef, 'errorCode') }),
  'bpmn:EscalationEventDefinition': (definition) => ({
    type: 'escalation',
    ...code(definition.escalationRef, 'escalationCode'),
  }),
  'bpmn:ConditionalEventDefinition': (definition, event) => {
    const condition = feel(definition.condition?.body);
    if (!condition) throw missing(event, 'condition', '条件表达式', 'condition');
    const filter = extension(definition, 'ConditionalFilter');
    return {
      type: 'conditional',
      condition,
      ...(filter?.variableNames ? { variables: names(filter.variableNames) } : {}),
    };
  },
  'bpmn:CompensateEventDefinition': (definition) => ({
    type: 'compensate',
    waitForCompletion: definition.waitForCompletion !== false,
    ...(definition.activityRef ? { activity: definition.activityRef.id } : {}),
  }),
  'bpmn:LinkEventDefinition': (definition, event) => ({ type: 'link', name: definition.name ?? event.name ?? '' }),
  'bpmn:CancelEventDefinition': () => ({ type: 'cancel' }),
  'bpmn:TerminateEventDefinition': () => ({ type: 'terminate' }),
};

const names = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

const code = (reference: ModdleElement | undefined, attribute: string) =>
  reference ? { code: reference[attribute] || reference.id } : {};

function timer(definition: ModdleElement, event: ModdleElement): EventDefinition {
  for (const [attribute, kind] of [
    ['timeDate', 'date'],
    ['timeDuration', 'duration'],
    ['timeCycle', 'cycle'],
  ] as const) {
    const value = literalOrFeel(definition[attribute]?.body);
    if (value) return { type: 'timer', kind, value };
  }
  throw missing(
    event,
    'timeDate, timeDuration or timeCycle',
    '时间（日期、时长或周期）',
    'time (date, duration or cycle)',
  );
}

/** A message as the event or task uses it: name, correlation and, if a connector sends it, the job. */
export function messageOf(message: ModdleElement | undefined, user: ModdleElement): MessageRef {
  const job = jobOf(user);
  if (!message && !job) throw missing(user, 'messageRef', '消息', 'message');
  const subscription = message && extension(message, 'Subscription');
  const correlationKey = startsAlone(user)
    ? undefined
    : (feel(subscription?.correlationKey) ?? correlationOf(message, user));
  return {
    name: message ? (text(message.name) ?? { static: message.id }) : { static: user.id },
    ...(correlationKey ? { correlationKey } : {}),
    ...(job ? { job } : {}),
  };
}

/**
 * A single message that starts an instance needs no key to find one; several that start one together are matched by it.
 */
const startsAlone = (user: ModdleElement): boolean =>
  (user.$type === 'bpmn:StartEvent' && user.$parent?.$type === 'bpmn:Process' && !user.parallelMultiple) ||
  (user.$type === 'bpmn:ReceiveTask' && user.instantiate === true);

/** The message of an operation: what a receiver receives and a sender sends is the operation's in-message (§8.4.3). */
export const operationMessage = (operation: ModdleElement | undefined): ModdleElement | undefined =>
  operation?.inMessageRef;

const missing = (event: ModdleElement, attribute: string, zh: string, en: string) =>
  new CompileRefusal(
    'DANGLING_REFERENCE',
    event.id,
    `缺少${zh}（${attribute}），请补上。`,
    `The ${en} is missing (${attribute}): give it.`,
  );
