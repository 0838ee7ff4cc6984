import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes, useNavigate } from 'react-router';
import { newestNoticesQuery } from '../../api/notices';
import { useMaybeSession, useSignOut } from '../../session';
import { Bell } from '../../shell/Bell';
import { LanguageButton } from '../../shell/LanguageButton';
import { IssuedNotice } from '../../shell/IssuedPasswords';
import { useLive } from '../../shell/live';
import { SignInAgain } from '../../shell/SignInAgain';
import { useShellTexts } from '../../shell/texts';
import { Loading } from '../../ui/State';
import { ActingAs } from '../mandates/Acting';
import { MyCases } from './MyCases';

const Security = lazy(() => import('../security/Security'));
const NoticesPage = lazy(() => import('../notices/NoticesPage'));
const Calculator = lazy(() => import('../calculator/Calculator'));
const Places = lazy(() => import('../landing/Places'));
const Papers = lazy(() => import('../landing/Papers'));
const File = lazy(() => import('./File').then((module) => ({ default: module.File })));
const MyCase = lazy(() => import('./MyCase').then((module) => ({ default: module.MyCase })));

/** Workers and employers: file, follow, answer, agree, upload. Phone first, plain words, large targets. */
export default function SelfService() {
  const t = useShellTexts();
  const session = useMaybeSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <div className="self">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="shell-bar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} />
          {t('brand')}
        </Link>
        <span className="grow" />
        {session && <NoticesLink />}
        <LanguageButton />
        {session?.kind === 'user' && (
          <Link to="/security" className="person small">
            {t('security')}
          </Link>
        )}
        {session && (
          <button type="button" className="plain" onClick={() => void signOut().then(() => navigate('/'))}>
            {t('signOut')}
          </button>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {session && <Live />}
        {session && <IssuedNotice session={session} />}
        {session?.mandate && <ActingAs mandate={session.mandate} />}
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route path="/file" element={<File />} />
            <Route path="/calculator" element={<Calculator />} />
            <Route path="/places" element={<Places />} />
            <Route path="/papers/:code?" element={<Papers />} />
            {session?.kind === 'user' && <Route path="/security" element={<Security />} />}
            {session && (
              <Route
                path="/my"
                element={session.case ? <Navigate to={`/my/${session.case}`} replace /> : <MyCases />}
              />
            )}
            {session && <Route path="/notices" element={<NoticesPage />} />}
            {session && <Route path="/my/:number" element={<MyCase />} />}
            {session && <Route path="/cases/:number/*" element={<MyCase />} />}
            <Route path="*" element={<Navigate to={session?.case ? `/my/${session.case}` : '/my'} replace />} />
          </Routes>
        </Suspense>
      </main>
      {session && <SignInAgain />}
    </div>
  );
}

/** To the page of notices, with how many are unread. */
function NoticesLink() {
  const t = useShellTexts();
  const rows = useQuery(newestNoticesQuery).data?.rows ?? [];
  const unread = rows.filter(({ read }) => !read).length;
  return (
    <Link to="/notices" className="plain" aria-label={`${t('notices')} ${unread}`}>
      <Bell unread={unread} />
    </Link>
  );
}

function Live() {
  const t = useShellTexts();
  return useLive() ? null : (
    <div className="shell-strip" role="status">
      {t('offline')}
    </div>
  );
}
