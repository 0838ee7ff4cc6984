import type { Element } from '../Element';
import { disallowed, kinds, pools } from '../facets';
import { must, type Rule } from '../Finding';
import type { Model } from '../Model';

const START = ['timer', 'conditional', 'signal', 'message'];
/** Events in the flow and at a boundary (Table 11.7). */
const CATCH = ['timer', 'conditional', 'link', 'signal'];
const BOUNDARY = ['message', 'timer', 'cancel', 'compensate', 'conditional', 'signal'];
/** Events that every participant of a choreography notices independently. */
const VISIBLE = ['timer', 'signal'];
const within = (element: Element) => element.parent?.is('Choreography', 'SubChoreography') === true;
const participants = (activity: Element) => activity.refs('participantRef');
const initiator = (activity: Element) => activity.ref('initiatingParticipantRef');
const writtenParticipants = (activity: Element) =>
  activity.references.filter((r) => r.property === 'participantRef').length;

/** Choreography activities reached from a node without another in between. */
function next(node: Element, model: Model, seen = new Set<Element>()): Element[] {
  return model
    .outgoing(node)
    .flatMap((flow) => flow.ref('targetRef') ?? [])
    .flatMap((target) => {
      if (seen.has(target)) return [];
      seen.add(target);
      return target.is('ChoreographyActivity') ? [target] : next(target, model, seen);
    });
}

