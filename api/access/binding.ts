import { bothSides, bound } from '../../domain/acts';
import { forSeveral } from '../../domain/capacities';
import type { Placed } from '../../domain/compartments';
import { keysOfSide, partyKeys } from '../../domain/partyKeys';
import { covers, isParty, sidesOf, type Belonging, type Side } from '../../domain/reach';
import { partyRoles, type Role } from '../../domain/roles';
import { inCharge, pipelineStages } from '../../domain/stages';
import { powers, powersFor, type Power } from '../../domain/mandates';
import { Cases, type Case, type Task } from '../../models';
import type { RecordedFor } from '../../domain/identification';
import { Problem } from '../errors';
import type { Call } from '../http/Route';
import { confirming } from '../texts/confirming';
import { takeCode, type Aim } from '../texts/oneTimeCodes';
import { mayOpen } from './compartments';
import { contactOf, personOf, type Person } from './person';
import { reachesOf } from './reach';
import { compartmentRoles } from './rules';
import { isFor, type About } from './tasks';
import type { Who } from './Who';

type RequestedTask = About & Pick<Task, 'stage'>;
type Matter = Belonging & Placed & { stage?: string };

/**
 * The roles by which the caller deals with this matter in its stage, and so records what its parties do. Talks that run
 * inside another stage (a mediation that a tribunal or a court entrusted, a settlement) are closed to those in charge of
 * that stage: who leads them records there what the parties sign.
 */
export function rolesInCharge(who: Who, thing: Matter): Role[] {
  const leads = thing.compartment === 'sealed' && compartmentRoles.sealed;
  return reachesOf(who, 'task.record')
    .filter(
      ([role, reach]) =>
        covers(who, role, reach, thing) &&
        (!pipelineStages.has(thing.stage) || inCharge[thing.stage].includes(role) || (leads && leads.includes(role))),
    )
    .map(([role]) => role);
}

/** Whether the caller may record what a party does on a task of that party. */
export const mayRecord = (who: Who, task: RequestedTask): boolean =>
  task.status === 'open' &&
  mayOpen(who, task, task) &&
  bothSides.some((side) => task.groups.includes(side)) &&
  rolesInCharge(who, task).length > 0;

/** Whether the caller does a task as a party: whoever is one in a case does nothing in it as staff. */
export const actsAsParty = (who: Who, task: RequestedTask): boolean =>
  isParty(who) || sidesOf(who, task).some((side) => who.roles.includes(side));

/** Whether staff whom the process does not ask record what a party does. */
export const isRecording = (who: Who, task: RequestedTask): boolean =>
  !actsAsParty(who, task) &&
  !isFor({ ...who, roles: who.roles.filter((role) => !partyRoles.includes(role)), parties: [] }, task);

/**
 * Whether the caller may bind their side without a one-time code: their identity must have been checked. A tracking code
 * or a link proves nothing.
 */
export const mayBind = (who: Who): boolean => who.identified && !who.session.link;

/** A request to complete a task. */
type Completing = Pick<Call, 'who' | 'at' | 'key' | 'deps'> & {
  target: Task;
  body: { for?: RecordedFor[]; code?: string };
};

/**
 * Throws unless an act is done by the party it binds, whose identity is established, or recorded by staff who name the
 * people it binds. Nobody can bind both sides in one act without naming each. Returns who did it, to be stored with it.
 */
export async function demandBinding(call: Completing, act: string | undefined): Promise<RecordedFor[] | undefined> {
  const { target: task, who, body } = call;
  const { sides, all } = bound(act, task);
  if (actsAsParty(who, task)) {
    if (body.for) throw new Problem('FORBIDDEN');
    demandPower(who, act, task);
    return (sides.length > 0 ? await confirm(call) : undefined) ?? byMandate(who, task);
  }
  const partySides = bothSides.filter((side) => task.groups.includes(side));
  // Staff who record what only a party can do must always name the party.
  const own = isFor(who, task);
  demandNamed(sides.length > 0 ? sides : partySides, all, sides.length > 0 || !own, body.for);
  demandEach(task, body.for ?? []);
  return body.for;
}

