import { lazy } from 'react';
import { Navigate, NavLink, Route, Routes } from 'react-router';
import { may, useSession } from '../../session';
import { FailedNotices } from '../notices/FailedNotices';
import { Bounds } from './Bounds';
import { BulkWork } from './BulkWork';
import { Health } from './Health';
import { Incidents } from './Incidents';
import { Instances } from './Instances';
import './operations.css';
import { useOperationTexts } from './texts';

const InstancePage = lazy(() => import('./InstancePage'));
const HeatMap = lazy(() => import('./HeatMap'));

/** Running instances, incidents, and how to repair them. */
export default function Operations() {
  const t = useOperationTexts();
  const inCharge = may(useSession(), 'definition.write');
  const places = [
    ['', 'incidents'],
    ['/instances', 'instances'],
    ['/heat', 'heat'],
    ['/bulk', 'bulk'],
    ['/notices', 'undelivered'],
    ['/health', 'health'],
    ...(inCharge ? ([['/bounds', 'bounds']] as const) : []),
  ] as const;
  return (
    <>
      <header className="page-head">
        <h1>{t('title')}</h1>
        <nav className="tabs" aria-label={t('title')}>
          {places.map(([path, name]) => (
            <NavLink key={name} to={`/operations${path}`} end={path === ''}>
              {t(name)}
            </NavLink>
          ))}
        </nav>
      </header>
      <Routes>
        <Route index element={<Incidents />} />
        <Route path="instances" element={<Instances />} />
        <Route path="instances/:id" element={<InstancePage />} />
        <Route path="heat/:id?" element={<HeatMap />} />
        <Route path="bulk" element={<BulkWork />} />
        <Route path="notices" element={<FailedNotices />} />
        {inCharge && <Route path="bounds" element={<Bounds />} />}
        <Route path="health" element={<Health />} />
        <Route path="*" element={<Navigate to="/operations" replace />} />
      </Routes>
    </>
  );
}
