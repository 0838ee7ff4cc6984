import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { issuePassword, type IssuedPassword, type User } from '../../api/oversight';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useAdminTexts } from './texts';

export type Made = IssuedPassword & { account: string };

/** A temporary password, shown once to be handed over, or where it was sent. */
export function HandOver({ account, password, sentTo, expiresAt, close }: Made & { close(): void }) {
  const t = useAdminTexts();
  const { message } = App.useApp();
  const copy = () => void navigator.clipboard.writeText(password!).then(() => message.success(t('copied')));
  return (
    <Modal
      open
      mask={{ closable: false }}
      title={`${t('temporaryPassword')} · ${account}`}
      onCancel={close}
      footer={
        <>
          {password && <Button onClick={copy}>{t('copy')}</Button>}
          <Button type="primary" onClick={close}>
            {t('handedOver')}
          </Button>
        </>
      }
    >
      <div className="stack" role="status">
        {password ? (
          <>
            <strong className="code" data-new-password>
              {password}
            </strong>
            <p>{t('handOverHelp', { at: instant(expiresAt) })}</p>
          </>
        ) : (
          <p>{t('passwordSent', { tail: sentTo ?? '', at: instant(expiresAt) })}</p>
        )}
      </div>
    </Modal>
  );
}

/** For a user who has forgotten the password. */
export function LostPassword({ user, shown }: { user: User; shown(made: Made): void }) {
  const t = useAdminTexts();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [lost, setLost] = useState(false);
  const issue = useAction(
    (key: string) => issuePassword(key, user.id, !lost),
    (issued) => {
      setAsking(false);
      shown({ account: user.account, ...issued });
      void client.invalidateQueries({ queryKey: ['users'] });
    },
  );
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('lostPassword')}
      </Button>
      <Modal
        open={asking}
        title={`${t('lostPassword')} · ${user.name}`}
        okText={t('makePassword')}
        cancelText={t('cancel')}
        confirmLoading={issue.busy}
        onCancel={() => setAsking(false)}
        onOk={() => void issue.run()}
        destroyOnHidden
      >
        <div className="stack">
          <p>{t('lostPasswordHelp')}</p>
          <Checkbox checked={lost} onChange={(event) => setLost(event.target.checked)}>
            {t('numberLost')}
          </Checkbox>
        </div>
      </Modal>
    </>
  );
}
