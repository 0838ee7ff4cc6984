import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Segmented } from 'antd';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { http } from '../http';
import { isParty, sessionQuery, useMaybeSession, type Session } from '../session';
import { LanguageButton } from './LanguageButton';
import { useShellTexts } from './texts';

/**
 * The front door: staff by account, parties by case number and tracking code. Over an open page it only asks again, and
 * tells when it is done (`again`).
 */
export function SignIn({ again }: { again?: () => void }) {
  const t = useShellTexts();
  const client = useQueryClient();
  const before = useMaybeSession();
  const [as, setAs] = useState<'staff' | 'party'>(
    location.hash === '#case' || (before && isParty(before)) ? 'party' : 'staff',
  );
  const [name, setName] = useState(before?.case ?? '');
  const [secret, setSecret] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim() || !secret) return setWrong(t('required'));
    setBusy(true);
    try {
      const body =
        as === 'staff'
          ? { account: name.trim(), password: secret }
          : { caseNumber: name.trim().toUpperCase(), code: secret.trim() };
      const session = await http.post<Session>('/sessions', body);
      // Another person is not shown what the last one had open.
      if (again && before && before.id !== session.id) return location.reload();
      client.setQueryData(sessionQuery.queryKey, session);
      if (!again) return;
      again();
      void client.invalidateQueries();
    } catch (error) {
      setWrong((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  const form = (
    <form className="card stack" onSubmit={(event) => void submit(event)} aria-label={t('signIn')}>
      {!again && (
        <div className="row">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <div style={{ flex: 1 }}>
            <h1>{t('brand')}</h1>
            <div className="small muted">{t('tagline')}</div>
          </div>
          <LanguageButton />
        </div>
      )}
      {again && <Alert type="warning" showIcon title={t('sessionEnded')} />}
      <Segmented
        block
        value={as}
        onChange={(next) => {
          setAs(next as 'staff' | 'party');
          setWrong(undefined);
        }}
        options={[
          { value: 'staff', label: t('staff') },
          { value: 'party', label: t('party') },
        ]}
      />
      <label className="field">
        <span className="label">{as === 'staff' ? t('accountName') : t('caseNumber')}</span>
        <Input
          size="large"
          name="account"
          value={name}
          autoComplete="username"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="label">{as === 'staff' ? t('password') : t('code')}</span>
        <Input
          size="large"
          name="secret"
          type={as === 'staff' ? 'password' : 'text'}
          value={secret}
          autoComplete={as === 'staff' ? 'current-password' : 'one-time-code'}
          onChange={(event) => setSecret(event.target.value)}
        />
      </label>
      {as === 'party' && <div className="small muted">{t('codeHelp')}</div>}
      {wrong && <Alert type="error" showIcon title={wrong} role="alert" />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>
        {t('signIn')}
      </Button>
      {!again && (
        <Link to="/file" className="file-link">
          {t('fileAsWorker')} →
        </Link>
      )}
      {!again && (
        <Link to="/file?as=employer" className="file-link">
          {t('fileAsEmployer')} →
        </Link>
      )}
    </form>
  );
  return again ? form : <main className="front">{form}</main>;
}
