import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { organisationKinds } from '../../../domain/organisations';
import { regionName } from '../../../domain/regions';
import { placesQuery } from '../../api/places';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { firstPlaceOf, firstPlaces } from '../../ui/places';
import { Empty, Failed, Loading } from '../../ui/State';
import { usePageTitle } from '../../ui/usePageTitle';
import { HelpLines } from './HelpLines';
import { useLandingTexts } from './texts';

/** Where a dispute can be brought in person: the organisations of a place, with address and phone. */
export default function Places() {
  const t = useLandingTexts();
  const language = useLanguage();
  usePageTitle(t('placesTitle'));
  const [address, setAddress] = useSearchParams();
  const region = address.get('region') ?? '340100';
  const { city, counties } = firstPlaceOf(region);
  const places = useInfiniteQuery(placesQuery(region));
  const rows = places.data?.pages.flatMap((page) => page.rows) ?? [];
  const go = (code: string) => setAddress({ region: code }, { replace: true });
  return (
    <div className="stack">
      <h1>{t('placesTitle')}</h1>
      <p className="muted">{t('placesIntro')}</p>
      <div className="landing-choose">
        <label className="field">
          <span className="label">{t('city')}</span>
          <Select
            size="large"
            value={city}
            showSearch
            optionFilterProp="label"
            options={firstPlaces(language)}
            onChange={go}
          />
        </label>
        {counties.length > 0 && (
          <label className="field">
            <span className="label">{t('county')}</span>
            <Select
              size="large"
              value={region}
              showSearch
              optionFilterProp="label"
              options={[
                { value: city, label: t('wholeCity') },
                ...counties.map((one) => ({ value: one.code, label: one[language] })),
              ]}
              onChange={go}
            />
          </label>
        )}
      </div>
      {places.isPending ? (
        <Loading />
      ) : places.error ? (
        <Failed error={places.error} retry={() => void places.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t('none')} help={t('noneHelp')} />
      ) : (
        <ul className="landing-places" aria-live="polite">
          {rows.map(({ id, name, kind, region: of, address: street, phone, hours }) => (
            <li key={id} className="card">
              <strong>{pick(name, language)}</strong>
              <div className="small muted">
                {organisationKinds.name(kind, language)} · {regionName(of, language)}
              </div>
              <div>{street ?? <span className="muted">{t('noAddress')}</span>}</div>
              {hours && (
                <div className="small" translate="no">
                  {hours}
                </div>
              )}
              {phone && <a href={`tel:${phone}`}>{phone}</a>}
            </li>
          ))}
        </ul>
      )}
      <More list={places} size="large">
        {t('more')}
      </More>
      <HelpLines />
      <Link to="/">{t('home')}</Link>
    </div>
  );
}
