import { appointedAgents, type Capacity } from '../../domain/capacities';
import type { Power } from '../../domain/mandates';
import {
  AccessCodes,
  agentsAmong,
  Cases,
  Contacts,
  filedAs,
  Sessions,
  type AccessCode,
  type Case,
  type Contact,
  type Mandate,
} from '../../models';
import { rolesInCharge } from '../access/binding';
import { personId } from '../access/person';
import { demandAgents, demandImpartial } from '../access/exclusions';
import { belonging } from '../access/targets';
import type { Who } from '../access/Who';
import { audit } from '../audit/audit';
import { codeEnded, codeId, endCode, endContinuations, mayReplace, putCode } from '../codes';
import * as contract from '../contract/codes';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { newCode } from '../keys';
import { moveContact, numberOf, putContact } from '../texts/contacts';
import { putText, tailOf } from '../texts/putText';
import { demandDocuments } from '../validateInput';
import { namesOf } from '../views/people';
import { endOf } from './mandates';

type On<Path extends string, Body = unknown> = Call<`/cases/{number}/codes${Path}`, unknown, Body>;

export const codeRoutes = [
  route(contract.listCodes, async ({ target }) => ({
    rows: await views(
      await AccessCodes.find({ case: target._id }).sort({ issuedAt: 1 }).limit(500).lean<AccessCode[]>(),
    ),
  })),
  route(contract.issueCode, issue),
  route(contract.revokeCode, revoke),
  route(contract.renewCode, renew),
  route(contract.continueCode, continued),
];

async function views(codes: AccessCode[]) {
  const [names, contacts] = await Promise.all([
    namesOf(codes.flatMap(({ issuedBy, revokedBy }) => [issuedBy, revokedBy])),
    Contacts.find({ _id: { $in: codes.map(({ _id }) => personId('code', _id)) } }, { tail: 1, at: 1 }).lean<
      Contact[]
    >(),
  ]);
  const contactOf = (code: string) => {
    const found = contacts.find(({ _id }) => _id === personId('code', code));
    return found && { contact: { tail: found.tail, since: found.at.toISOString() } };
  };
  return codes.map(({ _id, side, issuedAt, issuedBy, holder, revokedAt, revokedBy, reason, sentTo, firstUse }) => ({
    id: _id,
    side,
    issuedAt: issuedAt.toISOString(),
    issuedBy: names(issuedBy),
    holder: holder ?? undefined,
    ...contactOf(_id),
    sentTo: sentTo ?? undefined,
    ...(firstUse && { firstUse: { ...firstUse, at: firstUse.at.toISOString() } }),
    revokedAt: revokedAt?.toISOString(),
    revokedBy: names(revokedBy),
    reason: reason ?? undefined,
  }));
}

type Terms = { powers: Power[]; until?: string; paper?: string };
type CodeRequest = { side: AccessCode['side']; phone?: string; mandate?: Terms } & NonNullable<AccessCode['holder']>;

/**
 * Only those in charge in the present stage meet the parties, and none who is one of them: whoever has the codes or their
 * contacts can act as a side.
 */
export async function demandInCharge(who: Who, found: Case): Promise<void> {
  const roles = rolesInCharge(who, { ...belonging(found), stage: found.stage });
  if (!roles.length)
    throw new Problem('FORBIDDEN', {
      detail: {
        zh: '查询码和持有人的联系号码由现阶段的承办人员办理。',
        en: 'Tracking codes and their holders’ numbers are dealt with by those in charge of the case in its present stage.',
      },
    });
  await demandImpartial(who, found._id, roles);
}

/**
 * Who asked, how that person was identified and who issued the code is audited; the code itself is not. Only those in
 * charge in the present stage meet the parties: a code in the hands of anybody else would open the sealed talks.
 */
async function issue(call: On<'', CodeRequest>) {
  const { target: found, who, at, key, plan, lang, body, deps } = call;
  await demandInCharge(who, found);
  const { side, phone, mandate: terms, ...holder } = body;
  await demandAgents(found, agentsAmong([holder]));
  const mandate = await mandateFrom(terms, holder, side, found, at);
  const code = await plan(newCode);
  const to = phone && numberOf(phone, call);
  const sentTo = to && tailOf(to);
  const from = who.session.network;
  const handing = {
    issuedBy: who.id,
    holder,
    ...(mandate && { mandate }),
    ...(from && { issuedFrom: from }),
    ...(sentTo && { sentTo }),
  };
  const id = await putCode({ key, code, at, case: found._id, side, ...handing });
  await audit(call, found._id, 'code.issue', id, { side, ...holder, ...terms, ...(sentTo && { sentTo }) });
  if (phone) {
    const { means, note } = holder;
    const given = { phone, means, note, recordedBy: who.id, chain: found._id, case: found._id };
    await putContact(call, { person: personId('code', id), ...given });
  }
  // The number is checked before the code exists, and what is sent there nobody else sees.
  if (to)
    await putText(
      {
        id: `${key.slice(0, 32)}-code`,
        to,
        template: 'tracking-code',
        values: { code, number: found._id },
        language: lang,
        case: found._id,
        until: new Date(at.getTime() + 86_400_000),
      },
      at,
      deps.keys,
    );
  return { id, side, ...(sentTo ? { sentTo } : { code }) };
}

