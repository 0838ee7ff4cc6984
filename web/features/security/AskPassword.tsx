import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { sendSecurityCode, type Security } from '../../api/security';
import type { Problem } from '../../http';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { Field, errorOf } from '../../ui/Field';
import { useSecurityTexts } from './texts';

interface Props {
  title: string;
  busy: boolean;
  problem: Problem | undefined;
  /** Also asks for a code of the second factor. */
  withCode?: boolean;
  /** What else the person shows to be the owner of the account. */
  proof?: Security['proof'];
  /** What else is asked, above the password. */
  children?: ReactNode;
  onConfirm(password: string, code: string | undefined): void;
  onCancel(): void;
}

/** Asks for the password once more, before something that outlasts the session. */
export function AskPassword({ title, busy, problem, withCode, proof, children, onConfirm, onCancel }: Props) {
  const t = useSecurityTexts();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const sent = useOneTimeCode((key) => sendSecurityCode(key, password));
  const [byFactor, byText] = [withCode || proof?.by === 'factor', proof?.by === 'text'];
  const given = byText ? sent.value : code;
  const confirm = () => {
    if (password && (given || !(byFactor || byText))) onConfirm(password, given || undefined);
  };
  return (
    <Modal
      open
      title={title}
      okText={t('confirm')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={onCancel}
      destroyOnHidden
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {children}
        <Field
          secret
          name="confirm"
          label={t('confirmPassword')}
          value={password}
          change={setPassword}
          autoComplete="current-password"
          wrong={errorOf(problem ?? sent.problem, 'password')}
        />
        {byFactor && (
          <Field
            name="code"
            label={t('codeOrRecovery')}
            value={code}
            change={setCode}
            autoComplete="one-time-code"
            wrong={errorOf(problem, 'code')}
          />
        )}
        {byText && (
          <>
            <p>{t('proofHelp', { tail: proof?.tail ?? '' })}</p>
            <CodeEntry
              code={sent.problem?.fields.length ? { ...sent, problem: undefined } : sent}
              wrong={problem?.fields.some(({ path }) => path === 'password') ? undefined : problem?.message}
            />
          </>
        )}
        {/* Enter submits the form, too. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
