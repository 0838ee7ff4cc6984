import { model } from './schema';

/**
 * One step of one instance: what happened and what followed. It is the trace from which every projection can be
 * rebuilt.
 */
export interface Step {
  /** `<instance>/<sequence>`. */
  _id: string;
  instance: string;
  case: string;
  sequence: number;
  at: Date;
  /** SHA-256 of the batch: it identifies a retry of the same batch, and an orphan as a different one. */
  digest: string;
  /** Update ids that this step answers: an answer outlives the workflow. */
  updates: string[];
  by?: string;
  /** The Batch (workflows/hostContract.ts) as JSON; parsed by `bodyOf`. */
  body: string;
  /** The format version of the body; steps without it have the first. */
  format?: number;
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
    format: Number,
  },
  [[{ instance: 1, sequence: 1 }], [{ case: 1, at: 1, _id: 1 }], [{ updates: 1 }, { sparse: true }]],
);

/** Converts each version of stored bodies to the next: see docs/stored-facts.md before you add one. */
const upgrades: ((body: object) => object)[] = [];
/** The version in which bodies are written now. */
export const bodyFormat = upgrades.length + 1;

/** The body of a step as the present code understands it, whatever its format version. */
export function bodyOf<Body extends object>({ _id, body, format = 1 }: Pick<Step, '_id' | 'body' | 'format'>): Body {
  if (format > bodyFormat) throw new Error(`step ${_id} was written by newer code / 步骤 ${_id} 由更新的版本写入`);
  return upgrades.slice(format - 1).reduce((old, upgrade) => upgrade(old), JSON.parse(body) as object) as Body;
}

export const stepId = (instance: string, sequence: number): string => `${instance}/${sequence}`;
