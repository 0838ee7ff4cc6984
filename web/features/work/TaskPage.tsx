import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { claimTask, releaseTask, taskQuery, type Task } from '../../api/tasks';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { Loaded, Loading } from '../../ui/State';
import { Tabs } from '../../ui/Tabs';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { SimilarCasesOf } from '../cases/SimilarCases';
import { Delegate } from './Delegate';
import { Reassign } from './Reassign';
import { TaskForm } from './TaskForm';
import { useWorkTexts } from './texts';

const CaseSide = lazy(() => import('../cases/CaseSide'));

const sides = ['summary', 'documents', 'history', 'comments'] as const;

interface Props {
  id: string;
  /** With the name of the completed task, and its case. */
  onDone(name: string, number: string): void;
  onBack?(): void;
}

/** One task: its form, and beside it the case, its documents and its history. */
export function TaskPage({ id, onDone, onBack }: Props) {
  const task = useQuery(taskQuery(id));
  return (
    <Loaded query={task}>
      {(data) => <OpenTask key={`${data.id}/${data.status}`} task={data} onDone={onDone} onBack={onBack} />}
    </Loaded>
  );
}

function OpenTask({ task, onDone, onBack }: Omit<Props, 'id'> & { task: Task }) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [tab, setTab] = useState<(typeof sides)[number]>('summary');
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: ['tasks'] }), [client]);
  const claim = useAction(claimTask, () => {
    refresh();
    void message.success(t('claimed'));
  });
  const release = useAction(releaseTask, () => {
    refresh();
    void message.success(t('released'));
  });
  const done = () => {
    onDone(pick(task.name, language), task.case);
  };
  // Another case starts at the top, however far down the previous one was scrolled.
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    for (let place: HTMLElement | null = top.current; place; place = place.parentElement) place.scrollTop = 0;
  }, [task.id]);

  return (
    <article ref={top} className="task" aria-label={pick(task.name, language)}>
      <header className="task-head">
        {onBack && (
          <Button className="only-phone" onClick={onBack}>
            ← {t('back')}
          </Button>
        )}
        <h2>{pick(task.name, language)}</h2>
        {task.status === 'open' && (
          <DeadlineTag
            due={task.limit?.due}
            workingDaysLeft={task.limit?.workingDaysLeft}
            name={task.limit && pick(task.limit, language)}
            article={task.limit?.article}
            provisional={task.limit?.provisional}
          />
        )}
        <span className="row" style={{ marginLeft: 'auto' }}>
          {task.may.claim && (
            <Button type="primary" loading={claim.busy} onClick={() => void claim.run(task)}>
              {t('claim')}
            </Button>
          )}
          {task.may.release && (
            <Button loading={release.busy} onClick={() => void release.run(task)}>
              {t('release')}
            </Button>
          )}
          {task.may.reassign && <Reassign tasks={[task]} />}
          {task.may.delegate && <Delegate task={task} onDone={refresh} />}
        </span>
      </header>
      <p className="muted">
        <Link to={`/cases/${task.case}`}>{task.case}</Link> · {task.title} ·{' '}
        {t('opened', { at: instant(task.openedAt) })}
      </p>
      {task.status !== 'open' && <Closed task={task} />}
      {task.notGiven?.map(({ name, why }) => (
        <Alert key={name} type="warning" showIcon title={t(`notGiven.${why}`, { name })} style={{ marginBottom: 12 }} />
      ))}
      {task.may.claim && task.may.standsIn && (
        <Alert
          type="info"
          showIcon
          title={t('standIn', { name: task.may.standsIn.name })}
          style={{ marginBottom: 12 }}
        />
      )}
      {task.keeper && <p className="muted">{t('keptBy', { name: task.keeper.name })}</p>}
      {task.assignee && !task.may.release && task.status === 'open' && (
        <Alert type="info" showIcon title={t('takenBy', { name: task.assignee.name })} style={{ marginBottom: 12 }} />
      )}
      {examines(task) && <SimilarCasesOf number={task.case} />}
      <div className="task-body">
        <section className="card" aria-label={t('form')}>
          {task.may.claim && !task.may.complete && (
            <Alert type="info" showIcon title={t('claimFirst')} style={{ marginBottom: 12 }} />
          )}
          {task.sealed ? (
            <Alert type="info" showIcon title={t('sealed')} description={t('sealedHelp')} />
          ) : (
            <TaskForm task={task} onDone={done} />
          )}
        </section>
        <aside className="card" aria-label={t('reference')}>
          <Tabs
            label={t('reference')}
            value={tab}
            onChange={setTab}
            items={sides.map((key) => ({ key, label: t(key) }))}
          >
            <Suspense fallback={<Loading />}>
              <CaseSide number={task.case} part={tab} task={task.id} />
            </Suspense>
          </Tabs>
        </aside>
      </div>
    </article>
  );
}

/** A task that was completed or withdrawn: by whom, and a note that nothing typed is lost. */
/** Whether staff examine here whether an application is accepted. */
const examines = ({ acts, groups }: Task): boolean =>
  !groups.includes('worker') && !groups.includes('employer') && acts.some(({ code }) => code.endsWith('.accept'));

function Closed({ task }: { task: Task }) {
  const t = useWorkTexts();
  const typed = useDraft(task.id, {}).restored;
  const words =
    task.status === 'completed'
      ? `${t('goneCompleted', { name: task.closedBy?.name ?? '', at: instant(task.closedAt) })}${typed ? t('goneDraft') : ''}`
      : t('goneWithdrawn');
  return (
    <Alert
      type={typed ? 'warning' : 'info'}
      showIcon
      title={t('gone')}
      description={words}
      style={{ marginBottom: 12 }}
      role="alert"
    />
  );
}
