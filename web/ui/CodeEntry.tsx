import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { SentCode } from '../api/contact';
import type { Problem } from '../http';
import { texts } from '../texts';

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

interface Props {
  /** The last code that was sent. */
  sent: SentCode | undefined;
  sending: boolean;
  /** The problem of the last request for a code: it may say how long to wait. */
  problem: Problem | undefined;
  onSend(): void;
  value: string;
  onChange(code: string): void;
  /** What is wrong with the code that was entered. */
  wrong: string | undefined;
}

/** Sends a one-time code, says where it went and when another one may be requested, and takes the six digits. */
export function CodeEntry({ sent, sending, problem, onSend, value, onChange, wrong }: Props) {
  const t = useCodeTexts();
  const seconds = useCountdown(problem?.retryAfter ? problem : sent, problem?.retryAfter ?? sent?.again ?? 0);
  const said = wrong ?? problem?.message;
  return (
    <div className="stack">
      <Button size="large" block loading={sending} disabled={seconds > 0} onClick={onSend} data-send-code>
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
          onChange={(event) => onChange(event.target.value.normalize('NFKC').replaceAll(/\D/g, ''))}
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
