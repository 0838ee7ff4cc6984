import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { exceedingQuery, type Exceeding } from '../../api/operations';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { pages as processPages } from '../processes/names';
import { useOperationTexts } from './texts';

/** What is published or stored and would be refused today: looked at stretch by stretch when somebody asks for it. */
export function Bounds() {
  const t = useOperationTexts();
  const [going, setGoing] = useState(false);
  const [begun, setBegun] = useState(false);
  const list = useInfiniteQuery({ ...exceedingQuery, enabled: begun });
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  useEffect(() => {
    if (going && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [going, hasNextPage, isFetching, isError, fetchNextPage]);
  const begin = () => {
    if (begun) void list.refetch();
    setBegun(true);
    setGoing(true);
  };
  const goOn = () => {
    setGoing(true);
    // After a failure it does not go on by itself.
    if (isError) void fetchNextPage();
  };
  return (
    <section className="card stack">
      <p className="small muted">{t('boundsHelp')}</p>
      {!begun ? (
        <div>
          <Button type="primary" onClick={begin}>
            {t('boundsBegin')}
          </Button>
        </div>
      ) : (
        <Loaded query={list}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            const looked = {
              definitions: pages.reduce((sum, page) => sum + page.looked.definitions, 0),
              cases: pages.reduce((sum, page) => sum + page.looked.cases, 0),
            };
            const busy = going && hasNextPage && !isError;
            return (
              <>
                <div className="row">
                  <span role="status">
                    {t(busy ? 'boundsLooking' : hasNextPage ? 'boundsStopped' : 'boundsLooked', looked)}
                  </span>
                  {busy ? (
                    <Button size="small" onClick={() => setGoing(false)}>
                      {t('boundsStop')}
                    </Button>
                  ) : hasNextPage ? (
                    <Button size="small" onClick={goOn}>
                      {t('boundsGoOn')}
                    </Button>
                  ) : (
                    <Button size="small" loading={isFetching} onClick={begin}>
                      {t('boundsAgain')}
                    </Button>
                  )}
                </div>
                {isError && (
                  <p className="problem" role="alert">
                    {list.error.message}
                  </p>
                )}
                {rows.length > 0 ? <Rows rows={rows} /> : !hasNextPage && <Empty title={t('boundsNone')} />}
              </>
            );
          }}
        </Loaded>
      )}
    </section>
  );
}

function Rows({ rows }: { rows: Exceeding[] }) {
  const t = useOperationTexts();
  const language = useLanguage();
  return (
    <div className="scroll-x">
      <table className="list cards">
        <thead>
          <tr>
            <th>{t('boundsKind')}</th>
            <th>{t('boundsWhere')}</th>
            <th>{t('boundsBound')}</th>
            <th>{t('boundsRemedy')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, where, name, at, bound, ...said }, index) => (
            <tr key={`${where} ${at} ${index}`} data-exceeding={bound}>
              <td style={{ whiteSpace: 'nowrap' }}>{t(`kind_${kind}`)}</td>
              <td>
                <Link
                  to={kind === 'case' ? `/operations/instances/${encodeURIComponent(where)}` : processPages.view(where)}
                >
                  {(name && pick(name, language)) || where}
                </Link>
                <div className="small muted number">{[name && where, at].filter(Boolean).join(' · ')}</div>
              </td>
              <td>
                <span className="tag late">{t(`bound_${bound}`)}</span>
              </td>
              <td className="small">{pick(said, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
