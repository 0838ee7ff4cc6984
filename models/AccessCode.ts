import { Schema } from 'mongoose';
import { model } from './schema';

/** A mandate (授权委托): in whose name an agent acts in a case, with which powers and until when. */
export interface Mandate {
  /** In whose name: as they call themselves, or the side as the case names it. */
  principal: string;
  /** The powers that are named (domain/mandates.ts); none: what is general. */
  powers: string[];
  /** Its end; absent: until it is revoked. */
  until?: Date;
  /** The power of attorney: a document of the case. */
  paper?: string;
  /** The person of the side who gave it (api/access/person.ts); absent: staff recorded it from paper. */
  by?: string;
}

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
  /** What an agent may do, and how long: the code is the agent's own key, and their rights end with it. */
  mandate?: Mandate;
  /** The account of the agent, who acts from it and never sees the code. */
  user?: string;
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

/** Whether a code counts at this time: it was not ended, nor has the mandate that it carries. */
export const isInForce = ({ revokedAt, mandate }: Pick<AccessCode, 'revokedAt' | 'mandate'>, at: Date): boolean =>
  !revokedAt && !(mandate?.until && mandate.until <= at);

/** The same as a filter. */
export const inForceAt = (at: Date) => ({
  revokedAt: { $exists: false },
  $or: [{ 'mandate.until': { $exists: false } }, { 'mandate.until': { $gt: at } }],
});

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
    mandate: {
      type: new Schema({ principal: String, powers: [String], until: Date, paper: String, by: String }, { _id: false }),
      default: undefined,
    },
    user: String,
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
    [{ user: 1, issuedAt: 1 }, { partialFilterExpression: { user: { $exists: true } } }],
    [{ renews: 1 }, { partialFilterExpression: { renews: { $exists: true } } }],
  ],
);
