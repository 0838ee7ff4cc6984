import { useQuery } from '@tanstack/react-query';
import { outcomes } from '../../../domain/outcomes';
import { outlookQuery, remediesQuery, type CaseDetail, type CaseRemedies } from '../../api/cases';
import { colon, pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { day, lastDay, yuan } from '../../ui/time';
import { useRemedyTexts } from './texts';

/** What came of the case, first of all: what was awarded or agreed and until when one may go on; or what is going on. */
export function CaseResult({ data }: { data: CaseDetail }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  return (
    <section className="card result" aria-live="polite">
      <h2>{data.status === 'closed' ? t('closed') : t('result')}</h2>
      {data.outcome && <p>{t('closedAs', { outcome: outcomes.name(data.outcome, language) })}</p>}
      <Loaded query={useQuery(remediesQuery(data.number))}>
        {({ results, rows }) => (
          <>
            {results.map((one, index) => (
              <Decided key={index} result={one} />
            ))}
            {results.length === 0 && data.status === 'open' && <GoingOn number={data.number} />}
            {results.length > 0 && <Ways rows={rows} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Decided({ result: { name, day: on, amount, clauses } }: { result: CaseRemedies['results'][number] }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  return (
    <>
      <p>
        {pick(name, language)}
        {on && <span className="muted"> · {day(on)}</span>}
        {amount !== undefined && (
          <>
            {colon(language)}
            <strong className="result-amount number">{yuan(Math.round(amount * 100))}</strong>
          </>
        )}
      </p>
      {clauses.length > 0 && (
        <details>
          <summary>{t('clauses')}</summary>
          <ul className="plain-list">
            {clauses.map((clause, index) => (
              <li key={index}>{pick(clause, language)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** By when the dispute may be taken on, each way once. */
function Ways({ rows }: { rows: CaseRemedies['rows'] }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  const dated = rows.filter(({ kind, due }) => kind === 'remedy' && due);
  return dated.map(({ name, due }, index) => (
    <p key={index}>
      <strong>{t('until', { what: pick(name, language), day: lastDay(due!) })}</strong>
    </p>
  ));
}

function GoingOn({ number }: { number: string }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  const here = useQuery(outlookQuery(number)).data?.here.filter(({ optional }) => !optional) ?? [];
  const names = [...new Set(here.map(({ name }) => pick(name, language)))];
  return (
    <p>
      {t('noResult')}
      {names.length > 0 && ` · ${t('going', { what: names.join('、') })}`}
    </p>
  );
}
