import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Input, Segmented, Select } from 'antd';
import { useDeferredValue } from 'react';
import { useNavigate } from 'react-router';
import { matterFilters, matterKindsQuery, mattersQuery } from '../../api/matters';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { useFilters } from '../../ui/useFilters';
import { MatterRows } from './MatterRows';
import { useMatterTexts } from './texts';

/** Matters of every kind but disputes: those of the reader's area, or what the reader began. */
export default function Matters() {
  const t = useMatterTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const [filters, change] = useFilters(matterFilters);
  const kinds = useQuery(matterKindsQuery);
  const list = useInfiniteQuery(mattersQuery(useDeferredValue(filters)));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const known = kinds.data?.rows ?? [];
  const beginnable = known.filter(({ begin, from }) => begin && from.length === 0);
  return (
    <article>
      <header className="page-head">
        <div className="grow">
          <h1>{t('title')}</h1>
          <p className="small muted">{t('help')}</p>
        </div>
        {beginnable.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: beginnable.map(({ kind, name }) => ({ key: kind, label: pick(name, language) })),
              onClick: ({ key }) => void navigate(`/matters/new/${encodeURIComponent(key)}`),
            }}
          >
            <Button type="primary">{t('begin')}</Button>
          </Dropdown>
        )}
      </header>
      <Loaded query={kinds}>
        {() =>
          known.length === 0 ? (
            <Empty title={t('noKinds')} help={t('noKindsHelp')} />
          ) : (
            <div className="stack">
              <div className="card filters" role="search">
                <Segmented
                  value={filters.view ?? 'area'}
                  onChange={(value) => change({ view: value })}
                  options={[
                    { value: 'area', label: t('area') },
                    { value: 'mine', label: t('mine') },
                  ]}
                />
                <Choice
                  label={t('kind')}
                  value={filters.kind}
                  onChange={(kind) => change({ kind })}
                  options={known.map(({ kind, name }) => ({ value: kind, label: pick(name, language) }))}
                />
                <Choice
                  label={t('status')}
                  value={filters.status}
                  onChange={(status) => change({ status })}
                  options={(['open', 'closed'] as const).map((value) => ({ value, label: t(value) }))}
                />
                <label className="filter grow">
                  <span>{t('search')}</span>
                  <Input
                    allowClear
                    aria-label={t('search')}
                    defaultValue={filters.text}
                    onChange={(event) => change({ text: event.target.value.trim() })}
                  />
                </label>
              </div>
              <Loaded query={list}>
                {() =>
                  rows.length === 0 ? (
                    <Empty title={t('none')} help={t('noneHelp')} />
                  ) : (
                    <MatterRows rows={rows} kinds={known} only={filters.kind} />
                  )
                }
              </Loaded>
              <More list={list}>{t('more')}</More>
            </div>
          )
        }
      </Loaded>
    </article>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  onChange(value: string): void;
  options: { value: string; label: string }[];
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  const t = useMatterTexts();
  return (
    <label className="filter">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={value ?? ''}
        onChange={onChange}
        options={[{ value: '', label: t('all') }, ...options]}
        popupMatchSelectWidth={false}
      />
    </label>
  );
}
