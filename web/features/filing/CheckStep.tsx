import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { SimilarCases } from '../cases/SimilarCases';
import { previewCase } from '../../api/cases';
import { pick, useLanguage } from '../../texts';
import { SelectField } from './choices';
import { Review } from './Review';
import { Triage } from './Triage';
import { useFilingTexts } from './texts';
import { useFilingContext } from './useFiling';

interface Body {
  entryStage?: string;
  mediateFirst?: boolean;
}

/** Whether the case begins with mediation, so that an organisation may be chosen. */
const mediates = (body: Body, triage?: Record<string, unknown> | null): boolean =>
  triage?.entry === 'mediation' || (body.entryStage === 'arbitration' && body.mediateFirst === true);

/** A summary of everything, the remaining errors, and the result of triage, before it is sent. */
export function CheckStep({ staff, goTo }: { staff: boolean; goTo(path: string): void }) {
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
      <Review goTo={goTo} />
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
      {!staff && (
        <Checkbox
          className="declaration"
          checked={filing.get('declared') === true}
          onChange={({ target }) => filing.set('declared', target.checked || undefined)}
        >
          {t('declaration')}
        </Checkbox>
      )}
    </>
  );
}
