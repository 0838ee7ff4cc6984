import { Schema } from 'mongoose';
import { bilingual, model, type Bilingual } from './schema';

/** A password that was made for a user: by whom, where it was sent, and who used it first. */
export interface IssuedPassword {
  by: string;
  at: Date;
  /** The end of the user's own number; absent: `by` handed it over. */
  sentTo?: string;
  usedAt?: Date;
  network?: string;
  device?: string;
}

/** A user account. `region` is the area a person is in charge of; 340000 is the whole province. */
export interface User {
  _id: string;
  account: string;
  /** What the account’s name looks like (domain/accountNames.ts). */
  likeness?: string;
  passwordHash: string;
  name: string;
  roles: string[];
  region: string;
  organisation?: string;
  /** The keys by which cases and tasks identify a party (`parties`; domain/partyKeys.ts). */
  parties: string[];
  mediator?: string;
  email?: string;
  /** For a part-time arbitrator: the other employer, such as a law firm. */
  firm?: string;
  /** Who created the account, and who entered the identity. */
  createdBy?: string;
  boundBy?: string;
  /**
   * Who verified the identity of this account's person, and how; absent if nobody has. `present`: the person showed that
   * they hold the sign-in, and nobody else held it from then on. `employer`: its name as on the licence.
   */
  identity?: { checkedBy: string; checkedAt: Date; means: string; present?: boolean; employer?: string };
  /** Who last set the sign-in of this account for its user, and could use it. */
  signInSetBy?: string;
  /**
   * Somebody created this account or set its sign-in, and nobody independent has seen its person since: its roles in
   * cases do not count (api/access/independence.ts). Absent from accounts that are older than this rule.
   */
  unseen?: true;
  /** The password was made by somebody else: it is good for choosing another one only. */
  temporary?: { by: string; at: Date; expiresAt: Date };
  /** The passwords that others made for this user, oldest first. */
  issued?: IssuedPassword[];
  language: 'zh' | 'en';
  active: boolean;
  createdAt: Date;
  /** One-time passwords by time (RFC 6238): the encrypted secret, and the last step used. Absent: not set up. */
  totp?: { secret: string; step: number; at: Date };
  /** Started but not confirmed yet. */
  totpBegun?: { secret: string; at: Date };
  /** Keyed hashes of recovery codes for a lost device or passkey, each valid once. */
  recovery?: string[];
}

const issued = new Schema(
  { by: String, at: Date, sentTo: String, usedAt: Date, network: String, device: String },
  { _id: false },
);
const secondFactor = new Schema({ secret: String, step: Number, at: Date }, { _id: false, strict: 'throw' });

export const Users = model<User>(
  'User',
  'users',
  {
    account: String,
    likeness: String,
    passwordHash: String,
    name: String,
    roles: [String],
    region: String,
    organisation: String,
    parties: [String],
    mediator: String,
    email: String,
    firm: String,
    createdBy: String,
    boundBy: String,
    identity: {
      type: new Schema(
        { checkedBy: String, checkedAt: Date, means: String, present: Boolean, employer: String },
        { _id: false },
      ),
    },
    signInSetBy: String,
    unseen: Boolean,
    temporary: { type: new Schema({ by: String, at: Date, expiresAt: Date }, { _id: false }), default: undefined },
    issued: { type: [issued], default: undefined },
    language: String,
    active: Boolean,
    createdAt: Date,
    totp: { type: secondFactor, default: undefined },
    totpBegun: { type: secondFactor, default: undefined },
    recovery: { type: [String], default: undefined },
  },
  [
    [{ account: 1 }, { unique: true }],
    [{ likeness: 1 }],
    [{ roles: 1, region: 1 }],
    [{ organisation: 1 }, { sparse: true }],
    [{ parties: 1 }],
  ],
);

