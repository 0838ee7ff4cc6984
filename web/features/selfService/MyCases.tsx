import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { outcomes } from '../../../domain/outcomes';
import { casesQuery } from '../../api/cases';
import { useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { DeadlineTag } from '../../ui/DeadlineTag';
import { StageBar } from '../../ui/StageBar';
import { Empty, Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { OwnMandates } from '../mandates/Acting';
import { useSelfTexts } from './texts';

/** All the cases of a party with an account: an employer may have many. */
export function MyCases() {
  const t = useSelfTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const [{ status, text }, setFilters] = useState<{ status?: 'open' | 'closed'; text?: string }>({});
  const query = useInfiniteQuery(casesQuery({ view: 'mine', status, text }));
  const filtered = Boolean(status ?? text);
  return (
    <>
      <div className="page-head">
        <h1 className="grow">{t('myCases')}</h1>
        <Button size="large" type="primary" onClick={() => navigate('/file')}>
          {t('fileNew')}
        </Button>
      </div>
      <OwnMandates />
      <div className="filters row">
        <Input.Search
          size="large"
          allowClear
          maxLength={100}
          placeholder={t('search')}
          aria-label={t('search')}
          onSearch={(next) => setFilters({ status, text: next.trim() || undefined })}
        />
        <Segmented
          size="large"
          aria-label={t('which')}
          value={status ?? 'all'}
          options={(['all', 'open', 'closed'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(next) => setFilters({ text, status: next === 'open' || next === 'closed' ? next : undefined })}
        />
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty title={t(filtered ? 'noneSuch' : 'noCase')} />;
          return rows.map((row) => (
            <Link key={row.number} to={`/my/${row.number}`} className="card my-case">
              <strong>
                {row.worker} / {row.employer}
              </strong>
              <div className="small muted number">
                {row.number} · {day(row.filedAt)}
              </div>
              <StageBar entered={row.stage ? [row.stage] : []} current={row.stage} closed={row.status === 'closed'} />
              <DeadlineTag compact due={row.due} workingDaysLeft={row.workingDaysLeft} />
              {row.outcome && <span className="tag good">{outcomes.name(row.outcome, language)}</span>}
            </Link>
          ));
        }}
      </Loaded>
      <More list={query} size="large">
        {t('moreCases')}
      </More>
    </>
  );
}
