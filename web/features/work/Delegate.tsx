import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { colleaguesQuery, delegateTask, type Task } from '../../api/tasks';
import { useAction } from '../../ui/useAction';
import { useWorkTexts } from './texts';

/** Delegates a task to a colleague who may do it, with a note. */
export function Delegate({ task, onDone }: { task: Task; onDone(): void }) {
  const t = useWorkTexts();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  const people = useQuery({ ...colleaguesQuery(task.id), enabled: open });
  const delegate = useAction(delegateTask, () => {
    setOpen(false);
    onDone();
    void message.success(t('delegated'));
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('delegate')}</Button>
      <Modal
        open={open}
        title={t('delegate')}
        onCancel={() => setOpen(false)}
        okText={t('delegate')}
        okButtonProps={{ disabled: !to, loading: delegate.busy }}
        onOk={() => void delegate.run(task, to!, note)}
      >
        <div className="stack">
          <label className="field">
            <span className="label">{t('delegateTo')}</span>
            <Select
              style={{ width: '100%' }}
              value={to}
              onChange={setTo}
              loading={people.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              options={people.data?.rows.map((person) => ({ value: person.id, label: person.name }))}
            />
          </label>
          <label className="field">
            <span className="label">{t('delegateNote')}</span>
            <Input.TextArea value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} />
          </label>
        </div>
      </Modal>
    </>
  );
}
