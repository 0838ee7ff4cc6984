import type { Element } from '../Element';
import { disallowed, executable, isEventSubProcess, kinds, messagesFrom, messagesTo, pools, triggers } from '../facets';
import { must, type Rule } from '../Finding';
import type { Model } from '../Model';

const START = ['message', 'timer', 'conditional', 'signal'];
const EVENT_SUB_PROCESS = ['message', 'timer', 'escalation', 'error', 'compensate', 'conditional', 'signal'];
const END = ['message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate'];
const CATCH = ['message', 'timer', 'conditional', 'link', 'signal'];
const THROW = ['message', 'escalation', 'compensate', 'link', 'signal'];
const sendsOrReceives = (event: Element) => kinds(event).includes('message');
const inChoreography = (event: Element) => !!event.within('Choreography', 'SubChoreography') && !event.within('Process');

/** A node lists its flows, where the model lists flows at all. */
const leaves = (node: Element, model: Model) => model.outgoing(node).length > 0 && (node.written('outgoing') || !model.all('FlowNode').some((n) => n.written('outgoing') || n.written('incoming')));
const reached = (node: Element, model: Model) => model.incoming(node).length > 0 && (node.written('incoming') || !model.all('FlowNode').some((n) => n.written('outgoing') || n.written('incoming')));

