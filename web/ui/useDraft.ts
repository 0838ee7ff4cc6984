import { useCallback, useEffect, useState } from 'react';
import { useMaybeSession } from '../session';

interface Draft<V> {
  value: V;
  change(next: V): void;
  restored: boolean;
  /** Resets to the initial value; nothing is kept. */
  discard(): void;
  /** Removes the stored draft; the page stays as it is. */
  forget(): void;
}

const PREFIX = 'heyi.draft.';
const KEPT_DAYS = 30;

/**
 * What a person types, stored on this device until it is submitted or discarded: it survives a reload, a crash and the
 * end of a session. Each user has their own: the next user of a shared computer does not find it.
 */
export function useDraft<V extends object>(name: string, initial: V): Draft<V> {
  const place = `${PREFIX}${useMaybeSession()?.id ?? ''}.${name}`;
  const [state, setState] = useState(() => read<V>(place) ?? { value: initial, restored: false });
  // Another draft in the same component (the next task) starts from its own initial value.
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
        /* with full or disabled storage only the draft is lost, not the input */
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

/** Old drafts contain personal data that nobody needs any more. */
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
