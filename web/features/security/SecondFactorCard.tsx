import { useQueryClient } from '@tanstack/react-query';
import { Button, QRCode } from 'antd';
import { useState, type FormEvent } from 'react';
import { beginSecondFactor, confirmSecondFactor, dropSecondFactor, type Security } from '../../api/security';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { AskPassword } from './AskPassword';
import { Field, errorOf } from '../../ui/Field';
import { useSecurityTexts } from './texts';

type Step =
  | { at: 'rest' | 'ask' | 'drop' }
  | { at: 'scan'; secret: string; uri: string }
  | { at: 'keep'; codes: string[] };

/**
 * Sets up one-time codes of an authenticator app, shows the recovery codes once, and removes the second factor again.
 */
export function SecondFactorCard({ security }: { security: Security }) {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const rest = () => {
    setStep({ at: 'rest' });
    void client.invalidateQueries();
  };
  const begin = useAction(beginSecondFactor, (found) => setStep({ at: 'scan', ...found }));
  const confirm = useAction(confirmSecondFactor, ({ recoveryCodes }) => setStep({ at: 'keep', codes: recoveryCodes }));
  const drop = useAction(dropSecondFactor, rest);
  const { secondFactor, recoveryLeft, required, passkeys } = security;
  const needed = required && passkeys.length === 0;
  return (
    <section className="card stack" aria-label={t('secondFactor')}>
      <h2>{t('secondFactor')}</h2>
      {step.at === 'keep' ? (
        <Recovery codes={step.codes} done={rest} />
      ) : step.at === 'scan' ? (
        <Scan
          {...step}
          busy={confirm.busy}
          wrong={errorOf(confirm.problem, 'code')}
          confirm={(code) => void confirm.run(code)}
          cancel={rest}
        />
      ) : (
        <>
          <p className="small muted">{t('secondFactorHelp')}</p>
          <p>{secondFactor ? t('on', { day: day(secondFactor.at), n: recoveryLeft }) : t('off')}</p>
          <div className="row">
            <Button type={secondFactor ? 'default' : 'primary'} onClick={() => setStep({ at: 'ask' })}>
              {t('setUp')}
            </Button>
            {secondFactor && !needed && <Button onClick={() => setStep({ at: 'drop' })}>{t('drop')}</Button>}
          </div>
        </>
      )}
      {step.at === 'ask' && (
        <AskPassword
          proof={security.proof}
          title={t('setUp')}
          busy={begin.busy}
          problem={begin.problem}
          onConfirm={(password, code) => void begin.run(password, code)}
          onCancel={() => setStep({ at: 'rest' })}
        />
      )}
      {step.at === 'drop' && (
        <AskPassword
          withCode
          title={t('drop')}
          busy={drop.busy}
          problem={drop.problem}
          onConfirm={(password, code = '') => void drop.run(password, code)}
          onCancel={() => setStep({ at: 'rest' })}
        />
      )}
    </section>
  );
}

interface ScanProps {
  secret: string;
  uri: string;
  busy: boolean;
  wrong: string | undefined;
  confirm(code: string): void;
  cancel(): void;
}

function Scan({ secret, uri, busy, wrong, confirm, cancel }: ScanProps) {
  const t = useSecurityTexts();
  const [code, setCode] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim()) confirm(code.trim());
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t('scan')}</p>
      <div role="img" aria-label={t('picture')}>
        <QRCode value={uri} type="svg" />
      </div>
      <div>
        <div className="small muted">{t('secret')}</div>
        <code className="number" data-secret>
          {secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </div>
      <Field name="code" label={t('code')} value={code} change={setCode} autoComplete="one-time-code" wrong={wrong} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('confirm')}
        </Button>
        <Button onClick={cancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

export function Recovery({ codes, done }: { codes: string[]; done(): void }) {
  const t = useSecurityTexts();
  return (
    <div className="stack">
      <h3>{t('recovery')}</h3>
      <p>{t('recoveryHelp')}</p>
      <ul className="number" data-recovery>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button type="primary" onClick={done}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}
