import type { Capacity } from '../../domain/capacities';
import { toDay } from '../../domain/limits/dates';
import type { Power } from '../../domain/mandates';
import { isParty, sidesOf, type Side } from '../../domain/reach';
import {
  AccessCodes,
  Cases,
  inForceAt,
  Sessions,
  Tasks,
  Users,
  type AccessCode,
  type Case,
  type Mandate,
  type User,
} from '../../models';
import { confirmByCode, speaksFor } from '../access/binding';
import { demandAgents } from '../access/exclusions';
import { whoIs } from '../access/independence';
import { contactOf, personId, personOf, type Person } from '../access/person';
import { belonging, outside } from '../access/targets';
import { ofParty, type Who } from '../access/Who';
import { audit } from '../audit/audit';
import { endCode, putCode } from '../codes';
import * as contract from '../contract/mandates';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { newCode } from '../keys';
import { copyContact } from '../texts/contacts';
import { giving } from '../texts/confirming';
import { sendCode } from '../texts/oneTimeCodes';
import { demandDocuments } from '../validateInput';
import { namesOf } from '../views/people';
import { reaches } from '../access/reach';
import { shown } from './sessions';

type On<Path extends string, Body = unknown> = Call<`/cases/{number}/mandates${Path}`, unknown, Body>;
type Row = AccessCode & { mandate: Mandate };

/** The most agents of a side at a time. */
const MOST = 20;
const SHOWN = 200;

export const mandateRoutes = [
  route(contract.listMandates, async ({ target, who, at }) => {
    const sides = sidesOf(who, belonging(target));
    const staff = !isParty(who) && sides.length === 0 && reaches(who, 'case.inside', belonging(target));
    const side = staff ? {} : { side: { $in: sides } };
    // A renewed code carries on the mandate: the newest of each is shown.
    const found = await AccessCodes.find({
      case: target._id,
      mandate: { $exists: true },
      reason: { $ne: 'renewed' },
      ...side,
    })
      .sort({ issuedAt: -1 })
      .limit(SHOWN)
      .lean<Row[]>();
    const gives = (await mayGive(who, target)) && (await speaksFor(who, target, sides[0]!));
    const tail = gives ? (await contactOf(await personOf(who)))?.tail : undefined;
    return { rows: await views(found, who, at, sides), gives, ...(tail && { tail }) };
  }),
  route(contract.sendMandateCode, async (call) => {
    const { target: found, who, body, deps } = call;
    const { person } = await giverOf(who, found);
    const contact = await contactOf(person);
    if (!contact) throw new Problem('NEEDS_IDENTITY');
    return sendCode(call, giving(found._id, body.account)(person), {
      to: deps.keys.open(contact.number) as string,
      purpose: {
        zh: `在案件${found._id}中委托${body.account}`,
        en: `the mandate of ${body.account} in case ${found._id}`,
      },
      chain: found._id,
      case: found._id,
    });
  }),
  route(contract.giveMandate, give),
  route(contract.endMandate, end),
  route(contract.ownMandates, async ({ who, at }) => {
    const found = await mandatesOf(who, at);
    const cases = await Cases.find({ _id: { $in: found.map((each) => each.case) } }, { worker: 1, employer: 1 }).lean<
      Case[]
    >();
    const titles = new Map(cases.map(({ _id, worker, employer }) => [_id, `${worker} / ${employer}`]));
    return {
      rows: found.map(({ _id, case: number, side, mandate }) => ({
        id: _id,
        case: number,
        title: titles.get(number) ?? number,
        side,
        principal: mandate.principal,
        ...(mandate.until && { until: mandate.until.toISOString() }),
      })),
    };
  }),
  route(contract.actByMandate, async (call) => {
    const { who, body, at } = call;
    const found = (await mandatesOf(who, at)).find(({ _id }) => _id === body.mandate);
    const about = found && (await Cases.findById(found.case, { worker: 1, employer: 1 }).lean<Case>());
    if (!found || !about) throw new Problem('NOT_FOUND');
    const party = { case: found.case, side: found.side, code: found._id, first: found.first ?? found._id };
    await Sessions.updateOne({ _id: who.session._id }, { $set: { party } });
    const agent = ofParty({ ...who.session, party }, about[found.side], found);
    await audit({ who: agent, at }, found.case, 'mandate.act', found._id);
    return shown(agent, at);
  }),
  route(contract.actAsOneself, async ({ who, at }) => {
    const { party: _, ...session } = who.session;
    const user = session.user ? await Users.findById(session.user).lean<User>() : null;
    if (!user) throw new Problem('NOT_FOUND');
    await Sessions.updateOne({ _id: session._id }, { $unset: { party: '' } });
    return shown(await whoIs(user, session), at);
  }),
];

