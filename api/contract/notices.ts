import { z } from 'zod';
import { letterStates } from '../../domain/letters';
import { noticeChannels, personalChannels } from '../../domain/noticeChannels';
import { pushSubscriptionSchema } from '../../domain/push';
import { bilingual, id, instant, pageOf, paging } from './common';
import { narrows, operation } from './operation';

export const noticeSchema = z
  .strictObject({
    id,
    case: z.string().optional(),
    /** `waits`: a step waits for the reader; `nears`: its time ends soon. */
    kind: z.enum(['waits', 'nears']).optional(),
    /** The step is done, or no longer asked. */
    over: z.literal(true).optional(),
    title: bilingual,
    text: bilingual,
    limit: z.string().optional(),
    /** The last day of the limit, and why that day. */
    day: z.string().optional(),
    why: bilingual.optional(),
    at: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof noticeSchema>;

/** A notice to the parties or staff of a case, and what became of it. */
export const sentNoticeSchema = z
  .strictObject({
    id,
    case: z.string().optional(),
    title: bilingual,
    at: instant,
    /** How often what was given up may still be tried again. */
    retriesLeft: z.number().int(),
    deliveries: z.array(
      z.strictObject({
        channel: z.enum(noticeChannels.codes),
        /** As much of the address as its owner needs to recognise it. */
        to: z.string().optional(),
        status: z.enum(['waiting', 'done', 'failed', 'covered', 'dropped']),
        attempts: z.number().int(),
        /** What the other side answered last. */
        error: z.string().optional(),
        at: instant.optional(),
        /** Of a letter: what became of it, the number under which it was posted, why it came back. */
        letter: z
          .strictObject({
            status: z.enum(letterStates.codes),
            number: z.string().optional(),
            why: z.string().optional(),
          })
          .optional(),
      }),
    ),
  })
  .meta({ id: 'SentNotice' });
export type SentNotice = z.infer<typeof sentNoticeSchema>;

/**
 * An event of the stream: something changed and should be read again. `resync`: events were lost, so everything should
 * be read again.
 */
export const eventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('task'), id, case: z.string(), change: z.enum(['opened', 'changed', 'closed']) }),
    z.strictObject({
      type: z.literal('case'),
      number: z.string(),
      status: z.enum(['open', 'closed']),
      stage: z.string().optional(),
    }),
    z.strictObject({ type: z.literal('notice'), id, case: z.string().optional(), title: bilingual }),
    z.strictObject({ type: z.literal('resync') }),
  ])
  .meta({ id: 'Event' });
export type StreamEvent = z.infer<typeof eventSchema>;

const tag = 'notices';
const own = 'Only the reader’s own notices';
export const listNotices = operation({
  id: 'listNotices',
  tag,
  method: 'get',
  path: '/notices',
  permission: 'signedIn',
  target: { none: own, query: { case: narrows } },
  query: z.strictObject({
    ...paging,
    unread: z.enum(['true', 'false']).optional(),
    case: z.string().max(60).optional(),
  }),
  answer: pageOf(noticeSchema),
  summary: { zh: '通知', en: 'Notices' },
});
export const readNotices = operation({
  id: 'readNotices',
  tag,
  method: 'post',
  path: '/notices/read',
  permission: 'signedIn',
  target: { none: own, body: { ids: { none: 'Ids of notices for others are ignored' } } },
  keyed: false,
  body: z.strictObject({ ids: z.array(id).min(1).max(200) }),
  summary: { zh: '标记已读', en: 'Mark as read' },
});
const preferences = {
  /** The channels that the caller does not want. */
  without: z.array(z.enum(personalChannels)).max(personalChannels.length),
  language: z.enum(['zh', 'en']).optional(),
};
export const readPreferences = operation({
  id: 'readNoticePreferences',
  tag,
  method: 'get',
  path: '/notices/preferences',
  permission: 'signedIn',
  target: { none: own },
  answer: z.strictObject({
    ...preferences,
    /** The channels by which the caller can be reached, with as much of the address as they need to recognise it. */
    reached: z.array(z.strictObject({ channel: z.enum(personalChannels), to: z.string() })),
  }),
  summary: { zh: '本人的通知方式', en: 'How the caller wants to be told' },
});
export const setPreferences = operation({
  id: 'setNoticePreferences',
  tag,
  method: 'put',
  path: '/notices/preferences',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  body: z.strictObject(preferences),
  summary: { zh: '设置本人的通知方式', en: 'Set how the caller wants to be told' },
});
export const pushKey = operation({
  id: 'readPush',
  tag,
  method: 'get',
  path: '/notices/push',
  permission: 'signedIn',
  target: { none: own },
  answer: z.strictObject({
    /** The key with which a browser subscribes (VAPID); absent: push messages are not set up. */
    key: z.string().optional(),
    /** The caller's browsers. */
    devices: z.array(z.strictObject({ id: z.string(), device: z.string().optional(), at: instant })),
  }),
  summary: { zh: '浏览器推送', en: 'Push messages: the key, and the caller’s browsers' },
});
export const subscribePush = operation({
  id: 'subscribePush',
  tag,
  method: 'post',
  path: '/notices/push',
  permission: 'signedIn',
  target: { none: own },
  keyed: false,
  body: pushSubscriptionSchema,
  summary: { zh: '在这个浏览器接收推送', en: 'Receive push messages in this browser' },
});
export const unsubscribePush = operation({
  id: 'unsubscribePush',
  tag,
  method: 'delete',
  path: '/notices/push/{id}',
  permission: 'signedIn',
  target: { path: { id: { none: own } } },
  keyed: false,
  summary: { zh: '不再在这个浏览器接收推送', en: 'Receive no more push messages in a browser' },
});
export const caseNotices = operation({
  id: 'caseNotices',
  tag,
  method: 'get',
  path: '/cases/{number}/notices',
  permission: 'case.inside',
  target: { path: { number: 'case' } },
  query: z.strictObject(paging),
  answer: pageOf(sentNoticeSchema),
  summary: { zh: '案件的通知及送出情况', en: 'The notices of a case, and what became of them' },
});
export const retryNotice = operation({
  id: 'retryNotice',
  tag,
  method: 'post',
  path: '/cases/{number}/notices/{notice}/retry',
  permission: 'case.comment',
  target: { path: { number: 'case', notice: { none: 'It is looked up among the notices of the case' } } },
  body: z.strictObject({}),
  answer: sentNoticeSchema,
  summary: { zh: '再次发送没有送出的通知', en: 'Try again what was given up of a notice' },
});
export const failedNotices = operation({
  id: 'failedNotices',
  tag,
  method: 'get',
  path: '/notices/failed',
  permission: 'operation.read',
  target: { list: 'case' },
  query: z.strictObject(paging),
  answer: pageOf(sentNoticeSchema),
  summary: { zh: '没有送出的通知', en: 'Notices that could not be delivered' },
});
/**
 * Each event is the JSON of an Event under the SSE name `message`; resume with Last-Event-ID, or with `after` where
 * that header cannot be sent.
 */
export const events = operation({
  id: 'events',
  tag,
  method: 'get',
  path: '/events',
  permission: 'signedIn',
  target: { none: own },
  query: z.strictObject({ after: z.string().max(40).optional() }),
  gives: 'text/event-stream',
  summary: { zh: '实时事件', en: 'Events as they happen' },
});
