import { useCallback, useEffect, useState } from 'react';

/** The uploads of a form that are still running, and what waits for them. */
export interface Uploads {
  running: number;
  /** The name of what waits for them. */
  waiting?: string;
  /** `work` resolves when the form has the files: false if one could not be uploaded. */
  track(work: Promise<boolean>): void;
  /** Does it when no upload is running any more, unless one fails; the latest replaces what waited before. */
  whenDone(name: string, then: () => void): void;
}

export function useUploads(): Uploads {
  const [running, setRunning] = useState(0);
  const [next, setNext] = useState<{ name: string; then: () => void }>();
  const track = useCallback((work: Promise<boolean>) => {
    setRunning((before) => before + 1);
    void work.then((uploaded) => {
      if (!uploaded) setNext(undefined);
      setRunning((before) => before - 1);
    });
  }, []);
  useEffect(() => {
    if (running > 0 || !next) return;
    setNext(undefined);
    next.then();
  }, [running, next]);
  return { running, waiting: next?.name, track, whenDone: (name, then) => setNext({ name, then }) };
}
