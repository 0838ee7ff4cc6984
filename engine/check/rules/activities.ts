import type { Element } from '../Element';
import { bound, executable, isUri, kinds } from '../facets';
import { must, should, type Rule } from '../Finding';
import type { Model } from '../Model';

const belowOne = (value: string | undefined) => value !== undefined && Number(value) < 1 && value;
const associated = (event: Element, model: Model) =>
  model
    .all('Association')
    .filter((a) => a.ref('sourceRef') === event)
    .flatMap((a) => a.ref('targetRef') ?? []);

/** Activities, the resources that perform them, and compensation (10.3, 10.7). */
export const activities: Rule[] = [
  must({
    id: 'start-quantity',
    clause: '10.3',
    on: 'Activity',
    zh: '启动所需令牌数 startQuantity 不得小于 1。',
    en: 'startQuantity must not be less than 1.',
    breaks: (activity) => belowOne(activity.get('startQuantity')),
  }),
  must({
    id: 'completion-quantity',
    clause: '10.3',
    on: 'Activity',
    zh: '完成时产生的令牌数 completionQuantity 不得小于 1。',
    en: 'completionQuantity must not be less than 1.',
    breaks: (activity) => belowOne(activity.get('completionQuantity')),
  }),
  must({
    id: 'resource-or-expression',
    clause: '10.3.1',
    on: 'ResourceRole',
    zh: '资源角色只能用 resourceRef 或 resourceAssignmentExpression 之一；请删除其中一个。',
    en: 'A resource role has either a resourceRef or a resourceAssignmentExpression, not both; remove one.',
    breaks: (role) => role.written('resourceRef') && !!role.child('resourceAssignmentExpression'),
  }),
  must({
    id: 'resource-binding',
    clause: '10.3.1',
    on: 'ResourceRole',
    zh: '资源参数绑定只适用于以 resourceRef 引用的资源；请补上 resourceRef 或删除绑定。',
    en: 'Resource parameter bindings apply only to a resource named by resourceRef; add it or remove the bindings.',
    breaks: (role) => role.all('ResourceParameterBinding').length > 0 && !role.written('resourceRef'),
  }),
  must({
    id: 'resource-parameter',
    clause: '10.3.1',
    on: 'ResourceParameterBinding',
    zh: '绑定的参数不属于所引用的资源；请改为该资源自己的参数。',
    en: 'The bound parameter does not belong to the referenced resource; name one of its parameters.',
    breaks: (binding) => {
      const parameter = binding.ref('parameterRef');
      const resource = binding.parent?.ref('resourceRef');
      return !!parameter && !!resource && parameter.parent !== resource;
    },
  }),
  must({
    id: 'resource-parameter-required',
    clause: '8.4.12',
    on: 'ResourceRole',
    zh: '所引用资源的必需参数没有绑定；请补上绑定。',
    en: 'A required parameter of the resource is not bound; add a binding.',
    breaks: (role) =>
      (role.ref('resourceRef')?.all('ResourceParameter') ?? [])
        .filter(
          (p) => p.flag('isRequired') && !role.all('ResourceParameterBinding').some((b) => b.ref('parameterRef') === p),
        )
        .map((p) => p.id)
        .join(', '),
  }),
  must({
    id: 'compensation-no-flow',
    clause: '10.7.1',
    on: 'Activity',
    zh: '补偿活动（isForCompensation）不得有流入或流出的顺序流；请只用关联把它接到补偿边界事件。',
    en: 'A compensation activity must have no incoming or outgoing sequence flows; connect it to its boundary event by an association only.',
    breaks: (activity, model) =>
      activity.flag('isForCompensation') && model.incoming(activity).length + model.outgoing(activity).length > 0,
  }),
  must({
    id: 'compensation-handler',
    clause: '10.7.1',
    on: 'BoundaryEvent',
    zh: '补偿边界事件必须以关联连接恰好一个补偿活动（isForCompensation="true"）；请连接并标记它。',
    en: 'A compensation boundary event must be associated with exactly one activity, marked isForCompensation; connect and mark it.',
    breaks: (event, model) => {
      if (
        !kinds(event).includes('compensate') ||
        model.all('Association').some((a) => a.references.some((r) => r.property === 'targetRef' && r.external))
      )
        return false;
      const handlers = associated(event, model).filter((target) => target.is('Activity'));
      return handlers.length !== 1 ? `${handlers.length}` : !handlers[0]!.flag('isForCompensation') && handlers[0]!.id;
    },
  }),
  must({
    id: 'receive-instantiate',
    clause: '10.3.3',
    on: 'ReceiveTask',
    zh: '启动流程实例的接收任务（instantiate）不得有流入的顺序流；请删除顺序流或取消 instantiate。',
    en: 'A receive task that instantiates must have no incoming sequence flow; remove the flow or the attribute.',
    breaks: (task, model) => task.flag('instantiate') && model.incoming(task).length > 0,
  }),
  must({
    id: 'transaction-method',
    clause: '10.3.5',
    on: 'Transaction',
    zh: '事务的 method 必须是技术的 URI，或 ##Compensate、##Store、##Image 之一。',
    en: 'The method of a transaction must be the URI of a technology, or ##Compensate, ##Store or ##Image.',
    breaks: (transaction) => {
      const method = transaction.get('method');
      return method !== undefined && !/^##(compensate|store|image)$/i.test(method) && !isUri(method) && `"${method}"`;
    },
  }),
  must({
    id: 'ad-hoc-activity',
    clause: '10.3.5',
    on: 'AdHocSubProcess',
    zh: '即席子流程必须至少包含一个活动。',
    en: 'An ad-hoc sub-process must contain at least one activity.',
    breaks: (adHoc) => adHoc.all('Activity').length === 0,
  }),
  must({
    id: 'ad-hoc-content',
    clause: '10.3.5',
    on: 'AdHocSubProcess',
    zh: '即席子流程不得包含开始事件、结束事件、会话或编排活动；请移走它们。',
    en: 'An ad-hoc sub-process must not contain start or end events, conversations or choreography activities; remove them.',
    breaks: (adHoc) =>
      adHoc.children.filter((child) =>
        child.is('StartEvent', 'EndEvent', 'ConversationNode', 'ConversationLink', 'ChoreographyActivity'),
      ),
  }),
  must({
    id: 'choreography-in-process',
    clause: '10.3.5, 11.5',
    on: 'ChoreographyActivity',
    zh: '编排活动只能出现在编排中，不得放在流程或子流程里；请改用任务或移入编排。',
    en: 'A choreography activity belongs in a choreography, not into a process or sub-process; use a task or move it.',
    breaks: (activity) => activity.parent?.is('Process', 'SubProcess'),
  }),
  must({
    id: 'event-sub-process-start',
    clause: '10.3.5',
    on: 'SubProcess',
    zh: '事件子流程必须有且只有一个开始事件；请只保留一个。',
    en: 'An event sub-process must have exactly one start event.',
    breaks: (sub) =>
      sub.flag('triggeredByEvent') && sub.all('StartEvent').length !== 1 && `${sub.all('StartEvent').length}`,
  }),
  must({
    id: 'boundary-event-sub-process',
    clause: '10.5.4, 10.3.5',
    on: 'BoundaryEvent',
    zh: '事件子流程不在正常流之内，不得附有边界事件；请移到其中的活动上。',
    en: 'An event sub-process is outside the normal flow and must not have boundary events; attach it to an activity inside.',
    breaks: (event) => event.ref('attachedToRef')?.flag('triggeredByEvent') ?? false,
  }),
  must({
    id: 'loop-maximum',
    clause: '10.3.8',
    on: 'StandardLoopCharacteristics',
    zh: '循环上限 loopMaximum 不得小于 1；请改为次数，或删除上限。',
    en: 'loopMaximum must not be less than 1; write a number, or remove it.',
    breaks: (loop) => belowOne(loop.get('loopMaximum')),
  }),
  must({
    id: 'loop-kind',
    clause: '10.3.8',
    on: 'Activity',
    zh: '活动只能有一种循环：标准循环或多实例；请删除其中一个。',
    en: 'An activity is either a standard loop or multi-instance; remove one of them.',
    breaks: (activity) => activity.all('LoopCharacteristics').length > 1,
  }),
  should({
    id: 'loop-ends',
    clause: '10.3.8, 13.3.6',
    on: 'StandardLoopCharacteristics',
    zh: '可执行流程中的循环既无条件也无上限，不会自行结束；请写上 loopCondition 或 loopMaximum。',
    en: 'A loop in an executable process has neither condition nor maximum and does not end on its own; add loopCondition or loopMaximum.',
    breaks: (loop) => executable(loop) && !loop.child('loopCondition') && loop.get('loopMaximum') === undefined,
  }),
  should({
    id: 'call-element',
    clause: '10.3.6',
    on: 'CallActivity',
    zh: '调用活动没有写明调用哪个流程或全局任务。',
    en: 'The call activity does not say which process or global task it calls.',
    breaks: (call) =>
      !call.get('calledElement') &&
      call.extensions('http://camunda.org/schema/zeebe/1.0', 'calledElement').length === 0,
  }),
  should({
    id: 'message-task-bound',
    clause: '10.3.3',
    on: ['SendTask', 'ReceiveTask'],
    zh: '任务的消息与其操作的消息不一致；请使两者相同。',
    en: "The task's message differs from that of its operation; make them the same.",
    breaks: (task) => {
      const message = task.ref('messageRef');
      const operation = task.ref('operationRef')?.ref('inMessageRef');
      return !bound(task) && !!message && !!operation && message !== operation && `${message.id}, ${operation.id}`;
    },
  }),
];
