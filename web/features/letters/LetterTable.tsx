import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { letterStates } from '../../../domain/letters';
import type { Letter } from '../../api/letters';
import { pick, useLanguage } from '../../texts';
import { useLetterTexts } from './texts';

interface Props {
  rows: Letter[];
  /** Those chosen to be printed; absent: none can be. */
  chosen?: ReadonlySet<string>;
  choose?(id: string, on: boolean): void;
  /** What can be done with a letter. */
  actions?(row: Letter): ReactNode;
}

/** Letters: to whom, about what, and what became of each. */
export function LetterTable({ rows, chosen, choose, actions }: Props) {
  const t = useLetterTexts();
  const language = useLanguage();
  return (
    <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('title')}>
      <table className="list cards">
        <thead>
          <tr>
            <th>{t('to')}</th>
            <th>{t('what')}</th>
            <th>{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {chosen && (row.status === 'waiting' || row.status === 'printed') && (
                  <Checkbox
                    checked={chosen.has(row.id)}
                    onChange={(event) => choose?.(row.id, event.target.checked)}
                    aria-label={t('choose', { name: row.name })}
                  />
                )}{' '}
                <strong>{row.name}</strong>
                <div className="small">{row.address}</div>
              </td>
              <td>
                {pick(row.title, language)}
                {row.day && <div className="small">{t('until', { day: row.day })}</div>}
                <div className="small">
                  <Link to={`/cases/${row.case}/services`}>{row.case}</Link>
                </div>
              </td>
              <td>
                <State row={row} />
                {actions?.(row)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ row: { status, number, postedOn, endedOn, why } }: { row: Letter }) {
  const t = useLetterTexts();
  const tone = status === 'delivered' ? 'good' : status === 'returned' ? 'late' : '';
  return (
    <>
      <span className={`tag ${tone}`}>{letterStates.name(status, useLanguage())}</span>
      {endedOn && <span className="small"> {t('endedOn', { day: endedOn })}</span>}
      {number && postedOn && <div className="small">{t('postedAs', { day: postedOn, number })}</div>}
      {why && <div className="small">{why}</div>}
    </>
  );
}
