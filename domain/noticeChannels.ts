import { codeList } from './codeList';
import type { Text } from './text';

/** What a row adds to a channel's names. */
interface ChannelTraits extends Text {
  /** People choose whether they are reached by it; absent: it serves another system. */
  personal?: true;
  /** It makes a sound: it waits for the morning, unless the last day is today. */
  quiet?: true;
}

/**
 * The channels by which a notice leaves Heyi (activities/channels/ has a file for each). The pages themselves show every
 * notice and are no channel.
 */
export const noticeChannels = codeList({
  email: { zh: '电子邮件', en: 'E-mail', personal: true },
  text: { zh: '短信', en: 'Text message', personal: true, quiet: true },
  push: { zh: '浏览器推送', en: 'Push message', personal: true, quiet: true },
  webhook: { zh: '其他系统', en: 'Other system' },
  court: { zh: '法院系统', en: 'Court system' },
  // Last: for whom none of the others reaches.
  letter: { zh: '邮寄信函', en: 'Letter by post' },
} satisfies Record<string, ChannelTraits>);
export type NoticeChannel = (typeof noticeChannels.codes)[number];

/** The channels that people choose for themselves. */
export const personalChannels = noticeChannels.codes.filter((code) => 'personal' in noticeChannels.rows[code]);

/** Whether a channel is silent at night. */
export const isQuiet = (code: NoticeChannel): boolean => 'quiet' in noticeChannels.rows[code];
