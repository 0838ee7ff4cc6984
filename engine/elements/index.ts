import type { Behavior } from '../behavior';
import type { Node, NodeType } from '../graph';
import { adHocSubProcess } from './adHocSubProcess';
import { boundaryEvent } from './boundaryEvent';
import { businessRuleTask } from './businessRuleTask';
import { callActivity } from './callActivity';
import { complexGateway } from './complexGateway';
import { endEvent } from './endEvent';
import { eventBasedGateway } from './eventBasedGateway';
import { eventSubProcess } from './eventSubProcess';
import { exclusiveGateway } from './exclusiveGateway';
import { inclusiveGateway } from './inclusiveGateway';
import { intermediateCatchEvent } from './intermediateCatchEvent';
import { intermediateThrowEvent } from './intermediateThrowEvent';
import { manualTask } from './manualTask';
import { multiInstance } from './multiInstance';
import { parallelGateway } from './parallelGateway';
import { process } from './process';
import { receiveTask } from './receiveTask';
import { scriptTask } from './scriptTask';
import { sendTask } from './sendTask';
import { serviceTask } from './serviceTask';
import { standardLoop } from './standardLoop';
import { startEvent } from './startEvent';
import { startQuantity } from './startQuantity';
import { subProcess } from './subProcess';
import { task } from './task';
import { transaction } from './transaction';
import { userTask } from './userTask';

/** The behavior of each element, by its BPMN name. */
export const behaviors: Record<NodeType, Behavior> = {
  process,
  subProcess,
  eventSubProcess,
  transaction,
  adHocSubProcess,
  callActivity,
  task,
  userTask,
  manualTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  startEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
};

/** A loop and a start quantity are wrappers around an activity's behavior: the only place that chooses them. */
export function wrapped(node: Node, inner: Behavior): Behavior {
  const looped = !node.loop
    ? inner
    : node.loop.type === 'standard'
      ? standardLoop(node.loop)
      : multiInstance(node.loop);
  return node.startQuantity ? startQuantity(node.startQuantity, looped) : looped;
}
