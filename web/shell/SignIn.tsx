import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Segmented, type InputRef } from 'antd';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import { beginPasskeySignIn, providersQuery, type PasskeyRequest } from '../api/security';
import { http, Problem } from '../http';
import { passkeysWork, sign } from '../passkeys';
import { isParty, sessionQuery, useMaybeSession, type Session } from '../session';
import { pick } from '../texts';
import { useShellTexts } from './texts';

/**
 * The sign-in: staff by account, parties by case number and tracking code. Over an open page it only asks
 * again, and reports when it is done (`again`).
 */
export function SignIn({ again }: { again?: () => void }) {
  const t = useShellTexts();
  const client = useQueryClient();
  const before = useMaybeSession();
  const { hash } = useLocation();
  const [as, setAs] = useState<'staff' | 'party'>(hash === '#case' || (before && isParty(before)) ? 'party' : 'staff');
  const first = useRef<InputRef>(null);
  // A link on the same page leads here.
  useEffect(() => {
    if (hash !== '#case') return;
    setAs('party');
    first.current?.focus();
  }, [hash]);
  const [name, setName] = useState(before?.case ?? '');
  const [secret, setSecret] = useState('');
  /** Requested if the account has a second factor. */
  const [otp, setOtp] = useState<string>();
  /** Given where a passkey may be that second factor. */
  const [second, setSecond] = useState<PasskeyRequest>();
  const ways = useQuery(providersQuery).data;
  const providers = again ? [] : (ways?.providers ?? []);
  const passkeys = Boolean(ways?.passkeys) && passkeysWork();
  const [wrong, setWrong] = useState<string | undefined>(useReturned());
  const [busy, setBusy] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim() || !secret || otp === '') return setWrong(t('required'));
    const byAccount = { account: name.trim(), password: secret, ...(otp && { otp: otp.trim() }) };
    const byCode = { caseNumber: name.trim().toUpperCase(), code: secret.trim() };
    void enter(async () => (as === 'staff' ? byAccount : byCode));
  }

  const alone = () => enter(async () => ({ passkey: await sign(await beginPasskeySignIn()) }));
  const beside = (asked: PasskeyRequest) =>
    enter(async () => ({ account: name.trim(), password: secret, passkey: await sign(asked) }));

  async function enter(bodyOf: () => Promise<unknown>) {
    setBusy(true);
    setWrong(undefined);
    try {
      const session = await http.post<Session>('/sessions', await bodyOf());
      // Another user must not see what the last one had open.
      if (again && before && before.id !== session.id) return location.reload();
      client.setQueryData(sessionQuery.queryKey, session);
      if (!again) return;
      again();
      void client.invalidateQueries();
    } catch (error) {
      // The password was right: only the second factor is missing.
      if (error instanceof Problem && error.code === 'SECOND_FACTOR') {
        setOtp('');
        setSecond(passkeysWork() ? (error.details.passkey as PasskeyRequest | undefined) : undefined);
      } else setWrong((error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="card stack" onSubmit={submit} aria-label={t('signIn')}>
      {!again && <h2>{t('signIn')}</h2>}
      {again && <Alert type="warning" showIcon title={t('sessionEnded')} />}
      <Segmented
        block
        value={as}
        onChange={(next) => {
          setAs(next as 'staff' | 'party');
          setOtp(undefined);
          setSecond(undefined);
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
          ref={first}
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
      {as === 'staff' && second && (
        <>
          <Alert type="info" showIcon title={t('secondStep')} role="status" />
          <Button size="large" type="primary" block loading={busy} onClick={() => void beside(second)}>
            {t('usePasskey')}
          </Button>
        </>
      )}
      {as === 'staff' && otp !== undefined && (
        <label className="field">
          <span className="label">{t('otp')}</span>
          <Input
            size="large"
            name="otp"
            value={otp}
            autoComplete="one-time-code"
            ref={second ? undefined : focus}
            onChange={(event) => setOtp(event.target.value)}
          />
          <span className="help">{t('otpHelp')}</span>
        </label>
      )}
      {as === 'party' && <div className="small muted">{t('codeHelp')}</div>}
      {wrong && <Alert type="error" showIcon title={wrong} role="alert" />}
      <Button type={second ? 'default' : 'primary'} size="large" htmlType="submit" loading={busy} block>
        {t('signIn')}
      </Button>
      {as === 'staff' && passkeys && !second && (
        <Button size="large" block disabled={busy} onClick={() => void alone()}>
          {t('withPasskey')}
        </Button>
      )}
      {as === 'staff' &&
        providers.map(({ id, name: called }) => (
          <Button key={id} size="large" block href={`/api/sign-in/${id}`}>
            {t('signInAt', { name: pick(called) })}
          </Button>
        ))}
    </form>
  );
}

/** Focuses the field once, when it appears. */
const focus = (input: { focus(): void } | null): void => input?.focus();

/** The error of a sign-in at a provider, when it redirected the browser back without success. */
function useReturned(): string | undefined {
  const t = useShellTexts();
  const code = new URLSearchParams(location.search).get('problem');
  if (!code) return undefined;
  if (code === 'NOT_LINKED') return t('problemNotLinked');
  return code === 'LINKED_ELSEWHERE' ? t('problemLinkedElsewhere') : t('problemProvider');
}
