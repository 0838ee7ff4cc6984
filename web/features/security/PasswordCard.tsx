import { App, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword, sessionsQuery } from '../../api/security';
import { useAction } from '../../ui/useAction';
import { Field, errorOf } from '../../ui/Field';
import { useSecurityTexts } from './texts';

const SHORTEST = 10;
const empty = { present: '', next: '', again: '' };

/** Changes the password after asking for the current one; all other sessions end. */
export function PasswordCard() {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [values, setValues] = useState(empty);
  const [wrong, setWrong] = useState<Partial<typeof empty>>({});
  const write = useAction(
    (key: string) => changePassword(key, values.present, values.next),
    () => {
      setValues(empty);
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      void message.success(t('changed'));
    },
  );
  const field = (name: keyof typeof empty, label: string, autoComplete: string, path?: string) => (
    <Field
      secret
      name={name}
      label={label}
      value={values[name]}
      change={(value) => setValues({ ...values, [name]: value })}
      autoComplete={autoComplete}
      wrong={wrong[name] ?? (path && errorOf(write.problem, path))}
    />
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const found = {
      ...(!values.present && { present: t('required') }),
      ...(values.next.length < SHORTEST && { next: t('tooShort') }),
      ...(values.again !== values.next && { again: t('differs') }),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) void write.run();
  }
  return (
    <form className="card stack" onSubmit={submit} aria-label={t('change')}>
      <h2>{t('password')}</h2>
      {field('present', t('present'), 'current-password', 'password')}
      {field('next', t('next'), 'new-password', 'newPassword')}
      {field('again', t('again'), 'new-password')}
      <p className="small muted">{t('passwordHelp')}</p>
      <div>
        <Button type="primary" htmlType="submit" loading={write.busy}>
          {t('change')}
        </Button>
      </div>
    </form>
  );
}
