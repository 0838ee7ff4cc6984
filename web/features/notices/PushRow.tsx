import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { noticeChannels } from '../../../domain/noticeChannels';
import { pushQuery, thisBrowserQuery } from '../../api/notices';
import { canPush, subscribe, unsubscribe } from '../../push';
import { useLanguage } from '../../texts';
import { useNoticeTexts } from './texts';

/** Whether the reader is told in this browser, also while no page is open. */
export function PushRow() {
  const t = useNoticeTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data } = useQuery(pushQuery);
  const own = useQuery(thisBrowserQuery).data;
  if (!data?.key) return null;
  const here = Boolean(own && data.devices.some(({ id }) => id === own));
  const change = async () => {
    try {
      if (here) await unsubscribe();
      else if (!(await subscribe(data.key!))) return void message.warning(t('pushRefused'));
    } catch {
      message.error(t('pushFailed'));
    } finally {
      await client.invalidateQueries({ queryKey: ['push'] });
    }
  };
  return (
    <div className="row">
      <span>{noticeChannels.name('push', language)}</span>
      {canPush() ? (
        <Button size="small" onClick={() => void change()}>
          {here ? t('pushOff') : t('pushOn')}
        </Button>
      ) : (
        <span className="small muted">{t('pushCannot')}</span>
      )}
      {data.devices.length > 0 && (
        <span className="small muted" translate="no">
          {data.devices.map(({ device }) => device ?? '—').join(' · ')}
        </span>
      )}
    </div>
  );
}
