import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { changeDraft, createDraft, definitionQuery, type Definition } from '../../../api/definitions';
import { Problem } from '../../../http';
import { useDraft } from '../../../ui/useDraft';
import { pages } from '../names';

/** Idle time after which a draft is sent to the server. */
const SAVE_AFTER = 3000;
const TRY_AGAIN_AFTER = 8000;

interface Kept {
  source: string;
  hash: string;
  dirty: boolean;
}

export interface DraftSource {
  /** The version being edited; once a published one is saved, the draft created from it. */
  target: Definition;
  source: string;
  dirty: boolean;
  state: 'clean' | 'local' | 'saving' | 'away';
  savedAt?: Date;
  restored: boolean;
  /** Somebody else saved first: the server's message, and the version it has now. */
  conflict?: Problem;
  change(source: string): void;
  /** The current text, even if the page has not been rendered with it yet. */
  latest(): string;
  /** Saves unsaved changes now. Returns the version on the server, or undefined if saving failed. */
  save(over?: string): Promise<Definition | undefined>;
  forget(): void;
}

/**
 * The text in the editor: stored on this device with every change, and on the server soon after, once it is a draft
 * there.
 */
export function useDraftSource(definition: Definition, text: string): DraftSource {
  const client = useQueryClient();
  const [target, setTarget] = useState(definition);
  const local = useDraft<Kept>(`definition.${definition.id}`, { source: text, hash: definition.hash, dirty: false });
  const [state, setState] = useState<DraftSource['state']>(local.value.dirty ? 'local' : 'clean');
  const [savedAt, setSavedAt] = useState<Date>();
  const [conflict, setConflict] = useState<Problem>();
  const now = useRef({ target, kept: local.value });
  useLayoutEffect(() => {
    now.current = { target, kept: local.value };
  });
  const running = useRef<Promise<Definition | undefined>>(undefined);
  const key = useRef(crypto.randomUUID());

  /** Updated at once, so that the next action (saving, trying, publishing) does not use an outdated text. */
  const keep = useCallback(
    (kept: Kept, at = now.current.target) => {
      now.current = { target: at, kept };
      local.change(kept);
    },
    [local],
  );

  const send = useCallback(
    async (over?: string): Promise<Definition | undefined> => {
      const { target: at, kept } = now.current;
      setState('saving');
      try {
        const saved =
          at.status === 'draft'
            ? await changeDraft(key.current, at.id, kept.source, over ?? kept.hash)
            : await createDraft(key.current, { kind: at.kind, fileName: at.fileName, source: kept.source });
        key.current = crypto.randomUUID();
        setTarget(saved);
        setConflict(undefined);
        setSavedAt(new Date());
        const later = now.current.kept.source !== kept.source;
        keep({ source: now.current.kept.source, hash: saved.hash, dirty: later }, saved);
        // What is on the server need not be restored from here, least of all over another version.
        if (!later) local.forget();
        setState(later ? 'local' : 'clean');
        client.setQueryData(['definitions', 'one', saved.id], saved);
        client.setQueryData(['definitions', 'source', saved.id, saved.hash], kept.source);
        void client.invalidateQueries({ queryKey: ['definitions', 'list'] });
        void client.invalidateQueries({ queryKey: ['definitions', 'versions', saved.kind, saved.key] });
        return saved;
      } catch (error) {
        const problem = error instanceof Problem ? error : new Problem(0, 'ERROR', (error as Error).message);
        if (!problem.away) key.current = crypto.randomUUID();
        if (problem.status === 409 || problem.status === 412) {
          // “Keep mine” replaces what the server has now.
          const theirs = await client.fetchQuery({ ...definitionQuery(at.id), staleTime: 0 }).catch(() => undefined);
          setConflict(
            new Problem(problem.status, problem.code, problem.message, [], {
              ...problem.details,
              ...(theirs?.status === 'draft' && { hash: theirs.hash }),
            }),
          );
        }
        setState(problem.away ? 'away' : 'local');
        if (!problem.away && problem.status !== 409 && problem.status !== 412) throw problem;
        return undefined;
      }
    },
    [client, keep, local],
  );

  const save = useCallback(
    (over?: string) => {
      running.current = (running.current ?? Promise.resolve(undefined))
        .catch(() => undefined)
        .then(() => (now.current.kept.dirty || over ? send(over) : now.current.target));
      return running.current;
    },
    [send],
  );

  const change = useCallback(
    (source: string) => {
      if (source === now.current.kept.source) return;
      keep({ source, hash: now.current.kept.hash, dirty: true });
      setState((before) => (before === 'saving' ? before : 'local'));
    },
    [keep],
  );

  const { source, dirty } = local.value;
  useEffect(() => {
    if (!dirty || conflict || target.status !== 'draft') return;
    const timer = setTimeout(() => void save().catch(() => undefined), state === 'away' ? TRY_AGAIN_AFTER : SAVE_AFTER);
    return () => clearTimeout(timer);
  }, [source, dirty, conflict, target.status, state, save]);

  // The URL changes so that a reload opens the draft; the editor itself stays, with its undo history.
  useEffect(() => {
    if (target.id !== definition.id && location.pathname === pages.edit(definition.id))
      history.replaceState(history.state, '', pages.edit(target.id));
  }, [target.id, definition.id]);

  const forget = useCallback(() => local.discard(), [local]);
  return {
    target,
    source,
    dirty,
    state,
    savedAt,
    restored: local.restored && local.value.dirty,
    conflict,
    change,
    latest: () => now.current.kept.source,
    save,
    forget,
  };
}
