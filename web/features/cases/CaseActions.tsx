import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { reissueCode, withdrawCase } from '../../api/cases';
import { useAction } from '../../ui/useAction';
import { useCaseTexts } from './texts';

/** Ends the procedure at the applicant's wish, after asking and with a reason. */
export function WithdrawCase({ number, large }: { number: string; large?: boolean }) {
  const t = useCaseTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useAction(
    (key, why: string) => withdrawCase(key, number, why),
    () => {
      setOpen(false);
      void message.success(t('withdrawn'));
      void client.invalidateQueries({ queryKey: ['cases'] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
    },
  );
  return (
    <>
      <Button danger size={large ? 'large' : 'middle'} onClick={() => setOpen(true)}>
        {t('withdraw')}
      </Button>
      <Modal
        open={open}
        title={t('withdraw')}
        onCancel={() => setOpen(false)}
        okText={t('withdraw')}
        okButtonProps={{ danger: true, disabled: !reason.trim(), loading: withdraw.busy }}
        onOk={() => void withdraw.run(reason.trim())}
      >
        <p>{t('withdrawHelp')}</p>
        <label className="field">
          <span className="label">{t('reason')}</span>
          <Input.TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        </label>
        {withdraw.problem && (
          <div className="problem" role="alert">
            {withdraw.problem.message}
          </div>
        )}
      </Modal>
    </>
  );
}

/** Gives a side a new tracking code; the old one ends. */
export function Reissue({ number }: { number: string }) {
  const t = useCaseTexts();
  const [open, setOpen] = useState(false);
  const [side, setSide] = useState<'worker' | 'employer'>('worker');
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<string>();
  const reissue = useAction(
    (key: string) => reissueCode(key, number, side, reason.trim()),
    ({ code: issued }) => setCode(issued),
  );
  const close = () => {
    setOpen(false);
    setCode(undefined);
    setReason('');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('codes')}</Button>
      <Modal
        open={open}
        title={t('codes')}
        onCancel={close}
        okText={t('codes')}
        okButtonProps={{ disabled: !reason.trim() || code !== undefined, loading: reissue.busy }}
        onOk={() => void reissue.run()}
      >
        <div className="stack">
          <div>
            <div className="label">{t('codeFor')}</div>
            <Segmented
              value={side}
              onChange={(next) => setSide(next as 'worker')}
              options={[
                { value: 'worker', label: t('worker') },
                { value: 'employer', label: t('employer') },
              ]}
            />
          </div>
          <label className="field">
            <span className="label">{t('reason')}</span>
            <Input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
          </label>
          {code && (
            <p role="status">
              {t('newCode')} <strong className="code">{code}</strong>
            </p>
          )}
          {reissue.problem && (
            <div className="problem" role="alert">
              {reissue.problem.message}
            </div>
          )}
        </div>
      </Modal>
    </>
  );
}
