import type { EventDefinition, MessageRef } from './eventDefinition';
import type { Loop } from './loop';
import type { Job, Listener, UserTask } from './work';

export type * from './eventDefinition';
export type * from './loop';
export type * from './work';

/**
 * A compiled process definition: plain JSON, immutable, named by the SHA-256 of the BPMN source it came from.
 * `engine/parse` makes it, `bind` (engine/program.ts) links it for execution, nothing else reads BPMN XML at run time.
 *
 * Everything refers to everything else by element id; ids are unique within a definition (BPMN 2.0.2 §8.2.1).
 */

/** A FEEL expression as written, without the leading `=` of the `zeebe:` attributes. */
export type Feel = string;

/** An attribute that the `zeebe:` dialect lets be static text or, with a leading `=`, a FEEL expression. */
export type Text = { static: string } | { feel: Feel };

export interface Graph {
  /** Format of this structure; a reader refuses another. */
  format: 1;
  /** SHA-256 (hex) of the BPMN source. Several processes of one file share it. */
  hash: string;
  /** The id of the process, which is also the id of its root scope in `nodes`. */
  process: string;
  name?: string;
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
  /**
   * Flows leave and arrive as their nodes name them. Absent in what was compiled before: there they go as `flows` lists
   * them, whose keys may have been sorted, and cases that run on it go on so.
   */
  inOrder?: true;
}

export interface Flow {
  id: string;
  name?: string;
  from: string;
  to: string;
  /** Absent: always true. The default flow of its source carries no condition (§8.3.13). */
  condition?: Feel;
}

/** BPMN's own element names. What is not listed here is refused by `parse`, by name. */
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
  /** `zeebe:property` name/value pairs: what the application reads (a limit's id, a stage), never the engine. */
  properties?: Record<string, string>;
  /** The lane path from the outermost lane in, by name. */
  lanes?: string[];

  /** In the order of their moments; those of one moment in the model's. */
  listeners?: Listener[];

  // --- events -------------------------------------------------------------------------------------------------
  /** In document order; several make a multiple event, with `parallelMultiple` all of them are needed (§10.5.1). */
  events?: EventDefinition[];
  parallelMultiple?: boolean;
  /** boundaryEvent: the activity it sits on. */
  attachedTo?: string;
  /** boundaryEvent's cancelActivity, and an event sub-process start's isInterrupting. Default true. */
  interrupting?: boolean;

  // --- activities ---------------------------------------------------------------------------------------------
  /** Ids of the boundary events attached to this activity. */
  boundary?: string[];
  loop?: Loop;
  /** §10.3: tokens needed to start, tokens left on completion. Default 1. */
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
  /** businessRuleTask evaluated in place by the engine. */
  decision?: { id: Text; result: string; binding?: Binding };
  /** callActivity. */
  called?: { process: Text; binding?: Binding; propagateAllParent: boolean; propagateAllChild: boolean };
  /** sendTask, receiveTask: the message, and receiveTask's `instantiate`. */
  message?: MessageRef;
  instantiate?: boolean;

  // --- scopes -------------------------------------------------------------------------------------------------
  /**
   * Nodes that get a token when the scope starts: its none start events, or else every node without incoming flow
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
   * The variables that each input set needs before the activity may begin; the first set that has all is taken
   * (§10.4.2).
   */
  inputSets?: string[][];

  // --- gateways -----------------------------------------------------------------------------------------------
  /** complexGateway's activationCondition (§10.6.5); `activationCount` is its variable. */
  activation?: Feel;
  /** eventBasedGateway (§10.6.6). */
  gateway?: { type: 'exclusive' | 'parallel'; instantiate: boolean };
}

/** `latest` when the case reaches it, `deployment` the version published together, or a version tag. */
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
/** A data association: assignments run in order, else the source is copied to the target (§10.4.2). */
export interface DataAssociation {
  source?: string;
  target?: string;
  transformation?: Feel;
  assignments?: { from: Feel; to: string }[];
}
