import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { endOtherSessions, endSession, sessionsQuery } from '../../api/security';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useSecurityTexts } from './texts';

/** The user's sessions, which can be ended one by one, or all except this one. */
export function SessionsCard() {
  const t = useSecurityTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const list = useQuery(sessionsQuery);
  const ended = () => {
    void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    void message.success(t('ended'));
  };
  const end = useAction(endSession, ended);
  const endOthers = useAction(endOtherSessions, ended);
  return (
    <section className="card stack" aria-label={t('sessions')}>
      <h2>{t('sessions')}</h2>
      <Loaded query={list}>
        {({ rows }) => (
          <>
            <table className="list cards">
              <thead>
                <tr>
                  <th>{t('device')}</th>
                  <th>{t('network')}</th>
                  <th>{t('began')}</th>
                  <th>{t('seen')}</th>
                  <th>{t('ends')}</th>
                  <th>
                    <span className="skip">{t('end')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>{row.device ?? t('unknownDevice')}</td>
                    <td className="number">{row.network}</td>
                    <td className="number" data-label={t('began')}>
                      {instant(row.createdAt)}
                    </td>
                    <td className="number" data-label={t('seen')}>
                      {instant(row.lastSeenAt)}
                    </td>
                    <td className="number" data-label={t('ends')}>
                      {instant(row.endsAt)}
                    </td>
                    <td>
                      {row.current ? (
                        <span className="tag good">{t('here')}</span>
                      ) : (
                        <Button size="small" loading={end.busy} onClick={() => void end.run(row.id)}>
                          {t('end')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {rows.length > 1 && (
              <div>
                <Button loading={endOthers.busy} onClick={() => void endOthers.run()}>
                  {t('endOthers')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
