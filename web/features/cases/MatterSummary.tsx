import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { subjectKinds } from '../../../domain/matters';
import { DISPUTE } from '../../../domain/stages';
import { regionName } from '../../../domain/regions';
import type { CaseDetail } from '../../api/cases';
import { matterKindsQuery, mattersQuery } from '../../api/matters';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { shownValue } from '../../ui/shownValue';
import { instant } from '../../ui/time';
import { MatterRows } from '../matters/MatterRows';
import { useCaseTexts } from './texts';

/** What a matter other than a dispute is about: what was entered when it was begun. */
export function MatterSummary({ data, matter }: { data: CaseDetail; matter: NonNullable<CaseDetail['matter']> }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const session = useSession();
  const labels = new Map(matter.fields.map(({ name, label }) => [name, pick(label, language)]));
  return (
    <section className="card" aria-label={pick(matter.name, language)}>
      <dl className="facts">
        {Object.entries(data.data)
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <Fragment key={name}>
              <dt>{labels.get(name) ?? name}</dt>
              <dd>{shownValue(value)}</dd>
            </Fragment>
          ))}
        <dt>{t('region')}</dt>
        <dd>{regionName(data.region, language)}</dd>
        {matter.begunBy && (
          <>
            <dt>{t('begunBy')}</dt>
            <dd>{matter.begunBy.name}</dd>
          </>
        )}
        <dt>{t('begunAt')}</dt>
        <dd>{instant(data.filedAt)}</dd>
        {matter.subjects.map(({ kind, id, name = id }) => (
          <Fragment key={`${kind}${id}`}>
            <dt>{subjectKinds.name(kind, language)}</dt>
            <dd translate="no">
              {kind === 'employer' && may(session, 'employer.read') ? (
                <Link to={`/employers/${id}`}>{name}</Link>
              ) : kind === 'matter' ? (
                <Link className="number" to={`/cases/${id}`}>
                  {name}
                </Link>
              ) : (
                name
              )}
            </dd>
          </Fragment>
        ))}
        {matter.from && (
          <>
            <dt>{t('begunOutOf')}</dt>
            <dd>
              <Link className="number" to={`/cases/${matter.from}`}>
                {matter.from}
              </Link>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The matters that were begun out of this one, and those that may be. */
export function BegunFrom({ number, kind = DISPUTE }: { number: string; kind?: string }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const kinds = useQuery(matterKindsQuery).data?.rows ?? [];
  const possible = kinds.filter(({ from }) => from.includes(kind));
  const list = useInfiniteQuery({ ...mattersQuery({ from: number }), enabled: possible.length > 0 });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (possible.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('relatedMatters')}</h2>
      {rows.length > 0 && <MatterRows rows={rows} kinds={kinds} />}
      <div className="row">
        {possible
          .filter(({ begin }) => begin)
          .map((each) => (
            <Link
              key={each.kind}
              to={`/matters/new/${encodeURIComponent(each.kind)}?from=${encodeURIComponent(number)}`}
            >
              {t('beginHere', { kind: pick(each.name, language) })}
            </Link>
          ))}
      </div>
    </section>
  );
}
