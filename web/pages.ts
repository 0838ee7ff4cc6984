import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { caseCountQuery, caseFilters, caseQuery, casesQuery } from './api/cases';
import { statisticsQuery } from './api/oversight';
import { inboxFilters, inboxQuery, taskQuery } from './api/tasks';
import { asked, oversightFilters } from './features/oversight/asked';
import { isParty, may, sessionQuery, type Session } from './session';
import { readFilters } from './ui/useFilters';

/** The pages of the workbench by what their addresses begin with; each comes as its own script. */
export const pages = {
  work: () => import('./features/work/Work'),
  cases: () => import('./features/cases/Cases'),
  case: () => import('./features/cases/CasePage'),
  newCase: () => import('./features/cases/NewCase'),
  processes: () => import('./features/processes/Processes'),
  operations: () => import('./features/operations/Operations'),
  oversight: () => import('./features/oversight/Oversight'),
  admin: () => import('./features/admin/Admin'),
  security: () => import('./features/security/Security'),
  file: () => import('./features/selfService/SelfService'),
};
export type Name = keyof typeof pages;

/** What a page is about, asked for by the queries that the page itself will read. */
const firstData: Partial<
  Record<Name, (client: QueryClient, session: Session, search: URLSearchParams, of: string) => void>
> = {
  work(client, _session, search, task) {
    if (task) void client.prefetchQuery(taskQuery(task));
    void client.prefetchInfiniteQuery(inboxQuery(readFilters(inboxFilters, search)));
  },
  cases(client, _session, search) {
    const filters = readFilters(caseFilters, search);
    const { sort: _sort, ...counted } = filters;
    void client.prefetchInfiniteQuery(casesQuery(filters));
    void client.prefetchQuery(caseCountQuery(counted));
  },
  case: (client, _session, _search, number) => void client.prefetchQuery(caseQuery(number)),
  oversight: (client, session, search) =>
    void client.prefetchQuery(statisticsQuery(asked(session, Date.now(), readFilters(oversightFilters, search)))),
};

/** Where a reader begins: with the work on cases, else with what keeps the system going, else with the figures. */
export function startOf(session: Session): string {
  if (session.restricted) return '/security';
  if (may(session, 'case.change')) return '/work';
  if (may(session, 'operation.repair')) return '/processes';
  return may(session, 'statistics.read') ? '/oversight' : '/work';
}

/** The page of an address, and whose page it is where it is about one thing. */
function pageOf(pathname: string): { name?: Name; of: string } {
  const [, part = '', of = ''] = pathname.split('/');
  const name = part === 'cases' && of ? (of === 'new' ? 'newCase' : 'case') : part;
  return { name: Object.hasOwn(pages, name) ? (name as Name) : undefined, of };
}

/** The pages whose script has come ahead. */
export const ready: Partial<Record<Name, ComponentType>> = {};

/** What fails here is asked for again by the page, which tells of it. */
async function load(name: Name | undefined): Promise<void> {
  if (name) ready[name] = (await pages[name]().catch(() => undefined))?.default;
}

/**
 * Has the script of the address come while it is found out who asks, and then asks for its data.
 * Done when the page can be drawn at once: drawing first what waits for it took a third of the time until it was there.
 */
export async function hurry(
  client: QueryClient,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): Promise<void> {
  const script = load(pageOf(pathname).name);
  await client.prefetchQuery(sessionQuery);
  const session = client.getQueryData<Session | null>(sessionQuery.queryKey);
  if (!session) return;
  if (isParty(session)) return load('file');
  const { name, of } = pageOf(pathname === '/' ? startOf(session) : pathname);
  if (name) firstData[name]?.(client, session, new URLSearchParams(search), of);
  await (pathname === '/' ? load(name) : script);
}
