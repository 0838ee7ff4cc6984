import { TextMessages, type TextMessage } from '../../models';
import { Later, Refused } from '../channels/Channel';
import type { Deps } from '../deps';

const AT_ONCE = 20;
const LONGEST_WAIT = 60_000;

/**
 * Hands over the text messages that are due, all at once so that a slow answer holds up no other message, and again at
 * growing intervals until they are accepted, refused or of no more use. Returns when to run again.
 */
export async function sendTexts(deps: Deps): Promise<number> {
  const now = deps.clock();
  const due = await TextMessages.find({ nextAt: { $lte: now } })
    .sort({ nextAt: 1 })
    .limit(AT_ONCE)
    .lean<TextMessage[]>();
  await Promise.all(due.map((message) => hand(message, deps, now)));
  return due.length ? 100 : 1000;
}

async function hand(message: TextMessage, deps: Deps, now: Date): Promise<void> {
  const attempts = message.attempts + 1;
  const failure = await attempt(message, deps, now).catch((error: Error) => error);
  const next = new Date(now.getTime() + waitOf(failure, attempts));
  const waits = failure && !(failure instanceof Refused) && next < message.until;
  await TextMessages.updateOne(
    { _id: message._id, status: 'waiting' },
    {
      $set: {
        attempts,
        status: failure ? (waits ? 'waiting' : 'failed') : 'sent',
        ...(failure && { error: failure.message.slice(0, 300) }),
        ...(waits && { nextAt: next }),
      },
      // What it said is a secret, and nobody needs it any more.
      ...(!waits && { $unset: { content: '', nextAt: '', ...(!failure && { error: '' }) } }),
    },
  );
  if (failure && !waits)
    deps.log.warn({ text: message._id, kind: message.kind, attempts }, 'a text message was given up');
}

async function attempt(message: TextMessage, { texts, open }: Deps, now: Date): Promise<undefined> {
  if (message.until <= now) throw new Refused('too late to be of use');
  if (!texts || !open) throw new Error('no gateway for text messages is configured');
  const { to, text } = open(message.content!) as { to: string; text: string };
  await texts.send({ id: message._id, to, text }, now);
}

const waitOf = (failure: unknown, attempts: number): number =>
  Math.min(
    LONGEST_WAIT,
    Math.max(1000 * 2 ** (attempts - 1), failure instanceof Later ? (failure.seconds ?? 0) * 1000 : 0),
  );