/** `_id` is the hash of the token. A session of a user, or of a party on one case by its tracking code. */
export interface Session {
  _id: string;
  user?: string;
  /**
   * `code`: the id of the code by which the party signed in; the session ends with it. `first`: of those that replaced one
   * another, which have one holder.
   */
  party?: { case: string; side: 'worker' | 'employer'; code: string; first?: string };
  createdAt: Date;
  /** Twelve hours after the last use, and never after `endsAt`. */
  expiresAt: Date;
  lastSeenAt: Date;
  /** However much it is used. Absent in sessions from before there was an absolute end: a day after they began. */
  endsAt?: Date;
  /** Browser, operating system and network, for the user's own list of sessions. */
  device?: string;
  network?: string;
  /** A second factor is required and not set up: until it is, nothing else is allowed. */
  restricted?: boolean;
  /** The password must be replaced: until it is, nothing else is allowed. */
  newPassword?: boolean;
  /** The tracking code was seen by whoever handed it over and must be replaced: until it is, nothing else is allowed. */
  newCode?: boolean;
  /** A code, as a keyed hash, by which whoever checks the person's identity knows that this session is theirs. */
  introduction?: { hash: string; expiresAt: Date };
  /** Begun by a one-time link: it reaches this step alone, and lasts no longer than the link holds. */
  link?: { id: string; task: string; case: string; until: Date };
  /** Signed in through OpenID: by which provider, and the encrypted token for signing out there. */
  provider?: { id: string; token?: string };
}

export const Sessions = model<Session>(
  'Session',
  'sessions',
  {
    user: String,
    party: { type: new Schema({ case: String, side: String, code: String, first: String }, { _id: false }) },
    createdAt: Date,
    expiresAt: Date,
    lastSeenAt: Date,
    endsAt: Date,
    device: String,
    network: String,
    restricted: Boolean,
    newPassword: Boolean,
    newCode: Boolean,
    introduction: { type: new Schema({ hash: String, expiresAt: Date }, { _id: false }), default: undefined },
    link: {
      type: new Schema({ id: String, task: String, case: String, until: Date }, { _id: false }),
      default: undefined,
    },
    provider: { type: new Schema({ id: String, token: String }, { _id: false, strict: 'throw' }), default: undefined },
  },
  [
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
    [{ user: 1 }, { sparse: true }],
    [{ 'party.case': 1 }, { sparse: true }],
    [{ 'party.code': 1 }, { sparse: true }],
  ],
);

export interface Organisation {
  _id: string;
  name: Bilingual;
  /** Glossary code: township-centre, enterprise-committee … */
  kind: string;
  region: string;
  city: string;
  /** GB/T 4754 sections it deals with; empty: all. */
  industries: string[];
  /** Causes it deals with; empty: all. */
  causes: string[];
  /** The credit code of the employer whose own committee it is. */
  employer?: string;
  address?: string;
  phone?: string;
  /** 代字: the word that begins the numbers of its papers; absent: made from its name or place (domain/issuers.ts). */
  mark?: string;
  /** Which body set it up or houses it, since when, how many people it has, when it is open … */
  host?: string;
  foundedOn?: string;
  staff?: number;
  hours?: string;
  /** … and the day of its latest yearly review. */
  reviewedOn?: string;
  active: boolean;
}

export const Organisations = model<Organisation>(
  'Organisation',
  'organisations',
  {
    name: bilingual,
    kind: String,
    region: String,
    city: String,
    industries: [String],
    causes: [String],
    employer: String,
    address: String,
    phone: String,
    mark: String,
    host: String,
    foundedOn: String,
    staff: Number,
    hours: String,
    reviewedOn: String,
    active: Boolean,
  },
  [[{ region: 1, kind: 1, active: 1 }], [{ city: 1, kind: 1, active: 1 }], [{ kind: 1, active: 1 }]],
);

export interface Mediator {
  _id: string;
  name: string;
  organisation: string;
  region: string;
  fullTime: boolean;
  languages: string[];
  skills: string[];
  /** Employers (credit codes) and people (party keys) with whom there is a conflict of interest. */
  conflicts: string[];
  user?: string;
  active: boolean;
}

export const Mediators = model<Mediator>(
  'Mediator',
  'mediators',
  {
    name: String,
    organisation: String,
    region: String,
    fullTime: Boolean,
    languages: [String],
    skills: [String],
    conflicts: [String],
    user: String,
    active: Boolean,
  },
  [[{ organisation: 1, active: 1 }], [{ region: 1, active: 1 }]],
);
