import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { markRead, noticesQuery, type Notice } from '../../api/notices';
import { isParty, useSession } from '../../session';
import { pick, useLanguage } from '../../texts';
import { More } from '../../ui/More';
import { Empty, Loaded } from '../../ui/State';
import { day, fromNow } from '../../ui/time';
import { PreferencesCard } from './PreferencesCard';
import { useNoticeTexts } from './texts';

/** What happened, what the reader can do, until when and why that day, and where: newest first. */
export default function NoticesPage() {
  const t = useNoticeTexts();
  const client = useQueryClient();
  const [unread, setUnread] = useState(false);
  const query = useInfiniteQuery(noticesQuery(unread));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const fresh = rows.filter(({ read }) => !read).map(({ id }) => id);
  const read = async (ids: string[]) => {
    await markRead(ids);
    await client.invalidateQueries({ queryKey: ['notices'] });
  };
  return (
    <article>
      <header className="page-head">
        <h1 className="grow">{t('title')}</h1>
        {fresh.length > 0 && <Button onClick={() => void read(fresh)}>{t('markRead')}</Button>}
      </header>
      <div className="stack">
        <Segmented
          value={unread ? 'unread' : 'all'}
          onChange={(value) => setUnread(value === 'unread')}
          options={(['all', 'unread'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <Empty title={t('none')} help={t('noneHelp')} />
            ) : (
              <>
                {rows.map((row) => (
                  <NoticeCard key={row.id} row={row} onOpen={() => void (row.read || read([row.id]))} />
                ))}
                <More list={query}>{t('more')}</More>
              </>
            )
          }
        </Loaded>
        <PreferencesCard />
      </div>
    </article>
  );
}

function NoticeCard({ row, onOpen }: { row: Notice; onOpen: () => void }) {
  const t = useNoticeTexts();
  const language = useLanguage();
  const place = isParty(useSession()) ? 'my' : 'cases';
  return (
    <section className={row.read ? 'card muted' : 'card'} data-notice={row.over ? 'over' : (row.kind ?? 'said')}>
      <div className="row">
        <h2 className="grow">{pick(row.title, language)}</h2>
        {row.over && <span className="tag">{t('over')}</span>}
        {!row.read && <span className="tag brand">{t('new')}</span>}
        <span className="small muted">{fromNow(row.at)}</span>
      </div>
      {!row.over && <p>{pick(row.text, language)}</p>}
      {row.day && !row.over && (
        <p>
          <strong>{t('until', { day: day(row.day) })}</strong>
        </p>
      )}
      {row.why && !row.over && (
        <details>
          <summary>{t('why')}</summary>
          <p className="small">{pick(row.why, language)}</p>
        </details>
      )}
      {row.case && (
        <p>
          <Link to={`/${place}/${row.case}`} onClick={onOpen}>
            {t('toCase', { number: row.case })}
          </Link>
        </p>
      )}
    </section>
  );
}
