import { toDay } from '../../domain/limits/dates';
import { isQuiet, noticeChannels } from '../../domain/noticeChannels';
import { endOfQuiet } from '../../domain/quietHours';
import { Notices, Tasks, type Delivery, type Notice } from '../../models';
import { channels } from '../channels';
import { Later, Refused } from '../channels/Channel';
import type { Deps } from '../deps';
import { compose } from '../notices/compose';
import { peopleOf } from '../notices/people';
import { waiting } from '../notices/put';

/** After this many attempts, in about a day and a half, a delivery is given up; the notice stays in the pages. */
const ATTEMPTS = 48;
const AT_ONCE = 20;
const LONGEST_WAIT = 3_600_000;
/** Another worker leaves a notice alone for so long; no channel takes longer for one attempt. */
const CLAIM = 60_000;

/**
 * Finds out what the notices that are due say and whom they reach by which channels, then tries their deliveries at
 * growing intervals until they are accepted, refused, given up or of no more use. All at once, so that a slow channel
 * holds up no other notice. Returns when to run again.
 */
export async function deliverNotices(deps: Deps): Promise<number> {
  const now = deps.clock();
  const due = await Notices.find({ nextAt: { $lte: now } })
    .sort({ nextAt: 1 })
    .limit(AT_ONCE)
    .lean<Notice[]>();
  await Promise.all(due.map((found) => claimed(found, now).then((notice) => notice && handle(notice, deps, now))));
  return due.length ? 100 : 1000;
}

const claimed = ({ _id, nextAt }: Notice, now: Date): Promise<Notice | null> =>
  Notices.findOneAndUpdate({ _id, nextAt }, { $set: { nextAt: new Date(now.getTime() + CLAIM) } })
    .lean<Notice>()
    .exec();

const handle = (notice: Notice, deps: Deps, now: Date): Promise<unknown> =>
  notice.unplanned ? plan(notice, deps, now) : deliver(notice, deps, now);

/** From now on the pages show it, and its deliveries are due. */
async function plan(notice: Notice, deps: Deps, now: Date): Promise<unknown> {
  const composed = await compose(notice, now);
  if (composed === 'nothing') return Notices.deleteOne({ _id: notice._id, unplanned: true });
  if ('again' in composed) return Notices.updateOne({ _id: notice._id }, { $set: { nextAt: composed.again } });
  const said = { ...notice, ...composed.say };
  const people = await peopleOf(said, now);
  const taken: Delivery[] = [];
  // In order: a letter is for whom none before it reaches.
  for (const name of noticeChannels.codes) {
    const reached = people.filter(({ without }) => !without?.includes(name));
    const addresses = await channels[name].addresses(said, reached, deps, taken);
    taken.push(...addresses.map((address) => waiting(notice._id, name, address)));
  }
  return keep(notice, [...notice.deliveries, ...taken], now, composed.say);
}

async function deliver(notice: Notice, deps: Deps, now: Date): Promise<unknown> {
  const isDue = ({ status, nextAt }: Delivery) => status === 'waiting' && (!nextAt || nextAt <= now);
  const useless = notice.task !== undefined && !(await Tasks.exists({ _id: notice.task, status: 'open' }));
  const deliveries = await Promise.all(
    notice.deliveries.map((delivery): Delivery | Promise<Delivery> => {
      if (useless && delivery.status === 'waiting') return { ...delivery, status: 'dropped', at: now };
      if (!isDue(delivery)) return delivery;
      const from = quietUntil(notice, delivery, deps, now);
      return from ? { ...delivery, nextAt: from } : attempt(notice, delivery, deps, now);
    }),
  );
  return keep(notice, deliveries, now);
}

/** Until when a delivery waits because it is night; what ends today does not. */
function quietUntil({ day }: Notice, { channel }: Delivery, { quiet }: Deps, now: Date): Date | undefined {
  return isQuiet(channel) && day !== toDay(now.toISOString()) ? endOfQuiet(now, quiet) : undefined;
}

async function attempt(notice: Notice, delivery: Delivery, deps: Deps, now: Date): Promise<Delivery> {
  const attempts = delivery.attempts + 1;
  const { nextAt: _, error: _error, ...tried } = { ...delivery, attempts, at: now };
  try {
    const id = delivery.id ?? notice._id;
    const said = await channels[delivery.channel].send({ id, notice, delivery }, deps, now);
    return { ...tried, status: said ?? 'done' };
  } catch (failure) {
    const error = (failure as Error).message.slice(0, 300);
    if (!(failure instanceof Refused) && attempts < ATTEMPTS)
      return { ...tried, status: 'waiting', error, nextAt: new Date(now.getTime() + waitOf(failure, attempts)) };
    deps.log.warn({ notice: notice._id, channel: delivery.channel, attempts }, 'the delivery of a notice was given up');
    return { ...tried, status: 'failed', error };
  }
}

const waitOf = (failure: unknown, attempts: number): number =>
  Math.min(
    LONGEST_WAIT,
    Math.max(1000 * 2 ** Math.min(attempts - 1, 12), failure instanceof Later ? (failure.seconds ?? 0) * 1000 : 0),
  );

/** Stores what became of a notice, and when it is due next. */
async function keep(notice: Notice, deliveries: Delivery[], now: Date, say: Partial<Notice> = {}): Promise<unknown> {
  const times = deliveries.flatMap(({ status, nextAt }) => (status === 'waiting' ? [(nextAt ?? now).getTime()] : []));
  const failed = deliveries.some(({ status }) => status === 'failed');
  return Notices.updateOne(
    { _id: notice._id },
    {
      $set: {
        ...say,
        deliveries,
        ...(times.length > 0 && { nextAt: new Date(Math.min(...times)) }),
        ...(failed && !notice.failedAt && { failedAt: now }),
      },
      $unset: { unplanned: '', ...(times.length === 0 && { nextAt: '' }) },
    },
  );
}
