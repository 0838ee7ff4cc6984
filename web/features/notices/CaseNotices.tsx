import { useInfiniteQuery } from '@tanstack/react-query';
import { caseNoticesQuery } from '../../api/notices';
import { Empty, Loaded } from '../../ui/State';
import { SentNotices } from './SentNotices';
import { useNoticeTexts } from './texts';

/** The notices of a case, for those who work on it. */
export function CaseNotices({ number }: { number: string }) {
  const t = useNoticeTexts();
  const query = useInfiniteQuery(caseNoticesQuery(number));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length === 0) return <Empty title={t('noneSent')} />;
        return <SentNotices rows={rows} more={query.hasNextPage ? () => void query.fetchNextPage() : undefined} />;
      }}
    </Loaded>
  );
}
