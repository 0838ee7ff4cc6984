import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { acts } from '../../../../domain/acts';
import { offersOf } from '../../../../domain/offers';
import { roles } from '../../../../domain/roles';
import { checkForm, effectiveValues, type Form } from '../../../../engine/form';
import { fileQuery } from '../../../api/definitions';
import { FormView } from '../../../form/FormView';
import {
  answeredFields,
  beginning,
  chosenAct,
  newlyShown,
  offeredActs,
  withoutFields,
  type OfferedAct,
} from '../../../form/acts';
import type { FormProblems } from '../../../form/context';
import { useLanguage } from '../../../texts';
import { Loaded } from '../../../ui/State';
import { JsonField, readObject } from './JsonField';
import { useTrialTexts } from './texts';
import type { Move, Task } from './Trial';
import type { Library } from './useLibrary';

interface Props {
  task: Task;
  shown: Record<string, unknown>;
  now: string;
  name: string;
  library: Library;
  move(move: Move): boolean;
  first: boolean;
}

/** A task with its real form and the buttons of its acts. */
export function TaskCard(props: Props) {
  const t = useTrialTexts();
  const language = useLanguage();
  const { task, name, library, first } = props;
  const row = library.rows.find(
    ({ kind, key, keys }) => kind === 'form' && (key === task.form || keys.includes(task.form ?? '')),
  );
  return (
    <details className="trial-task" open={first} data-task={task.element}>
      <summary>
        <strong>{name}</strong>{' '}
        <span className="small muted">
          {t('who', {
            who:
              [
                task.assignee,
                ...task.candidateGroups.map((role) => (roles.has(role) ? roles.name(role, language) : role)),
              ]
                .filter(Boolean)
                .join(', ') || '–',
          })}
        </span>
      </summary>
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
  const [value, setValue] = useState(() => beginning(form, offersOf(task.properties), shown, now));
  const [problems, setProblems] = useState<FormProblems>({});
  const seenWith = (values: Record<string, unknown>, brought = shown) =>
    effectiveValues(form.components, values, brought, now);
  const offered = offeredActs(offersOf(task.properties), seenWith(value), now);
  const shownForm = withoutFields(form, answeredFields(offered));
  const send = (act?: OfferedAct) => {
    const chosen = { ...value, ...act?.values };
    setValue(chosen);
    // Fields that the act makes appear have to be answered before it is done.
    const brought = { ...shown, ...act?.values };
    if (newlyShown(form, seenWith(value), seenWith(chosen, brought), now).length > 0) return;
    const checked = checkForm(form.components, chosen, brought, now);
    setProblems(Object.fromEntries(checked.problems.map((problem) => [problem.path, problem[language]])));
    if (checked.problems.length === 0)
      move({ type: 'send', id: task.id, event: { type: 'taskCompleted', key: task.key, variables: checked.values } });
  };
  return (
    <FormView
      form={shownForm}
      shown={shown}
      value={value}
      onChange={setValue}
      problems={problems}
      onProblems={setProblems}
      upload={async (file) => ({ id: file.name, name: file.name })}
    >
      <Buttons offered={offered} chosen={chosenAct(offered, value)} onSend={send} />
    </FormView>
  );
}

function WithJson({ task, shown, now, move }: Props) {
  const t = useTrialTexts();
  const [text, setText] = useState('{}');
  const read = readObject(text);
  const offered = useMemo(() => offeredActs(offersOf(task.properties), shown, now), [task, shown, now]);
  const send = (act?: OfferedAct) => {
    if (!(read instanceof Error))
      move({
        type: 'send',
        id: task.id,
        event: { type: 'taskCompleted', key: task.key, variables: { ...read, ...act?.values } },
      });
  };
  return (
    <div className="stack">
      <p className="small muted">{t('noForm')}</p>
      <JsonField label={t('result')} value={text} onChange={setText} rows={2} />
      <div className="row">
        <Buttons offered={offered} chosen={chosenAct(offered, {})} onSend={send} />
      </div>
    </div>
  );
}

function Buttons({
  offered,
  chosen,
  onSend,
}: {
  offered: OfferedAct[];
  chosen?: OfferedAct;
  onSend(act?: OfferedAct): void;
}) {
  const t = useTrialTexts();
  const language = useLanguage();
  if (offered.length === 0)
    return (
      <Button type="primary" onClick={() => onSend()}>
        {t('complete')}
      </Button>
    );
  return offered.map((act) => (
    <Button
      key={act.code}
      type={act === chosen ? 'primary' : 'default'}
      data-act={act.code}
      onClick={() => onSend(act)}
    >
      {acts.has(act.code) ? acts.name(act.code, language) : act.code}
    </Button>
  ));
}
