import { useInfiniteQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { serviceFilters, servicesQuery } from '../../api/services';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { useFilters } from '../../ui/useFilters';
import { ServiceTable } from './ServiceTable';
import { useServiceTexts } from './texts';

const states = ['pending', 'waiting', 'served'] as const;

/** The papers to be served within the reader's reach, soonest limit first. */
export default function Services() {
  const t = useServiceTexts();
  const [filters, change] = useFilters(serviceFilters);
  const list = useInfiniteQuery(servicesQuery(filters));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <article>
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      <div className="stack">
        <Segmented
          value={filters.status ?? 'pending'}
          onChange={(value) => change({ status: value as string })}
          options={states.map((value) => ({ value, label: t(value) }))}
        />
        <Loaded query={{ data: list.data, error: list.error, isPending: list.isPending, refetch: list.refetch }}>
          {() =>
            rows.length === 0 ? (
              <Empty title={t('nothing')} help={t('nothingHelp')} />
            ) : (
              <>
                <ServiceTable rows={rows} withCase />
                <More list={list}>{t('more')}</More>
              </>
            )
          }
        </Loaded>
      </div>
    </article>
  );
}
