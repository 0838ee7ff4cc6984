import { randomInt } from 'node:crypto';
import { Notices, type Notice } from '../../models';
import { audiencesOf } from '../access/audiences';
import * as contract from '../contract/notices';
import { Problem } from '../errors';
import type { Kept } from '../events/Events';
import { eventFor } from '../events/visible';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';

export const noticeRoutes = [
  route(contract.listNotices, list),
  route(contract.readNotices, read),
  route(contract.events, stream),
];

async function list({
  who,
  query,
  at,
}: Call<'/notices', { size: number; after?: string; unread?: 'true' | 'false'; case?: string }>) {
  const number = who.kind === 'party' ? who.case : query.case;
  const filter = {
    audience: { $in: await audiencesOf(who) },
    ...(number && { case: number }),
    ...(query.unread === 'true' && { readBy: { $ne: who.id } }),
  };
  const page = await pageOf<Notice>(Notices, {
    filter,
    sort: 'at',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: [Date.UTC(2015, 0, 1), at.getTime() + 86_400_000],
    projection: { deliveries: 0, audience: 0 },
  });
  return {
    ...page,
    rows: page.rows.map(({ _id, case: about, title, text, limit, at: sent, readBy }) => ({
      id: _id,
      ...(about && { case: about }),
      title,
      text,
      ...(limit && { limit }),
      at: sent.toISOString(),
      read: (readBy ?? []).includes(who.id),
    })),
  };
}

/** Ids of notices for others are ignored. */
async function read({ who, body }: Call<'/notices/read', unknown, { ids: string[] }>): Promise<undefined> {
  await Notices.updateMany(
    { _id: { $in: body.ids }, audience: { $in: await audiencesOf(who) } },
    { $addToSet: { readBy: who.id } },
  );
  return undefined;
}

const HEARTBEAT_MS = 20_000;
/** After this time the stream ends; the browser reconnects by itself and is authenticated again. */
const LONGEST_MS = 900_000;
const POSITION = /^\d{1,12}\.\d{1,10}$/;

async function stream({ who, query, req, res, deps }: Call<'/events', { after?: string }>): Promise<undefined> {
  const left = deps.streams.enter(who, () => res.end());
  if (!left) throw new Problem('TOO_MANY', { retryAfter: 30 });
  res.once('close', left);
  const audiences = await audiencesOf(who);
  const last = req.get('last-event-id') ?? query.after;
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  // All clients connected together when this server started: they should not all reconnect together.
  res.write(`retry: ${1_000 + randomInt(4_000)}\n\n`);
  const tell = (change: Kept | undefined) => {
    const event = change ? eventFor(who, audiences, change) : { type: 'resync' as const };
    if (event) res.write(`${change ? `id: ${change.position}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
  };
  const stop = deps.events.listen(last && POSITION.test(last) ? last : undefined, tell);
  const beat = setInterval(() => res.write(': \n\n'), HEARTBEAT_MS);
  const end = setTimeout(() => res.end(), LONGEST_MS - randomInt(LONGEST_MS / 4));
  await new Promise<void>((resolve) => res.on('close', resolve));
  stop();
  clearInterval(beat);
  clearTimeout(end);
  return undefined;
}
