import { codeList } from './codeList';

/** How an application reached the organisation. An oral one is put on record (Law art. 12; Rules33 art. 29). */
export const filingChannels = codeList({
  online: { zh: '网上', en: 'Online' },
  counter: { zh: '窗口', en: 'At the counter' },
  oral: { zh: '口头', en: 'Orally' },
  phone: { zh: '电话', en: 'By phone' },
  post: { zh: '邮寄', en: 'By post' },
  court: { zh: '法院移送', en: 'From a court' },
  authority: { zh: '部门转办', en: 'From another authority' },
});
export type FilingChannel = (typeof filingChannels.codes)[number];

/** How a meeting or session is held. */
export const sessionChannels = codeList({
  'in-person': { zh: '现场', en: 'In person' },
  phone: { zh: '电话', en: 'By phone' },
  video: { zh: '视频', en: 'By video' },
  written: { zh: '书面', en: 'In writing' },
});
export type SessionChannel = (typeof sessionChannels.codes)[number];
