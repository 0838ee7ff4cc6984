import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState, type FormEvent } from 'react';
import { contactQuery, sendContactCode, setContact } from '../../api/contact';
import { securityQuery, sendSecurityCode, type Security } from '../../api/security';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { instant } from '../../ui/time';
import { errorOf, Field } from '../../ui/Field';
import { useSecurityTexts } from './texts';

/** The number to which one-time codes are sent, entered by somebody whose identity was checked. */
export function ContactCard({ proof }: Pick<Security, 'proof'>) {
  const t = useSecurityTexts();
  return (
    <Loaded query={useQuery(contactQuery)}>
      {({ contact, enters }) =>
        enters && (
          <section className="card" aria-label={t('contact')}>
            <h2>{t('contact')}</h2>
            <p>{t('contactHelp')}</p>
            {contact && <p>{t('contactNow', { tail: contact.tail, at: instant(contact.since) })}</p>}
            <ContactForm proof={proof} />
          </section>
        )
      }
    </Loaded>
  );
}

function ContactForm({ proof }: Pick<Security, 'proof'>) {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [phone, setPhone] = useState('');
  const [password, setPassword] = useState('');
  const [factor, setFactor] = useState('');
  const code = useOneTimeCode((key) => sendContactCode(key, phone, password));
  const present = useOneTimeCode((key) => sendSecurityCode(key, password));
  const shown = proof?.by === 'text' ? present.value : factor;
  const complete = code.complete && (!proof || shown.length >= 6);
  const save = useAction(
    (key: string) => setContact(key, phone, code.value, shown || undefined),
    () => {
      setPhone('');
      setPassword('');
      setFactor('');
      code.clear();
      present.clear();
      void client.invalidateQueries({ queryKey: contactQuery.queryKey });
      void client.invalidateQueries({ queryKey: securityQuery.queryKey });
      void message.success(t('contactSaved'));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) void save.run();
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
        wrong={errorOf(code.problem ?? present.problem, 'password')}
      />
      {proof?.by === 'factor' && (
        <Field
          name="proof"
          label={t('codeOrRecovery')}
          value={factor}
          change={setFactor}
          autoComplete="one-time-code"
          wrong={errorOf(save.problem, 'proof')}
        />
      )}
      {proof?.by === 'text' && (
        <fieldset className="stack">
          <legend>{t('presentCode', { tail: proof.tail ?? '' })}</legend>
          <CodeEntry
            code={present.problem?.fields.length ? { ...present, problem: undefined } : present}
            wrong={errorOf(save.problem, 'proof')}
          />
        </fieldset>
      )}
      {proof?.by === 'text' && <h3>{t('newCode')}</h3>}
      <CodeEntry
        code={code.problem?.fields.length ? { ...code, problem: undefined } : code}
        wrong={errorOf(save.problem, 'proof') ? undefined : save.problem?.message}
      />
      <Button type="primary" htmlType="submit" disabled={!complete} loading={save.busy}>
        {t('contactSave')}
      </Button>
    </form>
  );
}
