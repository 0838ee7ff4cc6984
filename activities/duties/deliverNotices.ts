import { createTransport, type Transporter } from 'nodemailer';
import { Notices, type Delivery, type Notice } from '../../models';
import type { Deps } from '../deps';
import { send } from '../http/send';

/** After this many attempts a delivery is given up; the notice stays in the application. */
const ATTEMPTS = 12;
const AT_ONCE = 50;
const LONGEST_WAIT = 3_600_000;

const transports = new Map<string, Transporter>();

/**
 * Tries the deliveries of notices that are due, with growing intervals until they succeed. Returns when to run again.
 */
export async function deliverNotices(deps: Deps): Promise<number> {
  const now = deps.clock();
  const due = await Notices.find({ nextAt: { $lte: now } })
    .limit(AT_ONCE)
    .lean<Notice[]>();
  for (const notice of due) await deliver(notice, deps, now);
  return due.length ? 100 : 1000;
}

async function deliver(notice: Notice, deps: Deps, now: Date): Promise<void> {
  const deliveries = await Promise.all(
    notice.deliveries.map((delivery) =>
      delivery.status === 'waiting' ? attempt(notice, delivery, deps, now) : delivery,
    ),
  );
  const left = deliveries.filter(({ status }) => status === 'waiting');
  const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** Math.max(0, ...left.map(({ attempts }) => attempts)));
  await Notices.updateOne(
    { _id: notice._id },
    left.length
      ? { $set: { deliveries, nextAt: new Date(now.getTime() + wait) } }
      : { $set: { deliveries }, $unset: { nextAt: '' } },
  );
}

async function attempt(notice: Notice, delivery: Delivery, deps: Deps, now: Date): Promise<Delivery> {
  const attempts = delivery.attempts + 1;
  try {
    await channels[delivery.channel](notice, delivery, deps);
    return { ...delivery, attempts, status: 'done', at: now };
  } catch (error) {
    return {
      ...delivery,
      attempts,
      status: attempts >= ATTEMPTS ? 'failed' : 'waiting',
      error: (error as Error).message.slice(0, 300),
      at: now,
    };
  }
}

const channels: Record<Delivery['channel'], (notice: Notice, delivery: Delivery, deps: Deps) => Promise<void>> = {
  async email({ title, text }, { to }, { smtp }) {
    if (!smtp) throw new Error('no mail server is configured');
    if (!transports.has(smtp.url)) transports.set(smtp.url, createTransport(smtp.url));
    await transports
      .get(smtp.url)!
      .sendMail({ from: smtp.from, to, subject: `${title.zh} ${title.en}`, text: `${text.zh}\n\n${text.en}` });
  },
  webhook: ({ _id, case: number, audience, title, text, at }, _delivery, deps) =>
    post(deps.webhook, { id: _id, case: number, audience, title, text, at: at.toISOString() }, _id, deps),
  court: ({ _id }, { body }, deps) => post(deps.court, body, _id, deps),
};

/** To a configured address, which is therefore allowed. */
async function post(
  target: { url: string; secret: string } | undefined,
  body: unknown,
  id: string,
  deps: Deps,
): Promise<void> {
  if (!target) throw new Error('no address is configured');
  const { status } = await send(
    { url: target.url, method: 'POST', body, timeoutMs: 10_000, id },
    { allowed: [new URL(target.url).hostname], secret: target.secret, at: deps.clock() },
  );
  if (status >= 300) throw new Error(`answered ${status}`);
}
