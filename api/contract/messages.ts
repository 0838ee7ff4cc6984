import { z } from 'zod';
import { instant, variables } from './common';
import { operation } from './operation';

const tag = 'messages';

export const messageBody = z
  .strictObject({
    name: z.string().min(1).max(200),
    /** For messages to the processes of a case: its number. */
    correlationKey: z.string().max(400).default(''),
    variables: variables.default({}),
    /** How long the message waits for a receiver: an ISO 8601 duration up to 30 days. Default PT1H. */
    timeToLive: z.iso.duration().optional(),
  })
  .meta({ id: 'Message' });

export const deliverySchema = z
  .strictObject({
    id: z.string(),
    /** `delivered`: an instance received it; `started`: it started one; `waiting`: nobody waits for it yet. */
    status: z.enum(['delivered', 'started', 'waiting']),
    instance: z.string().optional(),
    expiresAt: instant.optional(),
  })
  .meta({ id: 'Delivery' });

export const sendMessage = operation({
  id: 'sendMessage',
  tag,
  method: 'post',
  path: '/messages',
  permission: 'message.send',
  target: { body: { correlationKey: 'receiver' } },
  body: messageBody,
  answer: deliverySchema,
  status: 202,
  summary: { zh: '发送消息', en: 'Correlate a message' },
});
/**
 * From the court's system: `X-Heyi-Timestamp` (seconds) and `X-Heyi-Signature` (hex HMAC-SHA-256 of
 * `<timestamp>.<body>`).
 */
export const courtCallback = operation({
  id: 'courtCallback',
  tag,
  method: 'post',
  path: '/court/messages',
  permission: 'signature',
  target: {
    none: 'The link with the courts serves all of them',
    body: { case: { none: 'The link with the courts serves all of them' } },
  },
  keyed: false,
  status: 202,
  body: z
    .strictObject({
      /** The sender's id of this message: repeating it has no further effect. */
      id: z.string().min(1).max(200),
      act: z.string().regex(/^[a-z][a-z.-]{0,79}$/),
      /** The number of the case; of the agreement of some of its workers: `<number>/<n>`, as the application says. */
      case: z.string().min(1).max(60),
      data: variables.default({}),
    })
    .meta({ id: 'CourtMessage' }),
  answer: deliverySchema,
  summary: { zh: '法院系统回传', en: 'A step reported by the court' },
});