/** What the power of attorney on paper says, which whoever hands a code to an agent by appointment enters. */
async function mandateFrom(
  terms: Terms | undefined,
  { name, capacity }: NonNullable<AccessCode['holder']>,
  side: AccessCode['side'],
  found: Case,
  at: Date,
): Promise<Mandate | undefined> {
  const appointed = appointedAgents.includes(capacity as Capacity);
  if (appointed !== (terms !== undefined))
    throw appointed
      ? invalid('mandate', '请填写授权委托书写明的权限', 'Enter the powers that the power of attorney names')
      : invalid('mandate', '只有代理人凭授权委托书办理', 'Only an agent acts by a power of attorney');
  if (!terms) return undefined;
  const { powers, until, paper } = terms;
  await demandDocuments(found._id, [
    { side, name, capacity: capacity as Capacity, means: 'power-of-attorney', ...(paper && { paper }) },
  ]);
  const end = endOf(until, at);
  return { principal: found[side], powers, ...(end && { until: end }), ...(paper && { paper }) };
}

async function revoke(call: On<'/{code}/revocation', { reason: string }>) {
  const { target: found, params, who, at, body } = call;
  await demandInCharge(who, found);
  const code = await AccessCodes.findOne({ _id: params.code, case: found._id }).lean<AccessCode>();
  if (!code) throw new Problem('NOT_FOUND');
  if (!code.revokedAt) {
    await endCode(code._id, who.id, at, body.reason);
    await audit(call, found._id, 'code.revoke', code._id, { side: code.side, reason: body.reason });
  }
  return (await views([(await AccessCodes.findById(code._id).lean<AccessCode>())!]))[0]!;
}

/**
 * A holder who suspects that somebody else knows the code renews it; all sessions begun with the old one end. Of two
 * who come with the same code at once, one gets the new one.
 */
async function renew(call: Call<'/sessions/current/code'>) {
  const { who, at, key, plan } = call;
  const { party } = who.session;
  // An agent who acts from their account has no code of their own to see.
  if (who.kind !== 'party' || !party || who.session.user) throw new Problem('NOT_FOUND');
  const { case: number, side } = party;
  const code = await plan(newCode);
  const id = codeId(key);
  // A repetition, whose session may already continue under the new code.
  const renews = party.code === id ? ((await AccessCodes.findById(id).lean<AccessCode>())?.renews ?? id) : party.code;
  const first = await mayReplace(renews, who.session._id);
  const before = await AccessCodes.findById(renews).lean<AccessCode>();
  if (!first) throw before ? codeEnded(before, number) : new Problem('NOT_FOUND');
  await putCode({
    key,
    code,
    at,
    case: number,
    side,
    renews,
    first: before?.first ?? renews,
    ...(before?.holder && { holder: before.holder, issuedBy: before.issuedBy }),
    ...(before?.mandate && { mandate: before.mandate }),
  });
  await audit(call, number, 'code.renew', id, { side, renews });
  await moveContact(personId('code', renews), personId('code', id));
  // This session continues under the new code, since its caller holds that code.
  await Sessions.updateOne(
    { _id: who.session._id },
    { $set: { 'party.code': id, 'party.first': before?.first ?? renews }, $unset: { newCode: '' } },
  );
  await endCode(renews, who.id, at, 'renewed');
  return { code };
}

/**
 * The applicant whose case was filed with the competent commission follows it there by a code of its own. Asking again
 * replaces that code. Which case that is, the case itself says as it was filed: facts can be changed.
 */
async function continued(call: Call<'/sessions/current/code/continuation'>) {
  const { who, at, key, plan } = call;
  const { party } = who.session;
  if (who.kind !== 'party' || !party || who.session.user) throw new Problem('NOT_FOUND');
  const from = await Cases.findById(party.case, { facts: 1, data: 1 }).lean<Case>();
  const to = from ? await Cases.findById(filedAs(from), { data: 1 }).lean<Case>() : null;
  if (!from || to?.data.filedFrom !== from._id || to.data.applicant !== party.side) throw new Problem('NOT_FOUND');
  const number = to._id;
  const code = await plan(newCode);
  const holding = await AccessCodes.findById(party.code).lean<AccessCode>();
  await endContinuations(party.code, who.id, at, 'renewed', codeId(key));
  const id = await putCode({
    key,
    code,
    at,
    case: number,
    side: party.side,
    renews: party.code,
    ...(holding?.holder && { holder: holding.holder, issuedBy: holding.issuedBy }),
    ...(holding?.mandate && { mandate: holding.mandate }),
  });
  await audit(call, number, 'code.continue', id, { side: party.side, renews: party.code });
  await moveContact(personId('code', party.code), personId('code', id));
  return { number, code };
}
