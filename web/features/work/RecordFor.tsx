import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { Side } from '../../../domain/reach';
import type { RecordedFor } from '../../../domain/identification';
import { isComplete, PresentFields, somebody, type Present } from '../cases/PresentFields';
import { useWorkTexts } from './texts';

interface Props {
  /** What is done, in words. */
  act: string;
  sides: readonly Side[];
  /** Each side has to do it; otherwise one of them. */
  all: boolean;
  busy: boolean;
  onCancel(): void;
  onDone(named: RecordedFor[]): void;
}

/**
 * Staff state on whose behalf they record an act: who was present for each side that it binds, and how they were
 * identified.
 */
export function RecordFor({ act, sides, all, busy, onCancel, onDone }: Props) {
  const t = useWorkTexts();
  const [present, setPresent] = useState<Partial<Record<Side, Present>>>({});
  const [note, setNote] = useState('');
  const named = sides.flatMap((side): RecordedFor[] => {
    const who = present[side];
    return who && isComplete(who)
      ? [{ side, ...(who as Required<Present>), name: who.name.trim(), ...(note.trim() && { note: note.trim() }) }]
      : [];
  });
  const enough = all ? named.length === sides.length : named.length === 1;
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
        {sides.map((side) => (
          <PresentFields
            key={side}
            side={side}
            value={present[side] ?? somebody}
            onChange={(who) => setPresent({ ...present, [side]: who })}
          />
        ))}
        <label className="field">
          <span className="label">{t('recordNote')}</span>
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </label>
      </div>
    </Modal>
  );
}
