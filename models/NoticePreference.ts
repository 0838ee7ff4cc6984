import type { NoticeChannel } from '../domain/noticeChannels';
import { model } from './schema';

/** How a person wants to be told (api/access/person.ts: `user:<id>`, `code:<id>`). */
export interface NoticePreference {
  _id: string;
  /** The channels that the person does not want. The pages show every notice. */
  without: NoticeChannel[];
  /** Absent: as the account has it. */
  language?: 'zh' | 'en';
  at: Date;
}

export const NoticePreferences = model<NoticePreference>('NoticePreference', 'noticePreferences', {
  without: [String],
  language: String,
  at: Date,
});
