import { useCallback, useEffect, useState } from 'react';
import { useMaybeSession } from '../session';

interface Draft<V> {
  value: V;
  change(next: V): void;
  restored: boolean;
  /** Back to the beginning; nothing is kept. */
  discard(): void;
  /** Removes what is kept; what is on the page stays. */
  forget(): void;
}

const PREFIX = 'heyi.draft.';
const KEPT_DAYS = 30;

/**
 * What a person types, kept on this device until it is submitted or discarded: survives a reload, a crash and a
 * session's end.
 * Each person has their own: who signs in next at a shared computer does not find it.
 */
export function useDraft<V extends object>(name: string, initial: V): Draft<V> {
  const place = `${PREFIX}${useMaybeSession()?.id ?? ''}.${name}`;
  const [state, setState] = useState(() => read<V>(place) ?? { value: initial, restored: false });
  // Another draft under the same component (the next task) starts from its own.
  const [at, setAt] = useState(place);
  if (at !== place) {
    setAt(place);
    setState(read<V>(place) ?? { value: initial, restored: false });
  }

  const change = useCallback(
    (value: V) => {
      setState((before) => ({ ...before, value }));
      try {
        localStorage.setItem(place, JSON.stringify({ at: Date.now(), value }));
      } catch {
        /* a full or closed storage costs the draft, never the typing */
      }
    },
    [place],
  );

  const discard = useCallback(() => {
    localStorage.removeItem(place);
    setState({ value: initial, restored: false });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [place]);

  const forget = useCallback(() => localStorage.removeItem(place), [place]);

  useEffect(sweep, []);
  return { value: state.value, change, restored: state.restored, discard, forget };
}

function read<V>(place: string): { value: V; restored: boolean } | undefined {
  try {
    const stored = JSON.parse(localStorage.getItem(place) ?? 'null') as { value: V } | null;
    return stored ? { value: stored.value, restored: true } : undefined;
  } catch {
    return undefined;
  }
}

/** Old drafts hold personal data nobody needs any more. */
function sweep() {
  for (const place of Object.keys(localStorage)) {
    if (!place.startsWith(PREFIX)) continue;
    if (Date.now() - keptAt(place) > KEPT_DAYS * 86_400_000) localStorage.removeItem(place);
  }
}

function keptAt(place: string): number {
  try {
    return (JSON.parse(localStorage.getItem(place) ?? '{}') as { at?: number }).at ?? 0;
  } catch {
    return 0;
  }
}
