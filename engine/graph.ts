import type { EventDefinition, MessageRef } from './eventDefinition';
import type { Loop } from './loop';
import type { Job, Listener, UserTask } from './work';

export type * from './eventDefinition';
export type * from './loop';
export type * from './work';

/**
 * A compiled process definition: plain JSON, immutable, identified by the SHA-256 of its BPMN source. `engine/parse`
 * creates it, `bind` (engine/bind.ts) links it for execution, and nothing else reads BPMN XML at run time.
 *
 * Everything refers to everything else by element id; ids are unique within a definition (BPMN 2.0.2 §8.2.1).
 */

/** A FEEL expression as written, without the leading `=` of the `zeebe:` attributes. */
export type Feel = string;

/** An attribute that, in the `zeebe:` dialect, is static text or, with a leading `=`, a FEEL expression. */
export type Text = { static: string } | { feel: Feel };

export interface Graph {
  /** Format of this structure; a reader refuses any other. */
  format: 1;
  /** SHA-256 (hex) of the BPMN source. Several processes of one file share it. */
  hash: string;
  /** The id of the process, which is also the id of its root scope in `nodes`. */
  process: string;
  name?: string;
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
  /**
   * Flows are ordered as their nodes list them. Absent in graphs compiled by older code: there the order is that of
   * `flows`, whose keys may have been sorted, and running cases keep that order.
   */
  inOrder?: true;
}

export interface Flow {
  id: string;
  name?: string;
  from: string;
  to: string;
  /** Absent: always true. The default flow of its source has no condition (§8.3.13). */
  condition?: Feel;
}

/** BPMN's own element names. `parse` refuses all others by name. */
export type NodeType =
  | 'process'
  | 'subProcess'
  | 'eventSubProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity'
  | 'task'
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway';

export interface Node {
  id: string;
  type: NodeType;
  name?: string;
  /** The element's first documentation text. */
  documentation?: string;
  /** The enclosing scope's element id; absent only for the process. */
  scope?: string;
  incoming: string[];
  outgoing: string[];
  defaultFlow?: string;
  /** `zeebe:property` name/value pairs, which the application reads (a limit's id, a stage), never the engine. */
  properties?: Record<string, string>;
  /** The names of the lanes, from the outermost one inwards. */
  lanes?: string[];

  /** In the order of their moments; within a moment in the order of the model. */
  listeners?: Listener[];

  // --- events -------------------------------------------------------------------------------------------------
  /** In document order; several make a multiple event; with `parallelMultiple` all of them are needed (§10.5.1). */
  events?: EventDefinition[];
  parallelMultiple?: boolean;
  /** boundaryEvent: the activity to which it is attached. */
  attachedTo?: string;
  /** cancelActivity of a boundary event, isInterrupting of an event sub-process's start. Default true. */
  interrupting?: boolean;

  /** startEvent of a process: the form by which people begin an instance (`zeebe:formDefinition`). */
  startForm?: { form: string; binding?: Binding };

  // --- activities ---------------------------------------------------------------------------------------------
  /** Ids of the boundary events attached to this activity. */
  boundary?: string[];
  loop?: Loop;
  /** §10.3: tokens needed to start, tokens produced on completion. Default 1. */
  startQuantity?: number;
  completionQuantity?: number;
  isForCompensation?: boolean;
  /** The compensation activity of a compensation boundary event (by association, §10.7). */
  compensation?: string;
  inputs?: Mapping[];
  outputs?: Mapping[];
  task?: UserTask;
  job?: Job;
  /** scriptTask with an inline FEEL expression. */
  script?: { feel: Feel; result?: string };
  /** businessRuleTask evaluated by the engine itself. */
  decision?: { id: Text; result: string; binding?: Binding };
  /** callActivity. */
  called?: { process: Text; binding?: Binding; propagateAllParent: boolean; propagateAllChild: boolean };
  /** sendTask, receiveTask: the message, and receiveTask's `instantiate`. */
  message?: MessageRef;
  instantiate?: boolean;

  // --- scopes -------------------------------------------------------------------------------------------------
  /**
   * Nodes that get a token when the scope starts: its none start events, otherwise every node without incoming flow
   * (§13.3.4).
   */
  starts?: string[];
  /** Event sub-processes of this scope. */
  eventSubProcesses?: string[];
  /** adHocSubProcess (§10.3.5). */
  adHoc?: {
    ordering: 'parallel' | 'sequential';
    completion?: Feel;
    cancelRemaining: boolean;
    active?: Feel;
    outputCollection?: string;
    outputElement?: Feel;
  };
  /** Properties and data objects with their initial values (§10.4). */
  data?: DataItem[];
  dataInputs?: DataAssociation[];
  dataOutputs?: DataAssociation[];
  /**
   * The variables that each input set needs before the activity may begin; the first complete set is used (§10.4.2).
   */
  inputSets?: string[][];

  // --- gateways -----------------------------------------------------------------------------------------------
  /** complexGateway's activationCondition (§10.6.5); `activationCount` is its variable. */
  activation?: Feel;
  /** eventBasedGateway (§10.6.6). */
  gateway?: { type: 'exclusive' | 'parallel'; instantiate: boolean };
}

/** `latest` at the time the case reaches it, `deployment` for the version published together, or a version tag. */
export type Binding = 'latest' | 'deployment' | { versionTag: string };

export interface Mapping {
  source: Feel;
  target: string;
}
export interface DataItem {
  name: string;
  initial?: unknown;
  collection?: boolean;
}
/** A data association: assignments run in order, otherwise the source is copied to the target (§10.4.2). */
export interface DataAssociation {
  source?: string;
  target?: string;
  transformation?: Feel;
  assignments?: { from: Feel; to: string }[];
}
