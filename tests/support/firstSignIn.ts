import { callerOf, type Caller } from './startApi';

/**
 * Signs a new user in with the temporary password and replaces it, as that person does; returns the session. `seenBy`: an
 * administrator independent of the account's maker, who then identifies the person by what is `shown`.
 */
export async function firstSignIn(
  url: string,
  account: string,
  temporary: string,
  { password = 'mF7_xQ2-kLpv', seenBy, shown }: { password?: string; seenBy?: Caller; shown?: object } = {},
): Promise<Caller> {
  const { body } = await callerOf(url)('POST', '/sessions', { account, password: temporary, bearer: true });
  const call = callerOf(url, body.token as string, body.id as string);
  const choose = async () => {
    const { status } = await call('PUT', '/sessions/current/password', { newPassword: password });
    if (status !== 204) throw new Error(`The password of ${account} was not replaced: ${status}`);
  };
  await choose();
  if (seenBy) {
    const check = { means: 'identity-card', code: await introductionOf(call), ...shown };
    const checked = await seenBy('POST', `/users/${call.id}/identity`, check);
    if (checked.status !== 200) throw new Error(`${account} was not identified: ${checked.status}`);
    await choose();
  }
  return call;
}

/** Signs in with a tracking code that staff have seen, and replaces it, as its holder does. */
export async function firstUse(url: string, caseNumber: string, handed: string): Promise<Caller & { code: string }> {
  const { body } = await callerOf(url)('POST', '/sessions', { caseNumber, code: handed, bearer: true });
  const call = callerOf(url, body.token as string, body.id as string);
  const renewed = await call('POST', '/sessions/current/code', {});
  if (renewed.status !== 201) throw new Error(`The code of ${caseNumber} was not replaced: ${renewed.status}`);
  return Object.assign(call, { code: renewed.body.code as string });
}

/** The code that the person shows to whoever checks their identity. */
export const introductionOf = async (person: Caller): Promise<string> =>
  (await person('POST', '/sessions/current/introduction')).body.code as string;
