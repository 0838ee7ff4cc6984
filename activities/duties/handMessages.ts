import { stuckMessages } from '../../models';
import type { DutyDeps } from './Duties';

/** Longer than delivering a message takes, including retries. */
const STUCK = 60_000;
const AT_ONCE = 100;

/**
 * Redelivers messages that were assigned to a receiver by a worker or API process that then crashed. Returns when to
 * run again.
 */
export async function handMessages({ clock, post }: DutyDeps): Promise<number> {
  const stuck = await stuckMessages(new Date(clock().getTime() - STUCK), AT_ONCE);
  for (const { _id } of stuck) await post.deliver(_id);
  return STUCK / 2;
}
