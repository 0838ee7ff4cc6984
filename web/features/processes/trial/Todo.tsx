import { Button } from 'antd';
import { useState } from 'react';
import { textOfIncident } from '../../../../engine/bilingual';
import { pick, useLanguage } from '../../../texts';
import { JsonField, readObject } from './JsonField';
import { resultOf } from './samples';
import { nameIn } from './story';
import { TaskCard } from './TaskCard';
import { useTrialTexts } from './texts';
import type { Job, Move, Trial } from './Trial';
import { UnarmedStarts } from './UnarmedStarts';
import type { Library } from './useLibrary';

interface Props {
  library: Library;
  trial: Trial;
  move(move: Move): boolean;
  turn: number;
}

/** Everything that waits for somebody: tasks with their forms, jobs, messages, signals, and incidents. */
export function Todo({ library, trial, move }: Props) {
  const t = useTrialTexts();
  const language = useLanguage();
  const { tasks, jobs, messages, signals, incidents } = trial;
  const named = (id: string, element: string) =>
    nameIn(trial.cases.find((item) => item.id === id)!.program.graph, element, language);
  return (
    <>
      {!trial.running && (
        <section className="card" role="status">
          <h2>{t('ended')}</h2>
          <p>{t('outcome')}</p>
          <pre className="fact" tabIndex={0}>
            {JSON.stringify(
              trial.cases[0]?.state.result?.variables?.outcome ?? trial.cases[0]?.state.result ?? {},
              null,
              2,
            )}
          </pre>
        </section>
      )}
      <UnarmedStarts unarmed={trial.unarmed} graphs={library.graphs} />
      {incidents.length > 0 && (
        <section className="card">
          <h2>{t('incidents')}</h2>
          {incidents.map(({ id, instance: { key, element, incident } }) => (
            <div key={`${id}/${key}`} className="stack">
              <div>
                <strong>{named(id, element)}</strong> <span className="tag late">{incident!.code}</span>
                <div className="small">{pick(textOfIncident(incident!), language)}</div>
              </div>
              <div className="row">
                <Button
                  size="small"
                  onClick={() => move({ type: 'send', id, event: { type: 'incidentRetried', key } })}
                >
                  {t('retry')}
                </Button>
                <Button
                  size="small"
                  onClick={() => move({ type: 'send', id, event: { type: 'elementSkipped', key, reason: t('title') } })}
                >
                  {t('skip')}
                </Button>
              </div>
            </div>
          ))}
        </section>
      )}
      {tasks.length > 0 && (
        <section className="card">
          <h2>{t('tasks')}</h2>
          <div className="stack">
            {tasks.map((task) => (
              <TaskCard
                key={`${task.id}/${task.key}`}
                task={task}
                shown={trial.shown(task)}
                now={trial.now}
                name={named(task.id, task.element)}
                library={library}
                move={move}
                first={task === tasks[0]}
              />
            ))}
          </div>
        </section>
      )}
      {jobs.length > 0 && (
        <section className="card">
          <h2>{t('jobs')}</h2>
          {jobs.map((job) => (
            <JobCard key={`${job.id}/${job.key}`} job={job} name={named(job.id, job.element)} move={move} />
          ))}
        </section>
      )}
      {(messages.length > 0 || signals.length > 0) && (
        <section className="card">
          <h2>{t('messages')}</h2>
          <ul className="plain-list">
            {messages.map(({ id, element, name, correlationKey }) => (
              <li key={`${id}/${element}/${name}`} className="row">
                <span>
                  <strong>{name}</strong> <span className="small muted">{named(id, element)}</span>
                </span>
                <span style={{ flex: 1 }} />
                <Message name={name} correlationKey={correlationKey} move={move} />
              </li>
            ))}
            {signals.map((name) => (
              <li key={name} className="row">
                <strong>{name}</strong>
                <span style={{ flex: 1 }} />
                <Button size="small" onClick={() => move({ type: 'signal', name })}>
                  {t('broadcast')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Message({ name, correlationKey, move }: { name: string; correlationKey?: string; move(move: Move): boolean }) {
  const t = useTrialTexts();
  const [text, setText] = useState<string>();
  const read = readObject(text ?? '');
  const send = (variables: Record<string, unknown>) =>
    move({ type: 'message', name, ...(correlationKey !== undefined && { correlationKey }), variables });
  return (
    <>
      <Button
        size="small"
        onClick={() => setText(text === undefined ? '{}' : undefined)}
        aria-expanded={text !== undefined}
      >
        {'{…}'}
      </Button>
      <Button
        size="small"
        disabled={read instanceof Error}
        data-message={name}
        onClick={() => send(read as Record<string, unknown>)}
      >
        {t('deliver')}
      </Button>
      {text !== undefined && (
        <div style={{ width: '100%' }}>
          <JsonField label={t('variables')} value={text} onChange={setText} rows={2} />
        </div>
      )}
    </>
  );
}

function JobCard({ job, name, move }: { job: Job; name: string; move(move: Move): boolean }) {
  const t = useTrialTexts();
  const [text, setText] = useState(() => JSON.stringify(resultOf(job), null, 2));
  const [code, setCode] = useState('');
  const read = readObject(text);
  const { id, key } = job;
  return (
    <details className="trial-job" data-job={job.element}>
      <summary>
        <strong>{name}</strong> <span className="small muted">{job.job}</span>
      </summary>
      <pre className="fact" tabIndex={0}>
        {JSON.stringify(job.variables, null, 2)}
      </pre>
      <JsonField label={t('result')} value={text} onChange={setText} rows={2} />
      <div className="row">
        <Button
          type="primary"
          size="small"
          disabled={read instanceof Error}
          onClick={() =>
            move({ type: 'send', id, event: { type: 'jobCompleted', key, variables: read as Record<string, unknown> } })
          }
        >
          {t('complete')}
        </Button>
        <Button
          size="small"
          onClick={() => move({ type: 'send', id, event: { type: 'jobFailed', key, message: t('fail'), retries: 0 } })}
        >
          {t('fail')}
        </Button>
        <input
          className="native"
          style={{ width: 150 }}
          aria-label={t('error')}
          placeholder={t('error')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button
          size="small"
          disabled={!code}
          onClick={() => move({ type: 'send', id, event: { type: 'jobFailed', key, code, message: code } })}
        >
          {t('throwError')}
        </Button>
      </div>
    </details>
  );
}
