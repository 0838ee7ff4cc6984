import { useInfiniteQuery, type UseInfiniteQueryOptions } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAdminTexts } from './texts';

export interface Option {
  value: string;
  label: string;
}

/** A searchable register, and how to show one of its rows. */
export interface Source {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  query(filters: { text?: string }): UseInfiniteQueryOptions<any, Error, any, any, string | undefined>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  option(row: any): Option;
  /** The initial choice, which the first page need not contain. */
  chosen?: Option;
}

interface Props {
  id: string;
  source: Source;
  value: string | undefined;
  wrong: boolean;
  onChange(value: string | undefined): void;
}

/** Chooses one row of a register that may be long: shows a page of it, filtered on the server while typing. */
export function SearchSelect({ id, source: { query, option, chosen }, value, wrong, onChange }: Props) {
  const t = useAdminTexts();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState(chosen);
  const found = useInfiniteQuery(query({ text: useDeferredValue(text) || undefined }));
  const rows: Option[] = found.data?.pages.flatMap((page: { rows: unknown[] }) => page.rows.map(option)) ?? [];
  const options = !picked || text || rows.some((row) => row.value === picked.value) ? rows : [picked, ...rows];
  // The choice keeps its name even if the search no longer finds it.
  const shown =
    value === undefined
      ? undefined
      : { value, label: [...options, picked].find((one) => one?.value === value)?.label ?? value };
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      labelInValue
      value={shown}
      options={options}
      loading={found.isFetching}
      aria-invalid={wrong ? true : undefined}
      showSearch={{ filterOption: false, onSearch: setText }}
      notFoundContent={found.isFetching ? <span role="status">{t('searching')}</span> : t('noneFound')}
      onChange={(next: Option | undefined) => {
        setPicked(next && { value: next.value, label: next.label });
        setText('');
        onChange(next?.value);
      }}
      onPopupScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        if (found.hasNextPage && !found.isFetchingNextPage && scrollTop + clientHeight > scrollHeight - 100)
          void found.fetchNextPage();
      }}
    />
  );
}
