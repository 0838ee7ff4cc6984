import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { bothSides } from '../../../domain/acts';
import { roles } from '../../../domain/roles';
import { remediesQuery, type CaseRemedies } from '../../api/cases';
import { address } from '../../http';
import { colon, pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { lastDay } from '../../ui/time';
import { blanks } from '../landing/blanks';
import { useRemedyTexts } from './texts';

type Row = CaseRemedies['rows'][number];
const kinds = ['remedy', 'request', 'answer'] as const;
/** Where the task of a remedy stands on the page. */
export const anchorOf = (task: string): string => `task-${task.replaceAll('~', '-')}`;

/**
 * The remedies of a case: every right that can be used now, until when and why, where, with which papers, for how much,
 * and what ends it. For staff (`both`) those of both sides.
 */
export function Remedies({ number, both }: { number: string; both?: boolean }) {
  const t = useRemedyTexts();
  return (
    <section className="card" aria-label={t(both ? 'canParties' : 'can')}>
      <h2>{t(both ? 'canParties' : 'can')}</h2>
      <Loaded query={useQuery(remediesQuery(number))}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t(both ? 'nothingParties' : 'nothing')}</p>
          ) : (
            kinds
              .map((kind) => ({ kind, of: rows.filter((row) => row.kind === kind) }))
              .filter(({ of }) => of.length > 0)
              .map(({ kind, of }) => (
                <div key={kind} className="remedies">
                  <h3>{t(kind)}</h3>
                  {of.map((row, index) => (
                    <Remedy key={`${row.code}${index}`} row={row} both={both} />
                  ))}
                </div>
              ))
          )
        }
      </Loaded>
    </section>
  );
}

function Remedy({ row, both }: { row: Row; both: boolean | undefined }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  return (
    <details className="remedy">
      <summary>
        <strong>{pick(row.name, language)}</strong>{' '}
        {row.due ? <span className="tag soon">{t('byDay', { day: lastDay(row.due) })}</span> : null}
        {both && row.sides.length < bothSides.length && (
          <span className="small muted"> {row.sides.map((side) => roles.name(side, language)).join('、')}</span>
        )}
        {row.note && <span className="small muted"> {pick(row.note, language)}</span>}
      </summary>
      <dl className="facts">
        <dt>{t('lastDay')}</dt>
        <dd>
          <LastDay row={row} />
        </dd>
        <dt>{t('where')}</dt>
        <dd>
          <Where row={row} />
        </dd>
        <dt>{t('bring')}</dt>
        <dd>
          <Bring row={row} />
        </dd>
        <dt>{t('fee')}</dt>
        <dd>
          {pick(row.fee.text, language)}
          <Law law={row.fee.law} />
        </dd>
        <dt>{t('ends')}</dt>
        <dd>{pick(row.closes, language)}</dd>
        {row.law && (
          <>
            <dt>{t('law')}</dt>
            <dd>{pick(row.law, language)}</dd>
          </>
        )}
      </dl>
      {!both && (row.task ? <a href={`#${anchorOf(row.task)}`}>{t('here')}</a> : null)}
    </details>
  );
}

function Law({ law }: { law: Row['law'] }) {
  const language = useLanguage();
  return law ? <div className="small muted">{pick(law, language)}</div> : null;
}

function LastDay({ row }: { row: Row }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  if (!row.due) return row.within ? pick(row.within, language) : t('noDay');
  return (
    <>
      <strong>{lastDay(row.due)}</strong>
      {row.provisional && ` (${t('provisional')})`}
      {row.explanation && (
        <div className="small">
          <span className="muted">
            {t('why')}
            {colon(language)}
          </span>
          {pick(row.explanation, language)}
        </div>
      )}
    </>
  );
}

function Where({ row: { code, forum, places, task } }: { row: Row }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  return (
    <>
      {pick(forum.name, language)}
      <div className="small">{pick(forum.which, language)}</div>
      <Law law={forum.law} />
      {places.map(({ id, name, address: street, phone }) => (
        <div key={id}>
          <strong>{pick(name, language)}</strong> {street} {phone && <a href={`tel:${phone}`}>{phone}</a>}
        </div>
      ))}
      {!task && <div className="small muted">{t(code === 'withdraw' ? 'below' : 'inPerson')}</div>}
    </>
  );
}

function Bring({ row: { papers } }: { row: Row }) {
  const t = useRemedyTexts();
  const language = useLanguage();
  if (papers.length === 0) return t('nothingToBring');
  return (
    <ul className="plain-list">
      {papers.map(({ code, name, document }) => (
        <li key={code}>
          {document ? (
            <a href={address(`/documents/${document}/content`)} download>
              {pick(name, language)} ({t('held')})
            </a>
          ) : blanks.some((blank) => blank.code === code) ? (
            <Link to={`/papers/${code}`}>
              {pick(name, language)} ({t('blank')})
            </Link>
          ) : (
            pick(name, language)
          )}
        </li>
      ))}
    </ul>
  );
}
