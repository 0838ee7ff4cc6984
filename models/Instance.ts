import { json, model } from './schema';

/** A process instance as operators see it: a workflow. */
export interface Instance {
  /** The workflow id. */
  _id: string;
  case: string;
  parent?: string;
  process: string;
  /** SHA-256 of the BPMN source. */
  definition: string;
  /** SHA-256 of its bundle: graph, decisions, calendar, rules (activities/definitions). */
  bundle: string;
  region: string;
  city: string;
  status: 'active' | 'completed' | 'terminated' | 'failed';
  startedAt: Date;
  endedAt?: Date;
  /** Number of its last recorded step. */
  sequence: number;
  /** Its current elements, by key. */
  active: Record<string, string>;
  incidents: number;
  updatedAt: Date;
  /** Since when its workflow is known to contradict the record: it is compared first (activities/duties/reconcile). */
  doubtAt?: Date;
}

export const Instances = model<Instance>(
  'Instance',
  'instances',
  {
    case: String,
    parent: String,
    process: String,
    definition: String,
    bundle: String,
    region: String,
    city: String,
    status: String,
    startedAt: Date,
    endedAt: Date,
    sequence: Number,
    active: json,
    incidents: Number,
    updatedAt: Date,
    doubtAt: Date,
  },
  [
    [{ doubtAt: 1 }, { sparse: true }],
    [{ case: 1 }],
    [{ definition: 1, status: 1 }],
    [{ process: 1, status: 1, startedAt: -1, _id: -1 }],
    [{ status: 1, startedAt: -1, _id: -1 }],
    [{ startedAt: -1, _id: -1 }],
  ],
);

/** Has an instance compared with its workflow soon, because the workflow contradicted its record. */
export async function doubtInstance(id: string, at: Date): Promise<void> {
  await Instances.updateOne({ _id: id, status: 'active', doubtAt: { $exists: false } }, { $set: { doubtAt: at } });
}
