import type { Node, NodeType } from '../graph';
import {
  activity,
  adHocSubProcess,
  businessRuleTask,
  callActivity,
  receiveTask,
  scriptTask,
  sendTask,
  serviceTask,
  userTask,
} from './activities';
import { CompileRefusal } from './CompileRefusal';
import { dataInputs, dataItems, dataOutputs } from './data';
import { eventDefinitions } from './eventDefinitions';
import { feel, mappings, properties } from './extensions';
import { clean, formOf } from './jobs';
import { listeners } from './listeners';
import type { ModdleElement } from './read';

type Reader = {
  type: NodeType | ((element: ModdleElement) => NodeType);
  read: ((element: ModdleElement) => Partial<Node>)[];
};

/** The node of one flow node; `compile` adds the graph's links (starts, boundary, lanes). */
export function nodeOf(element: ModdleElement, scope: string | undefined): Node {
  const reader = readers[element.$type];
  if (!reader)
    throw new CompileRefusal(
      'UNSUPPORTED_ELEMENT',
      element.id,
      `不支持的元素 ${element.$type}。`,
      `Unsupported element ${element.$type}.`,
    );
  return clean({
    id: element.id,
    type: typeof reader.type === 'function' ? reader.type(element) : reader.type,
    name: element.name || undefined,
    documentation: element.documentation?.[0]?.text || undefined,
    scope,
    incoming: [],
    outgoing: [],
    defaultFlow: element.default?.id,
    properties: properties(element),
    listeners: listeners(element),
    data: dataItems(element),
    ...Object.assign({}, ...reader.read.map((read) => read(element))),
  });
}

const event = (element: ModdleElement): Partial<Node> => {
  const events = eventDefinitions(element);
  return {
    events: events.length ? events : undefined,
    parallelMultiple: (events.length > 1 && element.parallelMultiple) || undefined,
    inputs: mappings(element, 'inputParameters'),
    outputs: mappings(element, 'outputParameters'),
    dataInputs: dataInputs(element),
    dataOutputs: dataOutputs(element),
  };
};

const startEvent = (element: ModdleElement): Partial<Node> => ({
  interrupting: element.isInterrupting !== false,
  startForm: formOf(element),
});

function boundaryEvent(element: ModdleElement): Partial<Node> {
  if (!element.attachedToRef)
    throw new CompileRefusal(
      'DANGLING_REFERENCE',
      element.id,
      '边界事件没有附着到活动（attachedToRef）。',
      'The boundary event is not attached to an activity (attachedToRef).',
    );
  return { attachedTo: element.attachedToRef.id, interrupting: element.cancelActivity !== false };
}

const complexGateway = (element: ModdleElement): Partial<Node> => ({
  activation: feel(element.activationCondition?.body),
});
const eventBasedGateway = (element: ModdleElement): Partial<Node> => ({
  gateway: {
    type: element.eventGatewayType === 'Parallel' ? 'parallel' : 'exclusive',
    instantiate: element.instantiate === true,
  },
});

const subProcess = (element: ModdleElement): NodeType => (element.triggeredByEvent ? 'eventSubProcess' : 'subProcess');

const readers: Record<string, Reader> = {
  'bpmn:Process': { type: 'process', read: [] },
  'bpmn:SubProcess': { type: subProcess, read: [activity] },
  'bpmn:Transaction': { type: 'transaction', read: [activity] },
  'bpmn:AdHocSubProcess': { type: 'adHocSubProcess', read: [activity, adHocSubProcess] },
  'bpmn:CallActivity': { type: 'callActivity', read: [activity, callActivity] },
  'bpmn:Task': { type: 'task', read: [activity] },
  'bpmn:ManualTask': { type: 'manualTask', read: [activity] },
  'bpmn:GlobalTask': { type: 'task', read: [] },
  'bpmn:GlobalManualTask': { type: 'manualTask', read: [] },
  'bpmn:UserTask': { type: 'userTask', read: [activity, userTask] },
  'bpmn:GlobalUserTask': { type: 'userTask', read: [userTask] },
  'bpmn:ServiceTask': { type: 'serviceTask', read: [activity, serviceTask] },
  'bpmn:SendTask': { type: 'sendTask', read: [activity, sendTask] },
  'bpmn:ReceiveTask': { type: 'receiveTask', read: [activity, receiveTask] },
  'bpmn:ScriptTask': { type: 'scriptTask', read: [activity, scriptTask] },
  'bpmn:GlobalScriptTask': { type: 'scriptTask', read: [scriptTask] },
  'bpmn:BusinessRuleTask': { type: 'businessRuleTask', read: [activity, businessRuleTask] },
  'bpmn:GlobalBusinessRuleTask': { type: 'businessRuleTask', read: [businessRuleTask] },
  'bpmn:StartEvent': { type: 'startEvent', read: [event, startEvent] },
  'bpmn:EndEvent': { type: 'endEvent', read: [event] },
  'bpmn:IntermediateCatchEvent': { type: 'intermediateCatchEvent', read: [event] },
  'bpmn:IntermediateThrowEvent': { type: 'intermediateThrowEvent', read: [event] },
  'bpmn:BoundaryEvent': { type: 'boundaryEvent', read: [event, boundaryEvent] },
  'bpmn:ExclusiveGateway': { type: 'exclusiveGateway', read: [] },
  'bpmn:ParallelGateway': { type: 'parallelGateway', read: [] },
  'bpmn:InclusiveGateway': { type: 'inclusiveGateway', read: [] },
  'bpmn:ComplexGateway': { type: 'complexGateway', read: [complexGateway] },
  'bpmn:EventBasedGateway': { type: 'eventBasedGateway', read: [eventBasedGateway] },
};

/** Flow elements that carry data or are read elsewhere, and so are not nodes. */
export const passive = new Set([
  'bpmn:SequenceFlow',
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
]);
