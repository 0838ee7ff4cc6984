import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { caseCountQuery, caseFilters, caseQuery, casesQuery } from './api/cases';
import { statisticsQuery } from './api/oversight';
import { inboxFilters, inboxQuery, taskQuery } from './api/tasks';
import { requestedFigures, oversightFilters } from './features/oversight/requestedFigures';
import { isParty, may, sessionQuery, type Session } from './session';
import { readFilters } from './ui/useFilters';

/** The pages of the workbench by the first part of their URL; each is a script of its own. */
export const pages = {
  work: () => import('./features/work/Work'),
  calendar: () => import('./features/calendar/Calendar'),
  cases: () => import('./features/cases/Cases'),
  case: () => import('./features/cases/CasePage'),
  matters: () => import('./features/matters/Matters'),
  newMatter: () => import('./features/matters/NewMatter'),
  employers: () => import('./features/employers/Employers'),
  employer: () => import('./features/employers/EmployerPage'),
  desk: () => import('./features/desk/Desk'),
  services: () => import('./features/services/Services'),
  letters: () => import('./features/letters/Letters'),
  staff: () => import('./features/staff/Staff'),
  newCase: () => import('./features/cases/NewCase'),
  processes: () => import('./features/processes/Processes'),
  operations: () => import('./features/operations/Operations'),
  oversight: () => import('./features/oversight/Oversight'),
  admin: () => import('./features/admin/Admin'),
  notices: () => import('./features/notices/NoticesPage'),
  security: () => import('./features/security/Security'),
  calculator: () => import('./features/calculator/Calculator'),
  file: () => import('./features/selfService/SelfService'),
  /** What a one-time link in a text message opens: the address is short. */
  l: () => import('./features/link/LinkPage'),
};
export type Name = keyof typeof pages;

/** Prefetches the first data of a page, with the same queries that the page itself uses. */
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
    void client.prefetchQuery(
      statisticsQuery(requestedFigures(session, Date.now(), readFilters(oversightFilters, search))),
    ),
};

/** The reader's start page: the work on cases, otherwise administration, otherwise the figures. */
export function startOf(session: Session): string {
  if (session.restricted) return '/security';
  if (may(session, 'case.change')) return '/work';
  if (may(session, 'operation.repair')) return '/processes';
  return may(session, 'statistics.read') ? '/oversight' : '/work';
}

/** The page of a URL, and the id of the thing that it shows, if any. */
function pageOf(pathname: string): { name?: Name; of: string } {
  const [, part = '', of = ''] = pathname.split('/');
  const name =
    part === 'cases' && of
      ? of === 'new'
        ? 'newCase'
        : 'case'
      : part === 'matters' && of
        ? 'newMatter'
        : part === 'employers' && of
          ? 'employer'
          : part;
  return { name: Object.hasOwn(pages, name) ? (name as Name) : undefined, of };
}

/** The pages whose script has been preloaded. */
export const ready: Partial<Record<Name, ComponentType>> = {};

/** If loading fails here, the page loads again and reports the error. */
async function load(name: Name | undefined): Promise<void> {
  if (name) ready[name] = (await pages[name]().catch(() => undefined))?.default;
}

/**
 * Loads the script for the URL while the session is being fetched, then requests its data. Resolves when the page can
 * be rendered at once: rendering a placeholder first took a third of the loading time.
 */
export async function preload(
  client: QueryClient,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): Promise<void> {
  const script = load(pageOf(pathname).name);
  await client.prefetchQuery(sessionQuery);
  const session = client.getQueryData<Session | null>(sessionQuery.queryKey);
  if (!session || session.link) return;
  if (isParty(session)) return load('file');
  const { name, of } = pageOf(pathname === '/' ? startOf(session) : pathname);
  if (name) firstData[name]?.(client, session, new URLSearchParams(search), of);
  await (pathname === '/' ? load(name) : script);
}
