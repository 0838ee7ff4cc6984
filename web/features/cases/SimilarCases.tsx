import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { outcomes } from '../../../domain/outcomes';
import { pipelineStages } from '../../../domain/stages';
import { similarQuery, type Similar } from '../../api/cases';
import { pick, texts, useLanguage } from '../../texts';
import { day } from '../../ui/time';

const useTexts = texts({
  title: ['相同当事人、同一争议的其他案件', 'Other cases of the same parties on the same matter'],
  open: ['办理中', 'Open'],
  bars: ['再次申请仲裁不予受理', 'Arbitration is not accepted again'],
  elsewhere: ['另有 {{n}} 件不在您的办理范围内。', '{{n}} more lie outside your reach.'],
});

/** Earlier cases on the same matter, with what the law says of filing it again. */
export function SimilarCases({ similar: { rows, elsewhere } }: { similar: Similar }) {
  const t = useTexts();
  const language = useLanguage();
  return (
    <>
      <ul className="plain-list" data-similar>
        {rows.map((row) => (
          <li key={row.number}>
            <Link to={`/cases/${row.number}`} translate="no">
              {row.display}
            </Link>{' '}
            <span className="small muted">
              {day(row.filedAt)} ·{' '}
              {row.status === 'open'
                ? [t('open'), row.stage && pipelineStages.name(row.stage, language)].filter(Boolean).join(' · ')
                : row.outcome && outcomes.name(row.outcome, language)}
            </span>{' '}
            {row.bars && <span className="tag soon">{t('bars')}</span>}
            <div className="small">{pick(row.law, language)}</div>
          </li>
        ))}
      </ul>
      {elsewhere > 0 && <p className="small muted">{t('elsewhere', { n: elsewhere })}</p>}
    </>
  );
}

/** For staff: shown only if there are any. */
export function SimilarCasesOf({ number }: { number: string }) {
  const t = useTexts();
  const { data } = useQuery(similarQuery(number));
  if (!data || (!data.rows.length && !data.elsewhere)) return null;
  return (
    <section className="card">
      <h3>{t('title')}</h3>
      <SimilarCases similar={data} />
    </section>
  );
}
