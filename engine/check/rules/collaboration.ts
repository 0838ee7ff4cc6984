import type { Element } from '../Element';
import { hasMessage, inDialect, pools, processOf } from '../facets';
import { must, should, type Rule } from '../Finding';
import type { Model } from '../Model';

const ends = (flow: Element) => [flow.ref('sourceRef'), flow.ref('targetRef')] as const;
const isNode = (end: Element | undefined) => end?.is('ConversationNode') === true;
/** The elements that conversation links connect to a node. */
const linked = (node: Element, model: Model) =>
  new Set(
    model
      .all('ConversationLink')
      .filter((link) => ends(link).includes(node))
      .flatMap(ends)
      .filter((end) => end !== node),
  );

/** The pool or process that an end of a message flow belongs to; undefined if unknown. */
const owner = (end: Element, model: Model): Element | undefined =>
  pools(end, model)[0] ?? processOf(end) ?? (isNode(end) ? end : undefined);

/** Collaborations: participants, message flows, conversations, lanes (chapter 9, 7.6.2, 10.8). */
export const collaboration: Rule[] = [
  must({
    id: 'artifact-message-target',
    clause: '8.4.1, 9.4',
    on: 'MessageFlow',
    zh: '人工制品（关联、分组、文本注释）不得作为消息流的目标。',
    en: 'An artifact (association, group, text annotation) must not be the target of a message flow.',
    breaks: (flow) => flow.ref('targetRef')?.is('Artifact'),
  }),
  must({
    id: 'artifact-message-source',
    clause: '8.4.1, 9.4',
    on: 'MessageFlow',
    zh: '人工制品（关联、分组、文本注释）不得作为消息流的来源。',
    en: 'An artifact (association, group, text annotation) must not be the source of a message flow.',
    breaks: (flow) => flow.ref('sourceRef')?.is('Artifact'),
  }),
  must({
    id: 'message-flow-pools',
    clause: '9.4, 7.6.2',
    on: 'MessageFlow',
    zh: '消息流必须连接两个不同的池，不得连接同一个池内的两个对象；池内请使用顺序流。',
    en: 'A message flow must connect two separate pools, not two objects of the same one; use a sequence flow within a pool.',
    breaks: (flow, model) => {
      const [source, target] = ends(flow);
      if (!source || !target) return false;
      const [from, to] = [owner(source, model), owner(target, model)];
      return source === target || (!!from && from === to);
    },
  }),
  must({
    id: 'closed-alike',
    clause: '9.1, 9.5, 11.2',
    on: 'Collaboration',
    zh: '协作与其所含编排的 isClosed 必须相同；请改为相同的值。',
    en: 'isClosed of a collaboration and of the choreography in it must be the same; make them equal.',
    breaks: (collaboration) =>
      collaboration
        .refs('choreographyRef')
        .filter((danced) => danced.is('Choreography') && danced.flag('isClosed') !== collaboration.flag('isClosed'))
        .map((danced) => danced.id)
        .join(', '),
  }),
  must({
    id: 'closed-messages',
    clause: '9.1, 9.5',
    on: 'Collaboration',
    zh: '协作已封闭（isClosed），只能有画出的消息往来，而这里收发的消息没有消息流；请画出消息流，或取消 isClosed。',
    en: 'The collaboration is closed (isClosed): only messages shown in it may be exchanged, and no message flow shows this one. Draw it, or remove isClosed.',
    breaks: (collaboration, model) =>
      collaboration.flag('isClosed') && !collaboration.is('Choreography')
        ? collaboration
            .all('Participant')
            .flatMap((participant) => participant.ref('processRef') ?? [])
            .flatMap((process) => model.all('FlowNode').filter((node) => processOf(node) === process))
            .filter((node) => node.is('SendTask', 'ReceiveTask') || (node.is('Event') && hasMessage(node)))
            .filter((node) => model.messagesFrom(node).length + model.messagesTo(node).length === 0)
        : false,
  }),
  must({
    id: 'participant-multiplicity',
    clause: '9.3',
    on: 'ParticipantMultiplicity',
    zh: '参与者数量的最小值不得为负，最大值必须不小于 1 且不小于最小值。',
    en: 'The minimum of participants must not be negative; the maximum must be at least 1 and not below the minimum.',
    breaks: (multiplicity) => {
      const minimum = Number(multiplicity.get('minimum') ?? 0);
      const maximum = Number(multiplicity.get('maximum') ?? 1);
      return (minimum < 0 || maximum < 1 || maximum < minimum) && `${minimum}..${maximum}`;
    },
  }),
  must({
    id: 'conversation-participants',
    clause: '9.5',
    on: 'ConversationNode',
    zh: '会话必须有至少两个参与者。',
    en: 'A conversation must have at least two participants.',
    // Some tools draw the links to the participants and do not list the participants.
    breaks: (node, model) =>
      Math.max(node.references.filter((r) => r.property === 'participantRef').length, linked(node, model).size) < 2,
  }),
  must({
    id: 'conversation-link-ends',
    clause: '9.5',
    on: 'ConversationLink',
    zh: '会话连线必须一端是会话、另一端是参与者、活动或事件。',
    en: 'A conversation link connects a conversation on one side with a participant, activity or event on the other.',
    breaks: (link) => {
      const [source, target] = ends(link);
      return !!source && !!target && isNode(source) === isNode(target);
    },
  }),
  must({
    id: 'conversation-messages',
    clause: '9.5',
    on: 'ConversationNode',
    zh: '会话所含的消息流必须连接该会话的参与者。',
    en: 'The message flows of a conversation must connect its participants.',
    breaks: (node, model) => {
      const participants = node.refs('participantRef');
      const flows = node
        .refs('messageFlowRef')
        .filter((flow) =>
          ends(flow).some(
            (end) =>
              end !== undefined &&
              pools(end, model).length > 0 &&
              !pools(end, model).some((pool) => participants.includes(pool)),
          ),
        );
      return participants.length > 1 && flows.map((flow) => flow.id).join(', ');
    },
  }),
  must({
    id: 'global-conversation-content',
    clause: '9.5',
    on: 'GlobalConversation',
    zh: '全局会话不得包含会话节点或编排引用。',
    en: 'A global conversation must not contain conversation nodes or refer to choreographies.',
    breaks: (conversation) =>
      conversation.all('ConversationNode').length > 0 || conversation.written('choreographyRef'),
  }),
  must({
    id: 'participant-association',
    clause: '9.3, 9.5, 11.5.3',
    on: 'ParticipantAssociation',
    zh: '参与者对应关系的内侧必须是被调用方的参与者，外侧必须是调用方的参与者。',
    en: 'A participant association leads from a participant of the called element (inner) to one of the caller (outer).',
    breaks: (association) => {
      const [call, inner, outer] = [
        association.parent!,
        association.ref('innerParticipantRef'),
        association.ref('outerParticipantRef'),
      ];
      const called = call.ref('calledCollaborationRef') ?? call.ref('calledChoreographyRef');
      return (
        (!!called && !!inner && !inner.inside(called) && inner.id) ||
        (call.written('participantRef') && !!outer && !call.refs('participantRef').includes(outer) && outer.id)
      );
    },
  }),
  must({
    id: 'correlation-key',
    clause: '8.4.2',
    on: 'CorrelationKey',
    zh: '关联键必须引用至少一个关联属性。',
    en: 'A correlation key must refer to at least one correlation property.',
    breaks: (key) => !key.written('correlationPropertyRef'),
  }),
  must({
    id: 'correlation-bindings',
    clause: '8.4.2',
    on: 'CorrelationSubscription',
    zh: '关联订阅必须绑定其关联键的每个属性，且只绑定这些属性。',
    en: 'A correlation subscription must bind every property of its key, and no others.',
    breaks: (subscription) => {
      const key = subscription.ref('correlationKeyRef')?.refs('correlationPropertyRef');
      const own = subscription
        .all('CorrelationPropertyBinding')
        .flatMap((binding) => binding.refs('correlationPropertyRef'));
      return (
        !!key &&
        [...key.filter((p) => !own.includes(p)), ...own.filter((p) => !key.includes(p))].map((p) => p.id).join(', ')
      );
    },
  }),
  must({
    id: 'lane-own-process',
    clause: '10.8',
    on: 'Lane',
    zh: '泳道只能包含所在流程的流节点。',
    en: 'A lane may only contain flow nodes of its own process.',
    breaks: (lane) =>
      lane
        .refs('flowNodeRef')
        .filter((node) => node.is('FlowNode') && processOf(node) !== processOf(lane))
        .map((node) => node.id)
        .join(', '),
  }),
  should({
    id: 'lane-one',
    clause: '10.8',
    on: 'LaneSet',
    zh: '流节点同时在同一泳道集的两个泳道中；请只留一个。',
    en: 'A flow node is in two lanes of the same lane set; keep one.',
    breaks: (laneSet) => {
      const nodes = laneSet.all('Lane').flatMap((lane) => [...new Set(lane.refs('flowNodeRef'))]);
      return [...new Set(nodes.filter((node, i) => nodes.indexOf(node) !== i))].map((node) => node.id).join(', ');
    },
  }),
  should({
    id: 'participant-process-once',
    clause: '9.3',
    on: 'Participant',
    zh: '两个参与者引用同一个流程；请确认是否有意为之。',
    en: 'Two participants refer to the same process; check whether that is intended.',
    breaks: (participant, model) => {
      const process = participant.ref('processRef');
      return (
        !!process &&
        model
          .all('Participant')
          .some(
            (other) =>
              other !== participant && other.parent === participant.parent && other.ref('processRef') === process,
          )
      );
    },
  }),
  must({
    id: 'public-executable',
    clause: '10.2.1',
    on: 'Process',
    zh: '公开流程只描述与外界的往来，不得为可执行；请改 processType 或 isExecutable。',
    en: 'A public process only shows the exchange with others and must not be executable; change processType or isExecutable.',
    breaks: (process, model, { profile }) =>
      (profile === 'publish' || !inDialect(model)) &&
      process.get('processType') === 'Public' &&
      process.flag('isExecutable'),
  }),
];
