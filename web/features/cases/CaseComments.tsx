import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { addComment, commentsQuery, type CaseDetail } from '../../api/cases';
import { Loaded } from '../../ui/State';
import { instant } from '../../ui/time';
import { useAction } from '../../ui/useAction';
import { useDraft } from '../../ui/useDraft';
import { useCaseTexts } from './texts';

/** Comments among those who work on the case; the parties do not see them. */
export function CaseComments({ data: { number, may }, task }: { data: CaseDetail; task?: string }) {
  const t = useCaseTexts();
  const client = useQueryClient();
  const draft = useDraft(`comment.${number}`, { text: '' });
  const [shared, setShared] = useState(false);
  const send = useAction(
    (key, text: string) => addComment(key, number, text, task, may.sealed && !shared ? 'sealed' : 'internal'),
    () => {
      draft.discard();
      void client.invalidateQueries({ queryKey: ['cases', number, 'comments'] });
    },
  );
  const text = draft.value.text;
  return (
    <div className="card stack">
      {may.comment && (
        <>
          <Input.TextArea
            aria-label={t('write')}
            placeholder={t('write')}
            value={text}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => draft.change({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) void send.run(text.trim());
            }}
          />
          <div className="row">
            {may.sealed && (
              <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
                {t('commentShared')}
              </Checkbox>
            )}
            <Button
              type="primary"
              disabled={!text.trim()}
              loading={send.busy}
              onClick={() => void send.run(text.trim())}
            >
              {t('send')}
            </Button>
          </div>
        </>
      )}
      <Loaded query={useQuery(commentsQuery(number))}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('noComments')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{row.by.name}</strong> <span className="small muted">{instant(row.at)}</span>{' '}
                  {row.sealed && <span className="tag">{t('sealed')}</span>}
                  <div style={{ whiteSpace: 'pre-wrap' }}>{row.text}</div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}
