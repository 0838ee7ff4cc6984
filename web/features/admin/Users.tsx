import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { regionName } from '../../../domain/regions';
import { roles, staffRoles } from '../../../domain/roles';
import { resetSecondFactor, saveUser, usersQuery, type AddedUser, type User } from '../../api/oversight';
import { may, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { day } from '../../ui/time';
import { placeOptions } from '../../ui/places';
import { useAction } from '../../ui/useAction';
import { HandOver, LostPassword, type Made } from './HandOver';
import { Identity } from './Identity';
import { optionsOf, organisationSource } from './options';
import { Register } from './Register';
import { useAdminTexts } from './texts';

/** Who may sign in, in which roles and for which area. */
export default function Users() {
  const t = useAdminTexts();
  const language = useLanguage();
  const session = useSession();
  const [made, setMade] = useState<Made>();
  // Parties sign in to their cases by number and code.
  const staff = optionsOf({ ...roles, codes: staffRoles }, language);
  return (
    <>
      <Register<User, User | AddedUser>
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
          { head: t('identity'), cell: (row) => <Identity row={row} /> },
          {
            head: t('password'),
            cell: (row) => row.id !== session.id && <LostPassword user={row} shown={setMade} />,
          },
          { head: t('created'), cell: (row) => day(row.createdAt) },
          { head: t('secondFactor'), cell: (row) => row.secondFactor && <LostFactor user={row} /> },
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
          { path: 'roles', label: t('roles'), type: 'many' as const, options: staff },
          {
            path: 'region',
            label: t('region'),
            type: 'select' as const,
            options: placeOptions(language, session.region),
          },
          { path: 'organisation', label: t('organisation'), source: organisationSource(language, row) },
          { path: 'email', label: t('email') },
          { path: 'firm', label: t('firm') },
          { path: 'active', label: t('active'), type: 'switch' as const },
        ]}
        values={(row) => ({
          name: row?.name,
          roles: row?.roles ?? [],
          region: row?.region,
          organisation: row?.organisation,
          email: row?.email,
          firm: row?.firm,
          active: row?.active ?? true,
        })}
        save={saveUser}
        saved={(answer) => {
          if (hasIssued(answer)) setMade({ account: answer.account, ...answer.issued });
        }}
      />
      {made && <HandOver {...made} close={() => setMade(undefined)} />}
    </>
  );
}

/** Only a new account has a temporary password to be handed over. */
const hasIssued = (answer: User | AddedUser): answer is AddedUser => 'issued' in answer;

/** For a user who has lost the phone and the recovery codes. */
function LostFactor({ user: { id, name } }: { user: User }) {
  const t = useAdminTexts();
  const client = useQueryClient();
  const session = useSession();
  const reset = useAction(resetSecondFactor, () => void client.invalidateQueries());
  if (!may(session, 'people.write') || session.id === id) return <span className="tag good">{t('active')}</span>;
  return (
    <Popconfirm
      title={t('lostFactorSure', { name })}
      okText={t('lostFactor')}
      cancelText={t('cancel')}
      onConfirm={() => void reset.run(id)}
    >
      <Button size="small" loading={reset.busy}>
        {t('lostFactor')}
      </Button>
    </Popconfirm>
  );
}
