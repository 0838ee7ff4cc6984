import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { completeParties, type CaseDetail, type Roster } from '../../api/cases';
import { EmployerSuggestions } from '../../ui/EmployerSuggestions';
import { errorOf, Field } from '../../ui/Field';
import { ReasonModal } from '../../ui/ReasonModal';
import { RosterFile } from '../../ui/RosterFile';
import { useAction } from '../../ui/useAction';
import { useCaseTexts } from './texts';

/** What identifies an employer and what it is called, which belong together, and how it is reached. */
const identifying = ['creditCode', 'ownerIdentityNumber', 'name'] as const;
const reaching = ['legalRepresentative', 'address', 'phone'] as const;
type EmployerField = (typeof identifying)[number] | (typeof reaching)[number];
type Filed = {
  employer?: Partial<Record<EmployerField, string | null>>;
  workers?: { count?: number; members?: Roster['members'] | null };
};

/** What of the parties was not known at filing. */
export function missingIn({ data }: Pick<CaseDetail, 'data'>): { fields: EmployerField[]; roster: boolean } {
  const { employer = {}, workers = {} } = data as Filed;
  return {
    fields: [
      ...(employer.creditCode || employer.ownerIdentityNumber ? [] : identifying),
      ...reaching.filter((field) => !employer[field]),
    ],
    roster: (workers.count ?? 1) > (workers.members?.length ?? 1),
  };
}

/** Staff in charge complete what was not known of the parties at filing, with where they found it. */
export function CompleteParties({ data }: { data: CaseDetail }) {
  const t = useCaseTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [entered, setEntered] = useState<Partial<Record<EmployerField, string>>>({});
  const [members, setMembers] = useState<Roster['members']>();
  const { fields, roster } = missingIn(data);
  const employer = Object.fromEntries(
    Object.entries(entered)
      .map(([field, value]) => [field, value.trim()])
      .filter(([, value]) => value),
  );
  const complete = useAction(
    (key, reason: string) =>
      completeParties(key, data.number, {
        ...(Object.keys(employer).length > 0 && { employer }),
        ...(members && { members }),
        reason,
      }),
    () => {
      setOpen(false);
      setEntered({});
      setMembers(undefined);
      void message.success(t('completed'));
      void client.invalidateQueries({ queryKey: ['cases', data.number] });
    },
  );
  if (!fields.length && !roster) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('completeParties')}</Button>
      <ReasonModal
        open={open}
        title={t('completeParties')}
        help={t('completeHelp')}
        label={t('completeSource')}
        done={t('completeDone')}
        busy={complete.busy}
        disabled={!Object.keys(employer).length && !members}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void complete.run(reason)}
      >
        {fields.includes('creditCode') && !entered.creditCode && (
          <EmployerSuggestions
            text={entered.name ?? (data.data as Filed).employer?.name ?? ''}
            onPick={({ name, creditCode }) => setEntered({ ...entered, name, ...(creditCode && { creditCode }) })}
          />
        )}
        {fields.map((field) => (
          <Field
            key={field}
            name={field}
            label={t(field)}
            value={entered[field] ?? ''}
            autoComplete="off"
            change={(value) => setEntered({ ...entered, [field]: value })}
            wrong={errorOf(complete.problem, `employer.${field}`)}
          />
        ))}
        {roster && (
          <>
            <p>{t('completeRoster', { n: members?.length ?? 0 })}</p>
            <RosterFile onRead={setMembers} />
          </>
        )}
        {complete.problem && (
          <div className="problem" role="alert">
            {complete.problem.message}
          </div>
        )}
      </ReasonModal>
    </>
  );
}
