import type { Element } from '../Element';
import { disallowed, kinds, triggers } from '../facets';
import { must, should, type Rule } from '../Finding';

const INTERRUPTING = ['message', 'timer', 'escalation', 'error', 'cancel', 'compensate', 'conditional', 'signal'];
const ALWAYS_INTERRUPTING = ['error', 'cancel', 'compensate'];

/** Events attached to the boundary of an activity (10.5.4). */
export const boundaryEvents: Rule[] = [
  must({
    id: 'boundary-trigger',
    clause: '10.5.4',
    on: 'BoundaryEvent',
    zh: '边界事件必须是消息、定时、升级、错误、取消、补偿、条件、信号或其多重；不得为空、链接或终止。',
    en: 'A boundary event must be message, timer, escalation, error, cancel, compensation, conditional, signal or several; not none, link or terminate.',
    breaks: (event) => disallowed(event, INTERRUPTING, false),
  }),
  must({
    id: 'boundary-non-interrupting',
    clause: '10.5.4',
    on: 'BoundaryEvent',
    zh: '错误、取消和补偿边界事件不得为非中断；请设 cancelActivity="true"。',
    en: 'An error, cancel or compensation boundary event cannot be non-interrupting; set cancelActivity="true".',
    breaks: (event) =>
      !event.flag('cancelActivity') &&
      kinds(event)
        .filter((kind) => ALWAYS_INTERRUPTING.includes(kind))
        .join(', '),
  }),
  must({
    id: 'boundary-cancel',
    clause: '10.5.4, 10.3.5',
    on: 'BoundaryEvent',
    zh: '取消边界事件只能附在事务子流程上。',
    en: 'A cancel boundary event may only be attached to a transaction.',
    breaks: (event) => kinds(event).includes('cancel') && event.ref('attachedToRef')?.is('Transaction') === false,
  }),
  must({
    id: 'boundary-incoming',
    clause: '10.5.4',
    on: 'BoundaryEvent',
    zh: '边界事件不得有流入的顺序流；请删除。',
    en: 'A boundary event must not have incoming sequence flows; remove them.',
    breaks: (event, model) => model.incoming(event).length > 0,
  }),
  must({
    id: 'boundary-outgoing',
    clause: '10.5.4',
    on: 'BoundaryEvent',
    zh: '边界事件必须有流出的顺序流（补偿除外）；请连接发生后要做的事。',
    en: 'A boundary event must have an outgoing sequence flow (except for compensation); connect the handling.',
    breaks: (event, model) => !kinds(event).includes('compensate') && model.outgoing(event).length === 0,
  }),
  must({
    id: 'boundary-compensation-flow',
    clause: '10.5.4, 10.7.1',
    on: 'BoundaryEvent',
    zh: '补偿边界事件不得有流出的顺序流；请用关联连接补偿活动。',
    en: 'A compensation boundary event must have no outgoing sequence flow; connect its activity by an association.',
    breaks: (event, model) => kinds(event).includes('compensate') && model.outgoing(event).length > 0,
  }),
  must({
    id: 'boundary-level',
    clause: '10.5.4',
    on: 'BoundaryEvent',
    zh: '边界事件必须与它所附的活动处在同一层。',
    en: 'A boundary event must be at the same level as the activity it is attached to.',
    breaks: (event) => {
      const host = event.ref('attachedToRef');
      return !!host && host.parent !== event.parent && `${host.id}`;
    },
  }),
  must({
    id: 'boundary-compensation-handler',
    clause: '10.7.1',
    on: 'BoundaryEvent',
    zh: '补偿活动自身不得再附补偿边界事件。',
    en: 'A compensation activity cannot itself have a compensation boundary event.',
    breaks: (event) =>
      kinds(event).includes('compensate') && event.ref('attachedToRef')?.flag('isForCompensation') === true,
  }),
  should({
    id: 'boundary-same-error',
    clause: '10.5.6',
    on: 'Activity',
    zh: '两个边界事件捕获同一个错误，只有一个会起作用；请合并或区分错误代码。',
    en: 'Two boundary events catch the same error, and only one can; merge them or use different codes.',
    breaks: (activity, model) => {
      const codes = model
        .boundary(activity)
        .flatMap(triggers)
        .filter((d) => d.is('ErrorEventDefinition'))
        .map((d) => codeOf(d));
      return codes
        .filter((code, i) => codes.indexOf(code) !== i)
        .map((code) => code || '*')
        .join(', ');
    },
  }),
];

const codeOf = (definition: Element) => definition.ref('errorRef')?.get('errorCode') ?? '';
