import { never } from './Case';
import { json, model } from './schema';
import type { Task } from './Task';

/** A timer that represents a legal limit, with how its date was derived. */
export interface Deadline {
  /** `<instance>/<key>/<element>/<definition>`. */
  _id: string;
  case: string;
  instance: string;
  key: number;
  /** The timer event's element. */
  element: string;
  /** The time limit, and which of its moments. */
  limit: string;
  moment: 'remind' | 'breach' | 'escalate';
  /** The limit's kind: a duty or response can be breached; a right or limitation lapses. */
  kind?: string;
  status: 'running' | 'met' | 'breached' | 'stopped';
  due?: Date;
  /** It was breached, and what should have been done by then is still to be done. */
  overdue?: boolean;
  /** The derivation: rule, article, trigger, days skipped, stops, calendar version. */
  basis?: Record<string, unknown>;
  /** Earlier dates, and since when each was no longer valid. */
  history: { until: Date; due?: Date; basis?: Record<string, unknown> }[];
  stage?: string;
  region: string;
  city: string;
  organisation?: string;
  armedAt: Date;
  endedAt?: Date;
}

export const Deadlines = model<Deadline>(
  'Deadline',
  'deadlines',
  {
    case: String,
    instance: String,
    key: Number,
    element: String,
    limit: String,
    moment: String,
    kind: String,
    status: String,
    due: Date,
    overdue: Boolean,
    basis: json,
    history: [{ _id: false, until: Date, due: Date, basis: json }],
    stage: String,
    region: String,
    city: String,
    organisation: String,
    armedAt: Date,
    endedAt: Date,
  },
  [
    [{ case: 1, status: 1 }],
    [{ instance: 1, status: 1 }],
    [{ status: 1, due: 1 }],
    [{ status: 1, region: 1, due: 1 }],
    [{ status: 1, city: 1, due: 1 }],
    [{ element: 1, status: 1 }],
  ],
);

/** The running limit that a step shows; none if only an escalation to the next level is left of it. */
export async function limitOfStep({ instance, limit, moment, due }: Task): Promise<Deadline | undefined> {
  if (!limit || moment === 'escalate' || due.getTime() === never.getTime()) return undefined;
  return (await Deadlines.findOne({ instance, status: 'running', limit, due }).lean<Deadline>()) ?? undefined;
}
