import { callerOf, type Caller } from './startApi';

/** Signs a new user in with the temporary password and replaces it, as that person does; returns the session. */
export async function firstSignIn(
  url: string,
  account: string,
  temporary: string,
  password = 'mF7_xQ2-kLpv',
): Promise<Caller> {
  const { body } = await callerOf(url)('POST', '/sessions', { account, password: temporary, bearer: true });
  const call = callerOf(url, body.token as string, body.id as string);
  const { status } = await call('PUT', '/sessions/current/password', { newPassword: password });
  if (status !== 204) throw new Error(`The password of ${account} was not replaced: ${status}`);
  return call;
}

/** The code that the person shows to whoever checks their identity. */
export const introductionOf = async (person: Caller): Promise<string> =>
  (await person('POST', '/sessions/current/introduction')).body.code as string;
