import { randomInt } from 'node:crypto';
import {
  Contacts,
  letterId,
  Letters,
  NoticePreferences,
  Notices,
  Tasks,
  triedAgain,
  Users,
  type Contact,
  type Letter,
  type Notice,
  type NoticePreference,
  type Task,
  type User,
} from '../../models';
import { somethingNew } from '../../domain/noticeTexts';
import { audiencesOf, mayOpenNotice } from '../access/audiences';
import { holderOf, toldAs } from '../access/person';
import { deputised } from '../absences';
import { filterOf } from '../access/reach';
import { inside, outside } from '../access/targets';
import type { Who } from '../access/Who';
import { audit } from '../audit/audit';
import * as contract from '../contract/notices';
import { Problem } from '../errors';
import type { Kept } from '../events/Events';
import { eventFor } from '../events/visible';
import { pageOf, pageOfAll } from '../http/paging';
import { route, type Call } from '../http/Route';

export const noticeRoutes = [
  route(contract.listNotices, list),
  route(contract.readNotices, read),
  route(contract.readPreferences, preferences),
  route(contract.setPreferences, prefer),
  route(contract.caseNotices, ofCase),
  route(contract.failedNotices, failed),
  route(contract.retryNotice, retry),
  route(contract.events, stream),
];

const EARLIEST = Date.UTC(2015, 0, 1);
const bounds = (now: Date): [number, number] => [EARLIEST, now.getTime() + 86_400_000];

async function list({
  who,
  query,
  at,
}: Call<'/notices', { size: number; after?: string; unread?: 'true' | 'false'; case?: string }>) {
  const number = who.kind === 'party' ? who.case : query.case;
  // Until holders of codes were told apart, one of them read for the whole side.
  const readers = [holderOf(who), who.id];
  const away = await deputised(who, at);
  const filter = {
    title: { $exists: true },
    ...(number && { case: number }),
    ...(query.unread === 'true' && { readBy: { $nin: readers } }),
  };
  const page = await pageOfAll<Notice>(
    Notices,
    [
      { audience: { $in: await audiencesOf(who) }, ...filter },
      // Of those for whom the reader stands in, what is about cases.
      ...(away.length
        ? [{ audience: { $in: away.map((id) => `user:${id}`) }, case: { $exists: true }, ...filter }]
        : []),
    ],
    {
      sort: 'at',
      direction: -1,
      size: query.size,
      after: query.after,
      bounds: bounds(at),
      projection: { deliveries: 0 },
    },
    (notice) => mayOpenNotice(who, notice, away),
  );
  const open = await openTasks(page.rows.flatMap(({ task }) => task ?? []));
  return {
    ...page,
    rows: page.rows.map(({ _id, case: about, kind, task, title, text, limit, day, why, at: sent, readBy }) => ({
      id: outside(_id),
      ...(about && { case: about }),
      ...(kind && { kind }),
      ...(task && !open.has(task) && { over: true as const }),
      title: title!,
      text: text!,
      ...(limit && { limit }),
      ...(day && { day }),
      ...(why && { why }),
      at: sent.toISOString(),
      read: (readBy ?? []).some((reader) => readers.includes(reader)),
    })),
  };
}

async function preferences({ who }: Call<'/notices/preferences'>) {
  const person = toldAs(who);
  const [kept, contact, user] = await Promise.all([
    NoticePreferences.findById(person).lean<NoticePreference>(),
    Contacts.findById(person, { tail: 1 }).lean<Contact>(),
    who.kind === 'user' ? Users.findById(who.id, { email: 1 }).lean<User>() : null,
  ]);
  return {
    without: kept?.without ?? [],
    ...(kept?.language && { language: kept.language }),
    reached: [
      ...(user?.email ? [{ channel: 'email' as const, to: masked(user.email) }] : []),
      ...(contact ? [{ channel: 'text' as const, to: contact.tail }] : []),
    ],
  };
}

type Wanted = Pick<NoticePreference, 'without' | 'language'>;

async function prefer({ who, body, at }: Call<'/notices/preferences', unknown, Wanted>): Promise<undefined> {
  await NoticePreferences.replaceOne({ _id: toldAs(who) }, { ...body, at }, { upsert: true });
  return undefined;
}

async function openTasks(ids: string[]): Promise<Set<string>> {
  const found = ids.length ? await Tasks.find({ _id: { $in: ids }, status: 'open' }, { _id: 1 }).lean<Task[]>() : [];
  return new Set(found.map(({ _id }) => _id));
}

