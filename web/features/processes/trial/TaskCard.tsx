import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { acts } from '../../../../domain/acts';
import { roles } from '../../../../domain/roles';
import { compileFeel, toJson } from '../../../../engine/feel';
import { checkForm, formScope, initialValues, type Form } from '../../../../engine/form';
import { fileQuery } from '../../../api/definitions';
import { FormView } from '../../../form/FormView';
import type { FormProblems } from '../../../form/context';
import { useLanguage } from '../../../texts';
import { Loaded } from '../../../ui/State';
import { JsonField, readObject } from './JsonField';
import { useTrialTexts } from './texts';
import type { Move, Task } from './Trial';
import type { Library } from './useLibrary';

interface Props { task: Task; shown: Record<string, unknown>; now: string; name: string; library: Library; move(move: Move): boolean; first: boolean }

/** A task with its real form and the buttons of its acts. */
export function TaskCard(props: Props) {
  const t = useTrialTexts();
  const language = useLanguage();
  const { task, name, library, first } = props;
  const row = library.rows.find(({ kind, key, keys }) => kind === 'form' && (key === task.form || keys.includes(task.form ?? '')));
  return (
    <details className="trial-task" open={first} data-task={task.element}>
      <summary><strong>{name}</strong> <span className="small muted">{t('who', { who: [task.assignee, ...task.candidateGroups.map((role) => (roles.has(role) ? roles.name(role, language) : role))].filter(Boolean).join(', ') || '–' })}</span></summary>
      {row ? <WithForm {...props} row={row} /> : <WithJson {...props} />}
    </details>
  );
}

function WithForm({ row, ...props }: Props & { row: { id: string; hash: string } }) {
  const source = useQuery(fileQuery(row));
  return <Loaded query={source}>{(text) => <FormAnswer {...props} form={JSON.parse(text) as Form} />}</Loaded>;
}

function FormAnswer({ task, shown, now, move, form }: Props & { form: Form }) {
  const language = useLanguage();
  const [value, setValue] = useState(() => initialValues(form, shown, now));
  const [problems, setProblems] = useState<FormProblems>({});
  const send = (sets: Record<string, unknown> = {}) => {
    const chosen = { ...value, ...sets };
    setValue(chosen);
    const checked = checkForm(form.components, chosen, shown, now);
    setProblems(Object.fromEntries(checked.problems.map((problem) => [problem.path, problem[language]])));
    if (checked.problems.length === 0) move({ type: 'send', id: task.id, event: { type: 'taskCompleted', key: task.key, variables: checked.values } });
  };
  return <FormView form={form} shown={shown} value={value} onChange={setValue} problems={problems} onProblems={setProblems} upload={async (file) => ({ id: file.name, name: file.name })}><Buttons task={task} scope={{ ...shown, ...value }} now={now} onSend={send} /></FormView>;
}

function WithJson({ task, shown, now, move }: Props) {
  const t = useTrialTexts();
  const [text, setText] = useState('{}');
  const read = readObject(text);
  const send = (sets: Record<string, unknown> = {}) => { if (!(read instanceof Error)) move({ type: 'send', id: task.id, event: { type: 'taskCompleted', key: task.key, variables: { ...read, ...sets } } }); };
  return (
    <div className="stack">
      <p className="small muted">{t('noForm')}</p>
      <JsonField label={t('result')} value={text} onChange={setText} rows={2} />
      <div className="row"><Buttons task={task} scope={shown} now={now} onSend={send} /></div>
    </div>
  );
}

function Buttons({ task, scope, now, onSend }: { task: Task; scope: Record<string, unknown>; now: string; onSend(sets?: Record<string, unknown>): void }) {
  const t = useTrialTexts();
  const language = useLanguage();
  const offered = useMemo(() => actsOf(task, scope, now), [task, scope, now]);
  if (offered.length === 0) return <Button type="primary" onClick={() => onSend()}>{t('complete')}</Button>;
  return offered.map(({ code, sets }) => <Button key={code} type={task.properties.defaultAct === code ? 'primary' : 'default'} data-act={code} onClick={() => onSend(sets)}>{acts.has(code) ? acts.name(code, language) : code}</Button>);
}

/** The acts that a task offers now, and what each sets; an act whose expression gives null is not offered. */
function actsOf({ properties }: Task, variables: Record<string, unknown>, now: string): { code: string; sets: Record<string, unknown> }[] {
  return Object.entries(properties).flatMap(([name, text]) => {
    if (!name.startsWith('act:')) return [];
    const sets = toJson(compileFeel(text.replace(/^=/, '')).evaluate(formScope(variables, now))) as Record<string, unknown> | null;
    return sets ? [{ code: name.slice('act:'.length), sets }] : [];
  });
}
