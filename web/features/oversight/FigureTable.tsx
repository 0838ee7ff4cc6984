import { Link } from 'react-router';
import { children } from '../../../domain/regions';
import type { Statistics } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { count, share, yuan } from '../../ui/time';
import { seen } from './figures';
import { useOversightTexts } from './texts';

/** The filter of the case list that shows the cases behind a row. */
function casesOf(by: string, value: string, data: Statistics): string | undefined {
  // Of what is in no other row there is no filter.
  if (!value || (by === 'area' && value === data.area)) return undefined;
  const month = (text: string, last: boolean) =>
    text.length === 10
      ? text
      : last
        ? new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).toISOString().slice(0, 10)
        : `${text}-01`;
  const query = new URLSearchParams({
    region: data.area,
    filedFrom: month(data.from, false),
    filedTo: month(data.to, true),
  });
  if (data.area === '340000') query.delete('region');
  if (by === 'period') {
    query.set('filedFrom', month(value, false));
    query.set('filedTo', month(value, true));
  } else if (by === 'area') query.set('region', value);
  else if (by === 'industry' || by === 'keyGroup' || by === 'organisation' || by === 'stage') query.set(by, value);
  return `/cases?${query}`;
}

/** The figures of the charts, row by row, with links to the cases. */
export function FigureTable({ data, by, onArea }: { data: Statistics; by: string; onArea(area: string): void }) {
  const t = useOversightTexts();
  const language = useLanguage();
  const columns = [
    'filed',
    'workers',
    'closed',
    'settled',
    'settledShare',
    'arbitrated',
    'sued',
    'breached',
    'claimed',
    'agreed',
  ] as const;
  const cell = (figures: Statistics['total'], column: (typeof columns)[number]) => {
    const n = seen(figures);
    if (column === 'settledShare') return n.settledShare === undefined ? '–' : share(n.settledShare, 1);
    return column === 'claimed' || column === 'agreed' ? yuan(Math.round(n[column] * 100)) : count(n[column]);
  };
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t('table')}>
      <table className="list figures">
        <thead>
          <tr>
            <th>{t('name')}</th>
            {columns.map((column) => (
              <th key={column}>{t(column)}</th>
            ))}
            <th className="no-print">
              <span className="skip">{t('drill')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.value}>
              <th scope="row">
                {by === 'area' && row.value !== data.area && children(row.value).length > 0 ? (
                  <button
                    type="button"
                    className="link"
                    aria-label={t('into', { name: pick(row.name, language) })}
                    onClick={() => onArea(row.value)}
                  >
                    {pick(row.name, language)}
                  </button>
                ) : (
                  pick(row.name, language)
                )}
              </th>
              {columns.map((column) => (
                <td key={column} className="number">
                  {cell(row.figures, column)}
                </td>
              ))}
              <td className="no-print">
                {casesOf(by, row.value, data) && (
                  <Link to={casesOf(by, row.value, data)!} aria-label={`${t('drill')} ${pick(row.name, language)}`}>
                    →
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {columns.map((column) => (
              <td key={column} className="number">
                <strong>{cell(data.total, column)}</strong>
              </td>
            ))}
            <td className="no-print" />
          </tr>
        </tfoot>
      </table>
      {by === 'keyGroup' && <p className="small muted">{t('overlapping')}</p>}
    </div>
  );
}
