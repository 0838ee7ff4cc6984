import { personId } from '../access/person';
import { audit, SYSTEM } from '../audit/audit';
import { Contacts, Sessions, Users, type Contact, type Session, type User } from '../../models';
import type { z } from 'zod';
import type { issuedRow } from '../contract/security';
import type { Call } from '../http/Route';
import { newCode } from '../keys';
import { dropContact } from '../texts/contacts';
import { putText, tailOf } from '../texts/putText';
import { namesOf } from '../views/people';
import { hashPassword } from './passwords';

type IssuedRow = z.infer<typeof issuedRow>;

/** A password made for somebody is good for this long, and for choosing another one only. */
const HOURS_VALID = 72;
/** The newest so many are kept and shown to their user. */
const KEPT = 10;

export const issuedUntil = (at: Date): Date => new Date(at.getTime() + HOURS_VALID * 3_600_000);

/** What an account whose password was made by somebody is stored with. */
export const issuedBy = (by: string, at: Date): Pick<User, 'temporary' | 'issued'> => ({
  temporary: { by, at, expiresAt: issuedUntil(at) },
  issued: [{ by, at }],
});

/** A temporary password, to be handed over; or the end of the number to which it was sent. */
interface Issued {
  password?: string;
  sentTo?: string;
  expiresAt: string;
}

/**
 * Makes a temporary password for somebody who has lost theirs. If the person has a contact, it goes there and nobody
 * else sees it; otherwise the caller hands it over, and could use it: the account is in the caller's hands, and what was
 * proven of its person counts no longer, until an independent administrator has seen them.
 */
export async function issuePassword(
  call: Pick<Call, 'who' | 'at' | 'key' | 'plan' | 'deps'>,
  user: User,
  toContact: boolean,
): Promise<Issued> {
  const { who, at, key, plan, deps } = call;
  const password = await plan(newCode);
  const contact =
    toContact && user.identity && deps.settings.texts
      ? await Contacts.findById(personId('user', user._id)).lean<Contact>()
      : null;
  const to = contact ? (deps.keys.open(contact.number) as string) : undefined;
  const expiresAt = issuedUntil(at);
  const sentTo = to && tailOf(to);
  await Users.updateOne(
    { _id: user._id },
    {
      $set: { passwordHash: await hashPassword(password), temporary: { by: who.id, at, expiresAt } },
      $push: { issued: { $each: [{ by: who.id, at, ...(sentTo && { sentTo }) }], $slice: -KEPT } },
    },
  );
  if (to)
    await putText(
      {
        id: `${key.slice(0, 32)}-password`,
        to,
        template: 'temporary-password',
        values: { password, account: user.account, hours: `${HOURS_VALID}` },
        language: user.language,
        until: expiresAt,
      },
      at,
      deps.keys,
    );
  else await inHandsOf(who.id, user._id);
  await Sessions.deleteMany({ user: user._id });
  await audit(call, SYSTEM, 'password.issue', user._id, sentTo ? { sentTo } : { handedOver: true });
  return { ...(sentTo ? { sentTo } : { password }), expiresAt: expiresAt.toISOString() };
}

/**
 * Whoever sets somebody's sign-in could act as that person, who is then no longer known to be present, and whose roles in
 * cases do not count until somebody independent has seen them.
 */
export async function inHandsOf(by: string, user: string): Promise<void> {
  await Users.updateOne({ _id: user }, { $set: { signInSetBy: by, unseen: true }, $unset: { identity: '' } });
  await dropContact(personId('user', user));
}

/** Notes who used a temporary password first, for its user to see. */
export async function noteFirstUse({ user, network, device }: Session, at: Date): Promise<void> {
  const found = await Users.findById(user, { temporary: 1 }).lean<User>();
  if (!found?.temporary) return;
  await Users.updateOne(
    { _id: user, issued: { $elemMatch: { at: found.temporary.at, usedAt: { $exists: false } } } },
    { $set: { 'issued.$.usedAt': at, 'issued.$.network': network, 'issued.$.device': device } },
  );
}

/** The passwords that others made for a user since then, newest first. */
export async function issuedRows(user: string | undefined, since: Date): Promise<IssuedRow[]> {
  const found = user ? await Users.findById(user, { issued: 1 }).lean<User>() : null;
  const rows = (found?.issued ?? []).filter(({ at }) => at >= since).reverse();
  const names = await namesOf(rows.map(({ by }) => by));
  return rows.map(({ by, at, sentTo, usedAt, network, device }) => ({
    by: names(by)!,
    at: at.toISOString(),
    ...(sentTo && { sentTo }),
    ...(usedAt && { usedAt: usedAt.toISOString() }),
    ...(network && { network }),
    ...(device && { device }),
  }));
}
