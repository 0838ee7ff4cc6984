import { model } from './schema';

/** How far Temporal and the records have been compared; one document. */
export interface Reconciliation {
  _id: 'reconciliation';
  /** Of the round under way: the last instance that was looked at, and the next page of Temporal's open workflows. */
  cursor: string;
  page?: string;
  compared: number;
  roundAt: Date;
  /** Workflows that ended since then have not all been looked at. */
  endedSince: Date;
  /** The last whole round: when it ended, and how many instances it compared. */
  doneAt?: Date;
  doneCompared?: number;
}

export const Reconciliations = model<Reconciliation & { _id: string }>('Reconciliation', 'reconciliation', {
  cursor: String,
  page: String,
  compared: Number,
  roundAt: Date,
  endedSince: Date,
  doneAt: Date,
  doneCompared: Number,
});
