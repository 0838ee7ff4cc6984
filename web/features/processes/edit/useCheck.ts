import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { jobTypes } from '../../../../domain/jobTypes';
import { roles } from '../../../../domain/roles';
import type { Known } from '../../../../engine/check';
import { checkFormDefinition } from '../../../../engine/form';
import { checkFile, definitionsQuery, namesQuery, type Finding, type Kind } from '../../../api/definitions';
import { limitsQuery } from '../../../api/oversight';
import type { CheckAnswer, Reference } from './check.worker';

export interface Checked {
  findings: Finding[];
  references: Reference[];
  busy: boolean;
}

/**
 * Definitions on the server, for references of a model; undefined until they are loaded, so that nothing is reported
 * missing before.
 */
function useKnown(): Known | undefined {
  const list = useQuery(definitionsQuery());
  const limits = useQuery(limitsQuery);
  const names = useQuery(namesQuery);
  const pending = [list, limits, names].some(({ isPending }) => isPending);
  return useMemo(() => {
    const keys = (kind: Kind) =>
      list.data?.rows.filter((row) => row.kind === kind).flatMap((row) => [row.key, ...row.keys]);
    return pending
      ? undefined
      : {
          forms: keys('form'),
          decisions: keys('decision'),
          processes: keys('process'),
          limits: limits.data?.limits.map(({ id }) => id),
          jobs: jobTypes.codes,
          roles: roles.codes,
          variables: names.data?.variables,
        };
  }, [pending, list.data, limits.data, names.data]);
}

/** Findings for the current content of the editor, updated a moment after each change. */
export function useCheck(kind: Kind, fileName: string, source: string): Checked {
  const known = useKnown();
  const worker = useRef<Worker>(undefined);
  const latest = useRef(0);
  const [checked, setChecked] = useState<Checked>({ findings: [], references: [], busy: true });

  useEffect(() => () => worker.current?.terminate(), []);
  useEffect(() => {
    const id = ++latest.current;
    const take = ({ findings, references = [] }: { findings: Finding[]; references?: Reference[] }) => {
      if (id === latest.current) setChecked({ findings, references, busy: false });
    };
    setChecked((before) => ({ ...before, busy: true }));
    if (kind === 'process' && !known) return;
    const timer = setTimeout(() => {
      if (kind === 'process') {
        worker.current ??= new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
        worker.current.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
          if (data.id === latest.current) setChecked({ ...data, busy: false });
        };
        worker.current.postMessage({ id, xml: source, known: known! });
      } else if (kind === 'form') take({ findings: formFindings(source) });
      // Decisions are checked by the server; while it is unavailable the last findings stay.
      else
        void checkFile({ kind, fileName, source }).then(take, () =>
          setChecked((before) => ({ ...before, busy: false })),
        );
    }, 450);
    return () => clearTimeout(timer);
  }, [kind, fileName, source, known]);
  return checked;
}

function formFindings(source: string): Finding[] {
  try {
    return checkFormDefinition(JSON.parse(source));
  } catch (error) {
    const { message } = error as Error;
    return [{ rule: 'json', severity: 'error', zh: `不是 JSON:${message}`, en: `It is not JSON: ${message}` }];
  }
}
