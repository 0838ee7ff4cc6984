import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { Link } from 'react-router';
import { instancesQuery, type InstanceRow } from '../../api/operations';
import { regionName } from '../../../domain/regions';
import { pick, useLanguage } from '../../texts';
import { Empty, Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useFilters } from '../../ui/useFilters';
import { ProcessFilter, useProcessNames } from './ProcessFilter';
import { useOperationTexts } from './texts';

const statuses = ['active', 'completed', 'terminated', 'failed'] as const;
export const tones: Record<InstanceRow['status'], string> = {
  active: 'brand',
  completed: 'good',
  terminated: '',
  failed: 'late',
};

/** Searches running and ended instances. */
export function Instances() {
  const t = useOperationTexts();
  const language = useLanguage();
  const [filters, change] = useFilters(['process', 'status', 'case', 'element', 'definition'] as const);
  const list = useInfiniteQuery(instancesQuery(filters));
  const nameOf = useProcessNames();
  return (
    <>
      <div className="filters">
        <ProcessFilter value={filters.process} onChange={(process) => change({ process, definition: undefined })} />
        <label className="filter">
          <span>{t('status')}</span>
          <Select
            aria-label={t('status')}
            allowClear
            placeholder={t('all')}
            value={filters.status}
            onChange={(status) => change({ status })}
            options={statuses.map((value) => ({ value, label: t(value) }))}
          />
        </label>
        <label className="filter">
          <span>{t('case')}</span>
          <Input
            allowClear
            defaultValue={filters.case}
            onChange={(event) => change({ case: event.target.value.trim() })}
          />
        </label>
        <label className="filter">
          <span>{t('elementId')}</span>
          <Input
            allowClear
            defaultValue={filters.element}
            onChange={(event) => change({ element: event.target.value.trim() })}
          />
        </label>
      </div>
      <Loaded query={list}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return <Empty title={t('noMatch')} />;
          return (
            <>
              <div className="scroll-x">
                <table className="list cards">
                  <thead>
                    <tr>
                      <th>{t('instance')}</th>
                      <th>{t('process')}</th>
                      <th>{t('status')}</th>
                      <th>{t('standsAt')}</th>
                      <th>{t('region')}</th>
                      <th>{t('started')}</th>
                      <th>{t('ended')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td style={{ whiteSpace: 'nowrap' }}>
                          <Link className="number" to={`/operations/instances/${encodeURIComponent(row.id)}`}>
                            {row.id.replaceAll('~', '/')}
                          </Link>
                        </td>
                        <td>{(row.processName && pick(row.processName, language)) || nameOf(row.process)}</td>
                        <td>
                          <span className={`tag ${tones[row.status]}`}>{t(row.status)}</span>{' '}
                          {row.incidents > 0 && (
                            <span className="tag late">
                              {t('incidents')} {row.incidents}
                            </span>
                          )}
                        </td>
                        <td className="small">
                          {row.active.map(({ key, element, name }) => (
                            <div key={key} title={element}>
                              {pick(name, language) || element}
                            </div>
                          ))}
                        </td>
                        <td className="small" style={{ whiteSpace: 'nowrap' }}>
                          {regionName(row.region, language)}
                        </td>
                        <td className="small">{instant(row.startedAt)}</td>
                        <td className="small">{instant(row.endedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {list.hasNextPage && (
                <p>
                  <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {t('more')}
                  </Button>
                </p>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
