import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { compileFeel, toJson } from '../../../engine/feel';
import { checkForm, formScope, initialValues } from '../../../engine/form';
import { completeTask, uploadTo, type Task } from '../../api/tasks';
import { FormView } from '../../form/FormView';
import type { FormProblems } from '../../form/context';
import { Problem } from '../../http';
import { pick, useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { useNow } from '../../ui/useNow';
import { useWorkTexts } from './texts';

/** The form values that an act sets, by its FEEL context. */
function valuesOf(sets: string, seen: Record<string, unknown>, now: string): Record<string, unknown> | null {
  return (toJson(compileFeel(sets).evaluate(formScope(seen, now))) as Record<string, unknown> | null) ?? null;
}

/** The task's form with its acts as buttons: an act sets its values, the form is checked, and the task is completed. */
export function TaskForm({ task, onDone, large }: { task: Task; onDone(): void; large?: boolean }) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const now = new Date(useNow()).toISOString();
  const form = task.form;
  const initial = useMemo(() => (form ? initialValues(form, task.variables, now) : {}), [form, task.variables, now]);
  const draft = useDraft<Record<string, unknown>>(task.id, initial);
  const [problems, setProblems] = useState<FormProblems>({});
  const place = useRef<HTMLDivElement>(null);
  const locked = task.status !== 'open' || !task.may.complete;
  const complete = useAction(completeTask, () => {
    draft.discard();
    onDone();
  });

  async function send(act: string | undefined, sets: string | undefined, values: Record<string, unknown>) {
    const preset = sets ? valuesOf(sets, { ...task.variables, ...values }, now) : null;
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
  const open = useMemo(() => task.acts.flatMap((act) => {
    const preset = valuesOf(act.sets, task.variables, now);
    return preset ? [{ ...act, preset: Object.entries(preset) }] : [];
  }), [task.acts, task.variables, now]);
  // What is already chosen in the form says which act is the usual one now.
  const chosen = open.filter(({ preset }) => preset.length > 0 && preset.every(([name, value]) => draft.value[name] === value));
  const buttons: { code?: string; sets?: string; primary: boolean; label?: { zh: string; en: string } }[] = task.acts.length === 0 ? [{ primary: true }]
    : chosen.length === 0 ? open : open.map((act) => ({ ...act, primary: chosen.includes(act) }));
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
