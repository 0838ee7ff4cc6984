import { Badge } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { may, useSignOut, type Session } from '../session';
import { useLive } from './live';
import { IssuedNotice } from './IssuedPasswords';
import { LanguageButton } from './LanguageButton';
import { Notices } from './Notices';
import { SignInAgain } from './SignInAgain';
import { useShellTexts } from './texts';
import { taskCountQuery } from '../api/tasks';

type Place =
  | 'work'
  | 'cases'
  | 'matters'
  | 'calendar'
  | 'employers'
  | 'desk'
  | 'services'
  | 'letters'
  | 'processes'
  | 'operations'
  | 'people'
  | 'oversight'
  | 'organisations'
  | 'users'
  | 'proposals'
  | 'audit'
  | 'calendars';

/** The pages, each with the permission that it needs. */
const places: { to: string; text: Place; needs: Session['permissions'][number] }[] = [
  { to: '/work', text: 'work', needs: 'task.act' },
  { to: '/cases', text: 'cases', needs: 'case.list' },
  { to: '/matters', text: 'matters', needs: 'matter.list' },
  { to: '/calendar', text: 'calendar', needs: 'case.inside' },
  { to: '/employers', text: 'employers', needs: 'employer.read' },
  { to: '/desk', text: 'desk', needs: 'service.list' },
  { to: '/services', text: 'services', needs: 'service.list' },
  { to: '/letters', text: 'letters', needs: 'letter.post' },
  { to: '/staff', text: 'people', needs: 'task.reassign' },
  { to: '/oversight', text: 'oversight', needs: 'statistics.read' },
  { to: '/processes', text: 'processes', needs: 'definition.read' },
  { to: '/operations', text: 'operations', needs: 'operation.read' },
  { to: '/admin/organisations', text: 'organisations', needs: 'people.read' },
  { to: '/admin/users', text: 'users', needs: 'people.write' },
  { to: '/admin/proposals', text: 'proposals', needs: 'proposal.decide' },
  { to: '/admin/calendars', text: 'calendars', needs: 'reference.read' },
  { to: '/admin/audit', text: 'audit', needs: 'audit.read' },
];

const SETTLING = 1_000;

/**
 * The frame of the workbench: header, navigation by permission, live updates, and the sign-in dialog when a session
 * ends over open work.
 */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const t = useShellTexts();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const live = useLive(!session.restricted);
  const [settled, setSettled] = useState(false);
  const counts = useQuery({ ...taskCountQuery, enabled: settled && may(session, 'task.list') });

  useEffect(() => setOpen(false), [pathname]);
  // The page's own data are requested first.
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
        {!session.restricted && <Notices />}
        <LanguageButton />
        <Link to="/security" className="person small" title={t('security')}>
          {session.name}
        </Link>
        <button type="button" className="plain" onClick={() => void signOut().then(() => navigate('/'))}>
          {t('signOut')}
        </button>
      </header>
      <nav id="navigation" className={open ? 'shell-side open' : 'shell-side'} aria-label={t('navigation')}>
        <div>
          {places
            .filter(({ needs }) => may(session, needs))
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
        <IssuedNotice session={session} />
        {children}
      </main>
      <SignInAgain />
    </div>
  );
}
