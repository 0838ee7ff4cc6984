import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { addAbsence, deputiesQuery } from '../../api/absences';
import { errorOf } from '../../ui/Field';
import { useAction } from '../../ui/useAction';
import { dayInChina, useNow } from '../../ui/useNow';
import { useStaffTexts } from './texts';

/** Enters an absence with a deputy: one's own, or that of somebody whose work one assigns. */
export function AbsenceForm({ user, onDone }: { user?: string; onDone?(): void }) {
  const t = useStaffTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const today = dayInChina(useNow());
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [deputy, setDeputy] = useState<string>();
  const people = useQuery(deputiesQuery(user));
  const wrongId = useId();
  const save = useAction(
    (key: string) => addAbsence(key, { from, to, deputy: deputy! }, user),
    () => {
      setDeputy(undefined);
      void client.invalidateQueries({ queryKey: ['absences'] });
      void client.invalidateQueries({ queryKey: ['staff'] });
      void message.success(t('saved'));
      onDone?.();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (deputy) void save.run();
  };
  const wrong = ['from', 'to', 'deputy'].map((path) => errorOf(save.problem, path)).find(Boolean);
  const dayField = (name: 'from' | 'to', value: string, change: (day: string) => void) => (
    <label className="field">
      <span className="label">{t(name)}</span>
      <input
        type="date"
        className="native"
        required
        value={value}
        min={name === 'to' && from > today ? from : today}
        aria-describedby={wrong ? wrongId : undefined}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
  return (
    <form className="stack" onSubmit={submit} style={{ maxWidth: 420 }}>
      <div className="row">
        {dayField('from', from, setFrom)}
        {dayField('to', to, setTo)}
      </div>
      <label className="field">
        <span className="label">{t('deputy')}</span>
        <Select
          style={{ width: '100%' }}
          aria-label={t('deputy')}
          value={deputy}
          onChange={setDeputy}
          loading={people.isPending}
          notFoundContent={t('nobody')}
          showSearch={{ optionFilterProp: 'label' }}
          options={people.data?.rows.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </label>
      {wrong && (
        <span id={wrongId} className="small late" role="alert">
          {wrong}
        </span>
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={save.busy} disabled={!deputy || !from || !to}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
