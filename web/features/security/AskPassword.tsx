import { Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../http';
import { Field, errorOf } from '../../ui/Field';
import { useSecurityTexts } from './texts';

interface Props {
  title: string;
  busy: boolean;
  problem: Problem | undefined;
  /** Also asks for a code of the second factor. */
  withCode?: boolean;
  /** What else is asked, above the password. */
  children?: ReactNode;
  onConfirm(password: string, code: string): void;
  onCancel(): void;
}

/** Asks for the password once more, before something that outlasts the session. */
export function AskPassword({ title, busy, problem, withCode, children, onConfirm, onCancel }: Props) {
  const t = useSecurityTexts();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const confirm = () => {
    if (password && (code || !withCode)) onConfirm(password, code);
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
          wrong={errorOf(problem, 'password')}
        />
        {withCode && (
          <Field
            name="code"
            label={t('codeOrRecovery')}
            value={code}
            change={setCode}
            autoComplete="one-time-code"
            wrong={errorOf(problem, 'code')}
          />
        )}
        {/* Enter submits the form, too. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