/** Throws BEYOND_MANDATE if the caller is an agent whose mandate does not name the power that an act takes. */
export const demandPower = (who: Who, act: string | undefined, task: Parameters<typeof powersFor>[1]): void =>
  demandPowers(who, powersFor(act, task));

/** The same for these powers. */
export function demandPowers({ mandate }: Who, taken: readonly Power[]): void {
  const missing = mandate ? taken.filter((power) => !mandate.powers.includes(power)) : [];
  if (!mandate || missing.length === 0) return;
  const named = (lang: 'zh' | 'en') => missing.map((power) => powers.name(power, lang));
  throw new Problem('BEYOND_MANDATE', {
    detail: {
      zh: `${mandate.principal}给您的授权委托没有写明：${named('zh').join('、')}。请由${mandate.principal}本人办理，或者另行出具写明这些权限的授权委托书（民事诉讼法第62条，调解仲裁法第24条）。`,
      en: `The mandate that ${mandate.principal} gave you does not name: ${named('en').join('; ')}. They do this themselves, or give a power of attorney that names it (Civil Procedure Law art. 62; Mediation and Arbitration Law art. 24).`,
    },
    more: { powers: missing },
  });
}

/** Of whatever an agent does it is kept for whom, and by which mandate. */
function byMandate(who: Who, task: RequestedTask): RecordedFor[] | undefined {
  const side = sideOn(who, task);
  if (!who.mandate || !side) return undefined;
  const { id, agent, principal } = who.mandate;
  return [{ side, name: agent, capacity: 'agent', means: 'power-of-attorney', mandate: { id, principal } }];
}

function confirm(call: Completing): Promise<RecordedFor[] | undefined> {
  const { who, target: task } = call;
  const side = sideOn(who, task);
  if (!side) throw new Problem('NEEDS_IDENTITY');
  return confirmByCode(call, (person) => confirming(person, task), side, task.case);
}

/**
 * Whether a side of a case is several people: workers, each of whom settles, consents and withdraws for himself (Law art. 14;
 * Rules33 art. 63), or employers. Who belongs to a side is what the applicant entered, which nobody has checked.
 */
export function isSeveral({ parties, workers, data, facts }: Sides, side: Side): boolean {
  if (keysOfSide(partyKeys(parties), side).length > 1) return true;
  const { joinedNumbers } = (facts ?? {}) as { joinedNumbers?: unknown[] | null };
  const { furtherEmployers } = (data ?? {}) as { furtherEmployers?: unknown[] | null };
  return side === 'worker' ? workers > 1 || Boolean(joinedNumbers?.length) : Boolean(furtherEmployers?.length);
}

type Sides = Pick<Case, 'parties' | 'workers' | 'data' | 'facts'>;

/** Whether the caller, a party, can bind the whole of that side: it is one person, or they act for all. */
export async function speaksFor(who: Who, found: Sides, side: Side): Promise<boolean> {
  const several = isSeveral(found, side);
  // One person gave this mandate, who can give no powers of others that joined since.
  if (several && who.mandate?.byParty) return false;
  if (!several && !isByOwner(found, side)) return true;
  const capacity = (await personOf(who))?.capacity;
  return capacity !== undefined && (!several || forSeveral.includes(capacity));
}

/**
 * Whether an employer without a credit code is known by nothing but the number of an owner whom the other side entered:
 * its name and that number may be of different people, so staff see first who it is (解释(一) art. 29).
 */
function isByOwner({ data }: Sides, side: Side): boolean {
  const { applicant = 'worker', employer } = (data ?? {}) as {
    applicant?: Side;
    employer?: { creditCode?: string; ownerIdentityNumber?: string };
  };
  return side === 'employer' && applicant !== side && Boolean(employer?.ownerIdentityNumber) && !employer?.creditCode;
}

/** The same, of a case that has not been read. */
export async function speaksForSide(who: Who, number: string, side: Side): Promise<boolean> {
  const found = await sidesIn(number);
  return !found || speaksFor(who, found, side);
}