/** Choreographies (chapter 11). */
export const choreography: Rule[] = [
  must({
    id: 'choreography-task-participants',
    clause: '11.5.1',
    on: ['ChoreographyTask', 'GlobalChoreographyTask'],
    zh: '编排任务必须恰好有两个参与者。',
    en: 'A choreography task must have exactly two participants.',
    breaks: (task) => {
      const count = task.is('ChoreographyTask') ? writtenParticipants(task) : task.all('Participant').length;
      return count !== 2 && `${count}`;
    },
  }),
  must({
    id: 'choreography-participants',
    clause: '11.5',
    on: ['SubChoreography', 'CallChoreography'],
    zh: '编排活动必须有至少两个参与者。',
    en: 'A choreography activity must have at least two participants.',
    breaks: (activity) => writtenParticipants(activity) < 2,
  }),
  must({
    id: 'choreography-initiator',
    clause: '11.5',
    on: ['ChoreographyActivity', 'GlobalChoreographyTask'],
    zh: '发起参与者必须是该编排活动的参与者之一。',
    en: 'The initiating participant must be one of the participants of the choreography activity.',
    breaks: (activity) => {
      const own = activity.is('ChoreographyActivity') ? participants(activity) : activity.all('Participant');
      const first = initiator(activity);
      return !!first && own.length > 0 && !own.includes(first) && first.id;
    },
  }),
  must({
    id: 'choreography-messages',
    clause: '11.5.1',
    on: 'ChoreographyTask',
    zh: '编排任务必须有一条或两条消息流：发起消息，以及可选的返回消息。',
    en: 'A choreography task must have one or two message flows: the initiating one and, if there is one, the return.',
    breaks: (task) => {
      const count = task.references.filter((r) => r.property === 'messageFlowRef').length;
      return (count < 1 || count > 2) && `${count}`;
    },
  }),
  must({
    id: 'choreography-message-ends',
    clause: '11.5.1',
    on: 'ChoreographyTask',
    zh: '编排任务的消息流必须在其两个参与者之间。',
    en: 'The message flows of a choreography task must run between its two participants.',
    breaks: (task, model) =>
      task
        .refs('messageFlowRef')
        .filter((flow) => {
          const ends = [flow.ref('sourceRef'), flow.ref('targetRef')].filter((end) => end !== undefined);
          return ends.some(
            (end) =>
              pools(end, model).length > 0 && !pools(end, model).some((pool) => participants(task).includes(pool)),
          );
        })
        .map((flow) => flow.id)
        .join(', '),
  }),
  must({
    id: 'choreography-first-message',
    clause: '11.5.1',
    on: 'ChoreographyTask',
    zh: '编排任务的消息流中必须有一条由发起参与者发出；两条时方向必须相反。',
    en: 'One message flow of a choreography task must come from the initiating participant, and two must run in opposite directions.',
    breaks: (task) => {
      const sources = task
        .refs('messageFlowRef')
        .map((flow) => flow.ref('sourceRef'))
        .filter((end) => end?.is('Participant'));
      return (
        sources.length > 0 &&
        (!sources.includes(initiator(task)) || (sources.length === 2 && sources[0] === sources[1]))
      );
    },
  }),
  must({
    id: 'choreography-content',
    clause: '11.2, 11.3',
    on: ['Choreography', 'SubChoreography'],
    zh: '编排中不得有任务、子流程、调用活动、数据对象或泳道；请改用编排活动。',
    en: 'A choreography has no tasks, sub-processes, call activities, data objects or lanes; use choreography activities.',
    breaks: (scope) =>
      scope.children.filter((child) =>
        child.is('Activity', 'DataObject', 'DataObjectReference', 'DataStoreReference', 'LaneSet'),
      ),
  }),
  must({
    id: 'choreography-global-content',
    clause: '11.5.4',
    on: 'GlobalChoreographyTask',
    zh: '全局编排任务是一个任务，不得包含流元素，最多有两条消息流；请改用编排。',
    en: 'A global choreography task is one task: it contains no flow elements and at most two message flows. Use a choreography.',
    breaks: (task) => [...task.all('FlowElement'), ...task.all('MessageFlow').slice(2)],
  }),
  must({
    id: 'choreography-start',
    clause: '11.6.1',
    on: 'StartEvent',
    zh: '编排的开始事件只能是空、定时、条件、信号或其多重。',
    en: 'A start event of a choreography may have no trigger, or timer, conditional, signal or several.',
    breaks: (event) =>
      within(event) && disallowed(event, event.parent!.is('SubChoreography') ? [] : START.slice(0, 3), true),
  }),
  must({
    id: 'choreography-intermediate',
    clause: '11.6.2',
    on: ['IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent'],
    zh: '编排的正常流中只能有定时、条件、信号、链接捕获事件和空、链接抛出事件：没有哪个参与者可以单独发出或收到其他的；消息请用编排任务。',
    en: 'In the flow of a choreography events can only catch a timer, condition, signal or link, or be none events or throw a link: no single participant could do more. For a message use a choreography task.',
    breaks: (event) =>
      within(event) &&
      disallowed(event, event.is('BoundaryEvent') ? BOUNDARY : event.is('ThrowEvent') ? ['link'] : CATCH, true),
  }),
  must({
    id: 'choreography-end',
    clause: '11.6.3',
    on: 'EndEvent',
    zh: '编排的结束事件只能是空或终止。',
    en: 'An end event of a choreography may have no result, or terminate.',
    breaks: (event) => within(event) && disallowed(event, ['terminate'], true),
  }),
  must({
    id: 'choreography-sequence',
    clause: '11.5.6',
    on: ['ChoreographyTask', 'SubChoreography', 'CallChoreography'],
    zh: '后一个编排活动的发起参与者必须参与了前一个编排活动，否则无从得知何时开始。',
    en: 'The initiating participant of the next choreography activity must take part in this one, otherwise it cannot know when to start.',
    breaks: (activity, model) =>
      participants(activity).length > 1 &&
      next(activity, model)
        .filter((after) => {
          const first = initiator(after);
          return !!first && !participants(activity).includes(first);
        })
        .map((after) => after.id)
        .join(', '),
  }),
  must({
    id: 'choreography-event-gateway-target',
    clause: '11.7.2',
    on: 'EventBasedGateway',
    zh: '编排中事件网关之后只能是编排活动、定时或信号事件；消息请用编排任务。',
    en: 'Only choreography activities, timers and signals may follow an event-based gateway of a choreography; for a message use a choreography task.',
    breaks: (gateway, model) =>
      within(gateway) &&
      model
        .outgoing(gateway)
        .flatMap((flow) => flow.ref('targetRef') ?? [])
        .filter(
          (target) =>
            !target.is('ChoreographyActivity') &&
            !(target.is('IntermediateCatchEvent') && kinds(target).every((kind) => VISIBLE.includes(kind))),
        )
        .map((target) => target.id)
        .join(', '),
  }),
  must({
    id: 'choreography-timer-known',
    clause: '11.7.2',
    on: 'EventBasedGateway',
    zh: '事件网关之后有定时事件时，其后各编排活动的参与者都必须参与了网关之前的编排活动，否则无从得知时间已到。',
    en: 'If a timer follows an event-based gateway, all participants of the following activity must take part in the choreography activity before it, otherwise they cannot know that the timer has fired.',
    breaks: (gateway, model) => {
      const timed = model
        .outgoing(gateway)
        .some((flow) => flow.ref('targetRef')?.is('Event') && kinds(flow.ref('targetRef')!).includes('timer'));
      if (!within(gateway) || !timed) return false;
      const before = model.incoming(gateway).flatMap((flow) => flow.ref('sourceRef') ?? []);
      const strangers = next(gateway, model)
        .flatMap(participants)
        .filter((one) => before.some((last) => last.is('ChoreographyActivity') && !participants(last).includes(one)));
      return [...new Set(strangers)].map((one) => one.id).join(', ');
    },
  }),
  must({
    id: 'choreography-event-gateway',
    clause: '11.7.2',
    on: 'EventBasedGateway',
    zh: '编排中事件网关之后的编排任务，其发送者必须相同，或其接收者必须相同。',
    en: 'After an event-based gateway of a choreography, the tasks must all have the same sender or all the same receiver.',
    breaks: (gateway, model) => {
      const tasks = within(gateway)
        ? next(gateway, model).filter((t) => t.is('ChoreographyTask') && participants(t).length === 2)
        : [];
      const senders = new Set(tasks.map(initiator));
      const receivers = new Set(tasks.map((t) => participants(t).find((p) => p !== initiator(t))));
      return tasks.length > 1 && senders.size > 1 && receivers.size > 1;
    },
  }),
];
