import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as contract from '../../api/contract/notices';
import type { Notice, SentNotice } from '../../api/contract/notices';
import { http } from '../http';
import { subscribed } from '../push';

export type { Notice, SentNotice };

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next?: string }) => page.next,
  placeholderData: keepPreviousData,
};

/** The newest ones, for the bell. */
export const newestNoticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => http.get<AnswerOf<typeof contract.listNotices>>('/notices', { size: 30 }),
});
export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', unread],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.listNotices>>(
        '/notices',
        { size: 30, after: pageParam, ...(unread && { unread: 'true' }) },
        signal,
      ),
    ...paged,
  });
export const caseNoticesQuery = (number: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', number, 'notices'],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.caseNotices>>(
        `/cases/${number}/notices`,
        { size: 50, after: pageParam },
        signal,
      ),
    ...paged,
  });
export const failedNoticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'failed'],
  queryFn: ({ pageParam, signal }) =>
    http.get<AnswerOf<typeof contract.failedNotices>>('/notices/failed', { size: 50, after: pageParam }, signal),
  ...paged,
});

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
