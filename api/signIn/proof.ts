import type { Contact, User } from '../../models';
import { contactOf, personOf } from '../access/person';
import { invalid, Problem } from '../errors';
import type { Call } from '../http/Route';
import { takeCode as takeOneTimeCode, type Aim } from '../texts/oneTimeCodes';
import { admit, admitFactor } from './limits';
import { takeCode } from './secondFactor';

/**
 * How somebody shows, beside session and password, that they are the account's owner: by the second factor or a recovery
 * code, or by a one-time code to their contact.
 */
export type Proof = { by: 'factor' } | { by: 'text'; contact: Contact };

type Asking = Pick<Call, 'who' | 'at' | 'key' | 'req' | 'deps'>;

/** Undefined: there is nothing yet by which this person could show it. */
export async function proofOf(
  { totp, recovery }: User,
  { who, deps }: Pick<Call, 'who' | 'deps'>,
): Promise<Proof | undefined> {
  if (totp || recovery?.length) return { by: 'factor' };
  const contact = deps.settings.texts ? await contactOf(await personOf(who)) : undefined;
  return contact && { by: 'text', contact };
}

/** A one-time code by which the owner of an account allows another way to sign in, or another number. */
export const allowing = (user: string): Aim => ({ person: `user:${user}`, purpose: 'sign-in', subject: user });

/**
 * Throws unless the owner allows it: what is added outlasts the session, so a stolen session and password must not
 * suffice.
 */
export async function demandProof(call: Asking, user: User, code: string | undefined, field = 'code'): Promise<void> {
  const proof = await proofOf(user, call);
  if (proof?.by === 'factor') return demandCode(call, user, code, field);
  if (!proof) return;
  if (code === undefined)
    throw invalid(
      field,
      `请获取发到尾号 ${proof.contact.tail} 的验证码并填写`,
      `Request a code sent to the number ending in ${proof.contact.tail}, and enter it`,
    );
  await takeOneTimeCode(allowing(user._id), code, call, 'system');
}

const wrongCode = (field: string): Problem =>
  invalid(field, '验证码不正确或已过期，请等下一个', 'This code is wrong or has expired: wait for the next one');

type Trying = Pick<Call, 'who' | 'at' | 'req' | 'deps'>;

/** A code has only six digits, so attempts are limited like those of a password. */
export async function counted(call: Trying, isRight: () => Promise<boolean>, field = 'code'): Promise<void> {
  const { who, at, req, deps } = call;
  const tried = { account: who.id, address: req.ip ?? '', device: who.session._id, now: at };
  const admitted = await admit(tried, deps.settings.failedSignIns, deps.keys);
  if (await isRight()) return admitted.succeeded();
  await admitted.failed();
  throw wrongCode(field);
}

/** One that is in use is guessed here as well as at sign-in, so that both are counted together. */
export async function demandCode(call: Trying, user: User, code: string | undefined, field = 'code'): Promise<void> {
  const { at, deps } = call;
  const right = await admitFactor(user._id, at, deps.settings.failedSignIns, deps.keys);
  await counted(call, async () => code !== undefined && takeCode(user, code, at, deps.keys), field);
  await right();
}
