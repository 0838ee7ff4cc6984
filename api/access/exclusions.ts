import { exclusionOf, exclusions, type Exclusion, type Role } from '../../domain/roles';
import { partsIn, Users, type Task, type User } from '../../models';
import { Problem } from '../errors';
import type { Who } from './Who';

/** Two roles of an account that one person must not combine. */
export const exclusiveRoles = (roles: readonly string[]): Exclusion | undefined =>
  exclusions.find(({ one, other, within }) => within === 'account' && roles.includes(one) && roles.includes(other));

/** The reason in words, with its article. */
export const explanationOf = ({ why, law }: Exclusion): { zh: string; en: string } => ({
  zh: law ? `${why.zh}（${law.zh}）` : why.zh,
  en: law ? `${why.en} (${law.en})` : why.en,
});

/**
 * Throws EXCLUDED if every role in which the person could do a task is excluded by their part in the case so far: a
 * mediator of the case cannot arbitrate it.
 */
export async function demandNotExcluded(who: Pick<Who, 'id' | 'kind'>, task: Task): Promise<void> {
  const user = who.kind === 'user' ? await Users.findById(who.id).lean<User>() : null;
  const candidateRoles = (user?.roles ?? []).filter((role) => task.groups.includes(role)) as Role[];
  if (!user || !candidateRoles.length) return;
  const parts = await partsIn(task.case, { ...user, parties: user.identity ? user.parties : [] });
  const found = candidateRoles.map((role) => exclusionOf(role, parts, 'case'));
  if (found.every((each) => each !== undefined)) throw new Problem('EXCLUDED', { detail: explanationOf(found[0]!) });
}
