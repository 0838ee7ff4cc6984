import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Fragment, useState } from 'react';
import { Link, useParams } from 'react-router';
import { employerSizes } from '../../../domain/employers/employer';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import { distinguishEmployers, employerQuery, mergeEmployers, type EmployerDetail } from '../../api/employers';
import { useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { MattersAbout } from '../matters/MattersAbout';
import { EditEmployer } from './EditEmployer';
import { EmployerRecord } from './EmployerRecord';
import { valueInWords, type TextKey } from './fields';
import { useEmployerTexts } from './texts';

/** One employer: what is known of it, what it has had, who is named alike, and how it changed. */
export default function EmployerPage() {
  const { id = '' } = useParams();
  const query = useQuery(employerQuery(id));
  return <Loaded query={query}>{(data) => <Shown key={data.id} data={data} />}</Loaded>;
}

const shown = [
  'formerNames',
  'industry',
  'headcount',
  'foundedOn',
  'region',
  'areas',
  'partyOrganisation',
  'union',
  'committee',
  'negotiationRules',
  'contactName',
  'contactPhone',
] as const;
const arrangements: readonly string[] = ['partyOrganisation', 'union', 'committee', 'negotiationRules'];

function Shown({ data }: { data: EmployerDetail }) {
  const t = useEmployerTexts();
  const language = useLanguage();
  const wordsOf = (field: (typeof shown)[number]) => {
    if (arrangements.includes(field)) return data[field] ? t('yes') : t('no');
    const words = valueInWords(field, data[field], t, language);
    return field === 'headcount' && data.size ? `${words} · ${employerSizes.name(data.size, language)}` : words;
  };
  return (
    <article className="stack">
      <header className="page-head">
        <div>
          <Link to="/employers">← {t('back')}</Link>
          <h1 translate="no">{data.name}</h1>
          <div className="number muted">{[data.id, ...data.otherCodes].join(' · ')}</div>
        </div>
        <span className="grow" />
        {data.focus && <span className="tag brand">{t('focus')}</span>}
        {!data.active && <span className="tag">{t('ended')}</span>}
        {data.changeable && <Change data={data} />}
      </header>
      <section className="card" aria-label={data.name}>
        <dl className="facts">
          {shown.map((field) => (
            <Fragment key={field}>
              <dt>{t(field)}</dt>
              <dd translate={field === 'formerNames' || field === 'contactName' ? 'no' : undefined}>
                {wordsOf(field)}
              </dd>
            </Fragment>
          ))}
        </dl>
      </section>
      {data.alike.length > 0 && <Alike data={data} />}
      <EmployerRecord id={data.id} />
      <MattersAbout kind="employer" id={data.id} />
      <History data={data} />
    </article>
  );
}

function Change({ data }: { data: EmployerDetail }) {
  const t = useEmployerTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  return (
    <EditEmployer
      data={data}
      saved={(after) => {
        client.setQueryData(employerQuery(data.id).queryKey, after);
        void message.success(t('saved'));
      }}
    />
  );
}

/** Those that may be the same: merged into this one, or kept apart for good. */
function Alike({ data }: { data: EmployerDetail }) {
  const t = useEmployerTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<{ other: EmployerDetail['alike'][number]; merge: boolean }>();
  const decide = useAction(
    (key: string, reason: string) =>
      (chosen!.merge ? mergeEmployers : distinguishEmployers)(key, data.id, chosen!.other.id, reason),
    (after) => {
      void message.success(t(chosen?.merge ? 'merged' : 'apartDone'));
      setChosen(undefined);
      client.setQueryData(employerQuery(data.id).queryKey, after);
      void client.invalidateQueries({ queryKey: ['employers'] });
    },
  );
  return (
    <section className="card stack">
      <h2>{t('alike')}</h2>
      <p className="muted">{t('alikeHelp')}</p>
      <ul className="plain-list">
        {data.alike.map((other) => (
          <li key={other.id} className="row">
            <span className="grow">
              <Link to={`/employers/${other.id}`} translate="no">
                {other.name}
              </Link>{' '}
              <span className="small muted">
                <span className="number">{other.id}</span> · {regionName(other.region, language)}
                {other.industry && ` · ${industries.name(other.industry, language)}`}
              </span>
            </span>
            {data.changeable && (
              <>
                <Button size="small" onClick={() => setChosen({ other, merge: true })}>
                  {t('merge')}
                </Button>
                <Button size="small" onClick={() => setChosen({ other, merge: false })}>
                  {t('apart')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <ReasonModal
        open={chosen !== undefined}
        title={chosen?.merge ? t('mergeTitle', { name: chosen.other.name, into: data.name }) : t('apart')}
        help={chosen?.merge ? t('alikeHelp') : chosen?.other.name}
        done={t(chosen?.merge ? 'merge' : 'apart')}
        busy={decide.busy}
        onCancel={() => setChosen(undefined)}
        onDone={(reason) => void decide.run(reason)}
      />
    </section>
  );
}

function History({ data }: { data: EmployerDetail }) {
  const t = useEmployerTexts();
  const language = useLanguage();
  return (
    <section className="card">
      <h2>{t('changes')}</h2>
      <ul className="plain-list">
        {data.changes.map(({ at, by, how, fields, reason }, index) => (
          <li key={`${at}${index}`}>
            <span className="small muted">
              {instant(at)} <span translate="no">{by?.name}</span>
            </span>{' '}
            {t(`how_${how}`)}
            {reason && <span translate="no"> · {reason}</span>}
            {how !== 'add' && (
              <ul className="plain-list small">
                {fields.map(({ field, from, to }) => (
                  <li key={field}>
                    {t(field as TextKey)}
                    {': '}
                    <span translate="no">
                      {valueInWords(field, from, t, language)} → {valueInWords(field, to, t, language)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
