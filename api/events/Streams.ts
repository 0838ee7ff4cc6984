import type { Logger } from 'pino';
import { partyKeys } from '../../domain/partyKeys';
import { AccessCodes, isInForce, Sessions, Users, type AccessCode, type Session, type User } from '../../models';
import { endOf } from '../access/authenticate';
import { holderOf } from '../access/person';
import type { Who } from '../access/Who';

interface Open {
  session: string;
  user?: string;
  /** What the person could see when the stream was opened. */
  rights?: string;
  /** The tracking code of a party. */
  code?: string;
  end(): void;
}

const LOOK_MS = 2_000;
const AT_ONCE = 500;
/** Per person. */
const MOST = 20;

/**
 * The open event streams of this process. Every two seconds one query checks whether their sessions and accounts are
 * unchanged: a stream is closed if its session has ended or the person's rights have changed. Clients that may still
 * connect reconnect by themselves.
 */
export class Streams {
  readonly #open = new Set<Open>();
  readonly #of = new Map<string, number>();
  #timer?: NodeJS.Timeout;

  constructor(
    private readonly clock: () => Date,
    private readonly log: Logger,
  ) {}

  /** Undefined if this person has too many open. Otherwise the function to call when the stream has ended. */
  enter(who: Who, end: () => void): (() => void) | undefined {
    const holder = holderOf(who);
    const of = this.#of.get(holder) ?? 0;
    if (of >= MOST) return undefined;
    const user = who.kind === 'user' ? who.id : undefined;
    const code = who.session.party?.code;
    const open: Open = {
      session: who.session._id,
      ...(user && { user, rights: rightsOf(who) }),
      ...(code && { code }),
      end,
    };
    this.#open.add(open);
    this.#of.set(holder, of + 1);
    this.#timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    return () => {
      if (!this.#open.delete(open)) return;
      const left = this.#of.get(holder)! - 1;
      if (left) this.#of.set(holder, left);
      else this.#of.delete(holder);
      if (this.#open.size) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Closes the streams whose session has ended or whose rights have changed. */
  async look(): Promise<void> {
    try {
      const open = [...this.#open];
      for (let from = 0; from < open.length; from += AT_ONCE) await this.#lookAt(open.slice(from, from + AT_ONCE));
    } catch (error) {
      // The database is away, so no events come from it either.
      this.log.debug({ err: error }, 'sessions of open streams could not be checked');
    }
  }

  async #lookAt(open: Open[]): Promise<void> {
    const [sessions, users, codes] = await Promise.all([
      Sessions.find({ _id: { $in: [...new Set(open.map(({ session }) => session))] } }).lean<Session[]>(),
      Users.find({ _id: { $in: [...new Set(open.flatMap(({ user }) => user ?? []))] } }).lean<User[]>(),
      AccessCodes.find(
        { _id: { $in: [...new Set(open.flatMap(({ code }) => code ?? []))] } },
        { revokedAt: 1, mandate: 1 },
      ).lean<AccessCode[]>(),
    ]);
    const now = this.clock();
    const alive = new Map(
      sessions.filter((each) => each.expiresAt > now && endOf(each) > now).map(({ _id, party }) => [_id, party?.code]),
    );
    const counting = new Set(codes.filter((each) => isInForce(each, now)).map(({ _id }) => _id));
    const rights = new Map(users.filter(({ active }) => active).map((user) => [user._id, rightsOf(user)]));
    for (const { session, user, rights: before, code, end } of open)
      if (
        !alive.has(session) ||
        (user && rights.get(user) !== before) ||
        // An agent whose mandate ended, or who acts for themself again.
        (code && (alive.get(session) !== code || !counting.has(code)))
      )
        end();
  }
}

/** What decides what a person sees: of a caller, and of the same account as it is stored now. */
const rightsOf = (of: User | Who): string => {
  const roles = 'kind' in of ? [...of.roles, ...(of.withheld ?? [])] : [...of.roles];
  const identified = 'kind' in of ? of.identified : Boolean(of.identity);
  const parties = identified ? partyKeys(of.parties ?? []) : [];
  return JSON.stringify([roles.sort(), of.region ?? null, of.organisation ?? null, identified, parties]);
};
