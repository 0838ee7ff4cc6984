import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { bulkQuery } from '../../api/oversight';
import { candidatesQuery, reassignTasks, type TaskRow } from '../../api/tasks';
import { pick, useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { day } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useWorkTexts } from './texts';

interface Props {
  /** Those whose cases are given away, in one role; of mediators, of one organisation. */
  tasks: Pick<TaskRow, 'id' | 'case'>[];
  onDone?(): void;
}

/** At most as many as share the work of one who is ill. */
const MOST = 5;

/**
 * Gives cases to one or several others, who share them: their load, absence and conflicts are shown, and afterwards how
 * many could be given, and why others could not.
 */
export function Reassign({ tasks, onDone }: Props) {
  const t = useWorkTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<string[]>([]);
  const [work, setWork] = useState<string>();
  const people = useQuery({ ...candidatesQuery(tasks, to), enabled: open && tasks.length > 0 });
  const reassign = useAction(reassignTasks, ({ id }) => {
    setOpen(false);
    setTo([]);
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
  const rows = people.data?.rows ?? [];
  const cases = new Set(tasks.map((task) => task.case)).size;
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
        disabled={to.length === 0}
        onCancel={() => setOpen(false)}
        onDone={(reason) => void reassign.run(tasks, to, reason)}
      >
        <p>{t('reassignWhole', { n: cases })}</p>
        <label className="field">
          <span className="label">{t('reassignTo')}</span>
          <Select
            mode="multiple"
            maxCount={MOST}
            style={{ width: '100%' }}
            aria-label={t('reassignTo')}
            value={to}
            onChange={setTo}
            loading={people.isPending}
            notFoundContent={t('reassignNobody')}
            showSearch={{ optionFilterProp: 'label' }}
            options={rows.map(({ id, name, load }) => ({
              value: id,
              label: load ? t('withLoad', { name, open: load.open, overdue: load.overdue }) : name,
            }))}
          />
        </label>
        {to.length > 1 && <p className="small muted">{t('reassignShared')}</p>}
        {rows
          .filter(({ id }) => to.includes(id))
          .map(({ id, name, load, absentUntil, conflicts = [] }) => (
            <div key={id} className="small">
              <strong>{name}</strong> {load && t('loadMore', { ...load, since: load.since ? day(load.since) : '–' })}
              {absentUntil && (
                <Alert type="warning" showIcon title={t('absentUntil', { name, day: day(absentUntil) })} />
              )}
              {conflicts.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={t('conflicts', { name, n: conflicts.length })}
                  description={conflicts.map(({ case: number, why }) => (
                    <div key={number}>
                      {number} {pick(why, language)}
                    </div>
                  ))}
                />
              )}
            </div>
          ))}
      </ReasonModal>
    </>
  );
}
