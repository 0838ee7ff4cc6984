import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { linkProvider, unlinkProvider, type Security } from '../../api/security';
import { pick, useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { AskPassword } from './AskPassword';
import { useSecurityTexts } from './texts';

/** Identity providers that can be used to sign in here: by a link that the user created, never by a name. */
export function ProvidersCard({ providers, proof }: Pick<Security, 'providers' | 'proof'>) {
  const t = useSecurityTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [asking, setAsking] = useState<string>();
  const link = useAction(linkProvider, ({ address }) => location.assign(address));
  const unlink = useAction(unlinkProvider, () => void client.invalidateQueries());
  return (
    <section className="card stack" aria-label={t('providers')}>
      <h2>{t('providers')}</h2>
      <p className="small muted">{t('providersHelp')}</p>
      {providers.map(({ id, name, linkedAt }) => (
        <div key={id} className="row">
          <strong>{pick(name, language)}</strong>
          <span className={linkedAt ? 'tag good' : 'tag'}>
            {linkedAt ? t('linked', { day: day(linkedAt) }) : t('notLinked')}
          </span>
          {linkedAt ? (
            <Popconfirm
              title={t('unlinkSure', { name: pick(name, language) })}
              okText={t('unlink')}
              cancelText={t('cancel')}
              onConfirm={() => void unlink.run(id)}
            >
              <Button size="small" loading={unlink.busy}>
                {t('unlink')}
              </Button>
            </Popconfirm>
          ) : (
            <Button size="small" onClick={() => setAsking(id)}>
              {t('link')}
            </Button>
          )}
        </div>
      ))}
      {asking && (
        <AskPassword
          proof={proof}
          title={t('link')}
          busy={link.busy}
          problem={link.problem}
          onConfirm={(password, code) => void link.run(asking, password, code)}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}
