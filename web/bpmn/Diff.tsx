import { BpmnModdle } from 'bpmn-moddle';
import { diff } from 'bpmn-js-differ';
import { useEffect, useState } from 'react';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { texts } from '../texts';
import { Diagram, type Marks } from './Diagram';

const useDiffTexts = texts({
  before: ['旧版', 'Before'], after: ['新版', 'After'], same: ['两个版本没有差别。', 'The two versions are the same.'],
  added: ['新增', 'Added'], removed: ['删除', 'Removed'], changed: ['修改', 'Changed'], moved: ['只移动了位置', 'Only moved'],
});

interface Row { kind: 'added' | 'removed' | 'changed' | 'moved'; id: string; name: string; what: string }
interface Result { rows: Row[]; before: Marks; after: Marks }
interface Element { id: string; name?: string; $type: string }
interface Changes { _added: Record<string, Element>; _removed: Record<string, Element>; _changed: Record<string, { model: Element; attrs: Record<string, unknown> }>; _layoutChanged: Record<string, Element> }

/** Two versions of a process side by side, with what was added, removed and changed painted on both and listed in words. */
export function Diff({ before, after }: { before: string; after: string }) {
  const t = useDiffTexts();
  const [result, setResult] = useState<Result>();
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    let gone = false;
    compare(before, after).then((found) => !gone && setResult(found), (error: Error) => !gone && setFailed(error.message));
    return () => { gone = true; };
  }, [before, after]);

  if (failed) return <div className="state" role="alert">{failed}</div>;
  return (
    <div className="stack">
      <div className="diff-pair">
        <section><h3>{t('before')}</h3><Diagram xml={before} marks={result?.before} label={t('before')} height={380} /></section>
        <section><h3>{t('after')}</h3><Diagram xml={after} marks={result?.after} label={t('after')} height={380} /></section>
      </div>
      {result && result.rows.length === 0 && <div className="state">{t('same')}</div>}
      <ul className="plain-list">
        {result?.rows.map((row) => (
          <li key={`${row.kind}${row.id}`}>
            <span className={`tag ${row.kind === 'added' ? 'good' : row.kind === 'removed' ? 'late' : row.kind === 'changed' ? 'soon' : ''}`}>{t(row.kind)}</span> {row.name} <span className="muted small">{row.id} {row.what}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function compare(before: string, after: string): Promise<Result> {
  const read = async (xml: string) => (await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement;
  const changes = diff(await read(before), await read(after)) as Changes;
  const rows: Row[] = [];
  const marks = { before: {} as Record<string, string[]>, after: {} as Record<string, string[]> };
  const nameOf = (element: Element) => element.name || element.$type.replace('bpmn:', '');
  for (const element of Object.values(changes._added)) { rows.push({ kind: 'added', id: element.id, name: nameOf(element), what: '' }); marks.after[element.id] = ['added']; }
  for (const element of Object.values(changes._removed)) { rows.push({ kind: 'removed', id: element.id, name: nameOf(element), what: '' }); marks.before[element.id] = ['removed']; }
  for (const [id, { model, attrs }] of Object.entries(changes._changed)) {
    rows.push({ kind: 'changed', id, name: nameOf(model), what: Object.keys(attrs).join(', ') });
    marks.before[id] = ['changed'];
    marks.after[id] = ['changed'];
  }
  for (const [id, element] of Object.entries(changes._layoutChanged)) if (!marks.after[id]) rows.push({ kind: 'moved', id, name: nameOf(element), what: '' });
  return { rows, before: { classes: marks.before }, after: { classes: marks.after } };
}
