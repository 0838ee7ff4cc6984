import { createHash } from 'node:crypto';
import { TaskLinks, type Contact } from '../../models';
import type { Outgoing } from '../channels/Channel';
import type { Deps } from '../deps';

const DAYS = 7;
const DAY = 86_400_000;
/** For so long after its end somebody who opens it is told what became of it. */
const KEPT = 60 * DAY;
/** 144 bits: nobody guesses them, and a text message is short. */
const LENGTH = 24;

/**
 * The address of a one-time link to the step that a notice is about, for its person alone, who must have the contact to
 * which it goes. Nobody can compute it without the key, and only its hash is stored; another attempt to send the same
 * message contains the same link, and another contact gets another one. The secret stands behind `#`, so that no server
 * and no preview of a messaging app receives it.
 */
export async function linkTo(
  { id, notice, delivery: { person } }: Outgoing,
  contact: Contact,
  { site, sign, linkDays = DAYS }: Deps,
  now: Date,
): Promise<string | undefined> {
  const { case: number, task } = notice;
  if (!number || !task || !person || !site || !sign || linkDays === 0) return undefined;
  const secret = sign(`task-link|${id}|${contact.number}`).slice(0, LENGTH);
  const lasts = linkDays * DAY;
  await TaskLinks.updateOne(
    { _id: createHash('sha256').update(secret).digest('hex') },
    {
      $setOnInsert: {
        person,
        case: number,
        task,
        contactSince: contact.at,
        at: now,
        expiresAt: new Date(now.getTime() + lasts),
        removeAt: new Date(Date.now() + lasts + KEPT),
      },
    },
    { upsert: true },
  );
  return `${site}/l#${secret}`;
}
