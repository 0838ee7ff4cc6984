import { useInfiniteQuery, type UseInfiniteQueryOptions } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useAdminTexts } from './texts';

export interface Option {
  value: string;
  label: string;
}

/** A register in which one is found by writing, and how a row of it is told. */
export interface Source {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  query(filters: { text?: string }): UseInfiniteQueryOptions<any, Error, any, any, string | undefined>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  option(row: any): Option;
  /** What is chosen at first, which the first page need not hold. */
  chosen?: Option;
}

interface Props {
  id: string;
  source: Source;
  value: string | undefined;
  wrong: boolean;
  onChange(value: string | undefined): void;
}

/** One of a register that may be long: a page of it, narrowed on the server as one writes. */
export function FoundSelect({ id, source: { query, option, chosen }, value, wrong, onChange }: Props) {
  const t = useAdminTexts();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState(chosen);
  const found = useInfiniteQuery(query({ text: useDeferredValue(text) || undefined }));
  const rows: Option[] = found.data?.pages.flatMap((page: { rows: unknown[] }) => page.rows.map(option)) ?? [];
  const options = !picked || text || rows.some((row) => row.value === picked.value) ? rows : [picked, ...rows];
  // A choice that the search has left behind keeps its name.
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
