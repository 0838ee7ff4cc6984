import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { markRead, newestNoticesQuery } from '../api/notices';
import { pick, useLanguage } from '../texts';
import { fromNow } from '../ui/time';
import { Bell } from './Bell';
import { useShellTexts } from './texts';

/** The notifications, newest first. */
export function Notices() {
  const t = useShellTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const rows = useQuery(newestNoticesQuery).data?.rows ?? [];
  const unread = rows.filter((row) => !row.read);
  const markAll = async () => {
    await markRead(unread.map((row) => row.id));
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
      <Link to="/notices" onClick={() => setOpen(false)}>
        {t('allNotices')}
      </Link>
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
        <Bell unread={unread.length} />
      </button>
    </Popover>
  );
}
