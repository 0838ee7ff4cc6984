import { Link } from 'react-router';
import { regionName } from '../../../domain/regions';
import type { MatterKind, MatterRow } from '../../api/matters';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { day } from '../../ui/time';
import { shownValue } from '../../ui/shownValue';
import { useMatterTexts } from './texts';

interface Props {
  rows: MatterRow[];
  kinds: readonly MatterKind[];
  /** The one kind that is listed: its own columns are shown. */
  only?: string;
}

/** Matters as a table; on a phone each becomes a card. */
export function MatterRows({ rows, kinds, only }: Props) {
  const t = useMatterTexts();
  const language = useLanguage();
  const kindOf = (wanted: string) => kinds.find(({ kind }) => kind === wanted);
  const columns = only ? (kindOf(only)?.columns ?? []) : [];
  return (
    <table className="list cards">
      <thead>
        <tr>
          <th>{t('number')}</th>
          <th>{t('subject')}</th>
          {columns.map(({ name, label }) => (
            <th key={name}>{pick(label, language)}</th>
          ))}
          <th>{t('status')}</th>
          <th>{t('begun')}</th>
          <th>{t('nextLimit')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <td>
              <Link className="number" to={`/cases/${row.number}`}>
                {row.display}
              </Link>
              <div className="small muted">{regionName(row.region, language)}</div>
            </td>
            <td>
              {row.title}
              {!only && (
                <div className="muted">{pick(kindOf(row.kind)?.name ?? { zh: row.kind, en: row.kind }, language)}</div>
              )}
            </td>
            {columns.map(({ name }) => (
              <td key={name}>{shownValue(row.values[name])}</td>
            ))}
            <td>
              <span className={`tag ${row.status === 'open' ? 'brand' : 'good'}`}>
                {row.outcome ? pick(row.outcome, language) : t(row.status)}
              </span>
            </td>
            <td>
              <span className="number">{day(row.begunAt)}</span>
              <div className="small muted">{row.begunBy?.name}</div>
            </td>
            <td>{row.due && <DeadlineTag compact due={row.due} workingDaysLeft={row.workingDaysLeft} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
