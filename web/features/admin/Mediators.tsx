import { Link } from 'react-router';
import { languages } from '../../../domain/languages';
import { regionName } from '../../../domain/regions';
import { mediatorsQuery, saveMediator, usersQuery, type Mediator, type User } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { placeOptions } from '../../ui/places';
import { optionsOf, organisationSource } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** Mediators: where they work, in which languages, their workload, and their conflicts of interest. */
export default function Mediators() {
  const t = useAdminTexts();
  const language = useLanguage();
  return (
    <Register<Mediator>
      title={t('mediators')}
      links={<Link to="/admin/organisations">← {t('organisations')}</Link>}
      query={mediatorsQuery}
      filters={[{ path: 'region', label: t('region'), options: placeOptions(language) }]}
      columns={[
        { head: t('person'), cell: (row) => <strong>{row.name}</strong> },
        { head: t('organisation'), cell: (row) => row.organisationName && pick(row.organisationName, language) },
        { head: t('region'), cell: (row) => regionName(row.region, language) },
        { head: t('languages'), cell: (row) => row.languages.map((one) => languages.name(one, language)).join('、') },
        { head: t('openTasks'), cell: (row) => row.openTasks },
        {
          head: t('state'),
          cell: (row) => (
            <>
              <span className={row.active ? 'tag good' : 'tag'}>{row.active ? t('active') : t('inactive')}</span>{' '}
              {row.fullTime ? t('fullTime') : t('partTime')}
            </>
          ),
        },
      ]}
      fields={(row) => [
        { path: 'name', label: t('person') },
        { path: 'organisation', label: t('organisation'), source: organisationSource(language, row) },
        { path: 'region', label: t('region'), type: 'select', options: placeOptions(language) },
        { path: 'fullTime', label: t('fullTime'), type: 'switch' },
        { path: 'languages', label: t('languages'), type: 'many', options: optionsOf(languages, language) },
        { path: 'skills', label: t('skills'), type: 'tags' },
        {
          path: 'conflicts',
          label: t('conflicts'),
          type: 'tags',
          help: row && t('conflictsKept', { n: row.conflicts }),
        },
        {
          path: 'user',
          label: t('user'),
          source: {
            query: ({ text }) => usersQuery({ text, role: 'mediator' }),
            option: ({ id, name, account }: User) => ({ value: id, label: `${name} (${account})` }),
            chosen: row?.user && row.userName ? { value: row.user, label: row.userName } : undefined,
          },
        },
        { path: 'active', label: t('active'), type: 'switch' },
      ]}
      values={(row) => ({
        name: row?.name,
        organisation: row?.organisation,
        region: row?.region,
        fullTime: row?.fullTime ?? false,
        languages: row?.languages ?? [],
        skills: row?.skills ?? [],
        conflicts: undefined,
        user: row?.user,
        active: row?.active ?? true,
      })}
      save={saveMediator}
    />
  );
}
