import { disallowed, executable, hasMessage, isEventSubProcess, kinds, leaves, pools, triggers } from '../facets';
import { must, type Rule } from '../Finding';

const START = ['message', 'timer', 'conditional', 'signal'];
const EVENT_SUB_PROCESS = ['message', 'timer', 'escalation', 'error', 'compensate', 'conditional', 'signal'];

/** Start events (10.5.2). */
export const startEvents: Rule[] = [
  must({
    id: 'start-incoming',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '开始事件不得有流入的顺序流；请改接到其后的元素。',
    en: 'A start event must not have incoming sequence flows; connect the next element instead.',
    breaks: (event, model) => model.incoming(event).length > 0,
  }),
  must({
    id: 'start-outgoing',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '开始事件必须有流出的顺序流；请连接其后的元素。',
    en: 'A start event must have an outgoing sequence flow; connect the next element.',
    breaks: (event, model) => !leaves(event, model),
  }),
  must({
    id: 'start-message-source',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '开始事件不得作为消息流的来源；请改由任务或抛出事件发送。',
    en: 'A start event must not be the source of a message flow; send from a task or a throwing event.',
    breaks: (event, model) => model.messagesFrom(event).length > 0,
  }),
  must({
    id: 'start-message-target',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '接收消息流的开始事件必须是消息事件（或含消息的多重事件）；请设为消息开始事件。',
    en: 'A start event that a message flow reaches must have a message trigger; make it a message start event.',
    breaks: (event, model) => model.messagesTo(event).length > 0 && !hasMessage(event),
  }),
  must({
    id: 'start-trigger',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '顶层流程的开始事件只能是空、消息、定时、条件、信号或其多重；请改用这些触发方式。',
    en: 'A start event of a top-level process may have no trigger, or message, timer, conditional, signal or several of these.',
    breaks: (event) => event.parent?.is('Process') && disallowed(event, START, true),
  }),
  must({
    id: 'start-trigger-sub-process',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '子流程的开始事件必须是空开始事件；请删除触发方式，或将子流程设为事件子流程。',
    en: 'A start event of a sub-process has no trigger; remove it, or make this an event sub-process.',
    breaks: (event) =>
      event.parent?.is('SubProcess') &&
      !isEventSubProcess(event.parent) &&
      (triggers(event).length > 0 || event.written('eventDefinitionRef')) &&
      kinds(event).join(', '),
  }),
  must({
    id: 'start-trigger-event-sub-process',
    clause: '10.5.2, 10.5.4',
    on: 'StartEvent',
    zh: '事件子流程的开始事件必须有触发方式：消息、定时、升级、错误、补偿、条件、信号或其多重。',
    en: 'The start event of an event sub-process needs a trigger: message, timer, escalation, error, compensation, conditional, signal or several.',
    breaks: (event) => isEventSubProcess(event.parent) && disallowed(event, EVENT_SUB_PROCESS, false),
  }),
  must({
    id: 'start-interrupting',
    clause: '10.5.2',
    on: 'StartEvent',
    zh: '由错误或补偿触发的事件子流程必定是中断的；请设 isInterrupting="true"。',
    en: 'An event sub-process started by an error or a compensation always interrupts; set isInterrupting="true".',
    breaks: (event) =>
      isEventSubProcess(event.parent) &&
      !event.flag('isInterrupting') &&
      kinds(event)
        .filter((kind) => kind === 'error' || kind === 'compensate')
        .join(', '),
  }),
  must({
    id: 'start-compensation',
    clause: '10.5.5, 10.7.1',
    on: 'StartEvent',
    zh: '补偿开始事件只能用于事件子流程；请移到事件子流程中。',
    en: 'A compensation start event may only be used in an event sub-process; move it there.',
    breaks: (event) => kinds(event).includes('compensate') && !isEventSubProcess(event.parent),
  }),
  must({
    id: 'start-message-own-pool',
    clause: '10.5.2, 9.4',
    on: 'StartEvent',
    zh: '开始事件的消息必须来自另一个参与者。',
    en: 'The message of a start event must come from another participant.',
    breaks: (event, model) =>
      executable(event) &&
      model.messagesTo(event).some((flow) => {
        const source = flow.ref('sourceRef');
        return !!source && pools(source, model).some((pool) => pools(event, model).includes(pool));
      }),
  }),
];
