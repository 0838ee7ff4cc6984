import { exclusionOf, exclusions, type Exclusion, type Role } from '../../domain/roles';
import type { Form } from '../../engine/form';
import {
  isAgent,
  isReferred,
  mediatorsOf,
  partsIn,
  Users,
  type Agent,
  type Case,
  type Task,
  type User,
} from '../../models';
import { Problem } from '../errors';
import { inArea } from '../../domain/reach';
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
 * The exclusion that applies if every role in which the person could do a task is excluded by their part in the case so
 * far: a mediator of the case cannot arbitrate it.
 */
export async function exclusionFor(who: Pick<Who, 'id' | 'kind'>, task: Task): Promise<Exclusion | undefined> {
  const user = who.kind === 'user' ? await Users.findById(who.id).lean<User>() : null;
  const asked = (user?.roles ?? []).filter((role) => task.groups.includes(role)) as Role[];
  if (!user || !asked.length) return undefined;
  const standing = await partsIn(task.case, { ...user, parties: user.identity ? user.parties : [] });
  const found = asked.map((role) => exclusionOf(role, standing));
  return found.every((each) => each !== undefined) ? found[0] : undefined;
}

/** Throws EXCLUDED if `exclusionFor` finds one. */
export async function demandNotExcluded(who: Pick<Who, 'id' | 'kind'>, task: Task): Promise<void> {
  const found = await exclusionFor(who, task);
  if (found) throw new Problem('EXCLUDED', { detail: explanationOf(found) });
}

type About = Pick<Case, 'region' | 'stage' | 'data'> & { _id?: string };

/** The rule that excludes this kind of appointment from acting as agent. */
const agency = (only: Exclusion['only']): Exclusion =>
  exclusions.find(({ other, only: of }) => other === 'agent' && of === only)!;

/**
 * Throws EXCLUDED if an agent may not act in the case: before an arbitration commission, its part-time arbitrators and
 * the members of their firms; in a case referred by a court, those who mediated it. Agents are known only by name and
 * firm; the firm distinguishes people of the same name.
 */
export async function demandAgents({ _id, region, stage, data }: About, agents: readonly Agent[]): Promise<void> {
  if (!agents.length) return;
  if (stage === 'arbitration') {
    const [names, firms] = [agents.map(({ name }) => name), agents.map(({ organisation }) => organisation)];
    const known = (list: (string | undefined)[]) => ({ $in: list.filter((each) => each !== undefined) });
    const arbitrators = await Users.find(
      {
        roles: 'arbitrator',
        active: true,
        $or: [{ firm: known(firms) }, { name: known(names), firm: { $type: 'string', $ne: '' } }],
      },
      { name: 1, firm: 1, region: 1, roles: 1 },
    ).lean<User[]>();
    const there = arbitrators.filter((user) => inArea({ roles: [], parties: [], region: user.region }, region));
    if (there.some((user) => agents.some((agent) => isAgent(user, agent))))
      throw excluded(agency('part-time'), sameName);
  }
  if (_id === undefined || !isReferred({ data })) return;
  const mediators = await mediatorsOf(_id);
  if (agents.some(({ name }) => name !== undefined && mediators.includes(name))) throw excluded(agency('invited'));
}

/** Throws EXCLUDED if a form names an arbitrator who mediated the case or is otherwise excluded from it. */
export async function demandArbitrators(
  { case: number, region }: Task,
  form: Form | undefined,
  values: Record<string, unknown>,
) {
  const names = (form?.components ?? [])
    .filter(({ properties, key }) => properties?.part === 'arbitrator' && key)
    .flatMap(({ key }) => String(values[key!] ?? '').split(/[、,，;；\n]/))
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names.length) return;
  const mediators = await mediatorsOf(number);
  if (names.some((name) => mediators.includes(name)))
    throw excluded(exclusionOf('arbitrator', { parts: ['mediator'], appointed: [] })!);
  const users = await Users.find({ name: { $in: names }, roles: 'arbitrator', active: true }).lean<User[]>();
  for (const user of users.filter((each) => inArea({ roles: [], parties: [], region: each.region }, region))) {
    const found = exclusionOf(
      'arbitrator',
      await partsIn(number, { ...user, parties: user.identity ? user.parties : [] }),
    );
    if (found) throw excluded(found);
  }
}

const sameName = {
  zh: '如只是同名，请写明代理人所在机构。',
  en: 'Where it is only somebody of the same name, give the agent’s firm.',
};

function excluded(found: Exclusion, more?: { zh: string; en: string }): Problem {
  const { zh, en } = explanationOf(found);
  return new Problem('EXCLUDED', { detail: more ? { zh: `${zh}。${more.zh}`, en: `${en}. ${more.en}` } : { zh, en } });
}
