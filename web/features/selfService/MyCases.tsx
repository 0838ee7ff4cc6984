import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { outcomes } from '../../../domain/outcomes';
import { casesQuery } from '../../api/cases';
import { useLanguage } from '../../texts';
import { StageBar } from '../../ui/StageBar';
import { Empty, Loaded } from '../../ui/State';
import { day } from '../../ui/time';
import { useSelfTexts } from './texts';

/** A party with an account may have several cases. */
export function MyCases() {
  const t = useSelfTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const query = useInfiniteQuery(casesQuery({ view: 'mine' }));
  return (
    <>
      <div className="page-head">
        <h1 className="grow">{t('myCases')}</h1>
        <Button size="large" type="primary" onClick={() => navigate('/file')}>
          {t('fileNew')}
        </Button>
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty title={t('noCase')} />;
          return rows.map((row) => (
            <Link key={row.number} to={`/my/${row.number}`} className="card my-case">
              <strong>
                {row.worker} / {row.employer}
              </strong>
              <div className="small muted number">
                {row.number} · {day(row.filedAt)}
              </div>
              <StageBar entered={row.stage ? [row.stage] : []} current={row.stage} closed={row.status === 'closed'} />
              {row.outcome && <span className="tag good">{outcomes.name(row.outcome, language)}</span>}
            </Link>
          ));
        }}
      </Loaded>
    </>
  );
}
