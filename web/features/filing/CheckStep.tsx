import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { SimilarCases } from '../cases/SimilarCases';
import { causes } from '../../../domain/causes';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { previewCase } from '../../api/cases';
import { pick, useLanguage } from '../../texts';
import { yuan } from '../../ui/time';
import { SelectField } from './choices';
import { Triage } from './Triage';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

interface Body {
  workers?: { label?: string; count?: number };
  employer?: { name?: string; industry?: string };
  region?: string;
  entryStage?: string;
  mediateFirst?: boolean;
  claims?: { cause?: string; amount?: number; facts?: string }[];
}

/** Whether the case begins with mediation, so that an organisation may be chosen. */
const mediates = (body: Body, triage?: Record<string, unknown> | null): boolean =>
  triage?.entry === 'mediation' || (body.entryStage === 'arbitration' && body.mediateFirst === true);

/** A summary of everything, the remaining errors, and the result of triage, before it is sent. */
export function CheckStep({ goTo }: { goTo(path: string): void }) {
  const t = useFilingTexts();
  const language = useLanguage();
  const filing = useFilingContext();
  const body = filing.body as Body;
  const preview = useQuery({
    queryKey: ['preview', body],
    queryFn: () => previewCase(body),
    enabled: filing.all.length === 0,
    retry: false,
  });
  return (
    <>
      {filing.all.length > 0 && (
        <div className="card" role="alert">
          <h3>{t('fix', { n: filing.all.length })}</h3>
          <ul className="plain-list">
            {filing.all.map((one) => (
              <li key={one.path} className="row">
                <span style={{ flex: 1 }}>{one.message}</span>
                <Button onClick={() => goTo(one.path)}>{t('goto')}</Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="card">
        <dl className="facts">
          <dt>{t('worker')}</dt>
          <dd>
            {body.workers?.label} {(body.workers?.count ?? 1) > 1 && `(${body.workers?.count})`}
          </dd>
          <dt>{t('employer')}</dt>
          <dd>
            {body.employer?.name} {body.employer?.industry && `· ${industries.name(body.employer.industry, language)}`}
          </dd>
          <dt>{t('place')}</dt>
          <dd>{body.region && regionName(body.region, language, { full: true })}</dd>
          <dt>{t('claims')}</dt>
          <dd>
            {body.claims?.map((claim, index) => (
              <div key={index}>
                {claim.cause && causes.name(claim.cause, language)}{' '}
                {claim.amount !== undefined && yuan(Math.round(Number(claim.amount) * 100))}
                <div className="small muted">{claim.facts}</div>
              </div>
            ))}
          </dd>
          <dt>{t('wish')}</dt>
          <dd>{body.entryStage && pipelineStages.name(body.entryStage, language)}</dd>
        </dl>
      </div>
      {filing.all.length === 0 && mediates(body, preview.data?.triage) && !!preview.data?.organisations.length && (
        <section className="card">
          <SelectField
            path="wantedOrganisation"
            label={t('organisation')}
            help={t('organisationHelp')}
            options={preview.data.organisations.map(({ id, name }) => ({ value: id, label: pick(name, language) }))}
          />
        </section>
      )}
      {filing.all.length === 0 && (
        <section className="card">
          <h3>{t('repeated')}</h3>
          <p className="small muted">{t('repeatedLaw')}</p>
          {preview.data && <SimilarCases similar={preview.data.similar} />}
        </section>
      )}
      {filing.all.length === 0 && (
        <section className="card" aria-live="polite">
          <h3>{t('triage')}</h3>
          {preview.isPending ? (
            <p className="muted">{t('triageWait')}</p>
          ) : preview.data?.triage ? (
            <Triage triage={preview.data.triage} />
          ) : (
            <p className="muted">{t('triageNone')}</p>
          )}
        </section>
      )}
    </>
  );
}
