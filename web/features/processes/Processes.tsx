import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { DefinitionList } from './DefinitionList';
import { Versions } from './Versions';
import './processes.css';

const View = lazy(() => import('./View'));
const Compare = lazy(() => import('./Compare'));
const Editor = lazy(() => import('./edit/Editor'));
const TrialPage = lazy(() => import('./trial/TrialPage'));
const Simulation = lazy(() => import('./trial/SimulationPage'));
const Migrate = lazy(() => import('./migrate/Migrate'));

/** What the engine runs, in versions: processes, decisions, forms and templates. */
export default function Processes() {
  return (
    <Routes>
      <Route index element={<DefinitionList />} />
      <Route path="view/:id" element={<View />} />
      <Route path="edit/:id" element={<Editor />} />
      <Route path="try/:id" element={<TrialPage />} />
      <Route path="simulate/:id" element={<Simulation />} />
      <Route path="compare/:before/:after" element={<Compare />} />
      <Route path="migrate/:key" element={<Migrate />} />
      <Route path=":kind/:key" element={<Versions />} />
      <Route path="*" element={<Navigate to="/processes" replace />} />
    </Routes>
  );
}
