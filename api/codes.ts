import { AccessCodes, Sessions, type AccessCode, type Mandate } from '../models';
import { personId } from './access/person';
import { shanghaiTime } from './changedMeanwhile';
import { Problem } from './errors';
import { codeHash } from './keys';
import { dropContact } from './texts/contacts';

type Given = Pick<AccessCode, 'case' | 'side'> & Partial<AccessCode> & { key: string; code: string; at: Date };

/** The id of the code that a request puts in force. */
export const codeId = (key: string): string => key.slice(0, 24);

/** Whether that session may replace a code: of several, the first that asks. */
export async function mayReplace(id: string, session: string): Promise<boolean> {
  await AccessCodes.updateOne(
    { _id: id, revokedAt: { $exists: false }, replacedIn: { $exists: false } },
    { $set: { replacedIn: session } },
  );
  return (await AccessCodes.exists({ _id: id, replacedIn: session })) !== null;
}

/** Puts a code in force; repeating it with the same key changes nothing. Returns its id. */
export async function putCode({ key, code, at, case: number, ...about }: Given): Promise<string> {
  const _id = codeId(key);
  const stored = { hash: codeHash(number, code), case: number, ...about, issuedAt: at };
  await AccessCodes.updateOne({ _id }, { $setOnInsert: stored }, { upsert: true });
  return _id;
}

/** Of a code that was replaced at its first use, the holder is told when that was: it may have been somebody else. */
export function codeEnded({ issuedBy, reason, firstUse, mandate, revokedAt }: AccessCode, number: string): Problem {
  const more = { case: number };
  if (mandate && reason !== 'renewed') return mandateEnded(mandate, revokedAt, more);
  if (!issuedBy || reason !== 'renewed' || !firstUse) return new Problem('CODE_ENDED', { more });
  const at = shanghaiTime(firstUse.at);
  return new Problem('CODE_ENDED', {
    more,
    detail: {
      zh: `这个查询码已于 ${at} 首次使用并更换（网络 ${firstUse.network ?? '不详'}）。如果不是您，请立即带身份证件到承办机构，作废它并领取新的查询码。`,
      en: `This tracking code was first used and replaced on ${at} (network ${firstUse.network ?? 'unknown'}). If that was not you, go to the organisation in charge at once with an identity document: the code is ended and you receive a new one.`,
    },
  });
}

function mandateEnded({ principal, until }: Mandate, revokedAt: Date | undefined, more: { case: string }): Problem {
  const at = shanghaiTime(revokedAt ?? until);
  return new Problem('CODE_ENDED', {
    more,
    detail: {
      zh: `${principal}的授权委托已于 ${at} ${revokedAt ? '撤销' : '到期'}，您不能再代理本案。需要继续代理的，请由${principal}另行出具授权委托书。`,
      en: `The mandate of ${principal} ${revokedAt ? 'was revoked' : 'ended'} at ${at}, and you no longer act in this case. To go on, you need another power of attorney from them.`,
    },
  });
}

/**
 * Ends a code, every session that began with it, its holder's contact, and the codes for other cases that were got with
 * it: whoever stole it keeps none of them.
 */
export async function endCode(id: string, by: string, at: Date, reason: string): Promise<void> {
  await end(id, by, at, reason);
  await endContinuations(id, by, at, reason);
}

async function end(id: string, by: string, at: Date, reason: string): Promise<void> {
  await AccessCodes.updateOne(
    { _id: id, revokedAt: { $exists: false } },
    { $set: { revokedAt: at, revokedBy: by, reason } },
  );
  // Whoever acted by it from their own account goes on as themself.
  await Sessions.updateMany({ 'party.code': id, user: { $exists: true } }, { $unset: { party: '' } });
  await Sessions.deleteMany({ 'party.code': id });
  await dropContact(personId('code', id));
}

/** Ends the codes for other cases that were got with a code, and what replaced these; `except`: the one got now. */
export async function endContinuations(
  id: string,
  by: string,
  at: Date,
  reason: string,
  except?: string,
): Promise<void> {
  const code = await AccessCodes.findById(id, { case: 1 }).lean<AccessCode>();
  let found = await gotWith([id], { case: { $ne: code?.case ?? '' }, _id: { $ne: except ?? '' } });
  while (found.length) {
    for (const each of found) await end(each, by, at, reason);
    found = await gotWith(found);
  }
}

const gotWith = async (codes: string[], more: Record<string, unknown> = {}): Promise<string[]> =>
  (await AccessCodes.find({ renews: { $in: codes }, ...more }, { _id: 1 }).lean<AccessCode[]>()).map(({ _id }) => _id);
