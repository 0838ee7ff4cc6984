import { useCallback, useEffect, useRef } from 'react';
import { useLatest } from '../../../ui/useLatest';

/** Reads the text from an editor a moment after the last change, one read at a time. `flush` reads it at once. */
export function useSource(
  read: () => Promise<string>,
  take: (source: string) => void,
): { touched(): void; flush(): Promise<void> } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useLatest({ read, take });
  const turn = useRef(0);

  const flush = useCallback(async () => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const mine = ++turn.current;
    const source = await latest.current.read();
    if (mine === turn.current) latest.current.take(source);
  }, [latest]);
  const touched = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), 350);
  }, [flush]);
  // Leaving the page within that moment loses nothing.
  useEffect(() => () => void flush(), [flush]);
  return { touched, flush };
}
