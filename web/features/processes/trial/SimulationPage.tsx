import { useQueries } from '@tanstack/react-query';
import { App, Button, Checkbox, InputNumber } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Form } from '../../../../engine/form';
import type { SimulationResult } from '../../../../engine/simulate/Observer';
import { fileQuery } from '../../../api/definitions';
import { colon, pick, useLanguage } from '../../../texts';
import { Failed, Loading } from '../../../ui/State';
import { useDraft } from '../../../ui/useDraft';
import { nameOf, pages } from '../names';
import { useDisputeSources } from '../useDisputeContext';
import { peopleOf, scenarioOf, tasksOf, type Assumptions } from './assumptions';
import { AssumptionTable, People } from './AssumptionTable';
import { resultOf } from './samples';
import type { SimulationAnswer, SimulationRequest } from './simulation.worker';
import { SimulationReport } from './SimulationReport';
import { useSimulationTexts, useTrialTexts } from './texts';
import { useLibrary, type Library } from './useLibrary';

/** Simulates a version with a thousand virtual cases: which limits are breached, and where work piles up. */
export default function SimulationPage() {
  const { id } = useParams() as { id: string };
  const t = useSimulationTexts();
  const trial = useTrialTexts();
  const language = useLanguage();
  const library = useLibrary(id);
  if (library.error) return <Failed error={library.error} retry={() => void library.refetch()} />;
  if (!library.data) return <Loading />;
  const { definition } = library.data;
  return (
    <>
      <header className="page-head">
        <Link to={pages.versions(definition)}>← {trial('versions')}</Link>
        <h1>
          {t('title')}
          {colon(language)}
          {nameOf(definition, language)}
        </h1>
        <span className="grow" />
        <Link to={pages.trial(id)}>{trial('title')}</Link>
      </header>
      <p className="muted">{t('help')}</p>
      <Simulation library={library.data} />
    </>
  );
}

const usual: Assumptions = {
  cases: 1000,
  perDay: 20,
  seed: 1,
  begins: '2026-03-02',
  workHours: true,
  people: {},
  tasks: {},
};

function Simulation({ library }: { library: Library }) {
  const t = useSimulationTexts();
  const { value, change } = useDraft(`simulation.${library.definition.key}`, usual);
  const tasks = useMemo(() => tasksOf(library.graphs, value.tasks), [library, value.tasks]);
  const { run, stop, busy, result } = useSimulation(library, value, tasks);
  const set = <K extends keyof Assumptions>(key: K, next: Assumptions[K] | null) => {
    if (next !== null) change({ ...value, [key]: next });
  };
  return (
    <div className="stack">
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <div className="filters" style={{ marginBottom: 0 }}>
          <label className="filter">
            <span>{t('cases')}</span>
            <InputNumber min={1} max={20_000} value={value.cases} onChange={(next) => set('cases', next)} />
          </label>
          <label className="filter">
            <span>{t('perDay')}</span>
            <InputNumber min={0.1} max={10_000} value={value.perDay} onChange={(next) => set('perDay', next)} />
          </label>
          <label className="filter">
            <span>{t('seed')}</span>
            <InputNumber min={1} max={1_000_000} value={value.seed} onChange={(next) => set('seed', next)} />
          </label>
          <label className="filter">
            <span>{t('begin')}</span>
            <input
              className="native"
              type="date"
              value={value.begins}
              onChange={(event) => event.target.value && set('begins', event.target.value)}
            />
          </label>
          <Checkbox checked={value.workHours} onChange={({ target }) => set('workHours', target.checked)}>
            {t('hours')}
          </Checkbox>
          <span style={{ flex: 1 }} />
          {busy ? (
            <Button danger onClick={stop}>
              {t('stop')}
            </Button>
          ) : (
            <Button type="primary" htmlType="submit">
              {t('run')}
            </Button>
          )}
        </div>
        {busy && (
          <p role="status" className="muted">
            {t('running', { n: value.cases })}
          </p>
        )}
        <People people={peopleOf(tasks, value.people)} onChange={(people) => set('people', people)} />
        <details>
          <summary>{t('tasks')}</summary>
          <AssumptionTable
            graphs={library.graphs}
            tasks={tasks}
            given={value.tasks}
            onChange={(next) => set('tasks', next)}
          />
        </details>
      </form>
      {result && <SimulationReport result={result} library={library} />}
    </div>
  );
}

function useSimulation(library: Library, assumptions: Assumptions, tasks: ReturnType<typeof tasksOf>) {
  const t = useSimulationTexts();
  const { message } = App.useApp();
  const law = useDisputeSources();
  const forms = useForms(library, tasks);
  const worker = useRef<Worker>(undefined);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SimulationResult>();
  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
    setBusy(false);
  };
  useEffect(() => () => worker.current?.terminate(), []);

  const run = () => {
    if (!law) return;
    stop();
    setBusy(true);
    const made = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<SimulationAnswer>) => {
      stop();
      if ('result' in data) setResult(data.result);
      else void message.error(t('failedRun', { message: pick(data.problem) }), 8);
    };
    made.onerror = ({ message: words }) => {
      stop();
      void message.error(t('failedRun', { message: words }), 8);
    };
    const jobs = Object.fromEntries(
      library.graphs.flatMap(({ nodes }) =>
        Object.values(nodes).flatMap(({ id, job }) =>
          job && 'static' in job.type ? [[id, resultOf({ job: job.type.static, variables: {}, key: 0 })]] : [],
        ),
      ),
    );
    const holidays = Object.values(law.calendar.years).flatMap(({ offDays }) => offDays);
    const scenario = scenarioOf({ process: library.own[0]!, assumptions, tasks, forms, jobs, holidays });
    made.postMessage({
      graphs: library.graphs,
      decisions: library.decisions,
      ...law,
      scenario,
    } satisfies SimulationRequest);
  };
  return { run, stop, busy, result };
}

/** The forms of the tasks, by id, as far as they are loaded. */
function useForms(library: Library, tasks: ReturnType<typeof tasksOf>): Record<string, Form> {
  const ids = useMemo(() => [...new Set(tasks.flatMap(({ form }) => form ?? []))], [tasks]);
  const rows = ids.flatMap(
    (id) => library.rows.find(({ kind, key, keys }) => kind === 'form' && (key === id || keys.includes(id))) ?? [],
  );
  const found = useQueries({ queries: rows.map((row) => fileQuery(row)) });
  return Object.fromEntries(
    rows.flatMap((row, index) => (found[index]?.data ? [[row.key, JSON.parse(found[index].data) as Form]] : [])),
  );
}
