import { z } from 'zod';
import { bilingual, id, instant, pageOf, paging } from './common';
import { narrows, operation } from './operation';

export const noticeSchema = z
  .strictObject({
    id,
    case: z.string().optional(),
    title: bilingual,
    text: bilingual,
    limit: z.string().optional(),
    at: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof noticeSchema>;

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
