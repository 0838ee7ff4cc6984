import type { Element } from '../Element';
import { disallowed, hasMessage, isEventSubProcess, kinds, reached } from '../facets';
import { must, type Rule } from '../Finding';

const END = ['message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'];

/** The scope that an event acts for: for an event sub-process, the enclosing scope. */
const scopeOf = ({ parent }: Element): Element | undefined => (isEventSubProcess(parent) ? parent?.parent : parent);

/** End events (10.5.3). */
export const endEvents: Rule[] = [
  must({
    id: 'end-outgoing',
    clause: '10.5.3',
    on: 'EndEvent',
    zh: '结束事件不得有流出的顺序流；请删除，或改为中间抛出事件。',
    en: 'An end event must not have outgoing sequence flows; remove them, or make it an intermediate throw event.',
    breaks: (event, model) => model.outgoing(event).length > 0,
  }),
  must({
    id: 'end-incoming',
    clause: '10.5.3',
    on: 'EndEvent',
    zh: '结束事件必须有流入的顺序流；请连接它。',
    en: 'An end event must have an incoming sequence flow; connect it.',
    breaks: (event, model) => !reached(event, model),
  }),
  must({
    id: 'end-message-target',
    clause: '10.5.3',
    on: 'EndEvent',
    zh: '结束事件不得作为消息流的目标；请改由任务或捕获事件接收。',
    en: 'An end event must not be the target of a message flow; receive by a task or a catching event.',
    breaks: (event, model) => model.messagesTo(event).length > 0,
  }),
  must({
    id: 'end-message-source',
    clause: '10.5.3',
    on: 'EndEvent',
    zh: '发出消息流的结束事件必须是消息事件（或含消息的多重事件）；请设为消息结束事件。',
    en: 'An end event that a message flow leaves must have a message as its result; make it a message end event.',
    breaks: (event, model) => model.messagesFrom(event).length > 0 && !hasMessage(event),
  }),
  must({
    id: 'end-result',
    clause: '10.5.3',
    on: 'EndEvent',
    zh: '结束事件只能是空、消息、升级、错误、取消、补偿、信号、终止或其多重。',
    en: 'An end event may have no result, or message, escalation, error, cancel, compensation, signal, terminate or several.',
    breaks: (event) => disallowed(event, END, true),
  }),
  must({
    id: 'end-cancel',
    clause: '10.5.3, 10.3.5',
    on: 'EndEvent',
    zh: '取消结束事件只能直接放在事务子流程中，不得放在事务内部的其他子流程中。',
    en: 'A cancel end event must be directly in a transaction, not in another sub-process inside it.',
    breaks: (event) => kinds(event).includes('cancel') && !scopeOf(event)?.is('Transaction'),
  }),
  must({
    id: 'end-needs-start',
    clause: '10.5.3, 10.5.2',
    on: 'FlowElementsContainer',
    zh: '有结束事件就必须至少有一个开始事件；请补上开始事件。',
    en: 'If there is an end event, there must be at least one start event; add one.',
    breaks: (scope, model) =>
      !scope.is('AdHocSubProcess') &&
      scope.all('EndEvent').length > 0 &&
      scope.all('StartEvent').length === 0 &&
      !scope.all('FlowNode').some((node) => node.flag('instantiate') && model.incoming(node).length === 0),
  }),
  must({
    id: 'start-needs-end',
    clause: '10.5.3, 10.5.2',
    on: 'FlowElementsContainer',
    zh: '有开始事件就必须至少有一个结束事件；请补上结束事件。',
    en: 'If there is a start event, there must be at least one end event; add one.',
    breaks: (scope) =>
      !scope.is('AdHocSubProcess') && scope.all('StartEvent').length > 0 && scope.all('EndEvent').length === 0,
  }),
];
