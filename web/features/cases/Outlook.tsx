import { useQuery } from '@tanstack/react-query';
import { outlookQuery, type Outlook as Known } from '../../api/cases';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { Loaded } from '../../ui/State';
import { instant, moment } from '../../ui/time';
import { useCaseTexts } from './texts';

/** Why the case is where it is, and what will happen if nobody acts, according to the engine. */
export function Outlook({ number }: { number: string }) {
  const t = useCaseTexts();
  return (
    <Loaded query={useQuery(outlookQuery(number))}>
      {(known) => (
        <section className="card outlook">
          <h2>{t('why')}</h2>
          <Last known={known} />
          <Places known={known} />
          <h2>{t('next')}</h2>
          <Coming known={known} />
        </section>
      )}
    </Loaded>
  );
}

/** What happened last. */
export function Last({ known: { last } }: { known: Known }) {
  const language = useLanguage();
  return last ? (
    <p className="outlook-last">
      {pick(last.text, language)} <span className="small muted">{instant(last.at)}</span>
    </p>
  ) : null;
}

/** Where it stands, whose turn it is and by when; the reader's own tasks (`mine`) are marked as theirs. */
export function Places({ known: { here }, mine }: { known: Known; mine?: readonly string[] }) {
  const t = useCaseTexts();
  const language = useLanguage();
  return (
    <ul className="plain-list">
      {here.map((one, index) => (
        <li key={index}>
          <strong>{pick(one.name, language)}</strong>
          <div>
            {one.groups.some((group) => mine?.includes(group))
              ? t(one.optional ? 'yoursToChoose' : 'yours')
              : pick(one.why, language)}
          </div>
          {one.told && (
            <div>
              <strong>{pick(one.told, language)}</strong>
            </div>
          )}
          {one.limit ? (
            <DeadlineTag
              due={one.limit.due}
              workingDaysLeft={one.limit.workingDaysLeft}
              name={pick(one.limit, language)}
              article={one.limit.article}
              provisional={one.limit.provisional}
            />
          ) : (
            <div className="small muted">{t('since', { at: instant(one.since) })}</div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What happens automatically on the coming dates, soonest first. */
export function Coming({ known: { next } }: { known: Known }) {
  const t = useCaseTexts();
  const language = useLanguage();
  if (next.length === 0) return <p className="muted">{t('nothingNext')}</p>;
  return (
    <ol className="timeline">
      {next.map((one, index) => (
        <li key={index} className={index === 0 ? 'soon' : undefined}>
          <strong>{one.at ? moment(one.at) : t('undated')}</strong> {pick(one.name, language)}
          <div className="small">{pick(one.then, language)}</div>
        </li>
      ))}
    </ol>
  );
}
