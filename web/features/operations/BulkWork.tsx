import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { allBulkQuery, resumeBulk, stopBulk, type Bulk } from '../../api/operations';
import { may, useSession } from '../../session';
import { Empty, Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useOperationTexts } from './texts';

/** Current and recent work on many instances. */
export function BulkWork() {
  const t = useOperationTexts();
  return (
    <Loaded query={useQuery(allBulkQuery)}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={t('noBulk')} help={t('noBulkHelp')} />
        ) : (
          <div>
            {rows.map((work) => (
              <BulkCard key={work.id} work={work} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

/** The progress of one piece of bulk work, which can be stopped and resumed, and its failures. */
export function BulkCard({ work }: { work: Bulk }) {
  const t = useOperationTexts();
  const client = useQueryClient();
  const repairs = may(useSession(), 'operation.repair');
  const again = (now: Bulk) => {
    client.setQueryData(['bulk', now.id], now);
    void client.invalidateQueries({ queryKey: ['bulk'] });
  };
  const stop = useAction(stopBulk, again);
  const resume = useAction(resumeBulk, again);
  const { id, kind, status, by, reason, total, done, failed, failures, again: standing, startedAt, endedAt } = work;
  return (
    <section className="card stack" data-bulk={kind} data-status={status}>
      <div className="row">
        <h2>{t(kind)}</h2>
        <span className={`tag ${status === 'running' ? 'brand' : status === 'done' ? 'good' : 'soon'}`}>
          {t(status === 'done' ? 'finished' : status)}
        </span>
        <span className="small muted">
          {by.name} · {instant(startedAt)}
          {endedAt && ` – ${instant(endedAt)}`} · {reason}
        </span>
        <span style={{ flex: 1 }} />
        {repairs && status === 'running' && (
          <Button size="small" loading={stop.busy} onClick={() => void stop.run(id)}>
            {t('stop')}
          </Button>
        )}
        {repairs && (status === 'stopped' || (status === 'done' && failed > 0)) && (
          <Button size="small" loading={resume.busy} onClick={() => void resume.run(id)}>
            {t('resume')}
          </Button>
        )}
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={t('progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done + failed}
      >
        <span style={{ width: `${total === 0 ? 100 : ((done + failed) / total) * 100}%` }} />
      </div>
      <div className="row small" role="status">
        <span className="number">{t('ofTotal', { done: done + failed, total })}</span>
        {failed > 0 && <span className="tag late">{t('failures', { n: failed })}</span>}
        {standing ? <Link to="/operations">{t('standingAgain', { n: standing })}</Link> : null}
      </div>
      {failures.length > 0 && (
        <details>
          <summary>{t('failures', { n: failed })}</summary>
          <ul className="plain-list">
            {failures.map((each, index) => (
              <li key={index} className="small">
                <span className="number">{each.instance.replaceAll('~', '/')}</span>{' '}
                <span className="tag late">{each.code}</span> {each.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
