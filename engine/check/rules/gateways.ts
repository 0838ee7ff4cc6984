import type { Element } from '../Element';
import { kinds } from '../facets';
import { must, should, type Rule } from '../Finding';
import type { Model } from '../Model';

const counts = (gateway: Element, model: Model) => ({
  ins: Math.max(model.incoming(gateway).length, gateway.refs('incoming').length),
  outs: Math.max(model.outgoing(gateway).length, gateway.refs('outgoing').length),
});
const targets = (gateway: Element, model: Model) =>
  model.outgoing(gateway).flatMap((flow) => flow.ref('targetRef') ?? []);

/** Gateways (8.4.9, 10.6). */
export const gateways: Rule[] = [
  must({
    id: 'gateway-converging',
    clause: '8.4.9',
    on: 'Gateway',
    zh: '汇聚网关（Converging）必须有多条流入的顺序流，且不得有多条流出的顺序流；请更正 gatewayDirection 或连线。',
    en: 'A converging gateway must have several incoming and not several outgoing sequence flows; correct gatewayDirection or the flows.',
    breaks: (gateway, model) => {
      const { ins, outs } = counts(gateway, model);
      return gateway.get('gatewayDirection') === 'Converging' && (ins < 2 || outs > 1);
    },
  }),
  must({
    id: 'gateway-diverging',
    clause: '8.4.9',
    on: 'Gateway',
    zh: '分支网关（Diverging）必须有多条流出的顺序流，且不得有多条流入的顺序流；请更正 gatewayDirection 或连线。',
    en: 'A diverging gateway must have several outgoing and not several incoming sequence flows; correct gatewayDirection or the flows.',
    breaks: (gateway, model) => {
      const { ins, outs } = counts(gateway, model);
      return gateway.get('gatewayDirection') === 'Diverging' && (outs < 2 || ins > 1);
    },
  }),
  must({
    id: 'gateway-mixed',
    clause: '8.4.9',
    on: 'Gateway',
    zh: '混合网关（Mixed）必须既有多条流入又有多条流出的顺序流；请更正 gatewayDirection 或连线。',
    en: 'A mixed gateway must have several incoming and several outgoing sequence flows; correct gatewayDirection or the flows.',
    breaks: (gateway, model) => {
      const { ins, outs } = counts(gateway, model);
      return gateway.get('gatewayDirection') === 'Mixed' && (ins < 2 || outs < 2);
    },
  }),
  must({
    id: 'gateway-connected',
    clause: '8.4.9, 10.6.1',
    on: 'Gateway',
    zh: '网关必须有多条流入或多条流出的顺序流，否则既不分支也不汇聚；请补上顺序流或删除网关。',
    en: 'A gateway must have several incoming or several outgoing sequence flows, otherwise it neither splits nor merges; add flows or remove it.',
    breaks: (gateway, model) => {
      const { ins, outs } = counts(gateway, model);
      return ins < 2 && outs < 2;
    },
  }),
  must({
    id: 'event-gateway-outgoing',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关必须有两条或更多流出的顺序流；请补上其他事件。',
    en: 'An event-based gateway must have two or more outgoing sequence flows; add the other events.',
    breaks: (gateway, model) => model.outgoing(gateway).length < 2,
  }),
  must({
    id: 'event-gateway-condition',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关流出的顺序流不得带条件；请删除条件。',
    en: 'Sequence flows out of an event-based gateway must not have conditions; remove them.',
    breaks: (gateway, model) => model.outgoing(gateway).filter((flow) => flow.child('conditionExpression')),
  }),
  must({
    id: 'event-gateway-target',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关之后只能是消息、信号、定时、条件中间捕获事件（或多重事件）或接收任务；请改接这样的元素。',
    en: 'Only intermediate catch events for a message, signal, timer, condition (or several of these) and receive tasks may follow an event-based gateway.',
    breaks: (gateway, model) =>
      gateway.within('Choreography', 'SubChoreography')
        ? false
        : targets(gateway, model)
            .filter((t) => !t.is('ReceiveTask') && !catches(t))
            .map((t) => t.id)
            .join(', '),
  }),
  must({
    id: 'event-gateway-message-or-receive',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关之后不得同时使用消息中间事件和接收任务；请统一用其中一种。',
    en: 'Message intermediate events and receive tasks must not be mixed after an event-based gateway; use one kind.',
    breaks: (gateway, model) => {
      const after = targets(gateway, model);
      return after.some((t) => t.is('ReceiveTask')) && after.some((t) => t.is('Event') && kinds(t).includes('message'));
    },
  }),
  must({
    id: 'event-gateway-receive-boundary',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关之后的接收任务不得附有边界事件；请改用并列的定时事件等。',
    en: 'A receive task after an event-based gateway must not have boundary events; use a timer or other event parallel to it.',
    breaks: (gateway, model) =>
      targets(gateway, model).filter((t) => t.is('ReceiveTask') && model.boundary(t).length > 0),
  }),
  must({
    id: 'event-gateway-target-incoming',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '基于事件的网关之后的元素不得再有其他流入的顺序流；请删除其他顺序流。',
    en: 'The elements after an event-based gateway must have no other incoming sequence flow; remove the others.',
    breaks: (gateway, model) =>
      targets(gateway, model).filter((t) => model.incoming(t).some((flow) => flow.ref('sourceRef') !== gateway)),
  }),
  must({
    id: 'event-gateway-instantiate-incoming',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '启动流程实例的事件网关（instantiate）不得有流入的顺序流；请删除顺序流或取消 instantiate。',
    en: 'An event-based gateway that instantiates must have no incoming sequence flow; remove the flow or the attribute.',
    breaks: (gateway, model) => gateway.flag('instantiate') && model.incoming(gateway).length > 0,
  }),
  must({
    id: 'event-gateway-parallel',
    clause: '10.6.6',
    on: 'EventBasedGateway',
    zh: '只有启动流程实例的事件网关才可为并行类型（eventGatewayType="Parallel"）；请设置 instantiate 或改为 Exclusive。',
    en: 'Only an event-based gateway that instantiates may be of type Parallel; set instantiate, or make it Exclusive.',
    breaks: (gateway) => gateway.get('eventGatewayType') === 'Parallel' && !gateway.flag('instantiate'),
  }),
  must({
    id: 'event-gateway-instantiate-target',
    clause: '10.6.6, 13.4.4',
    on: 'EventBasedGateway',
    zh: '并行启动的事件网关之后只能是消息事件或接收任务，它们要按同一关联信息汇到一个实例；请改用消息。',
    en: 'Only messages may follow an event-based gateway that starts instances in parallel: they are correlated to one instance.',
    breaks: (gateway, model) =>
      gateway.flag('instantiate') &&
      gateway.get('eventGatewayType') === 'Parallel' &&
      targets(gateway, model)
        .filter((t) => t.is('Event') && kinds(t).some((kind) => kind !== 'message'))
        .map((t) => t.id)
        .join(', '),
  }),
  should({
    id: 'exclusive-default',
    clause: '10.6.2',
    on: ['ExclusiveGateway', 'InclusiveGateway'],
    zh: '所有流出的顺序流都带条件而没有默认顺序流；条件都不成立时流程会停在这里，请设置默认顺序流。',
    en: 'All outgoing flows have conditions and none is the default; the process stops if no condition is true. Set a default flow.',
    breaks: (gateway, model) => {
      const flows = model.outgoing(gateway);
      return flows.length > 1 && !gateway.ref('default') && flows.every((flow) => flow.child('conditionExpression'));
    },
  }),
  should({
    id: 'exclusive-condition',
    clause: '10.6.2',
    on: 'ExclusiveGateway',
    zh: '排他网关有不带条件的非默认顺序流，它之后的顺序流永远不会被选中；请写上条件或设为默认。',
    en: 'A flow out of the exclusive gateway has no condition and is not the default, so flows after it are never taken; give it a condition or make it the default.',
    breaks: (gateway, model) => {
      const flows = model.outgoing(gateway);
      return (
        flows.length > 1 &&
        (gateway.within('Process')?.flag('isExecutable') ?? false) &&
        flows.some((flow) => !flow.child('conditionExpression') && gateway.ref('default') !== flow)
      );
    },
  }),
];

const catches = (node: Element) =>
  node.is('IntermediateCatchEvent') &&
  kinds(node).length > 0 &&
  kinds(node).every((kind) => ['message', 'signal', 'timer', 'conditional'].includes(kind));
