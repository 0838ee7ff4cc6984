import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { freeParts } from '../../../domain/freeParts';
import { editParts, partsQuery, type PaperParts } from '../../api/cases';
import { pick, useLanguage } from '../../texts';
import { Changes } from '../../ui/Changes';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useCaseTexts } from './texts';

/** The free parts of a paper, edited in place before it is issued; the changes show against what was generated. */
export function EditPaper({ id, name, number, close }: { id: string; name: string; number: string; close(): void }) {
  const t = useCaseTexts();
  const query = useQuery(partsQuery(id));
  return (
    <Drawer
      open
      onClose={close}
      size="large"
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={t('editPaper', { name })}
    >
      <Loaded query={query}>{(parts) => <Parts key={parts.sha256} id={id} number={number} parts={parts} />}</Loaded>
    </Drawer>
  );
}

function Parts({ id, number, parts: shown }: { id: string; number: string; parts: PaperParts }) {
  const t = useCaseTexts();
  const language = useLanguage();
  const client = useQueryClient();
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(shown.parts.map(({ part, text }) => [part, text])),
  );
  const save = useAction(
    (key: string) => editParts(key, id, shown.sha256, texts),
    (parts: PaperParts) => {
      client.setQueryData(partsQuery(id).queryKey, parts);
      void client.invalidateQueries({ queryKey: ['cases', number] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
    },
  );
  const changed = shown.parts.some(({ part, text }) => texts[part] !== text);
  return (
    <div className="stack">
      <p className="small muted">{t('editLocked')}</p>
      {shown.reason && <Alert type="info" showIcon title={pick(shown.reason, language)} />}
      {shown.parts.map(({ part, generated }) => (
        <section key={part} className="stack">
          <label htmlFor={`part-${part}`}>
            <strong>{freeParts.name(part, language)}</strong>
          </label>
          {shown.editable && (
            <Input.TextArea
              id={`part-${part}`}
              value={texts[part]}
              autoSize={{ minRows: 3, maxRows: 20 }}
              onChange={(event) => setTexts((before) => ({ ...before, [part]: event.target.value }))}
            />
          )}
          <div className="card" aria-label={t('editChanges')} role="region">
            <Changes before={generated} after={texts[part]!} />
          </div>
        </section>
      ))}
      {save.problem && (
        <div className="problem" role="alert">
          {save.problem.message}
        </div>
      )}
      {shown.editable && (
        <Button type="primary" disabled={!changed} loading={save.busy} onClick={() => void save.run()}>
          {t('editSave')}
        </Button>
      )}
      {shown.edits.length > 0 && (
        <ul className="plain-list small" aria-label={t('editHistory')}>
          {shown.edits.map(({ part, by, at }, index) => (
            <li key={index}>
              {t('editedBy', { part: freeParts.name(part, language), name: by.name, at: instant(at) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