/** A case has few notices; the newest come first. */
async function ofCase({ target: found, who, query, at }: Call<'/cases/{number}/notices', Paged>) {
  const page = await pageOf<Notice>(Notices, {
    filter: { case: found._id, title: { $exists: true } },
    sort: 'at',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: bounds(at),
  });
  return { ...page, rows: await sentViews(who, page.rows) };
}

/** Those with a delivery that was given up, within the caller's reach. */
async function failed({ who, query, at }: Call<'/notices/failed', Paged>) {
  const page = await pageOf<Notice>(Notices, {
    filter: { title: { $exists: true }, ...filterOf(who, 'operation.read') },
    sort: 'failedAt',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: bounds(at),
  });
  return { ...page, rows: await sentViews(who, page.rows) };
}

const MOST_RETRIES = 3;
/** Whoever is trying a notice has it for a minute (activities/duties/deliverNotices.ts). */
const BUSY_MS = 90_000;

/**
 * What was given up is tried again as often as a new delivery, three times at most. A step that is over meanwhile is not
 * told any more.
 */
async function retry(call: Call<'/cases/{number}/notices/{notice}/retry'>) {
  const { target: found, params, who, at } = call;
  const _id = inside(params.notice);
  const notice = await Notices.findOne({ _id, case: found._id, title: { $exists: true } }).lean<Notice>();
  if (!notice) throw new Problem('NOT_FOUND');
  const given = notice.deliveries.filter(({ status }) => status === 'failed');
  if (given.length === 0) return (await sentViews(who, [notice]))[0]!;
  const retries = (notice.retries ?? 0) + 1;
  if (retries > MOST_RETRIES) throw new Problem('RETRIED_ENOUGH');
  const busy = notice.nextAt && notice.nextAt.getTime() < at.getTime() + BUSY_MS;
  const deliveries = triedAgain(notice.deliveries, at);
  const begun =
    !busy &&
    (await Notices.updateOne(
      { _id, failedAt: notice.failedAt, nextAt: notice.nextAt ?? { $exists: false } },
      { $set: { deliveries, nextAt: at, retries }, $unset: { failedAt: '' } },
    ));
  if (!begun || !begun.modifiedCount) throw new Problem('NOTICE_BUSY');
  await audit(call, found._id, 'notice.retry', _id, { channels: given.map(({ channel }) => channel), retry: retries });
  return (await sentViews(who, [{ ...notice, deliveries, retries }]))[0]!;
}

interface Paged {
  size: number;
  after?: string;
}

async function sentViews(who: Who, notices: Notice[]) {
  const ids = notices
    .flatMap(({ deliveries }) => deliveries)
    .flatMap(({ channel, id }) => (channel === 'letter' && id ? letterId(id) : []));
  const letters = ids.length ? await Letters.find({ _id: { $in: ids } }).lean<Letter[]>() : [];
  const by = new Map(letters.map((letter) => [letter._id, letter]));
  return notices.map((notice) => sentView(who, notice, by));
}

/** What is not open is shown by the fact alone. */
const sentView = (who: Who, notice: Notice, letters: ReadonlyMap<string, Letter>) => ({
  id: outside(notice._id),
  ...(notice.case && { case: notice.case }),
  title: mayOpenNotice(who, notice) ? notice.title! : somethingNew,
  at: notice.at.toISOString(),
  retriesLeft: MOST_RETRIES - (notice.retries ?? 0),
  deliveries: notice.deliveries.map(({ channel, id, to, status, attempts, error, at: tried }) => ({
    channel,
    ...(to && { to: masked(to) }),
    status,
    attempts,
    ...(status !== 'done' && error && { error }),
    ...(tried && { at: tried.toISOString() }),
    ...(channel === 'letter' && id && letterOf(letters.get(letterId(id)))),
  })),
});

const letterOf = (found: Letter | undefined) =>
  found && {
    letter: {
      status: found.status,
      ...(found.number && { number: found.number }),
      ...(found.why && { why: found.why }),
    },
  };

const masked = (address: string): string => address.replace(/^(.).*(?=@)/, '$1***');

/** Ids of notices for others are ignored. */
async function read({ who, body, at }: Call<'/notices/read', unknown, { ids: string[] }>): Promise<undefined> {
  await Notices.updateMany(
    {
      _id: { $in: body.ids.map(inside) },
      audience: { $in: [...(await audiencesOf(who)), ...(await deputised(who, at)).map((id) => `user:${id}`)] },
    },
    { $addToSet: { readBy: holderOf(who) } },
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
