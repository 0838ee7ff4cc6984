import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { versionsQuery } from '../../../api/definitions';
import { useLanguage } from '../../../texts';
import { nameOf, pages } from '../names';
import { StatusTag } from '../StatusTag';
import { useEditTexts } from './texts';
import type { DraftSource } from './useDraftSource';

interface Props {
  draft: DraftSource;
  inside?: boolean;
  busy: boolean;
  onSave(): void;
  onAgain(): void;
  children?: ReactNode;
}

/** What is being edited, whether it is saved, and what prevents saving. */
export function EditorHead({ draft, inside, busy, onSave, onAgain, children }: Props) {
  const t = useEditTexts();
  const language = useLanguage();
  const { target, state, savedAt } = draft;
  const words =
    state === 'saving'
      ? t('saving')
      : state === 'away'
        ? t('away')
        : state === 'local'
          ? t('local')
          : savedAt
            ? t('saved', { at: savedAt.toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB') })
            : t('unchanged');

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      onSave();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [onSave]);

  return (
    <>
      <header className="page-head editor-head">
        {!inside && <Link to={pages.versions(target)}>← {t('versions')}</Link>}
        {inside ? <h2>{nameOf(target, language)}</h2> : <h1>{nameOf(target, language)}</h1>}
        <StatusTag status={target.status} />
        <span className="small muted" role="status" data-save={state}>
          {words}
        </span>
        <span className="grow" />
        <Button loading={busy} disabled={!draft.dirty && target.status === 'draft'} onClick={onSave}>
          {target.status === 'draft' ? t('save') : t('saveDraft')}
        </Button>
        {children}
      </header>
      <Obstacles draft={draft} onAgain={onAgain} />
    </>
  );
}

function Obstacles({ draft, onAgain }: { draft: DraftSource; onAgain(): void }) {
  const t = useEditTexts();
  const { target, conflict, restored } = draft;
  const versions = useQuery({ ...versionsQuery(target.kind, target.key), enabled: target.status !== 'draft' });
  const other = target.status === 'draft' ? undefined : versions.data?.rows.find(({ status }) => status === 'draft');
  const theirs = () => {
    draft.forget();
    onAgain();
  };
  const now = conflict?.details.hash as string | undefined;
  return (
    <>
      {conflict && (
        <Alert
          type="warning"
          showIcon
          className="editor-alert"
          title={t('conflict', { name: (conflict.details.by as { name?: string } | undefined)?.name ?? t('somebody') })}
          description={
            <>
              {conflict.message} {t('conflictHelp')}
            </>
          }
          action={
            <div className="row">
              <Button size="small" onClick={theirs}>
                {t('takeTheirs')}
              </Button>
              {now && (
                <Button size="small" danger onClick={() => void draft.save(now)}>
                  {t('keepMine')}
                </Button>
              )}
            </div>
          }
        />
      )}
      {!conflict && restored && (
        <Alert
          type="info"
          showIcon
          className="editor-alert"
          title={t('restored')}
          action={
            <Button size="small" onClick={theirs}>
              {t('discard')}
            </Button>
          }
        />
      )}
      {other && (
        <Alert
          type="info"
          showIcon
          className="editor-alert"
          title={t('otherDraft', { version: other.version })}
          action={<Link to={pages.edit(other.id)}>{t('openIt')}</Link>}
        />
      )}
    </>
  );
}
