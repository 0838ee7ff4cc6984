import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { regionName, regions, within } from '../../../domain/regions';
import { initialValues } from '../../../engine/form';
import { beginMatter, matterFormQuery, type MatterKind } from '../../api/matters';
import type { Form } from '../../../engine/form';
import { FormView } from '../../form/FormView';
import type { FormProblems } from '../../form/context';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { useMatterTexts } from './texts';

const nothing: Form = { id: 'none', type: 'default', components: [] };

/** The form by which a matter of a kind is begun. */
export default function NewMatter() {
  const { kind = '' } = useParams();
  const query = useQuery(matterFormQuery(kind));
  return <Loaded query={query}>{(data) => <Begin key={kind} kind={data.kind} form={data.form} />}</Loaded>;
}

function Begin({ kind, form = nothing }: { kind: MatterKind; form?: Form }) {
  const t = useMatterTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const session = useSession();
  const from = useSearchParams()[0].get('from') ?? undefined;
  const [value, setValue] = useState(() => initialValues(form, {}, new Date().toISOString()));
  const [problems, setProblems] = useState<FormProblems>({});
  const [region, setRegion] = useState(session.region);
  const begin = useAction(beginMatter, ({ number }) => void navigate(`/cases/${number}`));
  const places = regions.filter(({ code }) => session.region && within(code, session.region));

  // The server's errors are shown at the fields.
  const refused = begin.problem;
  useEffect(() => {
    if (refused?.fields.length)
      setProblems(
        Object.fromEntries(refused.fields.map(({ path, message }) => [path.replace(/^values\./, ''), message])),
      );
  }, [refused]);

  return (
    <article className="narrow">
      <header className="page-head">
        <div className="grow">
          <div className="small">
            <Link to="/matters">← {t('back')}</Link>
          </div>
          <h1>{t('newTitle', { kind: pick(kind.name, language) })}</h1>
          {from && (
            <div className="small muted">
              <Link to={`/cases/${from}`}>{t('outOf', { number: from })}</Link>
            </div>
          )}
        </div>
      </header>
      <section className="card">
        {places.length > 1 && (
          <label className="filter">
            <span>{t('region')}</span>
            <Select
              aria-label={t('region')}
              value={region}
              onChange={setRegion}
              options={places.map(({ code }) => ({ value: code, label: regionName(code, language) }))}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
            />
          </label>
        )}
        {form.components.length === 0 && <p className="muted">{t('noForm')}</p>}
        <FormView
          form={form}
          shown={{}}
          value={value}
          onChange={setValue}
          problems={problems}
          onProblems={setProblems}
          onSubmit={(values) => void begin.run({ kind: kind.kind, values, region, from })}
        >
          <Button type="primary" htmlType="submit" loading={begin.busy}>
            {t('send')}
          </Button>
        </FormView>
      </section>
    </article>
  );
}
