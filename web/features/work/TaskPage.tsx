import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { compileFeel, toJson } from '../../../engine/feel';
import { checkForm, formScope, initialValues } from '../../../engine/form';
import { claimTask, completeTask, releaseTask, taskQuery, uploadTo, type Task } from '../../api/tasks';
import { FormView } from '../../form/FormView';
import type { FormProblems } from '../../form/context';
import { Problem } from '../../http';
import { pick, useLanguage } from '../../texts';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { Loaded, Loading } from '../../ui/State';
import { Tabs } from '../../ui/Tabs';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { Delegate } from './Delegate';
import { useWorkTexts } from './texts';

const CaseSide = lazy(() => import('../cases/CaseSide'));

const sides = ['summary', 'documents', 'history', 'comments'] as const;

interface Props { id: string; onDone(): void; onBack?(): void }

/** One task: its form, and beside it the case, its documents and its history. */
export function TaskPage({ id, onDone, onBack }: Props) {
  const task = useQuery(taskQuery(id));
  return <Loaded query={task}>{(data) => <OpenTask key={`${data.id}/${data.status}`} task={data} onDone={onDone} onBack={onBack} />}</Loaded>;
}

function OpenTask({ task, onDone, onBack }: { task: Task; onDone(): void; onBack?: () => void }) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [tab, setTab] = useState<(typeof sides)[number]>('summary');
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: ['tasks'] }), [client]);
  const claim = useAction(claimTask, () => { refresh(); void message.success(t('claimed')); });
  const release = useAction(releaseTask, () => { refresh(); void message.success(t('released')); });
  const done = () => { void message.success(t('completed', { name: pick(task.name, language) })); onDone(); };

  return (
    <article className="task" aria-label={pick(task.name, language)}>
      <header className="task-head">
        {onBack && <Button className="only-phone" onClick={onBack}>← {t('back')}</Button>}
        <h2>{pick(task.name, language)}</h2>
        <DeadlineTag due={task.limit?.due} workingDaysLeft={task.limit?.workingDaysLeft} name={task.limit && pick(task.limit, language)} article={task.limit?.article} provisional={task.limit?.provisional} />
        <span style={{ flex: 1 }} />
        {task.may.claim && <Button type="primary" loading={claim.busy} onClick={() => void claim.run(task)}>{t('claim')}</Button>}
        {task.may.release && <Button loading={release.busy} onClick={() => void release.run(task)}>{t('release')}</Button>}
        {task.may.delegate && <Delegate task={task} onDone={refresh} />}
      </header>
      <p className="muted"><Link to={`/cases/${task.case}`}>{task.case}</Link> · {task.title} · {t('opened', { at: instant(task.openedAt) })}</p>
      {task.status !== 'open' && <Closed task={task} />}
      {task.assignee && !task.may.release && task.status === 'open' && <Alert type="info" showIcon title={t('takenBy', { name: task.assignee.name })} style={{ marginBottom: 12 }} />}
      <div className="task-body">
        <section className="card" aria-label={t('form')}>
          {task.may.claim && !task.may.complete && <Alert type="info" showIcon title={t('claimFirst')} style={{ marginBottom: 12 }} />}
          <TaskForm task={task} onDone={done} />
        </section>
        <aside className="card" aria-label={t('reference')}>
          <Tabs label={t('reference')} value={tab} onChange={setTab} items={sides.map((key) => ({ key, label: t(key) }))}>
            <Suspense fallback={<Loading />}><CaseSide number={task.case} part={tab} task={task.id} /></Suspense>
          </Tabs>
        </aside>
      </div>
    </article>
  );
}

/** A task that somebody else has finished, or that the process has withdrawn: who was first, and that nothing typed is lost. */
function Closed({ task }: { task: Task }) {
  const t = useWorkTexts();
  const words = task.status === 'completed' ? t('goneCompleted', { name: task.closedBy?.name ?? '', at: instant(task.closedAt) }) : t('goneWithdrawn');
  return <Alert type="warning" showIcon title={t('gone')} description={words} style={{ marginBottom: 12 }} role="alert" />;
}

