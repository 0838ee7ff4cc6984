import { exclusionOf, exclusions, partyRoles, type Exclusion, type Role, type Standing } from '../../domain/roles';
import type { Form } from '../../engine/form';
import {
  isAgent,
  isReferred,
  mediatorsOf,
  partsIn,
  Tasks,
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
export const explanationOf = ({ why, law }: Reason): { zh: string; en: string } => ({
  zh: law ? `${why.zh}（${law.zh}）` : why.zh,
  en: law ? `${why.en} (${law.en})` : why.en,
});

/** Why somebody may not do a task. */
export type Reason = Pick<Exclusion, 'why' | 'law'>;

/** A task with the property `notBy` is decided by somebody else than whom that variable of the task names. */
const fourEyes: Reason = {
  why: {
    zh: '不能批准自己提请的事项，请由另一位负责人办理',
    en: 'Nobody approves what they asked for themselves: somebody else has to decide',
  },
};
const challenged: Reason = {
  why: {
    zh: '您已被申请回避，决定作出前暂停参与本案',
    en: 'You have been challenged: until it is decided you take no part in this case',
  },
  law: { zh: '劳动人事争议仲裁办案规则第12条', en: 'Arbitration Rules art. 12' },
};
const recused: Reason = {
  why: { zh: '您已退出本案', en: 'You are recused from this case' },
  law: { zh: '劳动争议调解仲裁法第33条', en: 'Mediation and Arbitration Law art. 33' },
};

/**
 * Whether somebody is challenged or recused in a case. The decision on it is a task with the property `suspends`, the
 * variable that names the people: as long as it is open they are suspended, but for tasks with the property `urgent`; if
 * it was granted they stay away.
 */
async function recusalOf({ name }: User, task: Pick<Task, 'case' | 'properties'>): Promise<Reason | undefined> {
  const decisions = await Tasks.find(
    {
      case: task.case,
      'properties.suspends': { $exists: true },
      $or: [{ status: 'open' }, { status: 'completed', act: 'recusal.grant' }],
    },
    { status: 1, properties: 1, variables: 1 },
  ).lean<Task[]>();
  const about = decisions.filter(({ properties, variables }) => {
    const named = variables[properties.suspends!];
    return Array.isArray(named) && named.some((each) => String(each).trim() === name);
  });
  if (about.some(({ status }) => status === 'completed')) return recused;
  return about.length && task.properties.urgent !== 'true' ? challenged : undefined;
}

/**
 * A task with the property `onlyBy`, a variable with a name, is done by that person if somebody of that name has an account
 * with one of the task's roles there: nobody signs for another. Without such an account staff record it. Of several of
 * that name, those whose identity was checked in person come first: an account is easily made with somebody's name.
 */
async function reservedFor({ _id, name }: User, { properties, variables, groups, region }: Task) {
  const wanted = properties.onlyBy === undefined ? undefined : variables[properties.onlyBy];
  if (typeof wanted !== 'string') return undefined;
  const found = await Users.find(
    { name: wanted.trim(), roles: { $in: groups }, active: true },
    { name: 1, region: 1, identity: 1 },
  ).lean<User[]>();
  const there = found.filter((each) => inArea({ roles: [], parties: [], region: each.region }, region));
  const seen = there.filter(({ identity }) => identity?.present);
  const theirs = seen.length ? seen : there;
  if (theirs.some((each) => each._id === _id) || (!seen.length && wanted.trim() === name) || !theirs.length)
    return undefined;
  return { why: { zh: `应由${wanted}本人签名`, en: `${wanted} signs in person` } };
}

/**
 * Why a person may not do a task: every role in which they could do it is excluded by their part in the case so far (a
 * mediator of the case cannot arbitrate it), they are challenged, or they asked for what it decides.
 */
export async function exclusionFor(who: Pick<Who, 'id' | 'kind'>, task: Task): Promise<Reason | undefined> {
  const user = who.kind === 'user' ? await Users.findById(who.id).lean<User>() : null;
  const asked = (user?.roles ?? []).filter((role) => task.groups.includes(role)) as Role[];
  if (!user || !asked.length) return undefined;
  const { notBy } = task.properties;
  if (notBy !== undefined && task.variables[notBy] === user._id) return fourEyes;
  const other = await reservedFor(user, task);
  if (other) return other;
  const stopped = partyRoles.some((role) => task.groups.includes(role)) ? undefined : await recusalOf(user, task);
  if (stopped) return stopped;
  return excludedFromAll(asked, await standingIn(task.case, user));
}

/** What a user is in a case already; an identity counts once it was checked. */
const standingIn = (number: string, user: User): Promise<Standing> =>
  partsIn(number, { ...user, parties: user.identity ? user.parties : [] });

/** The reason if every one of these roles is excluded. */
function excludedFromAll(roles: readonly Role[], standing: Standing): Exclusion | undefined {
  const found = roles.map((role) => exclusionOf(role, standing));
  return found.every((each) => each !== undefined) ? found[0] : undefined;
}

const ownCase: Reason = {
  why: {
    zh: '您是本案当事人，不能以工作人员身份办理本案：不登记当事人的行为，不交付、作废查询码，不转交任务，不修复流程',
    en: 'You are a party to this case and do nothing in it as staff: you record nothing that its parties do, hand over or end no codes, pass on no tasks and repair nothing',
  },
};

/**
 * Throws EXCLUDED if somebody may not record what the parties of a case do, nor deal with their codes: a party, whoever is
 * challenged or recused, and who is excluded from every role by which they are in charge.
 */
export async function demandImpartial({ id }: Pick<Who, 'id'>, number: string, roles: readonly Role[]): Promise<void> {
  const user = await Users.findById(id).lean<User>();
  if (!user) return;
  const standing = await standingIn(number, user);
  const reason = standing.parts.includes('party')
    ? ownCase
    : ((await recusalOf(user, { case: number, properties: {} })) ?? excludedFromAll(roles, standing));
  if (reason) throw new Problem('EXCLUDED', { detail: explanationOf(reason) });
}

/** Why a user may do nothing in a case as staff: they are a party to it. */
export const ownCaseOf = async (user: User, number: string): Promise<Reason | undefined> =>
  (await standingIn(number, user)).parts.includes('party') ? ownCase : undefined;

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
    const found = exclusionOf('arbitrator', await standingIn(number, user));
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
