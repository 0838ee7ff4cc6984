import { stuckMessages } from '../../models';
import type { DutyDeps } from './Duties';

/** Longer than handing a message over takes, and trying that again. */
const STUCK = 60_000;
const AT_ONCE = 100;

/** Hands over again what was taken for a receiver by a worker or an API that then fell. Returns when to look again. */
export async function handMessages({ clock, post }: DutyDeps): Promise<number> {
  const stuck = await stuckMessages(new Date(clock().getTime() - STUCK), AT_ONCE);
  for (const { _id } of stuck) await post.deliver(_id);
  return STUCK / 2;
}