/** The mandates in force of the account of a session, which may be acting by one of them. */
const mandatesOf = async ({ session }: Who, at: Date): Promise<Row[]> =>
  session.user
    ? AccessCodes.find({ user: session.user, mandate: { $exists: true }, ...inForceAt(at) })
        .sort({ issuedAt: -1 })
        .limit(SHOWN)
        .lean<Row[]>()
        .exec()
    : [];

/** A party gives a mandate, and no agent passes it on. */
const mayGive = async (who: Who, found: Case): Promise<boolean> =>
  found.status === 'open' &&
  !who.mandate &&
  sidesOf(who, belonging(found)).length > 0 &&
  (await personOf(who)) !== undefined;

async function giverOf(who: Who, found: Case): Promise<{ person: Person; side: Side }> {
  const [side] = sidesOf(who, belonging(found));
  if (!side || who.mandate)
    throw new Problem('FORBIDDEN', {
      detail: {
        zh: '授权委托由当事人本人出具；代理人不能转委托。凭纸质授权委托书来办的，由工作人员核验后交付查询码。',
        en: 'A party gives a mandate in person, and an agent passes none on. Who comes with a power of attorney on paper gets a tracking code from staff who have checked it.',
      },
    });
  const person = await personOf(who);
  if (!person) throw new Problem('NEEDS_IDENTITY');
  if (found.status === 'closed') throw new Problem('CASE_CLOSED', { more: { outcome: found.outcome } });
  if (!(await speaksFor(who, found, side))) throw new Problem('SEVERAL');
  return { person, side };
}

interface Given {
  account: string;
  capacity: Capacity;
  firm?: string;
  powers: Power[];
  until?: string;
  paper: string;
  code?: string;
}

/**
 * The agent acts from an account of their own whose identity was checked, by a code that nobody sees: whatever a tracking code
 * may do ends with it, in every route.
 */
async function give(call: On<'', Given>) {
  const { target: found, who, at, key, plan, body } = call;
  const { person, side } = await giverOf(who, found);
  const known = await AccessCodes.findById(key.slice(0, 24)).lean<Row>();
  if (known) return (await views([known], who, at, [side]))[0]!;
  const { account, capacity, firm, powers, until, paper } = body;
  const end = endOf(until, at);
  const agent = await agentAt(account, found, who, side);
  const seen = firm ?? agent.firm;
  await demandAgents(found, [{ name: agent.name, ...(seen && { organisation: seen }) }]);
  await demandDocuments(found._id, [{ side, name: agent.name, capacity, means: 'power-of-attorney', paper }]);
  if (
    (await AccessCodes.countDocuments({ case: found._id, side, mandate: { $exists: true }, ...inForceAt(at) })) >= MOST
  )
    throw invalid('account', `一方最多 ${MOST} 名代理人`, `At most ${MOST} agents of a side`);
  await confirmByCode(call, giving(found._id, account), side, found._id);
  const id = await putCode({
    key,
    code: await plan(newCode),
    at,
    case: found._id,
    side,
    user: agent._id,
    holder: { name: agent.name, capacity, means: agent.identity!.means, ...(seen && { firm: seen }) },
    mandate: { principal: person.name, powers, paper, by: person.id, ...(end && { until: end }) },
  });
  await copyContact(personId('user', agent._id), personId('code', id));
  await audit(call, found._id, 'mandate.give', id, { side, agent: agent.name, capacity, powers, until, paper });
  return (await views([(await AccessCodes.findById(id).lean<Row>())!], who, at, [side]))[0]!;
}

