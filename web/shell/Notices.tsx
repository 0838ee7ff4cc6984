import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AnswerOf } from '../../api/contract';
import type { listNotices } from '../../api/contract/notices';
import { http } from '../http';
import { pick, useLanguage } from '../texts';
import { fromNow } from '../ui/time';
import { useShellTexts } from './texts';

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: () => http.get<AnswerOf<typeof listNotices>>('/notices', { size: 30 }),
});

/** The notifications, newest first. */
export function Notices() {
  const t = useShellTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const rows = useQuery(noticesQuery).data?.rows ?? [];
  const unread = rows.filter((row) => !row.read);
  const markAll = async () => {
    await http.post('/notices/read', { ids: unread.map((row) => row.id) });
    await client.invalidateQueries({ queryKey: ['notices'] });
  };
  const list = (
    <div className="notices">
      {unread.length > 0 && (
        <Button size="small" onClick={() => void markAll()}>
          {t('markRead')}
        </Button>
      )}
      {rows.length === 0 && <p className="muted">{t('noNotices')}</p>}
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id} className={row.read ? 'muted' : undefined}>
            {row.case ? (
              <Link to={`/cases/${row.case}`} onClick={() => setOpen(false)}>
                {pick(row.title, language)}
              </Link>
            ) : (
              <strong>{pick(row.title, language)}</strong>
            )}
            <div className="small">{pick(row.text, language)}</div>
            <div className="small muted">
              {row.case} · {fromNow(row.at)}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={list}
      title={t('notices')}
    >
      <button type="button" className="plain" aria-label={`${t('notices')} ${unread.length}`} aria-expanded={open}>
        <Badge count={unread.length} size="small" color="#b3261e">
          <svg className="bell" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        </Badge>
      </button>
    </Popover>
  );
}
