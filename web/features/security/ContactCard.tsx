import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { contactQuery, sendContactCode, setContact } from '../../api/contact';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { instant } from '../../ui/time';
import { errorOf, Field } from '../../ui/Field';
import { useSecurityTexts } from './texts';

/** The number to which one-time codes are sent, entered by somebody whose identity was checked. */
export function ContactCard() {
  const t = useSecurityTexts();
  return (
    <Loaded query={useQuery(contactQuery)}>
      {({ contact, enters }) =>
        enters && (
          <section className="card" aria-label={t('contact')}>
            <h2>{t('contact')}</h2>
            <p>{t('contactHelp')}</p>
            {contact && <p>{t('contactNow', { tail: contact.tail, at: instant(contact.since) })}</p>}
            <ContactForm />
          </section>
        )
      }
    </Loaded>
  );
}

function ContactForm() {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const code = useOneTimeCode((key) => sendContactCode(key, phone, password));
  const save = useAction(
    (key: string) => setContact(key, phone, code.value),
    () => {
      setPhone('');
      setPassword('');
      code.clear();
      void client.invalidateQueries({ queryKey: contactQuery.queryKey });
      void message.success(t('contactSaved'));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.complete) void save.run();
  };
  return (
    <form className="stack" onSubmit={submit} style={{ maxWidth: 420 }}>
      <Field
        name="phone"
        label={t('contactPhone')}
        value={phone}
        change={setPhone}
        autoComplete="tel"
        wrong={errorOf(code.problem, 'phone')}
      />
      <Field
        secret
        name="contact-password"
        label={t('confirmPassword')}
        value={password}
        change={setPassword}
        autoComplete="current-password"
        wrong={errorOf(code.problem, 'password')}
      />
      <CodeEntry
        code={code.problem?.fields.length ? { ...code, problem: undefined } : code}
        wrong={save.problem?.message}
      />
      <Button type="primary" htmlType="submit" disabled={!code.complete} loading={save.busy}>
        {t('contactSave')}
      </Button>
    </form>
  );
}
