import type { RecordedFor } from '../domain/identification';
import type { CompartmentSide, Compartment } from '../domain/compartments';
import { json, model, placed } from './schema';

/**
 * A user task. The process opens and closes it (activities/records); claim, delegation, comments and drafts happen
 * here.
 */
export interface Task {
  /** `<instance>/<key>`. */
  _id: string;
  case: string;
  instance: string;
  key: number;
  element: string;
  process: string;
  /** SHA-256 of the BPMN source, for the diagram. */
  definition: string;
  name: string;
  nameEn?: string;
  /** Form id, and the SHA-256 of the version that the instance pinned. */
  form?: string;
  formHash?: string;
  region: string;
  city: string;
  stage?: string;
  organisation?: string;
  mediator?: string;
  /** For lists: who against whom. */
  title?: string;
  /** Party keys of the case. */
  parties: string[];
  /** Of a matter other than a dispute: the roles that may see it, and who began it. */
  readers?: string[];
  begunBy?: string;
  /** Whoever began the matter does not do this. */
  independent?: true;
  /** Role codes that may do it. */
  groups: string[];
  users: string[];
  /** For supervisors: county, city, province. */
  level?: string;
  /** The assignee: set by the model or by claiming. */
  assignee?: string;
  claimedAt?: Date;
  /** Of a task that nobody has yet: who has the case in its role, and does it first. */
  keeper?: string;
  /**
   * Who the model named but who was not assigned: an unknown name, somebody whose reach does not cover the case, or
   * somebody excluded by law.
   */
  notGiven?: { name: string; why: 'unknown' | 'outside' | 'excluded' }[];
  /**
   * Reassignments by supervisors, with the reason, and what deputies took for those who are absent; `work`: the bulk work
   * that did it.
   */
  given?: { at: Date; by: string; from?: string; to: string; reason: string; work: string; deputy?: true }[];
  status: 'open' | 'completed' | 'withdrawn';
  priority: number;
  dueDate?: string;
  followUpDate?: string;
  /** The next running limit of the task or of its whole instance: limit id and due instant (the year 9999: none). */
  limit?: string;
  /** The consequence when it passes: `breach`, or `escalate` if it goes one level up. */
  moment?: string;
  due: Date;
  openedAt: Date;
  closedAt?: Date;
  closedBy?: string;
  act?: string;
  /** The person for whom staff recorded it: who was present, and how they were identified. */
  recordedFor?: RecordedFor[];
  /** `act:<code>` properties of the model: the values that the act sets. */
  acts: { code: string; sets: string; primary: boolean }[];
  properties: Record<string, string>;
  headers: Record<string, string>;
  /** The variables that the form reads. */
  variables: Record<string, unknown>;
  /** The compartment of its form, of what it shows and of what is entered; the task's row itself is open. */
  compartment?: Compartment;
  side?: CompartmentSide;
  /** What was entered. */
  result?: Record<string, unknown>;
  /** Optimistic concurrency control for people's actions on it. */
  version: number;
  /** Who last claimed, released or delegated it. */
  changedBy?: string;
  changedAt?: Date;
  openedStep: number;
  closedStep?: number;
}

/** An order to give the case of a task to somebody else. */
export interface Reassignment {
  task: string;
  /** Those to whom it may be given, the preferred first. */
  to: string[];
  by: string;
  reason: string;
  /** The bulk work that it is part of. */
  work: string;
  at: Date;
}

export const Tasks = model<Task>(
  'Task',
  'tasks',
  {
    case: String,
    instance: String,
    key: Number,
    element: String,
    process: String,
    definition: String,
    name: String,
    nameEn: String,
    form: String,
    formHash: String,
    region: String,
    city: String,
    stage: String,
    organisation: String,
    mediator: String,
    title: String,
    parties: [String],
    readers: { type: [String], default: undefined },
    begunBy: String,
    independent: Boolean,
    groups: [String],
    users: [String],
    level: String,
    assignee: String,
    keeper: String,
    notGiven: { type: [{ _id: false, name: String, why: String }], default: undefined },
    given: {
      type: [
        { _id: false, at: Date, by: String, from: String, to: String, reason: String, work: String, deputy: Boolean },
      ],
      default: undefined,
    },
    claimedAt: Date,
    status: String,
    priority: Number,
    dueDate: String,
    followUpDate: String,
    limit: String,
    moment: String,
    due: Date,
    openedAt: Date,
    closedAt: Date,
    closedBy: String,
    act: String,
    recordedFor: { type: [json], default: undefined },
    acts: [{ _id: false, code: String, sets: String, primary: Boolean }],
    properties: json,
    headers: json,
    variables: json,
    ...placed,
    result: json,
    version: Number,
    changedBy: String,
    changedAt: Date,
    openedStep: Number,
    closedStep: Number,
  },
  [
    [{ case: 1, status: 1 }],
    [{ instance: 1, status: 1 }],
    [{ assignee: 1, status: 1, due: 1, _id: 1 }],
    [{ keeper: 1, status: 1, due: 1, _id: 1 }],
    [{ parties: 1, status: 1, due: 1, _id: 1 }],
    [{ status: 1, due: 1, _id: 1 }],
    [{ groups: 1, status: 1, due: 1, _id: 1 }],
    [{ groups: 1, status: 1, region: 1, due: 1, _id: 1 }],
    [{ groups: 1, status: 1, city: 1, due: 1, _id: 1 }],
    [{ groups: 1, status: 1, organisation: 1, due: 1, _id: 1 }],
  ],
);
