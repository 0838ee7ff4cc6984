import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { createFeed, feedQuery, revokeFeed } from '../../api/appointments';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useCalendarTexts } from './texts';

/** The person's own feed: made, shown once, ended. */
export function Feed() {
  const t = useCalendarTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('feed')}</Button>
      {open && <FeedDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function FeedDialog({ onClose }: { onClose(): void }) {
  const t = useCalendarTexts();
  const client = useQueryClient();
  const feed = useQuery(feedQuery);
  const [made, setMade] = useState<string>();
  const renew = () => client.invalidateQueries({ queryKey: feedQuery.queryKey });
  const make = useAction(
    (key: string) => createFeed(key),
    ({ path }) => {
      setMade(new URL(path, location.href).href);
      void renew();
    },
  );
  const end = useAction(
    (key: string) => revokeFeed(key),
    () => {
      setMade(undefined);
      void renew();
    },
  );
  const { since, usedAt } = feed.data ?? {};
  return (
    <Modal open title={t('feed')} onCancel={onClose} footer={<Button onClick={onClose}>{t('close')}</Button>}>
      <div className="stack">
        <p>{t('feedHelp')}</p>
        {made && (
          <>
            <Alert type="success" showIcon title={t('feedOnce')} />
            <Input readOnly value={made} aria-label={t('feed')} onFocus={(event) => event.target.select()} />
          </>
        )}
        {feed.data && (
          <p className="small muted">
            {since ? t('feedSince', { at: instant(since) }) : t('feedNone')}
            {usedAt && t('feedUsed', { at: instant(usedAt) })}
          </p>
        )}
        {(make.problem ?? end.problem) && (
          <Alert type="error" title={(make.problem ?? end.problem)!.message} role="alert" />
        )}
        <div className="row">
          <Button type="primary" loading={make.busy} onClick={() => void make.run()}>
            {t('feedNew')}
          </Button>
          {since && (
            <Button danger loading={end.busy} onClick={() => void end.run()}>
              {t('feedEnd')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
