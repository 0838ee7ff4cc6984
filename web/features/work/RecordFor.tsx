import { Button, Input, Modal } from 'antd';
import { Fragment, useState } from 'react';
import { forSeveral } from '../../../domain/capacities';
import type { Side } from '../../../domain/reach';
import { mostPresent, type RecordedFor } from '../../../domain/identification';
import { isComplete, PresentFields, somebody, type Present } from '../cases/PresentFields';
import { useWorkTexts } from './texts';

interface Props {
  /** What is done, in words. */
  act: string;
  sides: readonly Side[];
  /** Each side has to do it; otherwise one of them. */
  all: boolean;
  /** How many people sign or consent for the side: each of them is named, or one who acts for all. */
  people: number;
  busy: boolean;
  onCancel(): void;
  onDone(named: RecordedFor[]): void;
}

/**
 * Staff state on whose behalf they record an act: who was present for each side that it binds, and how they were
 * identified.
 */
export function RecordFor({ act, sides, all, people, busy, onCancel, onDone }: Props) {
  const t = useWorkTexts();
  const [present, setPresent] = useState<Partial<Record<Side, Present[]>>>({});
  const [note, setNote] = useState('');
  const named = sides.flatMap((side) =>
    (present[side] ?? []).filter(isComplete).map((who): RecordedFor => ({
      side,
      ...(who as Required<Present>),
      name: who.name.trim(),
      ...(note.trim() && { note: note.trim() }),
    })),
  );
  const sidesNamed = new Set(named.map(({ side }) => side)).size;
  const forAll = named.length >= people || named.some(({ capacity }) => forSeveral.includes(capacity));
  const enough = forAll && (all ? sidesNamed === sides.length : sidesNamed === 1);
  return (
    <Modal
      open
      title={t('recordTitle', { act })}
      okText={t('recordDone')}
      okButtonProps={{ disabled: !enough, loading: busy }}
      onCancel={onCancel}
      onOk={() => onDone(named)}
    >
      <div className="stack">
        <p>{t(all && sides.length > 1 ? 'recordBoth' : sides.length > 1 ? 'recordOne' : 'recordHelp')}</p>
        {people > 1 && <p>{t('recordEach', { people })}</p>}
        {sides.map((side) => {
          const those = present[side] ?? [somebody];
          const change = (next: Present[]) => setPresent({ ...present, [side]: next });
          return (
            <Fragment key={side}>
              {those.map((who, index) => (
                <PresentFields
                  key={index}
                  side={side}
                  value={who}
                  onChange={(changed) => change(those.with(index, changed))}
                />
              ))}
              {people > 1 && (
                <div className="row">
                  <Button
                    disabled={those.length >= Math.min(people, mostPresent)}
                    onClick={() => change([...those, { ...somebody, means: those.at(-1)?.means }])}
                  >
                    {t('recordMore')}
                  </Button>
                  {those.length > 1 && <Button onClick={() => change(those.slice(0, -1))}>{t('recordFewer')}</Button>}
                </div>
              )}
            </Fragment>
          );
        })}
        <label className="field">
          <span className="label">{t('recordNote')}</span>
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </label>
      </div>
    </Modal>
  );
}
