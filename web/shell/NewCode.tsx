import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { renewCode } from '../api/cases';
import { useSignOut, type Session } from '../session';
import { useAction } from '../ui/useAction';
import { LanguageButton } from './LanguageButton';
import { useShellTexts } from './texts';

interface Props {
  session: Session;
  /** Keeps the page open until its reader has noted the new code. */
  hold(held: boolean): void;
}

/** The first page of a party whose code was handed over by staff, who have seen it. */
export function NewCode({ session, hold }: Props) {
  const t = useShellTexts();
  const client = useQueryClient();
  const signOut = useSignOut();
  const [code, setCode] = useState<string>();
  const renew = useAction(renewCode, (renewed) => setCode(renewed.code));
  return (
    <main className="front">
      <section className="card stack" aria-label={t('replaceCode')}>
        <div className="row">
          <h1 style={{ flex: 1 }}>{t('replaceCode')}</h1>
          <LanguageButton />
        </div>
        {code ? (
          <>
            <p role="status">
              {t('ownCode', { case: session.case ?? '' })}{' '}
              <strong className="code" data-own-code>
                {code}
              </strong>
            </p>
            <p>{t('ownCodeHelp')}</p>
            <Button
              type="primary"
              size="large"
              block
              onClick={() => void client.invalidateQueries().then(() => hold(false))}
            >
              {t('ownCodeNoted')}
            </Button>
          </>
        ) : (
          <>
            <p>{t('replaceCodeHelp')}</p>
            {renew.problem && <Alert type="error" showIcon title={renew.problem.message} role="alert" />}
            <Button
              type="primary"
              size="large"
              block
              loading={renew.busy}
              onClick={() => {
                hold(true);
                void renew.run();
              }}
            >
              {t('replaceCode')}
            </Button>
            <Button block onClick={() => void signOut()}>
              {t('signOut')}
            </Button>
          </>
        )}
      </section>
    </main>
  );
}
