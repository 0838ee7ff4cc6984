import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useDeferredValue } from 'react';
import { Link, useNavigate } from 'react-router';
import { employerSizes } from '../../../domain/employers/employer';
import { industries } from '../../../domain/industries';
import { regionName } from '../../../domain/regions';
import { employersQuery } from '../../api/employers';
import { address } from '../../http';
import { may, useSession } from '../../session';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { placeOptions } from '../../ui/places';
import { Empty, Loaded } from '../../ui/State';
import { useFilters } from '../../ui/useFilters';
import { optionsOf } from '../admin/options';
import { EditEmployer } from './EditEmployer';
import { ImportCard } from './ImportCard';
import { useEmployerTexts } from './texts';

const filterNames = ['text', 'region', 'industry', 'sizeClass', 'focus', 'alike'] as const;

/** The register of employers: search, browse, import, export. */
export default function Employers() {
  const t = useEmployerTexts();
  const language = useLanguage();
  const session = useSession();
  const [filters, change] = useFilters(filterNames);
  const list = useInfiniteQuery(employersQuery(useDeferredValue(filters)));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const choices = [
    { name: 'region', label: t('region'), options: placeOptions(language) },
    { name: 'industry', label: t('industry'), options: optionsOf(industries, language) },
    { name: 'sizeClass', label: t('size'), options: optionsOf(employerSizes, language) },
  ] as const;
  const only = filters.focus ? 'focus' : filters.alike ? 'alike' : '';
  return (
    <article className="stack">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="grow" />
        <Button type="link" href={address('/employers/export', filters)} download>
          {t('export')}
        </Button>
        {may(session, 'employer.write') && <Maintain />}
      </header>
      <p className="muted">{t('help')}</p>
      <div className="card filters" role="search">
        <label className="filter grow">
          <span>{t('search')}</span>
          <Input
            allowClear
            aria-label={t('search')}
            defaultValue={filters.text}
            onChange={(event) => change({ text: event.target.value.trim() })}
          />
        </label>
        {choices.map(({ name, label, options }) => (
          <label key={name} className="filter">
            <span>{label}</span>
            <Select
              aria-label={label}
              value={filters[name] ?? ''}
              onChange={(value) => change({ [name]: value })}
              options={[{ value: '', label: t('all') }, ...options]}
              showSearch={{ optionFilterProp: 'label' }}
              popupMatchSelectWidth={false}
            />
          </label>
        ))}
        <label className="filter">
          <span>{t('only')}</span>
          <Select
            aria-label={t('only')}
            value={only}
            onChange={(value) =>
              change({ focus: value === 'focus' ? 'true' : undefined, alike: value === 'alike' ? 'true' : undefined })
            }
            options={[
              { value: '', label: t('all') },
              { value: 'focus', label: t('focus') },
              { value: 'alike', label: t('suspect') },
            ]}
            popupMatchSelectWidth={false}
          />
        </label>
      </div>
      <Loaded query={list}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t('none')} help={t('noneHelp')} />
          ) : (
            <table className="list cards">
              <thead>
                <tr>
                  <th>{t('name')}</th>
                  <th>{t('region')}</th>
                  <th>{t('industry')}</th>
                  <th>{t('size')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <Link to={`/employers/${row.id}`} translate="no">
                        {row.name}
                      </Link>{' '}
                      {row.focus && <span className="tag brand">{t('focus')}</span>}{' '}
                      {row.suspect && <span className="tag soon">{t('suspect')}</span>}{' '}
                      {!row.active && <span className="tag">{t('ended')}</span>}
                      <div className="small muted number">{row.id}</div>
                    </td>
                    <td>{regionName(row.region, language, { full: true })}</td>
                    <td>{row.industry && industries.name(row.industry, language)}</td>
                    <td>
                      {row.size && employerSizes.name(row.size, language)}
                      {row.headcount !== undefined && <div className="small muted number">{row.headcount}</div>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      <More list={list}>{t('more')}</More>
    </article>
  );
}

/** For whoever keeps the register: import, and one by one. */
function Maintain() {
  const navigate = useNavigate();
  return (
    <>
      <ImportCard />
      <EditEmployer saved={({ id }) => void navigate(`/employers/${id}`)} />
    </>
  );
}
