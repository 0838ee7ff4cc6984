import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { InstanceElement } from '../../api/operations';
import { pick, useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { useOperationTexts } from './texts';

interface Props { elements: InstanceElement[]; cancel: number[]; onCancel(keys: number[]): void; activate: string[]; names: Record<string, string>; onActivate(elements: string[]): void; busy: boolean; onMove(reason: string): void }

/** Chooses which tokens are cancelled and, by picking on the diagram, where the instance goes on. */
export function MoveBar({ elements, cancel, onCancel, activate, names, onActivate, busy, onMove }: Props) {
  const t = useOperationTexts();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const name = ({ element, name: own }: InstanceElement) => (own && pick(own, language)) || element;
  const called = (element: string) => names[element] ?? element;
  const tokens = elements.filter(({ scope, waits, incident }) => scope !== undefined && (waits?.length || incident));
  const summary = t('moveSummary', { from: tokens.filter(({ key }) => cancel.includes(key)).map(name).join(', ') || t('nobody'), to: activate.map(called).join(', ') || t('nobody') });
  return (
    <section className="card stack" aria-label={t('move')}>
      <p className="muted">{t('moveHelp')}</p>
      <div className="row"><strong>{t('cancelHere')}</strong>{tokens.map((token) => <Checkbox key={token.key} checked={cancel.includes(token.key)} onChange={({ target }) => onCancel(target.checked ? [...cancel, token.key] : cancel.filter((key) => key !== token.key))}>{name(token)} <span className="small muted">#{token.key}</span></Checkbox>)}</div>
      <div className="row" role="status"><strong>{t('activateThere')}</strong>{activate.length === 0 ? <span className="muted">{t('nothingPicked')}</span> : activate.map((element) => <Button key={element} size="small" aria-label={`${t('remove')} ${called(element)}`} onClick={() => onActivate(activate.filter((one) => one !== element))}>{called(element)} ×</Button>)}</div>
      <div><Button type="primary" disabled={cancel.length === 0 && activate.length === 0} onClick={() => setOpen(true)}>{t('moveNow')}</Button></div>
      <ReasonModal open={open} title={t('moveTitle')} help={summary} done={t('move')} busy={busy} onCancel={() => setOpen(false)} onDone={(reason) => { setOpen(false); onMove(reason); }} />
    </section>
  );
}
