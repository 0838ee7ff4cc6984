import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { texts } from '../texts';

const useReasonTexts = texts({
  reason: ['理由（记入审计）', 'Reason (kept in the audit trail)'],
  cancel: ['取消', 'Cancel'],
});

interface Props {
  open: boolean;
  title: string;
  help?: ReactNode;
  done: string;
  danger?: boolean;
  busy: boolean;
  disabled?: boolean;
  label?: string;
  children?: ReactNode;
  onCancel(): void;
  onDone(reason: string): void;
}

/** Asks for a reason before an action that others will want to understand later. */
export function ReasonModal({
  open,
  title,
  help,
  done,
  danger,
  busy,
  disabled,
  label,
  children,
  onCancel,
  onDone,
}: Props) {
  const t = useReasonTexts();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={open}
      title={title}
      okText={done}
      cancelText={t('cancel')}
      confirmLoading={busy}
      okButtonProps={{ danger, disabled: disabled || !reason.trim() }}
      onCancel={onCancel}
      onOk={() => onDone(reason.trim())}
      afterClose={() => setReason('')}
    >
      <div className="stack">
        {help && <div>{help}</div>}
        {children}
        <label className="field">
          <span className="label">{label ?? t('reason')}</span>
          <Input.TextArea
            value={reason}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
