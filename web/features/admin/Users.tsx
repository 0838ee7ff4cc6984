import { regionName } from '../../../domain/regions';
import { roles, staffRoles } from '../../../domain/roles';
import { saveUser, usersQuery, type User } from '../../api/oversight';
import { useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { placeOptions } from '../../ui/places';
import { optionsOf, organisationSource } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** Who may sign in, in which roles and for which area. */
export default function Users() {
  const t = useAdminTexts();
  const language = useLanguage();
  const session = useSession();
  // Parties come to their cases by number and code.
  const staff = optionsOf({ ...roles, codes: staffRoles }, language);
  return (
    <Register<User>
      title={t('users')}
      query={usersQuery}
      filters={[
        { path: 'role', label: t('role'), options: staff },
        { path: 'region', label: t('region'), options: placeOptions(language, session.region) },
      ]}
      columns={[
        { head: t('account'), cell: (row) => <strong>{row.account}</strong> },
        { head: t('person'), cell: (row) => row.name },
        {
          head: t('roles'),
          cell: (row) => (
            <span className="row">
              {row.roles.map((role) => (
                <span key={role} className="tag brand">
                  {roles.name(role, language)}
                </span>
              ))}
            </span>
          ),
        },
        { head: t('region'), cell: (row) => regionName(row.region, language) },
        { head: t('organisation'), cell: (row) => row.organisationName && pick(row.organisationName, language) },
        { head: t('created'), cell: (row) => day(row.createdAt) },
        {
          head: t('state'),
          cell: (row) => (
            <span className={row.active ? 'tag good' : 'tag'}>{row.active ? t('active') : t('inactive')}</span>
          ),
        },
      ]}
      fields={(row) => [
        ...(row ? [] : [{ path: 'account', label: t('account') }]),
        { path: 'name', label: t('person') },
        { path: 'password', label: row ? t('newPassword') : t('password'), type: 'password' as const },
        { path: 'roles', label: t('roles'), type: 'many' as const, options: staff },
        { path: 'region', label: t('region'), type: 'select' as const, options: placeOptions(language) },
        { path: 'organisation', label: t('organisation'), source: organisationSource(language, row) },
        { path: 'email', label: t('email') },
        { path: 'active', label: t('active'), type: 'switch' as const },
      ]}
      values={(row) => ({
        name: row?.name,
        roles: row?.roles ?? [],
        region: row?.region,
        organisation: row?.organisation,
        email: row?.email,
        active: row?.active ?? true,
      })}
      save={saveUser}
    />
  );
}
