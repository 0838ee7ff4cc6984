import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that live in the address: they survive a reload, the back button and being sent to a colleague. */
export function useFilters<K extends string>(names: readonly K[]): [Partial<Record<K, string>>, (change: Partial<Record<K, string | undefined>>) => void] {
  const [search, setSearch] = useSearchParams();
  const joined = names.join();
  const filters = useMemo(() => {
    const given: Partial<Record<K, string>> = {};
    for (const name of joined.split(',') as K[]) if (search.get(name)) given[name] = search.get(name)!;
    return given;
  }, [search, joined]);
  const change = useCallback((next: Partial<Record<K, string | undefined>>) => {
    setSearch(() => {
      // From the address itself: of two changes in a row the second would else take the first back.
      const after = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries<string | undefined>(next)) value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });
  }, [setSearch]);
  return [filters, change];
}
