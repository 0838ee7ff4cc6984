import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { bothSides } from '../../../domain/acts';
import type { Side } from '../../../domain/reach';
import { checkForm, effectiveValues, formScope, hidden, type Form } from '../../../engine/form';
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
import { useUploads } from '../../form/useUploads';
import { Problem } from '../../http';
import { isParty, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { useLatest } from '../../ui/useLatest';
import { useNow } from '../../ui/useNow';
import { appointmentKeys } from '../calendar/keys';
import { sendTaskCode } from '../../api/contact';
import { ConfirmByCode } from './ConfirmByCode';
import { FinalCheck } from './FinalCheck';
import { RecordFor } from './RecordFor';
import { useWorkTexts } from './texts';

const SlotHelp = lazy(() => import('../calendar/SlotHelp').then((module) => ({ default: module.SlotHelp })));

/**
 * The task's form with its acts as buttons: an act sets its values, the form is validated, and the task is completed.
 * Fields that the acts answer are hidden; if an act makes further fields appear, the first click shows them and the
 * second one does it.
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
  const locked = task.status !== 'open' || !(task.may.complete || task.may.record);
  const party = isParty(useSession());
  const [asking, setAsking] = useState<{
    values: Record<string, unknown>;
    act?: string;
    sides: readonly Side[];
    all: boolean;
  }>();
  const [confirming, setConfirming] = useState<{ values: Record<string, unknown>; act: string }>();
  const [deciding, setDeciding] = useState<{ values: Record<string, unknown>; act: string }>();
  const complete = useAction(completeTask, () => {
    setAsking(undefined);
    setDeciding(undefined);
    setConfirming(undefined);
    draft.discard();
    onDone();
  });

  const seenWith = (values: Record<string, unknown>, brought = task.variables) =>
    form ? effectiveValues(form.components, values, brought, now) : { ...brought, ...values };
  const seen = seenWith(draft.value);
  const open = offeredActs(task.acts, seen, now);
  const answered = answeredFields(open);
  const shownForm = form && (locked ? form : withoutFields(form, answered));
  const chosen = chosenAct(open, draft.value);
  const uploads = useUploads();
  const meeting = useMemo(() => (form ? appointmentKeys(form) : {}), [form]);
  // While the field for its day is shown, a meeting is being fixed.
  const fixing = !locked && task.may.complete && shownForm && isShown(shownForm, meeting.on, seen, now);
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
    const bound = bindsOf(task, act?.code);
    if (!party && bound) return setAsking({ values: checked.values, act: act?.code, ...bound });
    if (party && task.may.confirm && act && binds(task, act.code)) {
      complete.clear();
      return setConfirming({ values: checked.values, act: act.code });
    }
    if (!party && act && isIrrevocable(task, act.code)) return setDeciding({ values: checked.values, act: act.code });
    await complete.run(task, checked.values, act?.code);
  }

  const latest = useLatest(press);
  const pressed = (act?: OfferedAct): void =>
    uploads.running > 0 ? uploads.whenDone(act?.code ?? '', () => void latest.current(act)) : void latest.current(act);

  // The server's errors are shown at the fields; a task that has been closed in the meantime is reloaded.
  const refused = complete.problem;
  useEffect(() => {
    if (refused?.fields.length) {
      // The form has to be mended first; the code is not used up.
      setConfirming(undefined);
      setDeciding(undefined);
      setProblems((before) => ({
        ...before,
        ...Object.fromEntries(
          refused.fields.map(({ path, message }) => [path.replace(/^(values|variables)\./, ''), message]),
        ),
      }));
    }
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
        loading={complete.busy || uploads.waiting === ''}
        htmlType={form ? 'submit' : 'button'}
        onClick={form ? undefined : () => pressed()}
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
            loading={complete.busy || uploads.waiting === act.code}
            data-act={act.code}
            disabled={party && !task.may.bind && binds(task, act.code)}
            onClick={() => pressed(act)}
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
      pressed(chosen);
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
      {!locked && !task.may.complete && task.may.record && (
        <Alert type="info" showIcon title={t('recordFor')} style={{ marginBottom: 12 }} />
      )}
      {party && task.status === 'open' && task.may.several && !task.may.complete && (
        <Alert type="warning" showIcon title={t('isEntered')} style={{ marginBottom: 12 }} />
      )}
      {!locked && party && !task.may.bind && task.acts.some(({ code }) => binds(task, code)) && (
        <Alert
          type="warning"
          showIcon
          title={t(task.may.several ? 'isSeveral' : 'needsIdentity')}
          style={{ marginBottom: 12 }}
        />
      )}
      {asking && (
        <RecordFor
          act={asking.act ? nameOf(asking.act) : pick(task.name, language)}
          sides={asking.sides}
          all={asking.all}
          people={(task.variables.signer as { people?: number } | undefined)?.people ?? 1}
          busy={complete.busy}
          onCancel={() => setAsking(undefined)}
          onDone={(named) => void complete.run(task, asking.values, asking.act, named)}
        />
      )}
      {deciding && (
        <FinalCheck
          task={task}
          act={deciding.act}
          name={nameOf(deciding.act)}
          values={deciding.values}
          busy={complete.busy}
          onCancel={() => setDeciding(undefined)}
          onDone={() => void complete.run(task, deciding.values, deciding.act)}
        />
      )}
      {confirming && task.may.confirm && (
        <ConfirmByCode
          send={(key) => sendTaskCode(key, task.id)}
          act={nameOf(confirming.act)}
          tail={task.may.confirm.tail}
          busy={complete.busy}
          problem={refused}
          onCancel={() => setConfirming(undefined)}
          onDone={(code) => void complete.run(task, confirming.values, confirming.act, undefined, code)}
        />
      )}
      {refused instanceof Problem && refused.away && (
        <Alert type="warning" showIcon title={t('unsent')} style={{ marginBottom: 12 }} role="alert" />
      )}
      {shownForm ? (
        <FormView
          form={shownForm}
          shown={task.variables}
          value={draft.value}
          onChange={draft.change}
          problems={problems}
          onProblems={setProblems}
          uploads={uploads}
          readOnly={locked}
          upload={(file) => uploadTo(task.case, file, task.id)}
          onSubmit={() => task.acts.length === 0 && pressed()}
          help={
            fixing && (
              <Suspense fallback={null}>
                <SlotHelp
                  task={task.id}
                  keys={meeting}
                  values={draft.value}
                  onPick={(values) => draft.change({ ...draft.value, ...values })}
                />
              </Suspense>
            )
          }
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

const isShown = (form: Form, key: string | undefined, seen: Record<string, unknown>, now: string): boolean =>
  form.components.some((each) => key !== undefined && each.key === key && !hidden(each, formScope(seen, now)));

const binds = (task: Task, act: string): boolean => task.acts.some(({ code, binds: by }) => code === act && by);

const isIrrevocable = (task: Task, act: string): boolean =>
  task.acts.some(({ code, irrevocable }) => code === act && irrevocable);

/** The sides that staff have to name: those bound by the act, or any side if only a party may do the task. */
function bindsOf(task: Task, act: string | undefined): { sides: readonly Side[]; all: boolean } | undefined {
  const by = task.acts.find(({ code }) => code === act)?.binds;
  if (by ?? task.may.complete) return by;
  const sides = bothSides.filter((side) => task.groups.includes(side));
  return { sides, all: sides.length === 1 };
}
