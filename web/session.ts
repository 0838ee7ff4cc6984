import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '../api/contract/sessions';
import { http, Problem } from './http';
import { unsubscribe } from './push';

export type { Session };

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client, queryKey }): Promise<Session | null> => {
    try {
      return await http.get<Session>('/sessions/current');
    } catch (error) {
      // A session that ended over open work does not replace the page: `sessionEnded` was notified, and the shell asks
      // to sign in again.
      if (error instanceof Problem && error.status === 401)
        return client.getQueryData<Session | null>(queryKey) ?? null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
  retry: (count, error) => error instanceof Problem && error.away && count < 20,
  retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
});

/** The session of the signed-in reader. Only below the shell, which asks to sign in first. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('No session');
  return data;
}

/** Whoever came by a link to one step is nobody elsewhere. */
export const besidesLinks = (session: Session | null | undefined): Session | null | undefined =>
  session?.link ? null : session;

export function useMaybeSession(): Session | null | undefined {
  return besidesLinks(useQuery(sessionQuery).data);
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await unsubscribe().catch(() => undefined);
    const { address } = await http.delete<{ address?: string }>('/sessions/current');
    // Users who came from a provider sign out there, too.
    if (address) return location.assign(address);
    client.clear();
    client.setQueryData(sessionQuery.queryKey, null);
  };
}

/** Whether the API permits this to the reader at all; the server decides the reach in each case. */
export const may = (session: Session, permission: Session['permissions'][number]): boolean =>
  session.permissions.includes(permission);

/** Staff who have no role before their identity is checked, and are told what to do. */
export const awaitsCheck = ({ roles, withheld }: Session): boolean => !roles.length && withheld !== undefined;

/** Somebody who has cases but does not work on any: sees the self-service, not the workbench. */
export const isParty = (session: Session): boolean => !may(session, 'case.inside') && !awaitsCheck(session);
