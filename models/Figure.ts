import { json, model } from './schema';

/**
 * A counter of the statistics: one area (county, city or province), one period (`2026-05` or `2026-05-11`), one slice.
 * Kept exact by the duty countFigures; pages read these and never count cases.
 */
export interface Figure {
  /** `<area>|<period>|<slice>|<value>`. */
  _id: string;
  area: string;
  period: string;
  /** `all`, `industry`, `keyGroup`, `organisation` or `stage`. */
  slice: string;
  value: string;
  /** The last batch of entries counted, so that none counts twice. */
  applied: number;
  n: Partial<Record<FigureName, number>>;
}
/**
 * Counts of cases; `amount*` in fen. A stage has: cases that entered it, cases that left it and the milliseconds they
 * spent in it, cases that it settled. `settledOpen`: settled cases that are still open. `breached` counts limits.
 */
export type FigureName =
  | 'filed'
  | 'workers'
  | 'amountClaimed'
  | 'amountAgreed'
  | 'closed'
  | 'settledOpen'
  | 'withdrawn'
  | 'breached'
  | `${'negotiation' | 'mediation' | 'arbitration' | 'litigation'}${'Entered' | 'Left' | 'Time' | 'Settled'}`;

export const Figures = model<Figure>(
  'Figure',
  'figures',
  { area: String, period: String, slice: String, value: String, applied: Number, n: json },
  [[{ area: 1, slice: 1, period: 1 }], [{ slice: 1, period: 1 }]],
);

/** What one step adds to the counters; counted once, then kept so that the figures can be audited. */
export interface FigureEntry {
  /** The step's id and digest: a retry adds no second entry. */
  _id: string;
  case: string;
  area: { region: string; city: string };
  day: string;
  slices: { slice: string; value: string }[];
  n: Partial<Record<FigureName, number>>;
  batch?: number;
}
export const FigureEntries = model<FigureEntry>(
  'FigureEntry',
  'figureEntries',
  {
    case: String,
    area: { region: String, city: String },
    day: String,
    slices: [{ _id: false, slice: String, value: String }],
    n: json,
    batch: Number,
  },
  [[{ batch: 1 }], [{ case: 1 }]],
);

/** A fixed list of entries that are counted together. */
export interface FigureBatch {
  _id: string;
  n: number;
  deltas: { figure: string; n: Partial<Record<FigureName, number>> }[];
  entries: string[];
  done: boolean;
}
export const FigureBatches = model<FigureBatch>(
  'FigureBatch',
  'figureBatches',
  { n: Number, deltas: json, entries: [String], done: Boolean },
  [[{ n: 1 }, { unique: true }], [{ done: 1 }]],
);