/** The end of the last day, in China. Throws INVALID for a day that is past. */
export function endOf(until: string | undefined, at: Date): Date | undefined {
  if (until === undefined) return undefined;
  if (until < toDay(at.toISOString())) throw invalid('until', '期限不能早于今天', 'The last day is before today');
  return new Date(Date.parse(`${until}T00:00:00+08:00`) + 86_400_000);
}

/** Throws unless it is the account of a person who was identified and has no other part in the case. */
async function agentAt(account: string, found: Case, who: Who, side: Side): Promise<User> {
  const user = await Users.findOne({ account: account.trim() }).lean<User>();
  if (!user?.active || !user.identity || user.unseen || user._id === who.id)
    throw invalid(
      'account',
      '没有这个账号，或者其使用人尚未经工作人员核验身份：请代理人先持身份证件核验，或者持授权委托书到承办机构领取查询码',
      'There is no such account, or staff have not checked who uses it: the agent has that done first, or goes to the organisation in charge with the power of attorney for a tracking code',
    );
  const [worked, other] = await Promise.all([
    Tasks.exists({ case: found._id, $or: [{ closedBy: user._id }, { assignee: user._id }] }),
    AccessCodes.exists({ case: found._id, user: user._id, side: { $ne: side } }),
  ]);
  const isParty = found.parties.some((key) => user.parties.includes(key));
  if (worked || other || isParty || (user.mediator && user.mediator === found.mediator))
    throw new Problem('EXCLUDED', {
      detail: {
        zh: '此人是本案当事人、对方的代理人或者办理过本案的人员，不能代理本案。',
        en: 'This person is a party to the case, an agent of the other side or has worked on the case, and is no agent in it.',
      },
    });
  return user;
}

async function end(call: On<'/{mandate}/revocation', { reason: string }>) {
  const { target: found, params, who, at, body } = call;
  const row = await AccessCodes.findOne({
    _id: params.mandate,
    case: found._id,
    mandate: { $exists: true },
  }).lean<Row>();
  if (!row || !mayEnd(who, row, sidesOf(who, belonging(found)))) throw new Problem('NOT_FOUND');
  const first = row.first ?? row._id;
  // Whatever replaced the code carries the same mandate.
  const codes = await AccessCodes.find({
    $or: [{ _id: first }, { first }],
    case: found._id,
    revokedAt: { $exists: false },
  }).lean<AccessCode[]>();
  for (const { _id } of codes) {
    await endCode(_id, who.id, at, body.reason);
    await audit(call, found._id, 'mandate.end', _id, { side: row.side, agent: row.holder?.name, reason: body.reason });
  }
  return (await views([(await AccessCodes.findById(row._id).lean<Row>())!], who, at, []))[0]!;
}

/** The side whose agent it is, though not by another agent, and the agent themself; staff end a code. */
const mayEnd = (who: Who, { side, first, _id }: Row, sides: readonly Side[]): boolean =>
  who.mandate ? who.mandate.id === (first ?? _id) : sides.includes(side);

async function views(rows: Row[], who: Who, at: Date, sides: readonly Side[]) {
  const names = await namesOf(rows.map(({ issuedBy }) => issuedBy));
  return rows.map((row) => {
    const { _id, case: number, side, holder, mandate, user, issuedAt, issuedBy, revokedAt } = row;
    const endedAt = revokedAt ?? (mandate.until && mandate.until <= at ? mandate.until : undefined);
    return {
      id: _id,
      case: number,
      side,
      principal: mandate.principal,
      agent: holder?.name ?? '',
      capacity: (holder?.capacity ?? 'agent') as Capacity,
      ...(holder?.firm && { firm: holder.firm }),
      account: user !== undefined,
      powers: mandate.powers as Power[],
      from: issuedAt.toISOString(),
      ...(mandate.until && { until: mandate.until.toISOString() }),
      ...(mandate.paper && { paper: outside(mandate.paper) }),
      ...(issuedBy && { recordedBy: names(issuedBy)! }),
      ...(endedAt && { endedAt: endedAt.toISOString() }),
      ends: !endedAt && mayEnd(who, row, sides),
    };
  });
}
