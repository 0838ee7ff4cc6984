import type { NoticeChannel } from '../../domain/noticeChannels';
import type { Channel } from './Channel';
import { court } from './court';
import { email } from './email';
import { letter } from './letter';
import { push } from './push';
import { text } from './text';
import { webhook } from './webhook';

/** The channels by which notices leave Heyi. */
export const channels: Record<NoticeChannel, Channel> = { email, text, push, webhook, court, letter };
