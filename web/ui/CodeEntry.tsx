import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { SentCode } from '../api/contact';
import type { Problem } from '../http';
import { texts } from '../texts';
import { useAction } from './useAction';

const useCodeTexts = texts({
  send: ['获取验证码', 'Send a code'],
  again: ['重新获取', 'Send another code'],
  wait: ['{{n}} 秒后可重新获取', 'Another one in {{n}} s'],
  sent: [
    '已发到尾号 {{tail}} 的手机，10 分钟内有效。没收到：看看拦截的短信，或稍后重新获取。',
    'Sent to the number ending in {{tail}}, valid for 10 minutes. Not there? Look among blocked messages, or request another one later.',
  ],
  code: ['短信中的 6 位验证码', 'The 6 digits in the message'],
});

/** A one-time code that is requested and then entered. */
export interface OneTimeCode {
  value: string;
  change(code: string): void;
  /** Whether all six digits have been entered. */
  complete: boolean;
  /** The last code that was sent. */
  sent: SentCode | undefined;
  sending: boolean;
  /** The problem of the last request for a code: it may say how long to wait. */
  problem: Problem | undefined;
  send(): void;
  /** Forgets what was sent and entered. */
  clear(): void;
}

/** `request` sends a code; it receives the idempotency key. A new code replaces what was entered of the last. */
export function useOneTimeCode(request: (key: string) => Promise<SentCode>): OneTimeCode {
  const [value, change] = useState('');
  const [sent, setSent] = useState<SentCode>();
  const show = (answer?: SentCode) => {
    setSent(answer);
    change('');
  };
  const { run, busy, problem } = useAction(request, show);
  return {
    value,
    change,
    complete: value.length === 6,
    sent,
    sending: busy,
    problem,
    send: () => void run(),
    clear: () => show(),
  };
}

interface Props {
  code: OneTimeCode;
  /** What is wrong with the code that was entered. */
  wrong?: string;
}

/** Sends a one-time code, says where it went and when another one may be requested, and takes the six digits. */
export function CodeEntry({ code: { value, change, sent, sending, problem, send }, wrong }: Props) {
  const t = useCodeTexts();
  const seconds = useCountdown(problem?.retryAfter ? problem : sent, problem?.retryAfter ?? sent?.again ?? 0);
  const said = wrong ?? problem?.message;
  return (
    <div className="stack">
      <Button size="large" block loading={sending} disabled={seconds > 0} onClick={send} data-send-code>
        {seconds > 0 ? t('wait', { n: seconds }) : t(sent ? 'again' : 'send')}
      </Button>
      {sent && <p role="status">{t('sent', { tail: sent.tail })}</p>}
      <label className={said ? 'field wrong' : 'field'}>
        <span className="label">{t('code')}</span>
        <Input
          name="one-time-code"
          size="large"
          value={value}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          onChange={(event) => change(event.target.value.normalize('NFKC').replaceAll(/\D/g, ''))}
          aria-invalid={said ? true : undefined}
        />
        {said && (
          <span className="small late" role="alert">
            {said}
          </span>
        )}
      </label>
    </div>
  );
}

/** How many of these seconds are left since `start` was last another one. */
function useCountdown(start: unknown, seconds: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!start || !seconds) return setLeft(0);
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [start, seconds]);
  return left;
}
