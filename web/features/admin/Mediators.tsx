import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { languages } from '../../../domain/languages';
import { regionName } from '../../../domain/regions';
import { everyOrganisationQuery, mediatorsQuery, saveMediator, usersQuery, type Mediator } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { optionsOf, regionOptions } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** Mediators: where, in which languages, with what load, and with whom they have a conflict of interest. */
export default function Mediators() {
  const t = useAdminTexts();
  const language = useLanguage();
  const organisations = useQuery(everyOrganisationQuery).data ?? [];
  const users = useInfiniteQuery(usersQuery({ role: 'mediator' })).data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Register<Mediator>
      title={t('mediators')}
      links={<Link to="/admin/organisations">← {t('organisations')}</Link>}
      query={mediatorsQuery}
      columns={[
        { head: t('person'), cell: (row) => <strong>{row.name}</strong> },
        { head: t('organisation'), cell: (row) => { const found = organisations.find((one) => one.id === row.organisation); return found ? pick(found.name, language) : row.organisation; } },
        { head: t('region'), cell: (row) => regionName(row.region, language) },
        { head: t('languages'), cell: (row) => row.languages.map((one) => languages.name(one, language)).join('、') },
        { head: t('openTasks'), cell: (row) => row.openTasks },
        { head: t('state'), cell: (row) => <><span className={row.active ? 'tag good' : 'tag'}>{row.active ? t('active') : t('inactive')}</span> {row.fullTime ? t('fullTime') : t('partTime')}</> },
      ]}
      fields={(row) => [
        { path: 'name', label: t('person') },
        { path: 'organisation', label: t('organisation'), type: 'select', options: organisations.map((one) => ({ value: one.id, label: pick(one.name, language) })) },
        { path: 'region', label: t('region'), type: 'select', options: regionOptions(language) },
        { path: 'fullTime', label: t('fullTime'), type: 'switch' },
        { path: 'languages', label: t('languages'), type: 'many', options: optionsOf(languages, language) },
        { path: 'skills', label: t('skills'), type: 'tags' },
        { path: 'conflicts', label: t('conflicts'), type: 'tags', help: row && t('conflictsKept', { n: row.conflicts }) },
        { path: 'user', label: t('user'), type: 'select', options: users.map((one) => ({ value: one.id, label: `${one.name} (${one.account})` })) },
        { path: 'active', label: t('active'), type: 'switch' },
      ]}
      values={(row) => ({ name: row?.name, organisation: row?.organisation, region: row?.region, fullTime: row?.fullTime ?? false, languages: row?.languages ?? [], skills: row?.skills ?? [], conflicts: undefined, user: row?.user, active: row?.active ?? true })}
      save={saveMediator}
    />
  );
}
