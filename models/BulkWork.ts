import { json, model } from './schema';

export type BulkKind = 'migrate' | 'takeContext' | 'retry';

/** Work on many instances, one after another; whoever finds it running goes on with it. */
export interface BulkWork {
  _id: string;
  kind: BulkKind;
  status: 'running' | 'stopped' | 'done';
  by: string;
  /** The area of whoever began it: it reaches no further, and nobody of a lesser area stops it. */
  region: string;
  reason: string;
  total: number;
  done: number;
  failed: number;
  /** The last id that was worked on, in the order of ids. */
  cursor: string;
  /** The last hundred that did not succeed. */
  failures: { instance: string; code: string; message: string }[];
  startedAt: Date;
  endedAt?: Date;
  /** What exactly is to be done, and to which. */
  detail: Record<string, unknown>;
}

export const BulkWorks = model<BulkWork>(
  'BulkWork',
  'bulkWorks',
  {
    kind: String,
    status: String,
    by: String,
    region: String,
    reason: String,
    total: Number,
    done: Number,
    failed: Number,
    cursor: String,
    failures: [{ _id: false, instance: String, code: String, message: String }],
    startedAt: Date,
    endedAt: Date,
    detail: json,
  },
  [[{ status: 1 }], [{ startedAt: -1 }], [{ region: 1, startedAt: -1 }]],
);
