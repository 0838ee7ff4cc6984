import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { outcomes } from '../../../domain/outcomes';
import { pipelineStages } from '../../../domain/stages';
import { employerRecordQuery } from '../../api/employers';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useEmployerTexts } from './texts';

const figures = ['open', 'closed', 'settlementsKept', 'settlementsBroken', 'matters'] as const;

/** What an employer has had: cases and what came of them, as far as the reader may see. */
export function EmployerRecord({ id }: { id: string }) {
  const t = useEmployerTexts();
  const language = useLanguage();
  const query = useInfiniteQuery(employerRecordQuery(id));
  return (
    <section className="card stack">
      <h2>{t('record')}</h2>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <p className="muted">{t('noRecord')}</p>;
          return (
            <>
              <dl className="facts">
                {figures.map((name) => (
                  <div key={name}>
                    <dt>{t(name)}</dt>
                    <dd className="number">{pages[0]!.figures[name]}</dd>
                  </div>
                ))}
              </dl>
              {pages[0]!.figures.capped && <p className="small muted">{t('capped')}</p>}
              <table className="list cards">
                <thead>
                  <tr>
                    <th>{t('number')}</th>
                    <th>{t('parties')}</th>
                    <th>{t('when')}</th>
                    <th>{t('state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.number}>
                      <td>
                        <Link className="number" translate="no" to={`/cases/${row.number}`}>
                          {row.display}
                        </Link>
                      </td>
                      <td translate="no">{row.title}</td>
                      <td className="number">{day(row.at)}</td>
                      <td>
                        {row.outcome && outcomes.has(row.outcome)
                          ? outcomes.name(row.outcome, language)
                          : [t(row.status), row.stage && pipelineStages.name(row.stage, language)]
                              .filter(Boolean)
                              .join(' · ')}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          );
        }}
      </Loaded>
      <More list={query}>{t('more')}</More>
    </section>
  );
}
