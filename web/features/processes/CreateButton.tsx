import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { createDraft, type Definition, type Kind, type NewDraft } from '../../api/definitions';
import { useAction } from '../../ui/useAction';
import { blanks } from './blank';
import { pages } from './names';
import { useProcessTexts } from './texts';

/** Creates a definition from the smallest one of its kind. */
export function CreateButton({ kind, taken }: { kind: Kind; taken: string[] }) {
  const t = useProcessTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const create = useAction(
    (idempotency: string, draft: NewDraft) => createDraft(idempotency, draft),
    (made: Definition) => {
      void client.invalidateQueries({ queryKey: ['definitions'] });
      void navigate(pages.edit(made.id));
    },
  );
  if (kind === 'template') return null;
  const title = t(`new${kind[0]!.toUpperCase()}${kind.slice(1)}` as 'newProcess');
  const problem =
    key === ''
      ? undefined
      : !/^[a-z][a-z0-9-]*$/.test(key)
        ? t('badKey')
        : taken.includes(key)
          ? t('taken')
          : undefined;
  const { ending, write } = blanks[kind];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Modal
        open={open}
        title={title}
        onCancel={() => setOpen(false)}
        cancelText={t('cancel')}
        okText={t('create')}
        confirmLoading={create.busy}
        okButtonProps={{ disabled: !key || !name.trim() || problem !== undefined }}
        onOk={() => void create.run({ kind, fileName: `${key}.${ending}`, source: write(key, name.trim()) })}
      >
        <div className="stack">
          <label className="field">
            <span className="label">{t('name')}</span>
            <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          </label>
          <label className={problem ? 'field wrong' : 'field'}>
            <span className="label">{t('key')}</span>
            <Input
              value={key}
              maxLength={80}
              aria-invalid={problem !== undefined}
              onChange={(event) => setKey(event.target.value)}
            />
            <div className={problem ? 'problem' : 'help'} role={problem ? 'alert' : undefined}>
              {problem ?? t('keyHelp')}
            </div>
          </label>
        </div>
      </Modal>
    </>
  );
}
