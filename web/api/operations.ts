import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '../../api/contract';
import type * as definitions from '../../api/contract/definitions';
import type * as contract from '../../api/contract/operations';
import type * as system from '../../api/contract/system';
import { http, type Query } from '../http';

export type Incident = AnswerOf<typeof contract.readIncident>;
export type Instance = AnswerOf<typeof contract.readInstance>;
export type InstanceElement = Instance['elements'][number];
export type InstanceRow = AnswerOf<typeof definitions.listInstances>['rows'][number];
export type Repair = BodyOf<typeof contract.repairInstance>;
export type Bulk = AnswerOf<typeof contract.readBulk>;
export type Migration = { process: string; from: string; to: string };
export type MigrationProposal = AnswerOf<typeof contract.planMigration>;
export type DryRunPage = AnswerOf<typeof contract.dryRunMigration>;
export type Exceeding = AnswerOf<typeof contract.listExceeding>['rows'][number];
export type Health = AnswerOf<typeof system.system>;

/** Ids in URLs have `~` in place of the engine's `/`. */
const inAddress = (id: string) => encodeURIComponent(id.replaceAll('/', '~'));

export const incidentsQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['incidents', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof contract.listIncidents>>(
        '/incidents',
        { ...filters, after: pageParam, size: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
export const instancesQuery = (filters: Query) =>
  infiniteQueryOptions({
    queryKey: ['instances', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<AnswerOf<typeof definitions.listInstances>>(
        '/instances',
        { ...filters, after: pageParam, size: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // What runs moves on by itself.
    refetchInterval: 10_000,
  });
export const instanceQuery = (id: string) =>
  queryOptions({
    queryKey: ['instances', id],
    queryFn: () => http.get<Instance>(`/instances/${inAddress(id)}`),
    refetchInterval: 10_000,
  });
/** Looks at everything once, a stretch at a time. */
export const exceedingQuery = infiniteQueryOptions({
  queryKey: ['exceeding'],
  queryFn: ({ pageParam, signal }) =>
    http.get<AnswerOf<typeof contract.listExceeding>>('/bounds', { after: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
  staleTime: Infinity,
  gcTime: 0,
});
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: () => http.get<Health>('/system'),
  refetchInterval: 5000,
});
export const allBulkQuery = queryOptions({
  queryKey: ['bulk'],
  queryFn: () => http.get<AnswerOf<typeof contract.listBulk>>('/bulk'),
  refetchInterval: 5000,
});

export const retryIncident = (key: string, id: string, reason: string, variables?: Record<string, unknown>) =>
  http.post(`/incidents/${inAddress(id)}/retry`, { reason, ...(variables && { variables }) }, key);
export const skipIncident = (key: string, id: string, reason: string, variables?: Record<string, unknown>) =>
  http.post(`/incidents/${inAddress(id)}/resolve`, { reason, ...(variables && { variables }) }, key);
export const mendIncident = (key: string, id: string, way: Incident['ways'][number], reason: string) =>
  http.post(`/incidents/${inAddress(id)}/mend`, { way, reason }, key);
export const retryMany = (
  key: string,
  what: { ids?: string[]; process?: string; code?: string; case?: string },
  reason: string,
) => http.post<Bulk>('/incidents/retry', { ...what, reason }, key);
export const repairInstance = (key: string, id: string, repair: Repair) =>
  http.post(`/instances/${inAddress(id)}/repair`, repair, key);

export type MovePreview = AnswerOf<typeof contract.previewMove>;
export type Move = BodyOf<typeof contract.previewMove>;
export const moveQuery = (id: string, move: Move) =>
  queryOptions({
    queryKey: ['instances', id, 'move', move],
    queryFn: () => http.post<AnswerOf<typeof contract.previewMove>>(`/instances/${inAddress(id)}/repair/preview`, move),
    // Depends on the current state, so it is not cached.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const planQuery = (migration: Migration) =>
  queryOptions({
    queryKey: ['migrations', 'plan', migration],
    queryFn: () => http.post<MigrationProposal>('/migrations/plan', migration),
    staleTime: 0,
  });
export const dryRun = (migration: Migration, plan: Record<string, string>, after?: string) =>
  http.post<DryRunPage>('/migrations/dry-run', { ...migration, plan, ...(after && { after }) });
export const startMigration = (key: string, migration: Migration, plan: Record<string, string>, reason: string) =>
  http.post<Bulk>('/migrations', { ...migration, plan, reason }, key);
export const stopBulk = (key: string, id: string) => http.post<Bulk>(`/bulk/${encodeURIComponent(id)}/stop`, {}, key);
export const resumeBulk = (key: string, id: string) =>
  http.post<Bulk>(`/bulk/${encodeURIComponent(id)}/resume`, {}, key);
