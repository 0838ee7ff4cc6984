import { useQuery } from '@tanstack/react-query';
import { systemQuery } from '../../api/operations';
import { Loaded } from '../../ui/State';
import { count, fromNow } from '../../ui/time';
import { useOperationTexts } from './texts';

/** Whether everything the system needs is running; polled every five seconds. */
export function Health() {
  const t = useOperationTexts();
  const health = useQuery(systemQuery);
  return (
    <Loaded query={health}>
      {({ version, uptime, database, temporal, workers, memory, requests, running, openIncidents, reconciled }) => (
        <>
          <div className="tiles">
            {(
              [
                ['server', !health.error],
                ['database', database],
                ['temporal', temporal],
                ['workers', workers.length > 0],
              ] as const
            ).map(([name, up]) => (
              <div key={name} className="card tile" data-health={name}>
                <div className="muted small">{t(name)}</div>
                <div className="big">
                  <span className={`tag ${up ? 'good' : 'late'}`}>{up ? t('up') : t('down')}</span>
                </div>
              </div>
            ))}
          </div>
          <section className="card">
            <dl className="facts">
              <dt>{t('versionOf')}</dt>
              <dd>{version}</dd>
              <dt>{t('uptime')}</dt>
              <dd>
                {uptime < 3600
                  ? t('minutes', { n: Math.floor(uptime / 60) })
                  : t('hours', { n: (uptime / 3600).toFixed(1) })}
              </dd>
              <dt>{t('memory')}</dt>
              <dd className="number">{count(Math.round(memory / 1_048_576))} MB</dd>
              <dt>{t('requests')}</dt>
              <dd className="number">{count(requests)}</dd>
              <dt>{t('runningInstances')}</dt>
              <dd className="number">{count(running)}</dd>
              <dt>{t('openIncidents')}</dt>
              <dd className="number">{count(openIncidents)}</dd>
              {reconciled && (
                <>
                  <dt>{t('reconciled')}</dt>
                  <dd>{t('reconciledWhat', { when: fromNow(reconciled.at), n: reconciled.compared })}</dd>
                </>
              )}
            </dl>
          </section>
          <section className="card">
            <h2>{t('workers')}</h2>
            {workers.length === 0 ? (
              <p className="problem" role="alert">
                {t('noWorkers')}
              </p>
            ) : (
              <ul className="plain-list">
                {workers.map(({ identity, lastSeen }) => (
                  <li key={identity}>
                    <span className="number">{identity}</span>
                    <span className="small muted">
                      {' '}
                      {t('lastSeen')} {fromNow(lastSeen)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </Loaded>
  );
}
