import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Slider } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { momentQuery, pathsQuery, sourceQuery, traceQuery, type CaseDetail, type InstancePath } from '../../api/cases';
import { Diagram, type Marks } from '../../bpmn/Diagram';
import { pick, useLanguage } from '../../texts';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useCaseTexts } from './texts';

/** The live diagram of each process of the case, with its position and path; a slider shows any past moment. */
export function CaseDiagram({ data }: { data: CaseDetail }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const story = useInfiniteQuery(traceQuery(data.number));
  const moments = useMemo(
    () => [...new Set(story.data?.pages.flatMap((page) => page.rows.map((row) => row.at)) ?? [])].sort(),
    [story.data],
  );
  const [index, setIndex] = useState<number>();
  const at = useDeferredValue(index === undefined ? undefined : moments[index]);
  const paths = useQuery(pathsQuery(data.number));
  const moment = useQuery(momentQuery(data.number, at));
  const [chosen, setChosen] = useState<string>();
  return (
    <div className="stack">
      {moments.length > 1 && (
        <div className="card row">
          <strong>{t('at')}</strong>
          <div style={{ flex: 1, minWidth: 200 }}>
            <Slider
              min={0}
              max={moments.length - 1}
              value={index ?? moments.length - 1}
              onChange={setIndex}
              tooltip={{ formatter: (step) => instant(moments[step ?? 0]) }}
              ariaLabelForHandle={t('at')}
            />
          </div>
          <span className="number" role="status">
            {at ? t('momentOf', { at: instant(at) }) : t('now')}
          </span>
          {index !== undefined && <Button onClick={() => setIndex(undefined)}>{t('now')}</Button>}
        </div>
      )}
      <Loaded query={paths}>
        {({ rows: live }) => {
          const rows = at && moment.data ? moment.data.instances : live;
          const shown =
            rows.find((row) => row.instance === chosen) ??
            rows.findLast((row) => row.status === 'active') ??
            rows.at(-1);
          return (
            <>
              {rows.length > 1 && (
                <div className="scroll-x">
                  <Segmented
                    value={shown?.instance}
                    onChange={(next) => setChosen(next as string)}
                    options={rows.map((row) => ({
                      value: row.instance,
                      label: row.name ? pick(row.name, language) : row.process,
                    }))}
                  />
                </div>
              )}
              {shown && <ProcessDiagram key={shown.definition + shown.process} path={shown} />}
              <p className="small muted">{t('legend')}</p>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function ProcessDiagram({ path }: { path: InstancePath }) {
  const t = useCaseTexts();
  const source = useQuery(sourceQuery(path.definition));
  const marks = useMemo(() => marksOf(path), [path]);
  return (
    <Loaded query={source}>
      {(xml) => (
        <Diagram
          xml={xml}
          marks={marks}
          focus={path.active[0]?.element}
          height="min(70vh, 640px)"
          label={t('diagram')}
        />
      )}
    </Loaded>
  );
}

/** Marks on the diagram for tokens, the path taken, and incidents. */
export function marksOf(path: InstancePath): Marks {
  const classes: Record<string, string[]> = {};
  const badges: Marks['badges'] = {};
  const add = (element: string, name: string) => (classes[element] ??= []).push(name);
  for (const element of Object.keys(path.visited)) add(element, 'done');
  for (const flow of Object.keys(path.flows)) add(flow, 'taken');
  for (const { element, incident } of path.active) {
    add(element, incident ? 'incident' : 'at');
    badges[element] = {
      text: String(path.active.filter((one) => one.element === element).length),
      tone: incident ? 'late' : 'brand',
    };
  }
  return { classes, badges };
}
