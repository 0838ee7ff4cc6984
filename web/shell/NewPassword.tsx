import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { choosePassword } from '../api/security';
import { errorOf, Field } from '../ui/Field';
import { sessionQuery, useSignOut, type Session } from '../session';
import { useAction } from '../ui/useAction';
import { IssuedPasswords } from './IssuedPasswords';
import { LanguageButton } from './LanguageButton';
import { useShellTexts } from './texts';

const SHORTEST = 10;

/** The first page of somebody whose password others knew: nothing else is possible until it is replaced. */
export function NewPassword({ session }: { session: Session }) {
  const t = useShellTexts();
  const client = useQueryClient();
  const signOut = useSignOut();
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<{ next?: string; again?: string }>({});
  const choose = useAction(
    (key: string) => choosePassword(key, next),
    () => void client.invalidateQueries(),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = {
      ...(next.length < SHORTEST && { next: t('tooShort') }),
      ...(again !== next && { again: t('differs') }),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) void choose.run();
  }
  return (
    <main className="front">
      <form className="card stack" onSubmit={submit} aria-label={t('choosePassword')}>
        <div className="row">
          <h1 style={{ flex: 1 }}>{t('choosePassword')}</h1>
          <LanguageButton />
        </div>
        <p>{t('choosePasswordHelp', { account: session.account ?? session.name })}</p>
        <IssuedPasswords rows={session.issued ?? []} />
        <input type="text" name="account" autoComplete="username" value={session.account ?? ''} readOnly hidden />
        <Field
          secret
          name="next"
          label={t('newPassword')}
          value={next}
          change={setNext}
          autoComplete="new-password"
          wrong={wrong.next ?? errorOf(choose.problem, 'newPassword')}
        />
        <Field
          secret
          name="again"
          label={t('repeatPassword')}
          value={again}
          change={setAgain}
          autoComplete="new-password"
          wrong={wrong.again}
        />
        {choose.problem && !choose.problem.fields.length && (
          <Alert type="error" showIcon title={choose.problem.message} role="alert" />
        )}
        <Button type="primary" size="large" block htmlType="submit" loading={choose.busy}>
          {t('choosePassword')}
        </Button>
        <Button
          block
          onClick={() => void signOut().then(() => client.invalidateQueries({ queryKey: sessionQuery.queryKey }))}
        >
          {t('signOut')}
        </Button>
      </form>
    </main>
  );
}
