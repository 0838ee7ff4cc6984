import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

type Filters<K extends string> = Partial<Record<K, string>>;

/** The filters that an address names. */
export function readFilters<K extends string>(names: readonly K[], search: URLSearchParams): Filters<K> {
  const given: Filters<K> = {};
  for (const name of names) if (search.get(name)) given[name] = search.get(name)!;
  return given;
}

/** Filters that live in the address: they survive a reload, the back button and being sent to a colleague. */
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
          // From the address itself: of two changes in a row the second would else take the first back.
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
