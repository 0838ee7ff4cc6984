import { model } from './schema';

/**
 * The one-time code that a person was sent last for one purpose and subject: `_id` is the hash of the three, so that a
 * newer code replaces an older one.
 */
export interface OneTimeCode {
  _id: string;
  /** Keyed hash: six digits alone would be found by trying. */
  hash: string;
  tries: number;
  at: Date;
  expiresAt: Date;
  /** The request that used it: only a repetition of that request may do so again. */
  usedUnder?: string;
  /** When the row is deleted, by the database's own clock. */
  removeAt: Date;
}

export const OneTimeCodes = model<OneTimeCode>(
  'OneTimeCode',
  'oneTimeCodes',
  { hash: String, tries: Number, at: Date, expiresAt: Date, usedUnder: String, removeAt: Date },
  [[{ removeAt: 1 }, { expireAfterSeconds: 0 }]],
);
