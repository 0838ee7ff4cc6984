import type { Deps } from '../deps';
import { send } from '../http/send';
import { Later, Refused, type Channel } from './Channel';
import { wordsOf } from './words';

/** A signed request to a configured address, for a system that passes notices on. */
export const webhook: Channel = {
  addresses: (_notice, _people, deps) => (deps.webhook ? [{}] : []),
  async send({ notice }, deps) {
    const { _id, case: number, audience, text, at, day, compartment = 'open' } = notice;
    const { title } = wordsOf(notice);
    const said = { title, text: compartment === 'open' ? text : title, ...(day && { day }) };
    await post(deps.webhook, { id: _id, case: number, audience, ...said, at: at.toISOString() }, _id, deps);
  },
};

/** To a configured address, which is therefore allowed. */
export async function post(
  target: { url: string; secret: string } | undefined,
  body: unknown,
  id: string,
  deps: Deps,
): Promise<void> {
  if (!target) throw new Error('no address is configured');
  const { status, retryAfterSeconds } = await send(
    { url: target.url, method: 'POST', body, timeoutMs: 10_000, id },
    { allowed: [new URL(target.url).hostname], secret: target.secret, at: deps.clock() },
  );
  if (status < 300 || status === 409) return;
  if (status === 410) throw new Refused(`answered ${status}`);
  throw new Later(status, retryAfterSeconds);
}
