import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/notices';
import type { Notice, SentNotice } from '../../api/contract/notices';
import { http } from '../http';
import { subscribed } from '../push';
import { paged } from './paged';

export type { Notice, SentNotice };

/** The newest ones, for the bell. */
export const newestNoticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => http.get<AnswerOf<typeof contract.listNotices>>('/notices', { size: 30 }),
});
export const noticesQuery = (unread: boolean) =>
  paged<Notice>(['notices', 'list', unread], '/notices', unread ? { unread: true } : {}, 30);
export const caseNoticesQuery = (number: string) =>
  paged<SentNotice>(['cases', number, 'notices'], `/cases/${number}/notices`);
export const failedNoticesQuery = paged<SentNotice>(['notices', 'failed'], '/notices/failed');
/** Tries again what was given up of a notice. */
export const retryNotice = (key: string, number: string, id: string) =>
  http.post<SentNotice>(`/cases/${number}/notices/${encodeURIComponent(id)}/retry`, {}, key);

export const markRead = (ids: string[]) => http.post('/notices/read', { ids });

export type Preferences = AnswerOf<typeof contract.readPreferences>;
export const preferencesQuery = queryOptions({
  queryKey: ['notices', 'preferences'],
  queryFn: () => http.get<Preferences>('/notices/preferences'),
});
export const savePreferences = ({ without, language }: Pick<Preferences, 'without' | 'language'>) =>
  http.put('/notices/preferences', { without, ...(language && { language }) });

export const pushQuery = queryOptions({
  queryKey: ['push'],
  queryFn: () => http.get<AnswerOf<typeof contract.pushKey>>('/notices/push'),
});
/** The id of this browser's subscription, or null. */
export const thisBrowserQuery = queryOptions({
  queryKey: ['push', 'here'],
  queryFn: async () => (await subscribed())?.id ?? null,
});
