import type { Element } from '../Element';
import { disallowed, hasMessage, kinds } from '../facets';
import { must, type Rule } from '../Finding';

const CATCH = ['message', 'timer', 'conditional', 'link', 'signal'];
const THROW = ['message', 'escalation', 'compensate', 'link', 'signal'];
const inChoreography = (event: Element) =>
  !!event.within('Choreography', 'SubChoreography') && !event.within('Process');

/** Events in the flow (10.5.4). */
export const intermediateEvents: Rule[] = [
  must({
    id: 'catch-trigger',
    clause: '10.5.4',
    on: 'IntermediateCatchEvent',
    zh: '中间捕获事件必须是消息、定时、条件、链接、信号或其多重；错误、升级、取消、补偿只能附在活动边界上捕获。',
    en: 'An intermediate catch event must be message, timer, conditional, link, signal or several; errors, escalations, cancel and compensation are caught at a boundary.',
    breaks: (event) => !inChoreography(event) && disallowed(event, CATCH, false),
  }),
  must({
    id: 'throw-result',
    clause: '10.5.4',
    on: ['IntermediateThrowEvent', 'ImplicitThrowEvent'],
    zh: '中间抛出事件只能是空、消息、升级、补偿、链接、信号或其多重。',
    en: 'An intermediate throw event may be none, message, escalation, compensation, link, signal or several.',
    breaks: (event) => disallowed(event, THROW, true),
  }),
  must({
    id: 'intermediate-incoming',
    clause: '10.5.4',
    on: ['IntermediateCatchEvent', 'IntermediateThrowEvent'],
    zh: '正常流中的中间事件必须有流入的顺序流（链接目标除外）；请连接它。',
    en: "An intermediate event in the flow must have an incoming sequence flow (except a link's target); connect it.",
    breaks: (event, model) =>
      model.incoming(event).length === 0 && !(event.is('CatchEvent') && kinds(event).includes('link')),
  }),
  must({
    id: 'intermediate-outgoing',
    clause: '10.5.4',
    on: ['IntermediateCatchEvent', 'IntermediateThrowEvent'],
    zh: '正常流中的中间事件必须有流出的顺序流（链接来源除外）；请连接它，或改为结束事件。',
    en: "An intermediate event in the flow must have an outgoing sequence flow (except a link's source); connect it, or make it an end event.",
    breaks: (event, model) =>
      model.outgoing(event).length === 0 && !(event.is('ThrowEvent') && kinds(event).includes('link')),
  }),
  must({
    id: 'catch-message-source',
    clause: '10.5.4',
    on: ['IntermediateCatchEvent', 'BoundaryEvent'],
    zh: '捕获事件不得作为消息流的来源；请改用抛出事件发送。',
    en: 'A catching event must not be the source of a message flow; send by a throwing event.',
    breaks: (event, model) => model.messagesFrom(event).length > 0,
  }),
  must({
    id: 'throw-message-target',
    clause: '10.5.4',
    on: 'IntermediateThrowEvent',
    zh: '抛出事件不得作为消息流的目标；请改用捕获事件接收。',
    en: 'A throwing event must not be the target of a message flow; receive by a catching event.',
    breaks: (event, model) => model.messagesTo(event).length > 0,
  }),
  must({
    id: 'intermediate-message',
    clause: '10.5.4',
    on: ['IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent'],
    zh: '连接消息流的中间事件必须是消息事件（或含消息的多重事件）。',
    en: 'An intermediate event with a message flow must be a message event (or several with one).',
    breaks: (event, model) =>
      model.messagesFrom(event).length + model.messagesTo(event).length > 0 && !hasMessage(event),
  }),
];