const sidesIn = (number: string): Promise<Sides | null> =>
  Cases.findById(number, {
    parties: 1,
    workers: 1,
    'data.applicant': 1,
    'data.employer.creditCode': 1,
    'data.employer.ownerIdentityNumber': 1,
    'data.furtherEmployers': 1,
    'facts.joinedNumbers': 1,
  })
    .lean<Sides>()
    .exec();

/**
 * Whether an account shares the side of a task with others, all of whom the other side entered: it does nothing for them,
 * not even what binds nobody, because a task that one has done is done for all.
 */
export async function isEnteredByOthers(who: Who, task: RequestedTask): Promise<boolean> {
  const side = who.kind === 'user' ? sideOn(who, task) : undefined;
  const found = side && (await sidesIn(task.case));
  return found ? sharesEntered(found, side) : false;
}

/** Whether the other side entered several people on a side, so that an account of one of them does nothing for all. */
export function sharesEntered(found: Sides, side: Side): boolean {
  const { applicant = 'worker' } = (found.data ?? {}) as { applicant?: Side };
  return side !== applicant && (isSeveral(found, side) || isByOwner(found, side));
}

/** The side on which the caller is asked to do a task. */
export const sideOn = (who: Who, task: About): Side | undefined =>
  sidesOf(who, task).find((each) => task.groups.includes(each));

/**
 * A person with a contact confirms a binding act by a one-time code sent there: a stolen session or tracking code alone
 * binds nobody. Without a contact, only an account whose identity was checked can bind its side. The code is used up
 * last, so that a form with mistakes costs none.
 */
export async function confirmByCode(
  call: Pick<Call, 'who' | 'at' | 'key' | 'deps'> & { body: { code?: string } },
  aim: (person: Person) => Aim,
  side: Side,
  number: string,
): Promise<RecordedFor[] | undefined> {
  const { who, at, body, deps } = call;
  const person = deps.settings.texts ? await personOf(who) : undefined;
  const contact = await contactOf(person);
  if (!(person && contact) && !mayBind(who)) throw new Problem('NEEDS_IDENTITY');
  if (!(await speaksForSide(who, number, side))) throw new Problem('SEVERAL');
  if (!person || !contact) return undefined;
  if (!body.code) throw new Problem('NEEDS_CODE');
  await takeCode(aim(person), body.code, call, number);
  const confirmed = { by: 'code' as const, at: at.toISOString() };
  const { mandate } = who;
  return [
    {
      side,
      name: person.name,
      capacity: person.capacity ?? side,
      means: person.means,
      confirmed,
      ...(mandate && { mandate: { id: mandate.id, principal: mandate.principal } }),
    },
  ];
}

/**
 * Of a side of several each person who signs or consents is named, or somebody who acts for all of them (Law art. 14; Rules33 art. 63).
 * How many they are is said by the task, which may be about some of the workers only.
 */
function demandEach({ variables }: Task, named: readonly RecordedFor[]): void {
  const { who, people } = (variables?.signer ?? {}) as { who?: Side; people?: unknown };
  if (typeof people !== 'number' || people < 2) return;
  const present = named.filter(({ side }) => side === who);
  if (present.length === 0 || present.length >= people) return;
  if (!present.some(({ capacity }) => forSeveral.includes(capacity)))
    throw new Problem('EACH_NAMED', { more: { side: who, people, named: present.length } });
}

/** The sides named by staff must be those that the act binds: all of them, or one where one is enough. */
export function demandNamed(
  sides: readonly Side[],
  all: boolean,
  needed: boolean,
  named: readonly RecordedFor[] = [],
): void {
  const namedSides = named.map(({ side }) => side);
  const missing = all ? sides.some((side) => !namedSides.includes(side)) : sides.length > 0 && namedSides.length === 0;
  const twice = new Set(named.map(({ side, name }) => `${side} ${name}`)).size !== named.length;
  if (twice || namedSides.some((side) => !sides.includes(side)) || (needed && missing))
    throw new Problem('NOT_NAMED', { more: { sides: [...sides], all } });
}
