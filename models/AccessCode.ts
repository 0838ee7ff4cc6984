import { Schema } from 'mongoose';
import { model } from './schema';

/**
 * A tracking code by which one person of a side follows a case. Only a hash of the code is stored: it is shown once, to
 * the person or to the member of staff who hands it over.
 */
export interface AccessCode {
  _id: string;
  /** Hash of case number and code. */
  hash: string;
  case: string;
  side: 'worker' | 'employer';
  issuedAt: Date;
  /** Who handed it over; absent for a code shown to the filer or renewed by its holder. */
  issuedBy?: string;
  /** To whom, and how that person was identified. */
  holder?: { name: string; capacity: string; firm?: string; means: string; note?: string };
  /** It was sent to this number of the holder (its end), and not shown to whoever handed it over. */
  sentTo?: string;
  /** From which network it was handed over, and where it was used first: the same may mean the same person. */
  issuedFrom?: string;
  firstUse?: { at: Date; network?: string; device?: string; sameNetwork?: boolean };
  /** The code that it replaced. */
  renews?: string;
  /** The first of those that replaced one another: they have one holder. */
  first?: string;
  /** The session in which it is replaced: only one, however many come at once. */
  replacedIn?: string;
  revokedAt?: Date;
  revokedBy?: string;
  reason?: string;
}

/** Whether staff have seen the code: whoever signs in with it has to replace it by one that only they see. */
export const wasSeenByStaff = ({ issuedBy, renews, sentTo }: AccessCode): boolean =>
  issuedBy !== undefined && !renews && !sentTo;

export const AccessCodes = model<AccessCode>(
  'AccessCode',
  'accessCodes',
  {
    hash: String,
    case: String,
    side: String,
    issuedAt: Date,
    issuedBy: String,
    holder: {
      type: new Schema({ name: String, capacity: String, firm: String, means: String, note: String }, { _id: false }),
    },
    sentTo: String,
    issuedFrom: String,
    firstUse: {
      type: new Schema({ at: Date, network: String, device: String, sameNetwork: Boolean }, { _id: false }),
      default: undefined,
    },
    renews: String,
    first: String,
    replacedIn: String,
    revokedAt: Date,
    revokedBy: String,
    reason: String,
  },
  [
    [{ hash: 1 }, { unique: true }],
    [{ case: 1, issuedAt: 1 }],
    [{ renews: 1 }, { partialFilterExpression: { renews: { $exists: true } } }],
  ],
);