/** Start and end events, and events in the flow (10.5.1 to 10.5.4). */
export const events: Rule[] = [
  must({
    id: 'start-incoming', clause: '10.5.2', on: 'StartEvent',
    zh: '开始事件不得有流入的顺序流；请改接到其后的元素。',
    en: 'A start event must not have incoming sequence flows; connect what follows it instead.',
    breaks: (event, model) => model.incoming(event).length > 0,
  }),
  must({
    id: 'start-outgoing', clause: '10.5.2', on: 'StartEvent',
    zh: '开始事件必须有流出的顺序流；请连接其后的元素。',
    en: 'A start event must have an outgoing sequence flow; connect what follows.',
    breaks: (event, model) => !leaves(event, model),
  }),
  must({
    id: 'start-message-source', clause: '10.5.2', on: 'StartEvent',
    zh: '开始事件不得作为消息流的来源；请改由任务或抛出事件发送。',
    en: 'A start event must not be the source of a message flow; send from a task or a throwing event.',
    breaks: (event, model) => messagesFrom(event, model).length > 0,
  }),
  must({
    id: 'start-message-target', clause: '10.5.2', on: 'StartEvent',
    zh: '接收消息流的开始事件必须是消息事件（或含消息的多重事件）；请设为消息开始事件。',
    en: 'A start event that a message flow reaches must have a message trigger; make it a message start event.',
    breaks: (event, model) => messagesTo(event, model).length > 0 && !sendsOrReceives(event),
  }),
  must({
    id: 'start-trigger', clause: '10.5.2', on: 'StartEvent',
    zh: '顶层流程的开始事件只能是空、消息、定时、条件、信号或其多重；请改用这些触发方式。',
    en: 'A start event of a top-level process may have no trigger, or message, timer, conditional, signal or several of these.',
    breaks: (event) => event.parent?.is('Process') && disallowed(event, START, true),
  }),
  must({
    id: 'start-trigger-sub-process', clause: '10.5.2', on: 'StartEvent',
    zh: '子流程的开始事件必须是空开始事件；请删除触发方式，或将子流程设为事件子流程。',
    en: 'A start event of a sub-process has no trigger; remove it, or make this an event sub-process.',
    breaks: (event) => event.parent?.is('SubProcess') && !isEventSubProcess(event.parent) && (triggers(event).length > 0 || event.written('eventDefinitionRef')) && kinds(event).join(', '),
  }),
  must({
    id: 'start-trigger-event-sub-process', clause: '10.5.2, 10.5.4', on: 'StartEvent',
    zh: '事件子流程的开始事件必须有触发方式：消息、定时、升级、错误、补偿、条件、信号或其多重。',
    en: 'The start event of an event sub-process needs a trigger: message, timer, escalation, error, compensation, conditional, signal or several.',
    breaks: (event) => isEventSubProcess(event.parent) && disallowed(event, EVENT_SUB_PROCESS, false),
  }),
  must({
    id: 'start-interrupting', clause: '10.5.2', on: 'StartEvent',
    zh: '由错误或补偿触发的事件子流程必定是中断的；请设 isInterrupting="true"。',
    en: 'An event sub-process that an error or a compensation starts always interrupts; set isInterrupting="true".',
    breaks: (event) => isEventSubProcess(event.parent) && !event.flag('isInterrupting') && kinds(event).filter((kind) => kind === 'error' || kind === 'compensate').join(', '),
  }),
  must({
    id: 'start-compensation', clause: '10.5.5, 10.7.1', on: 'StartEvent',
    zh: '补偿开始事件只能用于事件子流程；请移到事件子流程中。',
    en: 'A compensation start event may only be used in an event sub-process; move it there.',
    breaks: (event) => kinds(event).includes('compensate') && !isEventSubProcess(event.parent),
  }),
  must({
    id: 'end-outgoing', clause: '10.5.3', on: 'EndEvent',
    zh: '结束事件不得有流出的顺序流；请删除，或改为中间抛出事件。',
    en: 'An end event must not have outgoing sequence flows; remove them, or make it an intermediate throw event.',
    breaks: (event, model) => model.outgoing(event).length > 0,
  }),
  must({
    id: 'end-incoming', clause: '10.5.3', on: 'EndEvent',
    zh: '结束事件必须有流入的顺序流；请连接它。',
    en: 'An end event must have an incoming sequence flow; connect it.',
    breaks: (event, model) => !reached(event, model),
  }),
  must({
    id: 'end-message-target', clause: '10.5.3', on: 'EndEvent',
    zh: '结束事件不得作为消息流的目标；请改由任务或捕获事件接收。',
    en: 'An end event must not be the target of a message flow; receive by a task or a catching event.',
    breaks: (event, model) => messagesTo(event, model).length > 0,
  }),
  must({
    id: 'end-message-source', clause: '10.5.3', on: 'EndEvent',
    zh: '发出消息流的结束事件必须是消息事件（或含消息的多重事件）；请设为消息结束事件。',
    en: 'An end event that a message flow leaves must have a message as its result; make it a message end event.',
    breaks: (event, model) => messagesFrom(event, model).length > 0 && !sendsOrReceives(event),
  }),
  must({
    id: 'end-result', clause: '10.5.3', on: 'EndEvent',
    zh: '结束事件只能是空、消息、升级、错误、取消、补偿、信号、终止或其多重。',
    en: 'An end event may have no result, or message, escalation, error, cancel, compensation, signal, terminate or several.',
    breaks: (event) => disallowed(event, END, true),
  }),
  must({
    id: 'end-cancel', clause: '10.5.3, 10.3.5', on: 'EndEvent',
    zh: '取消结束事件只能用于事务子流程之内。',
    en: 'A cancel end event may only be used within a transaction.',
    breaks: (event) => kinds(event).includes('cancel') && !event.within('Transaction'),
  }),
  must({
    id: 'end-needs-start', clause: '10.5.3, 10.5.2', on: 'FlowElementsContainer',
    zh: '有结束事件就必须至少有一个开始事件；请补上开始事件。',
    en: 'Where there is an end event there must be at least one start event; add one.',
    breaks: (scope, model) => !scope.is('AdHocSubProcess') && scope.all('EndEvent').length > 0 && scope.all('StartEvent').length === 0
      && !scope.all('FlowNode').some((node) => node.flag('instantiate') && model.incoming(node).length === 0),
  }),
  must({
    id: 'start-needs-end', clause: '10.5.3, 10.5.2', on: 'FlowElementsContainer',
    zh: '有开始事件就必须至少有一个结束事件；请补上结束事件。',
    en: 'Where there is a start event there must be at least one end event; add one.',
    breaks: (scope) => !scope.is('AdHocSubProcess') && scope.all('StartEvent').length > 0 && scope.all('EndEvent').length === 0,
  }),
  must({
    id: 'catch-trigger', clause: '10.5.4', on: 'IntermediateCatchEvent',
    zh: '中间捕获事件必须是消息、定时、条件、链接、信号或其多重；错误、升级、取消、补偿只能附在活动边界上捕获。',
    en: 'An intermediate catch event must be message, timer, conditional, link, signal or several; errors, escalations, cancel and compensation are caught at a boundary.',
    breaks: (event) => !inChoreography(event) && disallowed(event, CATCH, false),
  }),
  must({
    id: 'throw-result', clause: '10.5.4', on: 'IntermediateThrowEvent',
    zh: '中间抛出事件只能是空、消息、升级、补偿、链接、信号或其多重。',
    en: 'An intermediate throw event may be none, message, escalation, compensation, link, signal or several.',
    breaks: (event) => disallowed(event, THROW, true),
  }),
  must({
    id: 'intermediate-incoming', clause: '10.5.4', on: ['IntermediateCatchEvent', 'IntermediateThrowEvent'],
    zh: '正常流中的中间事件必须有流入的顺序流（链接目标除外）；请连接它。',
    en: 'An intermediate event in the flow must have an incoming sequence flow (but for a link\'s target); connect it.',
    breaks: (event, model) => model.incoming(event).length === 0 && !(event.is('CatchEvent') && kinds(event).includes('link')),
  }),
  must({
    id: 'intermediate-outgoing', clause: '10.5.4', on: ['IntermediateCatchEvent', 'IntermediateThrowEvent'],
    zh: '正常流中的中间事件必须有流出的顺序流（链接来源除外）；请连接它，或改为结束事件。',
    en: 'An intermediate event in the flow must have an outgoing sequence flow (but for a link\'s source); connect it, or make it an end event.',
    breaks: (event, model) => model.outgoing(event).length === 0 && !(event.is('ThrowEvent') && kinds(event).includes('link')),
  }),
  must({
    id: 'catch-message-source', clause: '10.5.4', on: ['IntermediateCatchEvent', 'BoundaryEvent'],
    zh: '捕获事件不得作为消息流的来源；请改用抛出事件发送。',
    en: 'A catching event must not be the source of a message flow; send by a throwing event.',
    breaks: (event, model) => messagesFrom(event, model).length > 0,
  }),
  must({
    id: 'throw-message-target', clause: '10.5.4', on: 'IntermediateThrowEvent',
    zh: '抛出事件不得作为消息流的目标；请改用捕获事件接收。',
    en: 'A throwing event must not be the target of a message flow; receive by a catching event.',
    breaks: (event, model) => messagesTo(event, model).length > 0,
  }),
  must({
    id: 'intermediate-message', clause: '10.5.4', on: ['IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent'],
    zh: '连接消息流的中间事件必须是消息事件（或含消息的多重事件）。',
    en: 'An intermediate event with a message flow must be a message event (or several with one).',
    breaks: (event, model) => messagesFrom(event, model).length + messagesTo(event, model).length > 0 && !sendsOrReceives(event),
  }),
  must({
    id: 'start-message-own-pool', clause: '10.5.2, 9.4', on: 'StartEvent',
    zh: '开始事件的消息必须来自另一个参与者。',
    en: 'The message of a start event must come from another participant.',
    breaks: (event, model) => executable(event) && messagesTo(event, model).some((flow) => {
      const source = flow.ref('sourceRef');
      return !!source && pools(source, model).some((pool) => pools(event, model).includes(pool));
    }),
  }),
];
