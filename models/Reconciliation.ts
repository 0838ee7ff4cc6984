import { model } from './schema';

/** The progress of comparing Temporal with the records; one document. */
export interface Reconciliation {
  _id: 'reconciliation';
  /** In the current round: the last compared instance, and the next page of Temporal's open workflows. */
  cursor: string;
  page?: string;
  compared: number;
  roundAt: Date;
  /** Workflows that ended since then have not all been checked. */
  endedSince: Date;
  /** The last complete round: when it ended, and how many instances it compared. */
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
