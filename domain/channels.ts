import { codeList } from './codeList';
import type { Text } from './text';

/**
 * How an application reached the organisation. An oral one is put on record (Law art. 12; Rules33 art. 29). `self`: in
 * which the applicants themselves file; in every other staff put on record what they were given, since what is claimed
 * to come from a court or an authority binds mediators to its limits and its way back.
 */
export const filingChannels = codeList({
  online: { zh: '网上', en: 'Online', self: true },
  counter: { zh: '窗口', en: 'At the counter' },
  oral: { zh: '口头', en: 'Orally' },
  phone: { zh: '电话', en: 'By phone' },
  post: { zh: '邮寄', en: 'By post' },
  court: { zh: '法院移送', en: 'From a court' },
  authority: { zh: '部门转办', en: 'From another authority' },
} satisfies Record<string, Text & { self?: true }>);
export type FilingChannel = (typeof filingChannels.codes)[number];

/** Whether applicants file by it themselves. */
export const isOwnChannel = (channel: FilingChannel): boolean => 'self' in filingChannels.rows[channel];

/** How a meeting or session is held. */
export const sessionChannels = codeList({
  'in-person': { zh: '现场', en: 'In person' },
  phone: { zh: '电话', en: 'By phone' },
  video: { zh: '视频', en: 'By video' },
  written: { zh: '书面', en: 'In writing' },
});
export type SessionChannel = (typeof sessionChannels.codes)[number];
