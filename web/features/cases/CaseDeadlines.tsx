import type { Deadline } from '../../../api/contract/deadlines';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { Empty } from '../../ui/State';
import { lastDay } from '../../ui/time';
import { useCaseTexts } from './texts';

/** Every limit of the case with the remaining time, its article and its derivation. */
export function CaseDeadlines({ rows }: { rows: Deadline[] }) {
  const t = useCaseTexts();
  const language = useLanguage();
  if (rows.length === 0) return <Empty title={t('noDeadlines')} />;
  const state = (row: Deadline) =>
    row.status === 'met' && mayLapse(row)
      ? t('over')
      : row.status !== 'breached'
        ? t(row.status)
        : row.moment === 'remind'
          ? t('remind')
          : mayLapse(row)
            ? t('lapsed')
            : t('breached');
  const tone = (row: Deadline) =>
    row.status === 'met' && !mayLapse(row)
      ? 'good'
      : row.status === 'breached' && row.moment !== 'remind' && !mayLapse(row)
        ? 'late'
        : '';
  return (
    <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('deadlines')}>
      <table className="list cards">
        <thead>
          <tr>
            <th>{t('limit')}</th>
            <th>{t('due')}</th>
            <th>{t('state')}</th>
            <th>{t('law')}</th>
          </tr>
        </thead>
        <tbody>
          {inSight(rows).map((row) => (
            <tr key={row.id}>
              <td>
                <strong>{pick(row.title, language)}</strong>
                <div className="small muted">{t(row.moment)}</div>
              </td>
              <td>
                {row.status === 'running' ? (
                  <DeadlineTag
                    due={row.due}
                    workingDaysLeft={row.workingDaysLeft}
                    name=""
                    provisional={row.provisional}
                  />
                ) : (
                  row.due && lastDay(row.due)
                )}
                {row.history.length > 0 && (
                  <div className="small muted">
                    {t('moved', { days: row.history.map((one) => (one.due ? lastDay(one.due) : '—')).join('、') })}
                  </div>
                )}
              </td>
              <td>
                <span className={`tag ${tone(row)}`}>{state(row)}</span>
              </td>
              <td>
                {row.article && pick(row.article, language)}
                {row.explanation && (
                  <details>
                    <summary>{t('whyDay')}</summary>
                    <div className="small">{pick(row.explanation, language)}</div>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A right may lapse unused: nothing was kept or breached. */
const mayLapse = ({ kind }: Deadline): boolean => kind === 'right' || kind === 'limitation';

/** Running limits come first, the soonest at the top; ended ones follow in the order in which they began. */
const inSight = (rows: Deadline[]): Deadline[] => {
  const running = rows
    .filter(({ status }) => status === 'running')
    .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
  return [...running, ...rows.filter((row) => !running.includes(row))];
};
