import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { powers } from '../../../domain/mandates';
import { actAsOneself, actByMandate, ownMandatesQuery } from '../../api/mandates';
import { sessionQuery, type Session } from '../../session';
import { useLanguage } from '../../texts';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useMandateTexts } from './texts';

/** Another caller from here on: nothing that was read before is shown any more. */
function useGoOn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (session: Session) => {
    client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
    void navigate(session.case ? `/my/${session.case}` : '/');
  };
}

/** The cases in which the account is an agent; nothing where it is none. */
export function OwnMandates() {
  const t = useMandateTexts();
  const goOn = useGoOn();
  const rows = useQuery(ownMandatesQuery).data?.rows ?? [];
  const act = useAction((_key: string, id: string) => actByMandate(id), goOn);
  if (rows.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('own')}>
      <h2>{t('own')}</h2>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id} className="row">
            <span style={{ flex: 1 }}>
              <strong>{row.title}</strong> · {row.principal}
              <span className="small muted" style={{ display: 'block' }}>
                <span className="number">{row.case}</span>
                {row.until && ` · ${t('lasts', { at: instant(row.until) })}`}
              </span>
            </span>
            <Button loading={act.busy} onClick={() => void act.run(row.id)}>
              {t('act')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Above the pages of an agent: for whom they act, with which powers, and the way back. */
export function ActingAs({ mandate }: { mandate: NonNullable<Session['mandate']> }) {
  const t = useMandateTexts();
  const language = useLanguage();
  const goOn = useGoOn();
  const back = useAction(() => actAsOneself(), goOn);
  const named = mandate.powers.map((code) => powers.name(code, language)).join(language === 'zh' ? '、' : '; ');
  return (
    <div className="shell-strip" role="status">
      {t('acting', { agent: mandate.agent, principal: mandate.principal, powers: named || t('general') })}{' '}
      {mandate.account && (
        <Button size="small" loading={back.busy} onClick={() => void back.run()}>
          {t('back')}
        </Button>
      )}
    </div>
  );
}
