import { inArea } from '../../domain/reach';
import { isParty } from '../../domain/reach';
import { Mediators, Users, type Mediator, type Task, type User } from '../../models';
import type { Who } from '../access/Who';

/** Who hears a case, as the task names them: arbitrators and the recorder. */
const heard = ['presiding', 'members', 'recorder'] as const;

/**
 * The accounts of those who lead or record a meeting: the tribunal that the task shows, the mediator of the case, and who
 * fixes it. A name with several accounts there is nobody's, since it would bind the wrong person's time; an account whose person was seen comes
 * first.
 */
export async function peopleOf(task: Task, who: Pick<Who, 'id' | 'kind' | 'roles'>): Promise<string[]> {
  const { tribunal } = (task.variables ?? {}) as { tribunal?: Record<string, unknown> | null };
  const names = heard.flatMap((each) => namesIn(tribunal?.[each]));
  const [named, mediator] = await Promise.all([
    names.length ? accountsOf(names, task.region) : [],
    task.mediator ? Mediators.findById(task.mediator, { user: 1 }).lean<Mediator>() : null,
  ]);
  const own = who.kind === 'user' && !isParty(who) && !(tribunal && names.length) ? [who.id] : [];
  return [...new Set([...named, ...(mediator?.user ? [mediator.user] : []), ...own])];
}

const namesIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? value
        .split(/[、,，;；\n]/)
        .map((name) => name.trim())
        .filter(Boolean)
    : [];

async function accountsOf(names: string[], region: string): Promise<string[]> {
  const users = await Users.find(
    { name: { $in: names.slice(0, 20) }, roles: { $in: ['arbitrator', 'clerk'] }, active: true },
    { name: 1, region: 1, identity: 1 },
  ).lean<User[]>();
  const there = users.filter((user) => inArea({ roles: [], parties: [], region: user.region }, region));
  return names.flatMap((name) => {
    const all = there.filter((user) => user.name === name);
    const seen = all.filter(({ identity }) => identity?.present);
    const meant = seen.length ? seen : all;
    return meant.length === 1 ? [meant[0]!._id] : [];
  });
}
