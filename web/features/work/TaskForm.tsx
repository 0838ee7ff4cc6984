import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { checkForm, seenValues } from '../../../engine/form';
import { completeTask, uploadTo, type Task } from '../../api/tasks';
import { FormView } from '../../form/FormView';
import {
  answeredFields,
  beginning,
  chosenAct,
  newlyShown,
  offeredActs,
  withoutFields,
  type OfferedAct,
} from '../../form/acts';
import type { FormProblems } from '../../form/context';
import { Problem } from '../../http';
import { pick, useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { useNow } from '../../ui/useNow';
import { useWorkTexts } from './texts';

/**
 * The task's form with its acts as buttons: an act sets its values, the form is checked, and the task is completed.
 * What the acts answer the form does not ask;
 * an act for which the form has more to say or to ask shows that first, and is done by the second press.
 */
export function TaskForm({ task, onDone, large }: { task: Task; onDone(): void; large?: boolean }) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const now = new Date(useNow()).toISOString();
  const form = task.form;
  const initial = useMemo(
    () => task.result ?? (form ? beginning(form, task.acts, task.variables, now) : {}),
    [task, form, now],
  );
  const draft = useDraft<Record<string, unknown>>(task.id, initial);
  const [problems, setProblems] = useState<FormProblems>({});
  const [picked, setPicked] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const locked = task.status !== 'open' || !task.may.complete;
  const complete = useAction(completeTask, () => {
    draft.discard();
    onDone();
  });

  const seenWith = (values: Record<string, unknown>, brought = task.variables) =>
    form ? seenValues(form.components, values, brought, now) : { ...brought, ...values };
  const seen = seenWith(draft.value);
  const open = offeredActs(task.acts, seen, now);
  const answered = answeredFields(open);
  const asked = form && (locked ? form : withoutFields(form, answered));
  const chosen = chosenAct(open, draft.value);
  const focus = (selector: string) =>
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(selector)?.focus());

  async function press(act?: OfferedAct) {
    const values = { ...draft.value, ...act?.values };
    if (act) draft.change(values);
    const brought = { ...task.variables, ...act?.values };
    const [more] = act && form ? newlyShown(form, seen, seenWith(values, brought), now) : [];
    if (more) {
      setPicked(act!.code);
      setProblems({});
      return void focus(`[data-component="${more.id ?? more.key}"] :is(input, textarea, button)`);
    }
    const checked = form ? checkForm(form.components, values, brought, now) : { problems: [], values };
    setProblems(
      Object.fromEntries(
        checked.problems.map((problem) => [answered.has(problem.path) ? '' : problem.path, problem[language]]),
      ),
    );
    if (checked.problems.length > 0) return void focus('[aria-invalid="true"]');
    await complete.run(task, checked.values, act?.code);
  }

  // What the server found wrong shows at the fields; a task closed meanwhile is shown as it now is.
  const refused = complete.problem;
  const shown = refused?.fields.length
    ? {
        ...problems,
        ...Object.fromEntries(
          refused.fields.map((field) => [field.path.replace(/^(values|variables)\./, ''), field.message]),
        ),
      }
    : problems;
  useEffect(() => {
    if (refused?.status === 409) void client.invalidateQueries({ queryKey: ['tasks', task.id] });
  }, [refused, client, task.id]);

  const nameOf = (code: string) => pick(task.acts.find((act) => act.code === code)!.label, language);
  const size = large ? ('large' as const) : ('middle' as const);
  const buttons =
    !locked &&
    (task.acts.length === 0 ? (
      <Button
        type="primary"
        size={size}
        loading={complete.busy}
        htmlType={form ? 'submit' : 'button'}
        onClick={form ? undefined : () => void press()}
      >
        {t('complete')}
      </Button>
    ) : (
      <>
        {picked && picked === chosen?.code && (
          <p className="form-hint" role="status">
            {t('pressAgain', { act: nameOf(picked) })}
          </p>
        )}
        {open.map((act) => (
          <Button
            key={act.code}
            type={act === chosen ? 'primary' : 'default'}
            size={size}
            loading={complete.busy}
            data-act={act.code}
            onClick={() => void press(act)}
          >
            {nameOf(act.code)}
          </Button>
        ))}
      </>
    ));
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || locked || (task.acts.length > 0 && !chosen))
        return;
      event.preventDefault();
      void press(chosen);
    };
    const here = place.current!;
    here.addEventListener('keydown', hear);
    return () => here.removeEventListener('keydown', hear);
  });
  return (
    <div ref={place}>
      {draft.restored && !locked && (
        <Alert
          type="info"
          title={t('restored')}
          action={
            <Button size="small" onClick={draft.discard}>
              {t('discard')}
            </Button>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {refused instanceof Problem && refused.away && (
        <Alert type="warning" showIcon title={t('unsent')} style={{ marginBottom: 12 }} role="alert" />
      )}
      {asked ? (
        <FormView
          form={asked}
          shown={task.variables}
          value={draft.value}
          onChange={draft.change}
          problems={shown}
          onProblems={setProblems}
          readOnly={locked}
          upload={(file) => uploadTo(task.case, file, task.id)}
          onSubmit={() => task.acts.length === 0 && void press()}
        >
          {buttons}
        </FormView>
      ) : (
        <div className="stack">
          <p>{t('noForm')}</p>
          {!locked && <div className="row">{buttons}</div>}
        </div>
      )}
    </div>
  );
}
