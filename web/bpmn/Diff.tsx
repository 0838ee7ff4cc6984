import { BpmnModdle } from 'bpmn-moddle';
import { diff } from 'bpmn-js-differ';
import { useEffect, useState } from 'react';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { texts } from '../texts';
import { changesOf, elementsOf, type Change, type Moddle } from './details';
import { Diagram, type Marks } from './Diagram';
import { typeName } from './translate';

const useDiffTexts = texts({
  before: ['旧版', 'Before'],
  after: ['新版', 'After'],
  same: ['两个版本没有差别。', 'The two versions are identical.'],
  added: ['新增', 'Added'],
  removed: ['删除', 'Removed'],
  changed: ['修改', 'Changed'],
  moved: ['只移动了位置', 'Only moved'],
  nothing: ['无', 'none'],
});
/** Labels for the properties that change most often, by the last part of their path. */
const usePropertyTexts = texts({
  name: ['名称', 'name'],
  candidateGroups: ['候选角色', 'candidate groups'],
  candidateUsers: ['候选人', 'candidate users'],
  assignee: ['办理人', 'assignee'],
  formId: ['表单', 'form'],
  type: ['类型', 'type'],
  retries: ['重试次数', 'retries'],
  processId: ['被调用的流程', 'called process'],
  decisionId: ['决策', 'decision'],
  resultVariable: ['结果变量', 'result variable'],
  source: ['来源', 'source'],
  target: ['目标', 'target'],
  body: ['表达式', 'expression'],
  text: ['说明', 'documentation'],
  sourceRef: ['起点', 'from'],
  targetRef: ['终点', 'to'],
  default: ['默认流', 'default flow'],
  attachedToRef: ['所附环节', 'attached to'],
  value: ['值', 'value'],
  isExecutable: ['可执行', 'executable'],
});

interface Row {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  id: string;
  name: string;
  changes?: Change[];
}
interface Result {
  rows: Row[];
  before: Marks;
  after: Marks;
}
interface Element {
  id: string;
  name?: string;
  $type: string;
}
interface Changes {
  _added: Record<string, Element>;
  _removed: Record<string, Element>;
  _layoutChanged: Record<string, Element>;
}

/**
 * Two versions of a process side by side, with additions, removals and changes highlighted on both and listed in words.
 */
export function Diff({ before, after }: { before: string; after: string }) {
  const t = useDiffTexts();
  const [result, setResult] = useState<Result>();
  const [failed, setFailed] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    let gone = false;
    compare(before, after).then(
      (found) => !gone && setResult(found),
      (error: Error) => !gone && setFailed(error.message),
    );
    return () => {
      gone = true;
    };
  }, [before, after]);

  if (failed)
    return (
      <div className="state" role="alert">
        {failed}
      </div>
    );
  // It opens at a change, because the whole diagram is too small to find one.
  const place = (kind: Row['kind']) => chosen ?? result?.rows.find((row) => row.kind !== kind)?.id;
  return (
    <div className="stack">
      <div className="diff-pair">
        <section>
          <h3>{t('before')}</h3>
          <Diagram xml={before} marks={result?.before} focus={place('added')} label={t('before')} height={380} />
        </section>
        <section>
          <h3>{t('after')}</h3>
          <Diagram xml={after} marks={result?.after} focus={place('removed')} label={t('after')} height={380} />
        </section>
      </div>
      {result && result.rows.length === 0 && <div className="state">{t('same')}</div>}
      <ul className="plain-list">
        {result?.rows.map((row) => (
          <li key={`${row.kind}${row.id}`}>
            <span
              className={`tag ${row.kind === 'added' ? 'good' : row.kind === 'removed' ? 'late' : row.kind === 'changed' ? 'soon' : ''}`}
            >
              {t(row.kind)}
            </span>{' '}
            <button type="button" className="link" onClick={() => setChosen(row.id)}>
              {row.name}
            </button>{' '}
            <span className="muted small">{row.id}</span>
            {row.changes?.map((change) => (
              <ChangeLine key={change.path} {...change} />
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One change of a property: its name, the old and the new value. */
function ChangeLine({ path, before, after }: Change) {
  const p = usePropertyTexts();
  const last = path.split('.').at(-1)!;
  const inside = /\(([^)]+)\)/.exec(path)?.[1];
  return (
    <div className="small">
      {p(last as 'name')}
      {inside && ` (${inside})`}:{' '}
      <del>
        <Value of={before} />
      </del>{' '}
      →{' '}
      <ins>
        <Value of={after} />
      </ins>
    </div>
  );
}

/** A property's value in the model, in the language in which its author wrote it. */
function Value({ of }: { of: string | undefined }) {
  const t = useDiffTexts();
  return of === undefined ? t('nothing') : <span translate="no">{of}</span>;
}

async function compare(before: string, after: string): Promise<Result> {
  const read = async (xml: string) => (await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement as unknown as Moddle;
  const [was, is] = [await read(before), await read(after)];
  const changes = diff(was as never, is as never) as unknown as Changes;
  const rows: Row[] = [];
  const marks = { before: {} as Record<string, string[]>, after: {} as Record<string, string[]> };
  const nameOf = (element: Element) => element.name || typeName(element.$type);
  for (const element of Object.values(changes._added)) {
    rows.push({ kind: 'added', id: element.id, name: nameOf(element) });
    marks.after[element.id] = ['added'];
  }
  for (const element of Object.values(changes._removed)) {
    rows.push({ kind: 'removed', id: element.id, name: nameOf(element) });
    marks.before[element.id] = ['removed'];
  }
  const [old, fresh] = [elementsOf(was), elementsOf(is)];
  for (const [id, element] of fresh) {
    const changed = old.has(id) ? changesOf(old.get(id)!, element) : [];
    if (changed.length === 0) continue;
    rows.push({ kind: 'changed', id, name: nameOf(element as unknown as Element), changes: changed });
    marks.before[id] = ['changed'];
    marks.after[id] = ['changed'];
  }
  for (const [id, element] of Object.entries(changes._layoutChanged))
    if (!marks.after[id]) rows.push({ kind: 'moved', id, name: nameOf(element) });
  return { rows, before: { classes: marks.before }, after: { classes: marks.after } };
}
