import { Link } from 'react-router';
import { serviceMethods } from '../../../domain/service/methods';
import type { Service } from '../../api/services';
import { address } from '../../http';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { lastDay } from '../../ui/time';
import { useServiceTexts } from './texts';

/**
 * Entries of the ledger of service: how and when each paper reached each recipient, and which limits run from that day.
 */
export function ServiceTable({ rows, withCase }: { rows: Service[]; withCase?: boolean }) {
  const t = useServiceTexts();
  const language = useLanguage();
  return (
    <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('ledger')}>
      <table className="list cards">
        <thead>
          <tr>
            <th>{t('paper')}</th>
            <th>{t('attempts')}</th>
            <th>{t('day')}</th>
            <th>{t('counts')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <strong>{pick(row.name, language)}</strong>
                {row.number && (
                  <div className="small" translate="no">
                    {row.number}
                  </div>
                )}
                <div className="small">
                  {t('recipient')}：<Recipient of={row.recipient} />
                </div>
                {withCase && (
                  <div className="small muted">
                    <Link to={`/cases/${row.case}/services`}>{row.title || row.case}</Link>
                  </div>
                )}
              </td>
              <td>
                <Attempts row={row} />
              </td>
              <td>
                <Day row={row} />
              </td>
              <td>
                <ul className="plain-list small">
                  {row.counts.map(({ limit, title, due }) => (
                    <li key={limit}>{t('until', { limit: pick(title, language), day: due ?? '—' })}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Recipient({ of }: { of: string }) {
  const t = useServiceTexts();
  return <>{of === 'worker' || of === 'employer' || of === 'added' ? t(of) : of}</>;
}

function Attempts({ row }: { row: Service }) {
  const t = useServiceTexts();
  const language = useLanguage();
  const resultOf = ({ method, result }: Service['attempts'][number]) =>
    result !== 'received'
      ? t(result)
      : method === 'in-person' || method === 'post' || method === 'entrusted'
        ? t('received')
        : t('done');
  return (
    <ul className="plain-list small">
      {row.attempts.map((one, index) => (
        <li key={index}>
          {one.on} {serviceMethods.name(one.method, language)} · {resultOf(one)}
          {one.receivedBy && ` · ${t('signedFor', { by: one.receivedBy })}`}
          {one.address && ` · ${one.address}`}
          {one.why && ` · ${one.why}`}
          {one.proof.map((file, position) => (
            <span key={file}>
              {' · '}
              <a href={address(`/documents/${file}/content`)}>{t('proof', { n: position + 1 })}</a>
            </span>
          ))}
          {one.by && (
            <span className="muted">
              {' · '}
              {t('recordedBy', { name: one.by.name })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Day({ row }: { row: Service }) {
  const t = useServiceTexts();
  const language = useLanguage();
  return (
    <>
      <span className={`tag ${row.status === 'served' ? 'good' : ''}`}>{row.servedOn ?? t(row.status)}</span>
      {row.countsOn && <div className="small muted">{t('countsOn', { day: row.countsOn })}</div>}
      {row.due && (
        <div>
          <DeadlineTag due={row.due} workingDaysLeft={row.workingDaysLeft} name={t('due')} />
        </div>
      )}
      {row.task && (
        <div>
          <Link to={`/work/${row.task}`}>{t('serve')}</Link>
        </div>
      )}
      {row.rule && row.article && (
        <details>
          <summary>{t('why')}</summary>
          <div className="small">
            {pick(row.rule, language)}（{pick(row.article, language)}）
          </div>
        </details>
      )}
      {row.corrected.map((one, index) => (
        <div key={index} className="small">
          {t('corrected', { from: one.from, to: one.to })}
          {one.why && ` · ${one.why}`}
          {one.by && ` · ${t('recordedBy', { name: one.by.name })}`}
          {one.moved.map((each, position) => (
            <div key={position} className="muted">
              {t('moved', {
                limit: pick(each.title, language),
                from: each.from ? lastDay(each.from) : '—',
                to: each.to ? lastDay(each.to) : '—',
              })}
            </div>
          ))}
        </div>
      ))}
    </>
  );
}
