import { Modal } from 'antd';
import type { SentCode } from '../../api/contact';
import type { Problem } from '../../http';
import { CodeEntry, useOneTimeCode } from '../../ui/CodeEntry';
import { useWorkTexts } from './texts';

interface Props {
  /** Sends a code; it receives the idempotency key. */
  send(key: string): Promise<SentCode>;
  /** What is done, in words. */
  act: string;
  /** The end of the person's number. */
  tail: string | undefined;
  busy: boolean;
  /** Why the last code was refused. */
  problem: Problem | undefined;
  onCancel(): void;
  onDone(code: string): void;
}

/** A party confirms what binds them by a one-time code, sent to their own number. */
export function ConfirmByCode({ send, act, tail, busy, problem, onCancel, onDone }: Props) {
  const t = useWorkTexts();
  const code = useOneTimeCode(send);
  const wrong = problem && ['WRONG_ONE_TIME_CODE', 'NEEDS_CODE'].includes(problem.code) ? problem.message : undefined;
  return (
    <Modal
      open
      title={t('confirmTitle', { act })}
      okText={t('confirmDone', { act })}
      okButtonProps={{ disabled: !code.complete, loading: busy, size: 'large' }}
      cancelButtonProps={{ size: 'large' }}
      onCancel={onCancel}
      onOk={() => onDone(code.value)}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (code.complete && !busy) onDone(code.value);
        }}
      >
        {tail !== undefined && <p>{t('confirmHelp', { act, tail })}</p>}
        <CodeEntry code={code} wrong={wrong} />
      </form>
    </Modal>
  );
}
