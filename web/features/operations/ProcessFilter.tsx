import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { definitionsQuery } from '../../api/definitions';
import { pick, useLanguage } from '../../texts';
import { useOperationTexts } from './texts';

/** The names of processes, by id. */
export function useProcessNames(): (process: string) => string {
  const language = useLanguage();
  const rows = useQuery(definitionsQuery({ kind: 'process' })).data?.rows ?? [];
  return (process) => {
    const name = rows.find(({ key, keys }) => key === process || keys.includes(process))?.name;
    return (name && pick(name, language)) || process;
  };
}

/** Chooses a process by name, or all. */
export function ProcessFilter({ value, onChange }: { value?: string; onChange(next: string | undefined): void }) {
  const t = useOperationTexts();
  const language = useLanguage();
  const rows = useQuery(definitionsQuery({ kind: 'process' })).data?.rows ?? [];
  return (
    <label className="filter">
      <span>{t('process')}</span>
      <Select
        aria-label={t('process')}
        allowClear
        placeholder={t('allProcesses')}
        value={value}
        onChange={onChange}
        popupMatchSelectWidth={false}
        options={rows.map(({ key, name }) => ({ value: key, label: (name && pick(name, language)) || key }))}
      />
    </label>
  );
}
