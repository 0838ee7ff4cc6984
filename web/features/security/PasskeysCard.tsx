import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { beginPasskey, confirmPasskey, removePasskey, type Security } from '../../api/security';
import { make, passkeysWork } from '../../passkeys';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { AskPassword } from './AskPassword';
import { Field } from '../../ui/Field';
import { Recovery } from './SecondFactorCard';
import { useSecurityTexts } from './texts';

type Passkey = Security['passkeys'][number];

/** The person's passkeys: each can be added and removed, with the password. */
export function PasskeysCard({ security }: { security: Security }) {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<'add' | Passkey>();
  const [codes, setCodes] = useState<string[]>();
  const [name, setName] = useState('');
  const done = () => {
    setAsked(undefined);
    setCodes(undefined);
    void client.invalidateQueries();
  };
  const add = useAction(addPasskey, ({ recoveryCodes }) => {
    void message.success(t('passkeyAdded'));
    if (!recoveryCodes.length) return done();
    setAsked(undefined);
    setCodes(recoveryCodes);
  });
  const remove = useAction(removePasskey, () => {
    void message.success(t('passkeyRemoved'));
    done();
  });
  const { passkeys, passkeysHere, required, secondFactor } = security;
  const last = passkeys.length === 1 && !secondFactor;
  if (codes)
    return (
      <section className="card stack" aria-label={t('passkeys')}>
        <h2>{t('passkeys')}</h2>
        <Recovery codes={codes} done={done} />
      </section>
    );
  return (
    <section className="card stack" aria-label={t('passkeys')}>
      <h2>{t('passkeys')}</h2>
      <p className="small muted">{t('passkeysHelp')}</p>
      {passkeys.length ? (
        <List passkeys={passkeys} fixed={last && required} remove={setAsked} />
      ) : (
        <p>{t('noPasskeys')}</p>
      )}
      {last && required && <p className="small muted">{t('lastNeeded')}</p>}
      {passkeysHere && passkeysWork() ? (
        <div>
          <Button type={passkeys.length ? 'default' : 'primary'} onClick={() => setAsked('add')}>
            {t('addPasskey')}
          </Button>
        </div>
      ) : (
        <p className="small muted">{t(passkeysHere ? 'notInBrowser' : 'notHere')}</p>
      )}
      {asked === 'add' && (
        <AskPassword
          proof={security.proof}
          title={t('addPasskey')}
          busy={add.busy}
          problem={add.problem}
          onConfirm={(password, code) => void add.run(password, code, name.trim() || t('unknownDevice'))}
          onCancel={() => setAsked(undefined)}
        >
          <Field
            name="passkey"
            label={t('passkeyNameHelp')}
            value={name}
            change={setName}
            autoComplete="off"
            most={60}
          />
        </AskPassword>
      )}
      {asked && asked !== 'add' && (
        <AskPassword
          withCode={last}
          title={t('removeNamed', { name: asked.name })}
          busy={remove.busy}
          problem={remove.problem}
          onConfirm={(password, code) => void remove.run(asked.id, password, code)}
          onCancel={() => setAsked(undefined)}
        >
          {last && <p>{t('lastFactor')}</p>}
        </AskPassword>
      )}
    </section>
  );
}

/** Asks for the password's consent, has the device make a key pair, and hands in the public half. */
async function addPasskey(key: string, password: string, code: string | undefined, name: string) {
  const made = await make(await beginPasskey(key, password, code));
  return confirmPasskey(key, { name, ...made });
}

interface ListProps {
  passkeys: Passkey[];
  /** None can be removed. */
  fixed: boolean;
  remove(passkey: Passkey): void;
}

function List({ passkeys, fixed, remove }: ListProps) {
  const t = useSecurityTexts();
  return (
    <table className="list cards">
      <thead>
        <tr>
          <th>{t('passkeyName')}</th>
          <th>{t('addedOn')}</th>
          <th>{t('usedOn')}</th>
          <th>
            <span className="skip">{t('removePasskey')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {passkeys.map((each) => (
          <tr key={each.id}>
            <td>{each.name}</td>
            <td className="number" data-label={t('addedOn')}>
              {instant(each.at)}
            </td>
            <td className="number" data-label={t('usedOn')}>
              {each.usedAt ? instant(each.usedAt) : t('never')}
            </td>
            <td>
              <Button
                size="small"
                disabled={fixed}
                aria-label={t('removeNamed', { name: each.name })}
                onClick={() => remove(each)}
              >
                {t('removePasskey')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
