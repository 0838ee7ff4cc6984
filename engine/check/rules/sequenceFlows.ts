import type { Element } from '../Element';
import { engineWritten, executable, inFlow, isEventSubProcess, kinds, mustList, processOf } from '../facets';
import { must, should, type Rule } from '../Finding';

const ends = (flow: Element) => [flow.ref('sourceRef'), flow.ref('targetRef')];

/** Sequence flows and what may be connected by them (7.6.1, 8.4.13, 8.4.1). */
export const sequenceFlows: Rule[] = [
  must({
    id: 'artifact-flow-source',
    clause: '8.4.1',
    on: 'SequenceFlow',
    zh: '人工制品（关联、分组、文本注释）不得作为顺序流的来源；请改接到活动、事件或网关。',
    en: 'An artifact (association, group, text annotation) must not be the source of a sequence flow; connect an activity, event or gateway.',
    breaks: (flow) => flow.ref('sourceRef')?.is('Artifact'),
  }),
  must({
    id: 'artifact-flow-target',
    clause: '8.4.1',
    on: 'SequenceFlow',
    zh: '人工制品（关联、分组、文本注释）不得作为顺序流的目标；请改接到活动、事件或网关。',
    en: 'An artifact (association, group, text annotation) must not be the target of a sequence flow; connect an activity, event or gateway.',
    breaks: (flow) => flow.ref('targetRef')?.is('Artifact'),
  }),
  must({
    id: 'flow-within-pool',
    clause: '7.6.1, 9.3',
    on: 'SequenceFlow',
    zh: '顺序流不得跨越池的边界；参与者之间请使用消息流。',
    en: 'A sequence flow must not cross the border of a pool; use a message flow between participants.',
    breaks: (flow) => {
      const [source, target] = ends(flow);
      return !!source && !!target && processOf(source) !== processOf(target);
    },
  }),
  must({
    id: 'flow-within-level',
    clause: '7.6.1, 10.3.5',
    on: 'SequenceFlow',
    zh: '顺序流不得跨越子流程的边界；请连接子流程本身，或改用边界事件。',
    en: 'A sequence flow must not cross the border of a sub-process; connect the sub-process itself or use a boundary event.',
    breaks: (flow) => {
      const [source, target] = ends(flow);
      return (
        !!source &&
        !!target &&
        (source.parent !== target.parent || flow.parent !== source.parent) &&
        processOf(source) === processOf(target)
      );
    },
  }),
  must({
    id: 'event-sub-process-outgoing',
    clause: '10.3.5',
    on: 'SequenceFlow',
    zh: '事件子流程不得有流出的顺序流；请删除该顺序流。',
    en: 'An event sub-process must not have outgoing sequence flows; remove the flow.',
    breaks: (flow) => isEventSubProcess(flow.ref('sourceRef')),
  }),
  must({
    id: 'event-sub-process-incoming',
    clause: '10.3.5',
    on: 'SequenceFlow',
    zh: '事件子流程不得有流入的顺序流；请删除该顺序流，它由事件启动。',
    en: 'An event sub-process must not have incoming sequence flows; remove the flow: an event starts it.',
    breaks: (flow) => isEventSubProcess(flow.ref('targetRef')),
  }),
  must({
    id: 'flow-listed',
    clause: '8.4.7, 8.4.13',
    on: 'SequenceFlow',
    zh: '可执行流程的顺序流没有列在其来源的 outgoing 或目标的 incoming 中；请补上，或在全部节点上一律省略。',
    en: 'A sequence flow of an executable process is not listed as outgoing at its source or as incoming at its target; list it, or leave these lists out at all nodes.',
    breaks: (flow, model) => {
      if (!flow.id || !mustList(flow, model)) return false;
      const [source, target] = ends(flow);
      return [
        source?.is('FlowNode') && !source.refs('outgoing').includes(flow) && `outgoing: ${source.id}`,
        target?.is('FlowNode') && !target.refs('incoming').includes(flow) && `incoming: ${target.id}`,
      ]
        .filter(Boolean)
        .join(', ');
    },
  }),
  must({
    id: 'flow-list-true',
    clause: '8.4.7, 8.4.13',
    on: 'FlowNode',
    zh: '节点列出的 incoming 或 outgoing 顺序流并不到达或离开该节点；请更正列表。',
    en: 'The node lists as incoming or outgoing a sequence flow that does not reach or leave it; correct the list.',
    breaks: (node) =>
      [
        ...node.refs('incoming').filter((f) => f.is('SequenceFlow') && f.ref('targetRef') !== node),
        ...node.refs('outgoing').filter((f) => f.is('SequenceFlow') && f.ref('sourceRef') !== node),
      ]
        .map((flow) => flow.id)
        .join(', '),
  }),
  must({
    id: 'condition-source',
    clause: '8.4.13',
    on: 'SequenceFlow',
    zh: '带条件的顺序流只能从活动或排他、包容、复杂网关流出；请删除条件。',
    en: 'A conditional sequence flow must leave an activity or an exclusive, inclusive or complex gateway; remove the condition.',
    breaks: (flow, model, options) =>
      !!flow.child('conditionExpression') &&
      (flow.ref('sourceRef')?.is('Event', 'EventBasedGateway') ||
        (flow.ref('sourceRef')?.is('ParallelGateway') && !engineWritten(model, options))),
  }),
  should({
    id: 'condition-ignored',
    clause: '8.4.13, 10.6.4',
    on: 'SequenceFlow',
    zh: '并行网关不看条件，每条流出的顺序流都会走；请删除条件，或改用包容网关。',
    en: 'A parallel gateway ignores conditions and takes every outgoing flow; remove the condition, or use an inclusive gateway.',
    breaks: (flow, model, options) =>
      !!flow.child('conditionExpression') &&
      flow.ref('sourceRef')?.is('ParallelGateway') &&
      engineWritten(model, options),
  }),
  must({
    id: 'condition-alternative',
    clause: '8.4.13',
    on: 'SequenceFlow',
    zh: '从活动流出带条件的顺序流时，该活动至少还要有一条其他流出的顺序流；请补上另一条或默认顺序流。',
    en: 'An activity with a conditional outgoing sequence flow must have at least one other outgoing flow; add one, or a default flow.',
    breaks: (flow, model) => {
      const source = flow.ref('sourceRef');
      return !!flow.child('conditionExpression') && source?.is('Activity') && model.outgoing(source).length < 2;
    },
  }),
  must({
    id: 'default-leaves',
    clause: '8.4.13, 10.3, 10.6.2',
    on: ['Activity', 'Gateway'],
    zh: '默认顺序流必须从该元素自身流出；请改选一条流出的顺序流。',
    en: 'The default flow must leave this very element; choose one of its outgoing flows.',
    breaks: (node) => {
      const flow = node.ref('default');
      return flow?.is('SequenceFlow') && flow.ref('sourceRef') !== node && flow.id;
    },
  }),
  must({
    id: 'default-source',
    clause: '8.4.13',
    on: ['Event', 'ParallelGateway', 'EventBasedGateway'],
    zh: '只有活动和排他、包容、复杂网关才可有默认顺序流；请删除 default。',
    en: 'Only activities and exclusive, inclusive and complex gateways have a default flow; remove the attribute default.',
    breaks: (node) => node.get('default')?.trim(),
  }),
  must({
    id: 'flow-immediate',
    clause: '8.4.13',
    on: 'Definitions',
    zh: '可执行流程的顺序流不得设 isImmediate="false"，那意味着图中未画出的步骤；请删除该属性。',
    en: 'In an executable process isImmediate must not be false: it would mean steps that the diagram does not show. Remove it.',
    // A tool that writes it at every flow of a large diagram means nothing by it, as long as the model is not to run.
    breaks: (_, model, { profile }) => {
      const flows = model.all('SequenceFlow');
      const late = flows.filter((flow) => /^(false|0)$/.test(flow.get('isImmediate')?.trim() ?? ''));
      const habit = profile === 'interchange' && late.length === flows.length && flows.length > 8;
      return !habit && late.filter(executable);
    },
  }),
  must({
    id: 'target-if-started',
    clause: '10.5.2',
    on: 'FlowNode',
    zh: '所在流程有开始事件，因此其他流对象都必须是某条顺序流的目标；请连接它。',
    en: 'Its level has a start event, so every other flow object must be the target of a sequence flow; connect it.',
    breaks: (node, model) =>
      model.incoming(node).length === 0 &&
      inFlow(node) &&
      !node.is('StartEvent') &&
      !startsItself(node) &&
      beside(node, 'StartEvent'),
  }),
  must({
    id: 'source-if-ended',
    clause: '10.5.3',
    on: 'FlowNode',
    zh: '所在流程有结束事件，因此其他流对象都必须是某条顺序流的来源；请连接它。',
    en: 'Its level has an end event, so every other flow object must be the source of a sequence flow; connect it.',
    breaks: (node, model) =>
      model.outgoing(node).length === 0 &&
      inFlow(node) &&
      !node.is('EndEvent') &&
      !isThrownLink(node) &&
      beside(node, 'EndEvent'),
  }),
  should({
    id: 'default-condition',
    clause: '8.4.13',
    on: 'SequenceFlow',
    zh: '默认顺序流的条件会被忽略；请删除条件。',
    en: 'The condition of a default flow is ignored; remove it.',
    breaks: (flow) => !!flow.child('conditionExpression') && flow.ref('sourceRef')?.ref('default') === flow,
  }),
  should({
    id: 'flow-twice',
    clause: '13.3.1',
    on: 'SequenceFlow',
    zh: '两条顺序流连接同样的两个元素，目标会被执行两次；请删除其中一条。',
    en: 'Two sequence flows connect the same two elements, and the target runs twice; remove one.',
    breaks: (flow, model) => {
      const [source, target] = ends(flow);
      const same = source?.is('Activity', 'Event', 'ParallelGateway')
        ? model
            .outgoing(source)
            .filter((other) => other.ref('targetRef') === target && !other.child('conditionExpression'))
        : [];
      return !!target && same.indexOf(flow) > 0;
    },
  }),
];

const beside = (node: Element, type: string) => node.parent?.children.some((sibling) => sibling.is(type)) === true;
const isThrownLink = (node: Element) => node.is('IntermediateThrowEvent') && kinds(node).includes('link');

/** Elements that may have no incoming flow beside a start event: a link's target and elements that instantiate. */
const startsItself = (node: Element) =>
  (node.is('IntermediateCatchEvent') && kinds(node).includes('link')) ||
  (node.is('ReceiveTask', 'EventBasedGateway') && node.flag('instantiate'));
