import { model } from './schema';

/** How often something was tried at sign-in in one time window: shared by all processes, deleted automatically. */
export interface SignInCount {
  /** `<kind>:<keyed hash of whom or what>:<window>`. */
  _id: string;
  n: number;
  /** For one password: the accounts on which it was tried, as keyed hashes; no more than the limit. */
  accounts?: string[];
  expiresAt: Date;
}
export const SignInCounts = model<SignInCount>(
  'SignInCount',
  'signInCounts',
  { n: Number, accounts: { type: [String], default: undefined }, expiresAt: Date },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);

/** Adds to counts, or subtracts. */
export async function countSignIns(counts: { id: string; expiresAt: Date }[], by: 1 | -1): Promise<SignInCount[]> {
  if (!counts.length) return [];
  await SignInCounts.collection.bulkWrite(
    counts.map(({ id, expiresAt }) => ({
      updateOne: { filter: { _id: id }, update: { $inc: { n: by }, $setOnInsert: { expiresAt } }, upsert: by > 0 },
    })) as never[],
    { ordered: false },
  );
  return by < 0
    ? []
    : SignInCounts.find({ _id: { $in: counts.map(({ id }) => id) } })
        .lean<SignInCount[]>()
        .exec();
}

/** The number of accounts, besides this one, on which that password failed. */
export async function spreadOf(id: string, account: string): Promise<number> {
  const { accounts = [] } = (await SignInCounts.findById(id).lean<SignInCount>()) ?? {};
  return accounts.includes(account) ? accounts.length - 1 : accounts.length;
}
export async function spread(id: string, account: string, expiresAt: Date): Promise<void> {
  await SignInCounts.collection.updateOne(
    { _id: id } as never,
    { $addToSet: { accounts: account }, $setOnInsert: { n: 0, expiresAt } },
    { upsert: true },
  );
}

/** The link between an external identity (of an OpenID provider) and one of our users. */
export interface SignInLink {
  /** Hash of the issuer and the subject. */
  _id: string;
  user: string;
  /** The provider's name in the settings. */
  provider: string;
  issuer: string;
  at: Date;
}
export const SignInLinks = model<SignInLink>(
  'SignInLink',
  'signInLinks',
  { user: String, provider: String, issuer: String, at: Date },
  [[{ user: 1 }]],
);

/** A key pair of which an authenticator of the person keeps the private half (W3C Web Authentication Level 3). */
export interface Passkey {
  /** The credential's id in base64url: one account's alone. */
  _id: string;
  user: string;
  /** COSE key in base64url. */
  publicKey: string;
  /** Of its signatures so far; of an authenticator that does not count, 0. */
  counter: number;
  transports: string[];
  /** As the person calls it. */
  name: string;
  at: Date;
  usedAt?: Date;
}
export const Passkeys = model<Passkey>(
  'Passkey',
  'passkeys',
  {
    user: String,
    publicKey: String,
    counter: Number,
    transports: [String],
    name: String,
    at: Date,
    usedAt: Date,
  },
  [[{ user: 1 }]],
);

/** What a passkey is asked to sign: once, soon, and for what it was given out. */
export interface Challenge {
  /** Hash of it. */
  _id: string;
  /** `add`: a new passkey. `second`: beside a password. `alone`: instead of one. */
  purpose: 'add' | 'second' | 'alone';
  /** Whose; absent: that is what the answer tells. */
  user?: string;
  at: Date;
  expiresAt: Date;
}
export const Challenges = model<Challenge>(
  'Challenge',
  'signInChallenges',
  { purpose: String, user: String, at: Date, expiresAt: Date },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);
