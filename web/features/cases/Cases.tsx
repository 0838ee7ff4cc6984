import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { causes } from '../../../domain/causes';
import { keyGroups } from '../../../domain/groups';
import { industries } from '../../../domain/industries';
import { outcomes } from '../../../domain/outcomes';
import { province, regionName, regions, within } from '../../../domain/regions';
import { pipelineStages } from '../../../domain/stages';
import { caseCountQuery, caseFilters, casesQuery } from '../../api/cases';
import { address } from '../../http';
import { may, useSession } from '../../session';
import { useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { count } from '../../ui/time';
import { useFilters } from '../../ui/useFilters';
import { CaseRows } from './CaseRows';
import { keepList } from './lastList';
import { useListTexts } from './listTexts';

const rare = ['cause', 'industry', 'keyGroup', 'outcome', 'filedFrom', 'filedTo'] as const;

interface List {
  codes: readonly string[];
  name(code: string, language: 'zh' | 'en'): string;
}

/** The cases of the reader's area, filtered by the URL, loaded page by page. */
export default function Cases() {
  const t = useListTexts();
  const language = useLanguage();
  const session = useSession();
  const [filters, change] = useFilters(caseFilters);
  const { search } = useLocation();
  useEffect(() => keepList(search), [search]);
  const late = useDeferredValue(filters);
  const list = useInfiniteQuery(casesQuery(late));
  const { sort: _sort, ...counted } = late;
  const total = useQuery(caseCountQuery(counted)).data;
  const [cleared, setCleared] = useState(0);
  const clear = () => {
    change(Object.fromEntries(caseFilters.map((name) => [name, undefined])));
    setCleared(cleared + 1);
  };
  const [wide, setWide] = useState(rare.some((name) => filters[name]));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = Object.keys(counted).length > 0;
  const options = ({ codes, name }: List) => [
    { value: '', label: t('all') },
    ...codes.map((code) => ({ value: code, label: name(code, language) })),
  ];
  const choice = (name: (typeof caseFilters)[number], label: string, given: { value: string; label: string }[]) => (
    <label className="filter">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={filters[name] ?? ''}
        onChange={(value) => change({ [name]: value })}
        options={given}
        showSearch={given.length > 10 ? { optionFilterProp: 'label' } : false}
        popupMatchSelectWidth={false}
      />
    </label>
  );

  return (
    <>
      <header className="page-head">
        <h1>{t('title')}</h1>
        {total && (
          <span className="muted" role="status">
            {total.capped ? t('capped', { n: count(total.count) }) : t('count', { n: count(total.count) })}
          </span>
        )}
        <span className="grow" />
        <Button href={address('/cases/export', counted)} download>
          {t('export')}
        </Button>
        {may(session, 'case.file') && (
          <Link to="/cases/new">
            <Button type="primary" tabIndex={-1}>
              {t('newCase')}
            </Button>
          </Link>
        )}
      </header>
      <div className="card filters" role="search">
        <label className="filter grow">
          <span>{t('parties')}</span>
          <Input
            key={cleared}
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={filters.text}
            onChange={(event) => change({ text: event.target.value.trim() })}
          />
        </label>
        {choice('status', t('status'), [
          { value: '', label: t('all') },
          { value: 'open', label: t('open') },
          { value: 'closed', label: t('closed') },
        ])}
        {choice('stage', t('stage'), options(pipelineStages))}
        {choice('region', t('region'), [
          { value: '', label: t('all') },
          ...regions
            .filter(({ code }) => within(code, session.region ?? province))
            .map(({ code }) => ({ value: code, label: regionName(code, language) })),
        ])}
        {choice('dueWithin', t('due'), [
          { value: '', label: t('dueAny') },
          { value: '0', label: t('dueOver') },
          { value: '3', label: t('due3') },
          { value: '7', label: t('due7') },
        ])}
        {choice('sort', t('sort'), [
          { value: '', label: t('byFiled') },
          { value: 'due', label: t('byDue') },
          { value: 'updatedAt', label: t('byUpdated') },
        ])}
        {wide && (
          <>
            {choice('cause', t('cause'), options(causes))}
            {choice('industry', t('industry'), options(industries))}
            {choice('keyGroup', t('keyGroup'), options(keyGroups))}
            {choice('outcome', t('outcome'), options(outcomes))}
            <label className="filter">
              <span>{t('from')}</span>
              <input
                className="native"
                type="date"
                value={filters.filedFrom ?? ''}
                onChange={(event) => change({ filedFrom: event.target.value })}
              />
            </label>
            <label className="filter">
              <span>{t('to')}</span>
              <input
                className="native"
                type="date"
                value={filters.filedTo ?? ''}
                onChange={(event) => change({ filedTo: event.target.value })}
              />
            </label>
          </>
        )}
        <Button type="link" onClick={() => setWide(!wide)} aria-expanded={wide}>
          {t('more')}
        </Button>
        {filtered && (
          <Button type="link" onClick={clear}>
            {t('clear')}
          </Button>
        )}
      </div>
      <Loaded query={list}>
        {() =>
          rows.length === 0 ? (
            <Empty
              title={filtered ? t('nothing') : t('empty')}
              help={filtered ? undefined : t('emptyHelp')}
              action={filtered ? <Button onClick={clear}>{t('clear')}</Button> : undefined}
            />
          ) : (
            <CaseRows rows={rows} />
          )
        }
      </Loaded>
      {list.hasNextPage && (
        <div className="state">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('load')}
          </Button>
        </div>
      )}
    </>
  );
}
