import { useInfiniteQuery } from '@tanstack/react-query';
import { failedNoticesQuery } from '../../api/notices';
import { Empty, Loaded } from '../../ui/State';
import { SentNotices } from './SentNotices';
import { useNoticeTexts } from './texts';

/** What could not be delivered, for those who look after the system. */
export function FailedNotices() {
  const t = useNoticeTexts();
  const query = useInfiniteQuery(failedNoticesQuery);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length === 0) return <Empty title={t('noneFailed')} help={t('noneFailedHelp')} />;
        return (
          <SentNotices rows={rows} withCase more={query.hasNextPage ? () => void query.fetchNextPage() : undefined} />
        );
      }}
    </Loaded>
  );
}