/** The form values that an act sets, by its FEEL context. */
function valuesOf(sets: string, seen: Record<string, unknown>): Record<string, unknown> | null {
  return (toJson(compileFeel(sets).evaluate(formScope(seen, new Date().toISOString()))) as Record<string, unknown> | null) ?? null;
}

/** The task's form with its acts as buttons: an act sets its values, the form is checked, and the task is completed. */
export function TaskForm({ task, onDone, large }: { task: Task; onDone(): void; large?: boolean }) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const form = task.form;
  const initial = useMemo(() => (form ? initialValues(form, task.variables, new Date().toISOString()) : {}), [form, task.variables]);
  const draft = useDraft<Record<string, unknown>>(task.id, initial);
  const [problems, setProblems] = useState<FormProblems>({});
  const place = useRef<HTMLDivElement>(null);
  const locked = task.status !== 'open' || !task.may.complete;
  const complete = useAction(completeTask, () => {
    draft.discard();
    onDone();
  });

  async function send(act: string | undefined, sets: string | undefined, values: Record<string, unknown>) {
    const now = new Date().toISOString();
    const preset = sets ? valuesOf(sets, { ...task.variables, ...values }) : null;
    const chosen = { ...values, ...preset };
    if (preset) draft.change(chosen);
    const checked = form ? checkForm(form.components, chosen, task.variables, now) : { problems: [], values: chosen };
    setProblems(Object.fromEntries(checked.problems.map((problem) => [problem.path, language === 'zh' ? problem.zh : problem.en])));
    if (checked.problems.length > 0) return void requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    await complete.run(task, checked.values, act);
  }

  // What the server found wrong shows at the fields; a task closed meanwhile is shown as it now is.
  const answered = complete.problem;
  const shown = answered?.fields.length ? { ...problems, ...Object.fromEntries(answered.fields.map((field) => [field.path.replace(/^(values|variables)\./, ''), field.message])) } : problems;
  useEffect(() => { if (answered?.status === 409) void client.invalidateQueries({ queryKey: ['tasks', task.id] }); }, [answered, client, task.id]);

  // An act whose values come out as null is not open now (a route that the law does not give in this case).
  const open = task.acts.filter(({ sets }) => valuesOf(sets, task.variables) !== null);
  const buttons: { code?: string; sets?: string; primary: boolean; label?: { zh: string; en: string } }[] = task.acts.length > 0 ? open : [{ primary: true }];
  const actButtons = !locked && buttons.map(({ code, sets, primary, label }) => (
    <Button key={code ?? 'complete'} type={primary ? 'primary' : 'default'} size={large ? 'large' : 'middle'} loading={complete.busy} data-act={code}
      htmlType={code || !form ? 'button' : 'submit'} onClick={code || !form ? () => void send(code, sets, draft.value) : undefined}>
      {label ? pick(label, language) : t('complete')}
    </Button>
  ));
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const main = buttons.find(({ primary }) => primary);
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || locked || !main) return;
      event.preventDefault();
      void send(main.code, main.sets, draft.value);
    };
    const here = place.current!;
    here.addEventListener('keydown', hear);
    return () => here.removeEventListener('keydown', hear);
  });
  return (
    <div ref={place}>
      {draft.restored && !locked && <Alert type="info" title={t('restored')} action={<Button size="small" onClick={draft.discard}>{t('discard')}</Button>} style={{ marginBottom: 12 }} />}
      {answered instanceof Problem && answered.away && <Alert type="warning" showIcon title={t('unsent')} style={{ marginBottom: 12 }} role="alert" />}
      {form ? (
        <FormView form={form} shown={task.variables} value={draft.value} onChange={draft.change} problems={shown} onProblems={setProblems} readOnly={locked}
          upload={(file) => uploadTo(task.case, file, task.id)} onSubmit={(values) => task.acts.length === 0 && void send(undefined, undefined, values)}>
          {actButtons}
        </FormView>
      ) : (
        <div className="stack"><p>{t('noForm')}</p>{!locked && <div className="row">{actButtons}</div>}</div>
      )}
    </div>
  );
}
