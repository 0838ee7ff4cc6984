import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

type Filters<K extends string> = Partial<Record<K, string>>;

/** The filters in a URL. */
export function readFilters<K extends string>(names: readonly K[], search: URLSearchParams): Filters<K> {
  const given: Filters<K> = {};
  for (const name of names) if (search.get(name)) given[name] = search.get(name)!;
  return given;
}

/** Filters that are part of the URL: they survive a reload and the back button, and can be sent to a colleague. */
export function useFilters<K extends string>(
  names: readonly K[],
): [Filters<K>, (change: Partial<Record<K, string | undefined>>) => void] {
  const [search, setSearch] = useSearchParams();
  const joined = names.join();
  const filters = useMemo(() => readFilters(joined.split(',') as K[], search), [search, joined]);
  const change = useCallback(
    (next: Partial<Record<K, string | undefined>>) => {
      setSearch(
        () => {
          // Read from the URL itself: otherwise the second of two changes in a row would undo the first.
          const after = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries<string | undefined>(next))
            value ? after.set(name, value) : after.delete(name);
          return after;
        },
        { replace: true },
      );
    },
    [setSearch],
  );
  return [filters, change];
}
