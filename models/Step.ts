import { model } from './schema';

/**
 * One step of one instance: what happened and what followed. The trace, and what every projection can be rebuilt from.
 */
export interface Step {
  /** `<instance>/<sequence>`. */
  _id: string;
  instance: string;
  case: string;
  sequence: number;
  at: Date;
  /** SHA-256 of the batch: a retry of the same batch is known by it, and an orphan by another. */
  digest: string;
  /** Update ids this step answers: an answer survives the workflow. */
  updates: string[];
  by?: string;
  /** The Batch (activities/records) as JSON; opened by `batchOf`. */
  body: string;
}

export const Steps = model<Step>(
  'Step',
  'steps',
  {
    instance: String,
    case: String,
    sequence: Number,
    at: Date,
    digest: String,
    updates: [String],
    by: String,
    body: String,
  },
  [[{ instance: 1, sequence: 1 }], [{ case: 1, at: 1, _id: 1 }], [{ updates: 1 }, { sparse: true }]],
);

export const stepId = (instance: string, sequence: number): string => `${instance}/${sequence}`;
