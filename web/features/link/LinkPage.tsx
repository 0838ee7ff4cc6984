import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { openLink, taskOutlookQuery, taskQuery } from '../../api/tasks';
import { sessionEnded } from '../../http';
import { sessionQuery } from '../../session';
import { LanguageButton } from '../../shell/LanguageButton';
import { useShellTexts } from '../../shell/texts';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { LinkedTask } from './LinkedTask';
import { browserSecret, opened, remember } from './browser';
import { useLinkTexts } from './texts';

/**
 * What a one-time link opens. Nothing is asked of the server before somebody presses the button: previews and scanners
 * of links open nothing, and bind it to no browser.
 */
export default function LinkPage() {
  const t = useLinkTexts();
  const s = useShellTexts();
  const secret = useLocation().hash.slice(1);
  return (
    <div className="self">
      <header className="shell-bar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} />
          {s('brand')}
        </Link>
        <span className="grow" />
        <LanguageButton />
      </header>
      <main id="main" tabIndex={-1}>
        {secret ? (
          <Opening key={secret} secret={secret} />
        ) : (
          <section className="card stack">
            <h1>{t('cannot')}</h1>
            <p role="alert">{t('incomplete')}</p>
            <SignInInstead />
          </section>
        )}
      </main>
    </div>
  );
}

function Opening({ secret }: { secret: string }) {
  const t = useLinkTexts();
  const client = useQueryClient();
  const session = useQuery(sessionQuery).data;
  const [open, setOpen] = useState(() => session?.link !== undefined && opened() === secret);
  const opening = useAction(
    () => openLink(secret, browserSecret()),
    (begun) => {
      remember(secret);
      client.removeQueries({ queryKey: ['tasks'] });
      client.setQueryData(sessionQuery.queryKey, begun);
      setOpen(true);
    },
  );
  const { run } = opening;
  // The step was closed meanwhile, or the sign-in has ended: opening it again tells which. Never before it was opened.
  useEffect(() => {
    if (!open) return undefined;
    const hear = () => {
      setOpen(false);
      void run();
    };
    sessionEnded.addEventListener('ended', hear);
    return () => sessionEnded.removeEventListener('ended', hear);
  }, [open, run]);

  if (open && session?.link) return <Opened task={session.link.task} until={session.link.until} />;
  if (opening.problem)
    return (
      <section className="card stack">
        <h1>{t('cannot')}</h1>
        <p role="alert">{opening.problem.message}</p>
        <div className="row">
          <SignInInstead />
          {!opening.problem.code.startsWith('LINK_') && (
            <Button size="large" loading={opening.busy} onClick={() => void run()}>
              {t('again')}
            </Button>
          )}
        </div>
      </section>
    );
  return (
    <section className="card stack">
      <h1>{t('title')}</h1>
      <p>{t('before')}</p>
      <p>{t('sharedPhone')}</p>
      {session && !session.link && (
        <Alert
          type="info"
          title={t('signedIn', { name: session.name })}
          action={<Button href="/">{t('toCases')}</Button>}
        />
      )}
      <Button type="primary" size="large" block loading={opening.busy} onClick={() => void run()} data-open-link>
        {t('open')}
      </Button>
    </section>
  );
}

function Opened({ task, until }: { task: string; until: string }) {
  const [shown, outlook] = [useQuery(taskQuery(task)), useQuery(taskOutlookQuery(task))];
  return (
    <Loaded query={shown}>
      {(found) => (
        <Loaded query={outlook}>
          {(known) => (
            <LinkedTask
              task={found}
              known={known}
              until={until}
              onDone={() => void Promise.all([shown.refetch(), outlook.refetch()])}
            >
              <SignInInstead />
            </LinkedTask>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

/** By the usual ways. */
function SignInInstead() {
  const t = useLinkTexts();
  return (
    <Button size="large" href="/#case">
      {t('signIn')}
    </Button>
  );
}
