import { Alert, Button, Checkbox, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moveQuery, type Instance, type MovePreview } from '../../api/operations';
import { pick, useLanguage } from '../../texts';
import { ReasonModal } from '../../ui/ReasonModal';
import { Loaded } from '../../ui/State';
import { useOperationTexts } from './texts';

interface Props extends Pick<Instance, 'id' | 'elements' | 'places'> {
  cancel: number[];
  onCancel(keys: number[]): void;
  activate: string[];
  onActivate(elements: string[]): void;
  busy: boolean;
  onMove(reason: string): void;
}

/** Chooses which tokens to cancel and, on the diagram or from the list, where the instance continues. */
export function MoveBar({ id, elements, places, cancel, onCancel, activate, onActivate, busy, onMove }: Props) {
  const t = useOperationTexts();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const called = (element: string) => {
    const name = [...places, ...elements].find((one) => one.element === element)?.name;
    return (name && pick(name, language)) || element;
  };
  const tokens = elements.filter(({ scope, waits, incident }) => scope !== undefined && (waits?.length || incident));
  const summary = t('moveSummary', {
    from:
      tokens
        .filter(({ key }) => cancel.includes(key))
        .map(({ element }) => called(element))
        .join(', ') || t('nobody'),
    to: activate.map(called).join(', ') || t('nobody'),
  });
  const move = { cancel, activate: activate.map((element) => ({ element })) };
  const preview = useQuery({ ...moveQuery(id, move), enabled: open });
  const ends = preview.data !== undefined && preview.data.status !== 'active';
  return (
    <section className="card stack" aria-label={t('move')}>
      <div className="muted">{t('moveHelp')}</div>
      <div className="row">
        <strong>{t('cancelHere')}</strong>
        {tokens.map(({ key, element }) => (
          <Checkbox
            key={key}
            checked={cancel.includes(key)}
            onChange={({ target }) => onCancel(target.checked ? [...cancel, key] : cancel.filter((one) => one !== key))}
          >
            {called(element)} <span className="small muted">#{key}</span>
          </Checkbox>
        ))}
      </div>
      <div className="row" role="status">
        <strong>{t('activateThere')}</strong>
        <Select<string>
          value={null}
          style={{ minWidth: 220 }}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('activateThere')}
          placeholder={t('pickPlace')}
          onChange={(element) => onActivate([...activate, element])}
          options={places
            .filter(({ element }) => !activate.includes(element))
            .map(({ element, name }) => ({ value: element, label: pick(name, language) }))}
        />
        {activate.map((element) => (
          <Button
            key={element}
            size="small"
            aria-label={`${t('remove')} ${called(element)}`}
            onClick={() => onActivate(activate.filter((one) => one !== element))}
          >
            {called(element)} ×
          </Button>
        ))}
      </div>
      <div>
        <Button type="primary" disabled={cancel.length === 0 && activate.length === 0} onClick={() => setOpen(true)}>
          {t('moveNow')}
        </Button>
      </div>
      <ReasonModal
        open={open}
        title={t('moveTitle')}
        help={summary}
        done={ends ? t('moveAndEnd') : t('move')}
        danger={ends}
        busy={busy}
        disabled={!preview.isSuccess}
        onCancel={() => setOpen(false)}
        onDone={(reason) => {
          setOpen(false);
          onMove(reason);
        }}
      >
        {ends && <Alert type="warning" showIcon title={t('moveEnds')} />}
        {open && <Loaded query={preview}>{(data) => <Follows {...data} />}</Loaded>}
      </ReasonModal>
    </section>
  );
}

/** The immediate consequences of the move, in order of interest. */
function Follows(preview: MovePreview) {
  const t = useOperationTexts();
  const language = useLanguage();
  const rows = (['begins', 'passes', 'completes', 'ends'] as const).filter((how) => preview[how].length > 0);
  return (
    <dl className="facts" data-follows>
      {rows.map((how) => (
        <div key={how}>
          <dt>{t(`move.${how}`)}</dt>
          <dd>{preview[how].map(({ element, name }) => pick(name, language) || element).join('、')}</dd>
        </div>
      ))}
    </dl>
  );
}
