import { useLayoutEffect, useRef, type RefObject } from 'react';

/** What was given last, for those that outlive one drawing: an editor's listeners, timers. */
export function useLatest<V>(value: V): RefObject<V> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
