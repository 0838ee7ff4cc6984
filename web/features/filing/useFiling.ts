import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
// Not from the folder's index, so that filing on a phone does not load FEEL.
import { at, put } from '../../../engine/form/paths';
import { useDraft } from '../../ui/useDraft';
import { useLanguage } from '../../texts';
import { dayInChina, useNow } from '../../ui/useNow';
import { carry } from '../calculator/carried';
import { useCarried } from '../calculator/useCarried';

export type Data = Record<string, unknown>;
type Check = typeof import('./check').check;

/** The steps after the first, loaded together with the validation. */
export const laterStep = () => import('./LaterStep');

const empty: Data = {
  applicant: 'worker',
  entryStage: 'mediation',
  channel: 'online',
  workers: { count: 1, label: '', keyGroups: [] },
  employer: { name: '' },
  claims: [{}],
  mediateFirst: true,
};

export interface Filing {
  data: Data;
  get(path: string): unknown;
  set(path: string, value: unknown): void;
  /** Errors by path; an error of a field is shown only after the field or its step was left. */
  wrong(path: string): string | undefined;
  /** All errors, whether shown or not. */
  all: { path: string; message: string }[];
  /** Whether errors are known yet: the validation is loaded at the first interaction. */
  checked: boolean;
  /** All errors, once they are known. */
  find(): Promise<{ path: string; message: string }[]>;
  leave(path: string): void;
  tell(paths: readonly string[]): void;
  restored: boolean;
  discard(): void;
  /** What is sent: without empty fields. */
  body: Data;
  server(problems: { path: string; message: string }[]): void;
}

/** A filing in progress: kept as a draft and validated while typing, with the same schema that the server uses. */
export function useFiling(draftName: string, initial: Data = {}): Filing {
  const draft = useDraft<Data>(draftName, { ...empty, ...initial });
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [fromServer, setFromServer] = useState<{ path: string; message: string }[]>([]);
  const data = draft.value;
  const body = useMemo(() => stripped(data) as Data, [data]);
  const today = dayInChina(useNow());
  const language = useLanguage();
  const [check, setCheck] = useState<Check>();
  const load = useCallback(async () => {
    const [{ check: loaded }] = await Promise.all([import('./check'), laterStep()]);
    setCheck(() => loaded);
    return loaded;
  }, []);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- in the reader's language
  const all = useMemo(() => check?.(body, today) ?? [], [check, body, today, language]);
  const carried = useCarried();
  // A draft that was there stays.
  useEffect(() => {
    if (carried) draft.change(carry(draft.value, carried));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [carried]);
  const touch = () => void load().catch(() => undefined);
  useEffect(() => {
    if (draft.restored) load().catch(() => undefined);
  }, [draft.restored, load]);
  return {
    data,
    all,
    checked: check !== undefined,
    body,
    restored: draft.restored,
    discard: draft.discard,
    find: async () => (await load())(body, today),
    get: (path) => at(data, path),
    set: (path, value) => {
      const copy = structuredClone(data);
      put(copy, path, value);
      setFromServer([]);
      touch();
      draft.change(copy);
    },
    leave: (path) => {
      touch();
      setTouched((before) => new Set(before).add(path));
    },
    tell: (paths) => setTouched((before) => new Set([...before, ...paths])),
    wrong: (path) =>
      fromServer.find((one) => one.path === path)?.message ??
      (touched.has(path) || [...touched].some((one) => one.endsWith('*') && path.startsWith(one.slice(0, -1)))
        ? all.find((one) => one.path === path)?.message
        : undefined),
    server: setFromServer,
  };
}

/** Empty texts, lists and objects are not sent: an empty field counts as not filled in. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped).filter((one) => one !== undefined);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, one]) => [key, stripped(one)] as const)
    .filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0));
  return Object.fromEntries(entries);
}

export const FilingContext = createContext<Filing | null>(null);
export function useFilingContext(): Filing {
  const filing = useContext(FilingContext);
  if (!filing) throw new Error('No filing');
  return filing;
}
