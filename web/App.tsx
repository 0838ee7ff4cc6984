import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import enUS from 'antd/locale/en_US';
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation } from 'react-router';
import { client } from './client';
import { Landing } from './features/landing/Landing';
import { pages, ready, startOf, type Name } from './pages';
import { awaitsCheck, besidesLinks, isParty, sessionQuery, type Session } from './session';
import { NewCode } from './shell/NewCode';
import { NewPassword } from './shell/NewPassword';
import { Shell } from './shell/Shell';
import { useShellTexts } from './shell/texts';
import { useLanguage } from './texts';
import { theme } from './theme';
import { ErrorBoundary } from './ui/ErrorBoundary';
import { Empty, Failed, Loading } from './ui/State';
import { usePageTitle } from './ui/usePageTitle';

/** Renders a page at once if its script has been loaded; otherwise a placeholder until it has. */
function page(name: Name): ComponentType {
  const Late = lazy(pages[name]);
  return function Shown() {
    const [Component] = useState(() => ready[name] ?? Late);
    return <Component />;
  };
}

const [Work, Services, Cases, CasePage, NewCase, SelfService] = [
  page('work'),
  page('services'),
  page('cases'),
  page('case'),
  page('newCase'),
  page('file'),
];
const Link = page('l');
const Desk = page('desk');
const Letters = page('letters');
const [Matters, NewMatter] = [page('matters'), page('newMatter')];
const [Employers, EmployerPage] = [page('employers'), page('employer')];
const [Processes, Operations, Oversight, Admin, Security, Calculator, Notices, Staff, Calendar] = [
  page('processes'),
  page('operations'),
  page('oversight'),
  page('admin'),
  page('security'),
  page('calculator'),
  page('notices'),
  page('staff'),
  page('calendar'),
];

export function App() {
  const language = useLanguage();
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      {/* Messages and dialogs may contain links and queries, so they are inside both providers. */}
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

/** The pages of the self-service that need no account. */
const open = ['/file', '/calculator', '/places', '/papers'];

/** Not signed in: the front page and the public self-service. Signed in: what the roles may see. */
function Entrance() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  const [held, setHeld] = useState(false);
  usePageTitle(useShellTexts()('brand'));
  if (session.isPending) return <Loading />;
  if (session.error) return <Failed error={session.error} retry={() => void session.refetch()} />;
  if (pathname === '/l')
    return (
      <Page>
        <Link />
      </Page>
    );
  const signedIn = besidesLinks(session.data);
  if (!signedIn) return <Page>{open.includes(`/${pathname.split('/')[1]}`) ? <SelfService /> : <Landing />}</Page>;
  if (signedIn.newPassword) return <NewPassword session={signedIn} />;
  if (signedIn.newCode || held) return <NewCode session={signedIn} hold={setHeld} />;
  return isParty(signedIn) ? (
    <Page>
      <SelfService />
    </Page>
  ) : (
    <Workbench session={signedIn} />
  );
}

/** The page for the URL, in an error boundary of its own. */
function Page({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary resetKey={pathname}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Workbench({ session }: { session: Session }) {
  const t = useShellTexts();
  if (session.restricted || awaitsCheck(session))
    return (
      <Shell session={session}>
        <Page>
          <Security />
        </Page>
      </Shell>
    );
  return (
    <Shell session={session}>
      <Page>
        <Routes>
          <Route path="/" element={<Navigate to={startOf(session)} replace />} />
          <Route path="/work/:task?" element={<Work />} />
          <Route path="/calendar" element={<Calendar />} />
          <Route path="/desk" element={<Desk />} />
          <Route path="/services" element={<Services />} />
          <Route path="/letters" element={<Letters />} />
          <Route path="/staff" element={<Staff />} />
          <Route path="/cases" element={<Cases />} />
          <Route path="/cases/new" element={<NewCase />} />
          <Route path="/cases/:number/:tab?" element={<CasePage />} />
          <Route path="/matters" element={<Matters />} />
          <Route path="/matters/new/:kind" element={<NewMatter />} />
          <Route path="/employers" element={<Employers />} />
          <Route path="/employers/:id" element={<EmployerPage />} />
          <Route path="/processes/*" element={<Processes />} />
          <Route path="/operations/*" element={<Operations />} />
          <Route path="/oversight/*" element={<Oversight />} />
          <Route path="/admin/*" element={<Admin />} />
          <Route path="/notices" element={<Notices />} />
          <Route path="/security" element={<Security />} />
          <Route path="/calculator" element={<Calculator />} />
          <Route
            path="*"
            element={<Empty title={t('notFound')} help={t('notFoundHelp')} action={<a href="/">{t('home')}</a>} />}
          />
        </Routes>
      </Page>
    </Shell>
  );
}
