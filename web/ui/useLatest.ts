import { useLayoutEffect, useRef, type RefObject } from 'react';

/** The latest value, for code that outlives a render: an editor's listeners, timers. */
export function useLatest<V>(value: V): RefObject<V> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
