import { useInfiniteQuery, useQueryClient, type UseInfiniteQueryOptions } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { may, useSession } from '../../session';
import { Empty, Loaded } from '../../ui/State';
import { useAction } from '../../ui/useAction';
import { useFilters } from '../../ui/useFilters';
import { Editor, type EditorField } from './Editor';
import type { Option } from './SearchSelect';
import { useAdminTexts } from './texts';

interface Row {
  id: string;
}
interface Page<R> {
  rows: R[];
  next?: string;
}
interface Column<R> {
  head: string;
  cell(row: R): ReactNode;
}

interface Props<R extends Row, S> {
  title: string;
  query(
    filters: Record<string, string | undefined>,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
  ): UseInfiniteQueryOptions<Page<R>, Error, any, any, string | undefined>;
  /** Filters besides the search text; stored in the URL. */
  filters: { path: string; label: string; options: Option[] }[];
  columns: Column<R>[];
  fields(row: R | undefined): EditorField[];
  /** The initial values of the editor. */
  values(row: R | undefined): Record<string, unknown>;
  save(key: string, id: string | undefined, values: Record<string, unknown>): Promise<S>;
  /** Called with the answer after something was saved. */
  saved?(answer: S): void;
  links?: ReactNode;
}

/** A register: search, browse, add and change. */
export function Register<R extends Row, S = unknown>({
  title,
  query,
  filters,
  columns,
  fields,
  values,
  save,
  saved,
  links,
}: Props<R, S>) {
  const t = useAdminTexts();
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [filtersSet, change] = useFilters(['text', ...filters.map(({ path }) => path)]);
  const [open, setOpen] = useState<{ row?: R }>();
  const list = useInfiniteQuery(query(useDeferredValue(filtersSet)));
  const write = useAction(
    (key: string, id: string | undefined, body: Record<string, unknown>) => save(key, id, body),
    (answer) => {
      setOpen(undefined);
      saved?.(answer);
      void client.invalidateQueries();
      void message.success(t('saved'));
    },
  );
  const mayWrite = may(session, 'people.write');
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        {links}
        <span className="grow" />
        {mayWrite && (
          <Button type="primary" onClick={() => setOpen({})}>
            {t('add')}
          </Button>
        )}
      </header>
      <div className="card filters" role="search">
        <label className="filter grow">
          <span>{t('search')}</span>
          <Input
            allowClear
            placeholder={t('search')}
            defaultValue={filtersSet.text}
            onChange={(event) => change({ text: event.target.value.trim() })}
          />
        </label>
        {filters.map(({ path, label, options }) => (
          <label key={path} className="filter">
            <span>{label}</span>
            <Select
              aria-label={label}
              value={filtersSet[path] ?? ''}
              onChange={(next) => change({ [path]: next })}
              options={[{ value: '', label: t('all') }, ...options]}
              showSearch={options.length > 10 ? { optionFilterProp: 'label' } : false}
              popupMatchSelectWidth={false}
            />
          </label>
        ))}
      </div>
      <Loaded
        query={
          list as { data: { pages: Page<R>[] } | undefined; error: unknown; isPending: boolean; refetch(): unknown }
        }
      >
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0)
            return <Empty title={Object.keys(filtersSet).length > 0 ? t('noneFound') : t('empty')} />;
          return (
            <table className="list cards">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.head}>{column.head}</th>
                  ))}
                  {mayWrite && (
                    <th>
                      <span className="skip">{t('edit')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    {columns.map((column) => (
                      <td key={column.head}>{column.cell(row)}</td>
                    ))}
                    {mayWrite && (
                      <td>
                        <Button size="small" onClick={() => setOpen({ row })}>
                          {t('edit')}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Loaded>
      {list.hasNextPage && (
        <div className="state">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {open && (
        <Editor
          key={open.row?.id ?? 'new'}
          title={open.row ? t('edit') : t('add')}
          fields={fields(open.row)}
          initial={values(open.row)}
          busy={write.busy}
          problem={write.problem}
          onCancel={() => {
            setOpen(undefined);
            write.clear();
          }}
          onSave={(body) => void write.run(open.row?.id, body)}
        />
      )}
    </>
  );
}
