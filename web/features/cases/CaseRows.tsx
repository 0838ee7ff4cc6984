import { Link } from 'react-router';
import { causes } from '../../../domain/causes';
import { outcomes } from '../../../domain/outcomes';
import { regionName } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import type { CaseRow } from '../../api/cases';
import { useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { day, shortYuan, yuan } from '../../ui/time';
import { useListTexts } from './listTexts';

/** Cases as a table; on a phone each becomes a card. */
export function CaseRows({ rows }: { rows: CaseRow[] }) {
  const t = useListTexts();
  const language = useLanguage();
  return (
    <table className="list cards cases">
      <thead>
        <tr>
          <th>{t('number')}</th>
          <th>{t('parties')}</th>
          <th>{t('stage')}</th>
          <th>{t('cause')}</th>
          <th>{t('amount')}</th>
          <th>{t('filed')}</th>
          <th>{t('nextLimit')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>
              <Link className="number" to={`/cases/${row.number}`}>
                {row.number}
              </Link>
              <div className="small muted">{regionName(row.region, language)}</div>
            </td>
            <td>
              {row.worker}
              {row.workers > 1 && (
                <>
                  {' '}
                  <span className="tag soon">{t('group', { n: row.workers })}</span>
                </>
              )}
              <div className="muted">{row.employer}</div>
            </td>
            <td>
              {row.status === 'closed' ? (
                <span className="tag good">{row.outcome ? outcomes.name(row.outcome, language) : t('closed')}</span>
              ) : (
                <span className="tag brand">{row.stage ? pipelineStages.name(row.stage, language) : t('open')}</span>
              )}
              {row.incidents > 0 && (
                <>
                  {' '}
                  <span className="tag late">{t('incidents')}</span>
                </>
              )}
            </td>
            <td>{row.causes.map((cause) => causes.name(cause, language)).join('、')}</td>
            <td className="number" title={yuan(Math.round(row.amount * 100))}>
              {shortYuan(Math.round(row.amount * 100))}
            </td>
            <td className="number">{day(row.filedAt)}</td>
            <td>
              {row.status === 'open' && <DeadlineTag compact due={row.due} workingDaysLeft={row.workingDaysLeft} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
