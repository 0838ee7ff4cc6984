import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { Problem } from '../http';

interface Action<A extends unknown[], R> {
  run(...args: A): Promise<R | undefined>;
  busy: boolean;
  problem: Problem | undefined;
  clear(): void;
}

/**
 * An action of the user that changes the server. One idempotency key stands for one intention: it is kept while the
 * outcome is unknown (the server was unavailable), so that trying again cannot do it twice, and renewed after an
 * answer. `act` receives the key first.
 */
export function useAction<A extends unknown[], R>(
  act: (key: string, ...args: A) => Promise<R>,
  done?: (result: NoInfer<R>) => void,
): Action<A, R> {
  const { message } = App.useApp();
  const key = useRef(crypto.randomUUID());
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const run = useCallback(
    async (...args: A): Promise<R | undefined> => {
      // A double click is one intention.
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      setProblem(undefined);
      try {
        const result = await act(key.current, ...args);
        key.current = crypto.randomUUID();
        done?.(result);
        return result;
      } catch (error) {
        const found = error instanceof Problem ? error : new Problem(0, 'ERROR', (error as Error).message);
        if (!found.away) key.current = crypto.randomUUID();
        setProblem(found);
        void message.error(found.message, 6);
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [act, done, message],
  );

  return { run, busy, problem, clear: () => setProblem(undefined) };
}
