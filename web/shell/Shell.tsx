import { Badge } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { hasRole, may, useSignOut, type Role, type Session } from '../session';
import { useLive } from './live';
import { LanguageButton } from './LanguageButton';
import { Notices } from './Notices';
import { SignInAgain } from './SignInAgain';
import { useShellTexts } from './texts';
import { taskCountQuery } from '../api/tasks';

const places: {
  to: string;
  text: 'work' | 'cases' | 'processes' | 'operations' | 'oversight' | 'organisations' | 'users' | 'audit' | 'calendars';
  roles: Role[];
}[] = [
  {
    to: '/work',
    text: 'work',
    roles: ['negotiator', 'mediator', 'supervisor', 'arbitrator', 'court', 'official', 'administrator'],
  },
  {
    to: '/cases',
    text: 'cases',
    roles: ['negotiator', 'mediator', 'supervisor', 'arbitrator', 'court', 'official', 'administrator', 'auditor'],
  },
  { to: '/oversight', text: 'oversight', roles: ['official', 'supervisor', 'administrator', 'auditor'] },
  { to: '/processes', text: 'processes', roles: ['administrator', 'auditor'] },
  { to: '/operations', text: 'operations', roles: ['administrator', 'auditor'] },
  { to: '/admin/organisations', text: 'organisations', roles: ['administrator', 'official', 'supervisor'] },
  { to: '/admin/users', text: 'users', roles: ['administrator'] },
  { to: '/admin/calendars', text: 'calendars', roles: ['administrator', 'official'] },
  { to: '/admin/audit', text: 'audit', roles: ['auditor', 'administrator'] },
];

const SETTLING = 1_000;

/**
 * The frame of the workbench: bar, navigation by role, live updates, and the way back in when a session ends over open
 * work.
 */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const t = useShellTexts();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const live = useLive();
  const [settled, setSettled] = useState(false);
  const counts = useQuery({ ...taskCountQuery, enabled: settled && may(session, 'task.list') });

  useEffect(() => setOpen(false), [pathname]);
  // What the page is about is asked for first.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLING);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="shell-bar">
        <button
          type="button"
          className="plain only-phone"
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpen(!open)}
        >
          ☰ <span className="skip">{t('menu')}</span>
        </button>
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} />
          {t('brand')}
        </Link>
        <span className="not-phone small">{t('tagline')}</span>
        <span className="grow" />
        <Notices />
        <LanguageButton />
        <span className="not-phone small">{session.name}</span>
        <button type="button" className="plain" onClick={() => void signOut().then(() => navigate('/'))}>
          {t('signOut')}
        </button>
      </header>
      <nav id="navigation" className={open ? 'shell-side open' : 'shell-side'} aria-label={t('navigation')}>
        <div>
          {places
            .filter(({ roles }) => hasRole(session, ...roles))
            .map(({ to, text }) => (
              <NavLink key={to} to={to}>
                {t(text)}
                {text === 'work' && counts.data ? (
                  <Badge
                    count={counts.data.mine + counts.data.claimable}
                    overflowCount={99}
                    style={{ marginLeft: 'auto' }}
                    color={counts.data.overdue > 0 ? '#b3261e' : '#0d5c63'}
                  />
                ) : null}
              </NavLink>
            ))}
        </div>
      </nav>
      <main id="main" className="shell-main" tabIndex={-1}>
        {!live && (
          <div className="shell-strip" role="status">
            {t('offline')}
          </div>
        )}
        {children}
      </main>
      <SignInAgain />
    </div>
  );
}
