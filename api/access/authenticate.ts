import type { Request } from 'express';
import { AccessCodes, Cases, isInForce, Sessions, Users } from '../../models';
import type { AccessCode, Case, Session, User } from '../../models';
import { Problem } from '../errors';
import { sha256 } from '../keys';
import { whoIs } from './independence';
import { asParty, linkHolds } from './links';
import { ofParty, type Who } from './Who';

export const COOKIE = 'heyi';
const HOUR = 3_600_000;
/** A session ends this long after its last use, and at the latest this long after it began. */
export const SESSION_HOURS = 12;
export const LONGEST_HOURS = 24;

export const endOf = ({ endsAt, createdAt }: Pick<Session, 'endsAt' | 'createdAt'>): Date =>
  endsAt ?? new Date(createdAt.getTime() + LONGEST_HOURS * HOUR);

/** The token of a request, and whether the browser added it by itself (a cookie). */
export function tokenOf(req: Request): { token: string; cookie: boolean } | undefined {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(req.get('authorization') ?? '');
  if (bearer) return { token: bearer[1]!, cookie: false };
  const cookie = (req.get('cookie') ?? '')
    .split(/;\s*/)
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return cookie ? { token: cookie, cookie: true } : undefined;
}

/**
 * The caller of a request; undefined if nobody is signed in. Throws CROSS_SITE if another site made the browser send
 * it.
 */
export async function authenticate(req: Request, now: Date, origin?: string): Promise<Who | undefined> {
  const carried = tokenOf(req);
  if (!carried) return undefined;
  if (carried.cookie && !['GET', 'HEAD'].includes(req.method) && !isSameSite(req, origin))
    throw new Problem('CROSS_SITE');
  const session = await Sessions.findById(sha256(carried.token)).lean<Session>();
  if (!session || session.expiresAt <= now || endOf(session) <= now) return undefined;
  if (session.link && !(await linkHolds(session.link.id, now))) return undefined;
  await prolong(session, now);
  return whoOf(session, now);
}

/** A page of another site can neither set this header nor forge its origin. */
function isSameSite(req: Request, origin?: string): boolean {
  const from = req.get('origin');
  if (from && from !== 'null') return from === origin || hostOf(from) === req.get('host');
  return req.get('x-requested-with') === 'heyi';
}

/** Written at most once in ten minutes, so that reading a page does not cost a write. */
async function prolong(session: Session, now: Date): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < HOUR / 6) return;
  await Sessions.updateOne(
    { _id: session._id },
    {
      $set: {
        lastSeenAt: now,
        expiresAt: new Date(Math.min(now.getTime() + SESSION_HOURS * HOUR, endOf(session).getTime())),
      },
    },
  );
}

async function whoOf(session: Session, now: Date): Promise<Who | undefined> {
  const party = session.party?.case ? await partyOf(session, now) : undefined;
  // An agent's own account goes on when the mandate by which it acts has ended.
  if (party || !session.user) return party;
  const user = session.user ? await Users.findById(session.user).lean<User>() : null;
  if (!user?.active) return undefined;
  const who = await whoIs(user, session);
  return session.link ? asParty(who) : who;
}

async function partyOf(session: Session, now: Date): Promise<Who | undefined> {
  const { case: number, side, code: id } = session.party!;
  const [found, code, active] = await Promise.all([
    Cases.findById(number, { worker: 1, employer: 1 }).lean<Case>(),
    AccessCodes.findById(id).lean<AccessCode>(),
    session.user ? Users.exists({ _id: session.user, active: true }) : true,
  ]);
  return found && code && active && isInForce(code, now) ? ofParty(session, found[side], code) : undefined;
}

function hostOf(address: string): string | undefined {
  try {
    return new URL(address).host;
  } catch {
    return undefined;
  }
}
