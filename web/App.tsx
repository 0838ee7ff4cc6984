import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import enUS from 'antd/locale/en_US';
import { lazy, Suspense, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import { Problem } from './http';
import { isParty, sessionQuery, type Session } from './session';
import { Shell } from './shell/Shell';
import { SignIn } from './shell/SignIn';
import { useShellTexts } from './shell/texts';
import { useLanguage } from './texts';
import { theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { Empty, Failed, Loading } from './ui/State';
import { usePageTitle } from './ui/usePageTitle';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A server that is away is asked again until it is back; what it refuses is not.
      retry: (count, error) => error instanceof Problem && error.away && count < 8,
      retryDelay: (count) => Math.min(800 * 2 ** count, 8000),
    },
  },
});

const parts = {
  work: () => import('./features/work/Work'),
  cases: () => import('./features/cases/Cases'),
  case: () => import('./features/cases/CasePage'),
  newCase: () => import('./features/cases/NewCase'),
  processes: () => import('./features/processes/Processes'),
  operations: () => import('./features/operations/Operations'),
  oversight: () => import('./features/oversight/Oversight'),
  admin: () => import('./features/admin/Admin'),
  file: () => import('./features/selfService/SelfService'),
};
const [Work, Cases, CasePage, NewCase, SelfService] = [lazy(parts.work), lazy(parts.cases), lazy(parts.case), lazy(parts.newCase), lazy(parts.file)];
const [Processes, Operations, Oversight, Admin] = [lazy(parts.processes), lazy(parts.operations), lazy(parts.oversight), lazy(parts.admin)];

/** What the address asks for comes while it is found out who asks. */
function hurry([, part = '', of]: string[]): void {
  void client.prefetchQuery(sessionQuery);
  const wanted = part === 'cases' && of ? (of === 'new' ? 'newCase' : 'case') : part;
  if (wanted in parts) void parts[wanted as keyof typeof parts]().catch(() => undefined);
}
hurry(window.location.pathname.split('/'));

export function App() {
  const language = useLanguage();
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      {/* Messages and dialogs may hold links and queries: they stand within both. */}
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <AntApp component={false}>
            <Entrance />
          </AntApp>
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

/** Nobody signed in: the front door and the public self-service. Signed in: what the roles see. */
function Entrance() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  usePageTitle(useShellTexts()('brand'));
  if (session.isPending) return <Loading />;
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Page>{pathname === '/file' ? <SelfService /> : <SignIn />}</Page>;
  return isParty(session.data) ? <Page><SelfService /></Page> : <Workbench session={session.data} />;
}

/** The page of the address, its own failures kept to itself. */
function Page({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <ErrorBoundary resetKey={pathname}><Suspense fallback={<Loading />}>{children}</Suspense></ErrorBoundary>;
}

function Workbench({ session }: { session: Session }) {
  const t = useShellTexts();
  return (
    <Shell session={session}>
      <Page>
        <Routes>
          <Route path="/" element={<Navigate to={startOf(session)} replace />} />
          <Route path="/work/:task?" element={<Work />} />
          <Route path="/cases" element={<Cases />} />
          <Route path="/cases/new" element={<NewCase />} />
          <Route path="/cases/:number/:tab?" element={<CasePage />} />
          <Route path="/processes/*" element={<Processes />} />
          <Route path="/operations/*" element={<Operations />} />
          <Route path="/oversight/*" element={<Oversight />} />
          <Route path="/admin/*" element={<Admin />} />
          <Route path="*" element={<Empty title={t('notFound')} help={t('notFoundHelp')} action={<a href="/">{t('home')}</a>} />} />
        </Routes>
      </Page>
    </Shell>
  );
}

const startOf = ({ roles }: Session) =>
  roles.every((role) => role === 'official' || role === 'auditor') ? '/oversight' : roles.every((role) => role === 'administrator') ? '/processes' : '/work';
