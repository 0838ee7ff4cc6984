import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Side } from '../../../domain/reach';
import { sendWithdrawalCode, withdrawCase } from '../../api/cases';
import { isParty, useSession } from '../../session';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { useAction } from '../../ui/useAction';
import { isComplete, PresentFields, somebody, type Present } from './PresentFields';
import { useCaseTexts } from './texts';

/**
 * Ends the procedure at the applicant's request, after confirmation and with a reason. Staff state on whose behalf they
 * record it.
 */
export function WithdrawCase({
  number,
  applicant,
  tail,
  large,
}: {
  number: string;
  applicant: Side;
  /** The end of the number to which a code is sent; absent: none is needed. */
  tail?: string;
  large?: boolean;
}) {
  const t = useCaseTexts();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const staff = !isParty(useSession());
  const [present, setPresent] = useState<Present>(somebody);
  const code = useOneTimeCode((key) => sendWithdrawalCode(key, number));
  const withdraw = useAction(
    (key, why: string) =>
      withdrawCase(key, number, {
        reason: why,
        ...(staff && { for: [{ side: applicant, ...(present as Required<Present>) }] }),
        ...(tail !== undefined && { code: code.value }),
      }),
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
        okButtonProps={{
          danger: true,
          disabled: !reason.trim() || (staff && !isComplete(present)) || (tail !== undefined && !code.complete),
          loading: withdraw.busy,
        }}
        onOk={() => void withdraw.run(reason.trim())}
      >
        <p>{t('withdrawHelp')}</p>
        {staff && <PresentFields side={applicant} value={present} onChange={setPresent} />}
        <label className="field">
          <span className="label">{t('reason')}</span>
          <Input.TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
        </label>
        {tail !== undefined && (
          <>
            <p>{t('withdrawCode', { tail })}</p>
            <CodeEntry code={code} />
          </>
        )}
        {withdraw.problem && (
          <div className="problem" role="alert">
            {withdraw.problem.message}
          </div>
        )}
      </Modal>
    </>
  );
}
