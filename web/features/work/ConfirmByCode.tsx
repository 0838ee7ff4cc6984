import { Modal } from 'antd';
import { useState } from 'react';
import { sendTaskCode, type SentCode } from '../../api/contact';
import type { Problem } from '../../http';
import { CodeEntry } from '../../ui/CodeEntry';
import { useAction } from '../../ui/useAction';
import { useWorkTexts } from './texts';

interface Props {
  task: string;
  /** What is done, in words. */
  act: string;
  /** The end of the person's number. */
  tail: string;
  busy: boolean;
  /** Why the last code was refused. */
  problem: Problem | undefined;
  onCancel(): void;
  onDone(code: string): void;
}

/** A party confirms what binds them by a one-time code, sent to their own number. */
export function ConfirmByCode({ task, act, tail, busy, problem, onCancel, onDone }: Props) {
  const t = useWorkTexts();
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<SentCode>();
  const send = useAction(
    (key: string) => sendTaskCode(key, task),
    (answer) => {
      setSent(answer);
      setCode('');
    },
  );
  const ready = code.length === 6;
  const wrong = problem && ['WRONG_ONE_TIME_CODE', 'NEEDS_CODE'].includes(problem.code) ? problem.message : undefined;
  return (
    <Modal
      open
      title={t('confirmTitle', { act })}
      okText={t('confirmDone', { act })}
      okButtonProps={{ disabled: !ready, loading: busy, size: 'large' }}
      cancelButtonProps={{ size: 'large' }}
      onCancel={onCancel}
      onOk={() => onDone(code)}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onDone(code);
        }}
      >
        <p>{t('confirmHelp', { act, tail })}</p>
        <CodeEntry
          sent={sent}
          sending={send.busy}
          problem={send.problem}
          onSend={() => void send.run()}
          value={code}
          onChange={setCode}
          wrong={wrong}
        />
      </form>
    </Modal>
  );
}
