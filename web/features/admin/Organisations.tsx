import { Link } from 'react-router';
import { causes } from '../../../domain/causes';
import { industries } from '../../../domain/industries';
import { organisationHosts, organisationKinds } from '../../../domain/organisations';
import { regionName } from '../../../domain/regions';
import { organisationsQuery, saveOrganisation, type Organisation } from '../../api/oversight';
import { pick, useLanguage } from '../../texts';
import { placeOptions } from '../../ui/places';
import { optionsOf } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** Mediation organisations and other bodies, with their areas and kinds of cases. */
export default function Organisations() {
  const t = useAdminTexts();
  const language = useLanguage();
  return (
    <Register<Organisation>
      title={t('organisations')}
      links={
        <>
          <Link to="/admin/mediators">{t('mediators')} →</Link>
          <Link to="/admin/rooms">{t('rooms')} →</Link>
        </>
      }
      query={organisationsQuery}
      filters={[
        { path: 'kind', label: t('kind'), options: optionsOf(organisationKinds, language) },
        { path: 'region', label: t('region'), options: placeOptions(language) },
      ]}
      columns={[
        { head: t('name'), cell: (row) => <strong>{pick(row.name, language)}</strong> },
        { head: t('kind'), cell: (row) => organisationKinds.name(row.kind, language) },
        { head: t('region'), cell: (row) => regionName(row.region, language) },
        { head: t('phone'), cell: (row) => row.phone },
        {
          head: t('state'),
          cell: (row) => (
            <span className={row.active ? 'tag good' : 'tag'}>{row.active ? t('active') : t('inactive')}</span>
          ),
        },
      ]}
      fields={() => [
        { path: 'name.zh', label: t('nameZh') },
        { path: 'name.en', label: t('nameEn') },
        { path: 'kind', label: t('kind'), type: 'select', options: optionsOf(organisationKinds, language) },
        { path: 'region', label: t('region'), type: 'select', options: placeOptions(language) },
        { path: 'industries', label: t('industries'), type: 'many', options: optionsOf(industries, language) },
        { path: 'causes', label: t('causes'), type: 'many', options: optionsOf(causes, language) },
        { path: 'employer', label: t('committeeOf') },
        { path: 'address', label: t('address') },
        { path: 'phone', label: t('phone') },
        { path: 'mark', label: t('mark') },
        { path: 'host', label: t('host'), type: 'select', options: optionsOf(organisationHosts, language) },
        { path: 'foundedOn', label: t('foundedOn'), help: '2026-05-11' },
        { path: 'staff', label: t('staffCount') },
        { path: 'hours', label: t('openingHours') },
        { path: 'reviewedOn', label: t('reviewedOn'), help: '2026-05-11' },
        { path: 'active', label: t('active'), type: 'switch' },
      ]}
      values={(row) => ({
        'name.zh': row?.name.zh,
        'name.en': row?.name.en,
        kind: row?.kind,
        region: row?.region,
        industries: row?.industries ?? [],
        causes: row?.causes ?? [],
        employer: row?.employer,
        address: row?.address,
        phone: row?.phone,
        mark: row?.mark,
        host: row?.host,
        foundedOn: row?.foundedOn,
        staff: row?.staff === undefined ? undefined : String(row.staff),
        hours: row?.hours,
        reviewedOn: row?.reviewedOn,
        active: row?.active ?? true,
      })}
      save={(key, id, { 'name.zh': zh, 'name.en': en, staff, ...rest }) =>
        saveOrganisation(key, id, {
          name: { zh, en: en ?? zh },
          ...(staff !== undefined && { staff: /^\d+$/.test(String(staff)) ? Number(staff) : staff }),
          ...rest,
        })
      }
    />
  );
}
