import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';

const Organisations = lazy(() => import('./Organisations'));
const Mediators = lazy(() => import('./Mediators'));
const Rooms = lazy(() => import('./Rooms'));
const Users = lazy(() => import('./Users'));
const Proposals = lazy(() => import('./Proposals'));
const Calendars = lazy(() => import('./Calendars'));
const Audit = lazy(() => import('./Audit'));

/** Master data and audit: organisations, people, the calendar, the statutory limits, and the record of who did what. */
export default function Admin() {
  return (
    <Routes>
      <Route path="organisations" element={<Organisations />} />
      <Route path="mediators" element={<Mediators />} />
      <Route path="rooms" element={<Rooms />} />
      <Route path="users" element={<Users />} />
      <Route path="proposals" element={<Proposals />} />
      <Route path="calendars" element={<Calendars />} />
      <Route path="audit" element={<Audit />} />
      <Route path="*" element={<Navigate to="/admin/organisations" replace />} />
    </Routes>
  );
}
