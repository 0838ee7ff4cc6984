import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { bulkQuery } from '../../api/oversight';
import { mediatorsForQuery, reassignTasks, type TaskRow } from '../../api/tasks';
import { ReasonModal } from '../../ui/ReasonModal';
import { useAction } from '../../ui/useAction';
import { useWorkTexts } from './texts';

interface Props {
  /** Those to be given away: of one organisation, whose mediators are offered. */
  tasks: Pick<TaskRow, 'id'>[];
  onDone?(): void;
}

/** Gives steps of mediation to another mediator, with the reason, and says how many could be given. */
export function Reassign({ tasks, onDone }: Props) {
  const t = useWorkTexts();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<string>();
  const [work, setWork] = useState<string>();
  const people = useQuery({ ...mediatorsForQuery(tasks[0]?.id ?? ''), enabled: open && tasks.length > 0 });
  const reassign = useAction(reassignTasks, ({ id }) => {
    setOpen(false);
    setWork(id);
  });
  const found = useQuery({ ...bulkQuery(work ?? ''), enabled: work !== undefined }).data;
  const ended = found !== undefined && found.status !== 'running';
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: ['tasks'] });
    onDone?.();
    // Once for each work.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ended, work]);
  return (
    <>
      <Button
        disabled={tasks.length === 0}
        loading={work !== undefined && !ended}
        onClick={() => {
          setWork(undefined);
          setOpen(true);
        }}
      >
        {tasks.length > 1 ? t('reassignMany', { n: tasks.length }) : t('reassign')}
      </Button>
      {ended && (
        <Alert
          type={found.failed > 0 ? 'warning' : 'success'}
          showIcon
          closable
          role="status"
          onClose={() => setWork(undefined)}
          title={
            found.failed > 0
              ? t('reassignedSome', { n: found.done, failed: found.failed })
              : t('reassigned', { n: found.done })
          }
          description={found.failures.map(({ instance, message }) => (
            <div key={instance}>
              {instance.split('~')[0]} {message}
            </div>
          ))}
        />
      )}
      <ReasonModal
        open={open}
        title={t('reassign')}
        help={t('reassignHelp')}
        done={t('reassign')}
        busy={reassign.busy}
        disabled={!to}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void reassign.run(tasks, to!, reason)}
      >
        <label className="field">
          <span className="label">{t('reassignTo')}</span>
          <Select
            style={{ width: '100%' }}
            aria-label={t('reassignTo')}
            value={to}
            onChange={setTo}
            loading={people.isPending}
            notFoundContent={t('reassignNobody')}
            showSearch={{ optionFilterProp: 'label' }}
            options={people.data?.rows.map((person) => ({ value: person.id, label: person.name }))}
          />
        </label>
      </ReasonModal>
    </>
  );
}
