import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Carried } from './carried';

/** What the calculator brings to this page, taken once: a later filing or a reload starts without it. */
export function useCarried(): Carried | undefined {
  const { state, pathname, search } = useLocation() as { state: unknown; pathname: string; search: string };
  const navigate = useNavigate();
  const [carried] = useState(() =>
    typeof state === 'object' && state !== null && 'claim' in state ? (state as Carried) : undefined,
  );
  useEffect(() => {
    if (carried) void navigate({ pathname, search }, { replace: true, state: null });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [carried]);
  return carried;
}
