import { App, Button, Segmented } from 'antd';
import { lazy, Suspense, useRef, useState } from 'react';
import type { Definition } from '../../../api/definitions';
import type { SourceHandle } from '../../../bpmn/DmnEditor';
import { Loading } from '../../../ui/State';
import { useAction } from '../../../ui/useAction';
import { Findings } from '../Findings';
import { FormPreview } from '../View';
import { EditorHead } from './EditorHead';
import { Publish } from './Publish';
import { useEditTexts } from './texts';
import { useCheck } from './useCheck';
import { useDraftSource } from './useDraftSource';
import { useSource } from './useSource';

const DmnEditor = lazy(() => import('../../../bpmn/DmnEditor').then((module) => ({ default: module.DmnEditor })));
const FormEditor = lazy(() => import('../../../bpmn/FormEditor').then((module) => ({ default: module.FormEditor })));

interface Props {
  definition: Definition;
  text: string;
  inside?: boolean;
  onPublished?(): void;
  again(): void;
}

/** Edits a form or a decision. */
export function PlainEditor({ definition, text, inside, onPublished, again }: Props) {
  const t = useEditTexts();
  const { modal } = App.useApp();
  const draft = useDraftSource(definition, text);
  const [opened] = useState(draft.source);
  const [view, setView] = useState<'design' | 'preview'>('design');
  const editor = useRef<SourceHandle>(null);
  const { touched, flush } = useSource(() => editor.current!.source(), draft.change);
  const checked = useCheck(definition.kind, definition.fileName, draft.source);
  const save = useAction(async () => {
    await flush();
    return draft.save();
  });
  const failed = (message: string) => void modal.error({ title: t('cannotOpen', { message }) });
  const isForm = definition.kind === 'form';
  const height = inside ? 'calc(100vh - 340px)' : 'max(440px, calc(100vh - 320px))';
  return (
    <>
      <EditorHead draft={draft} inside={inside} busy={save.busy} onSave={() => void save.run()} onAgain={again}>
        {isForm && (
          <Segmented<'design' | 'preview'>
            value={view}
            onChange={(next) => void flush().then(() => setView(next))}
            options={[
              { value: 'design', label: t('design') },
              { value: 'preview', label: t('preview') },
            ]}
          />
        )}
        <Publish draft={draft} findings={checked.findings} flush={flush} onPublished={onPublished} />
      </EditorHead>
      {/* The editor stays mounted under the preview, so that its undo history is kept. */}
      <div style={{ display: view === 'design' ? undefined : 'none', minHeight: 360 }}>
        <Suspense fallback={<Loading />}>
          {isForm ? (
            <FormEditor ref={editor} json={opened} onChange={touched} onFailed={failed} height={height} />
          ) : (
            <DmnEditor ref={editor} xml={opened} onChange={touched} onFailed={failed} height={height} />
          )}
        </Suspense>
      </div>
      {view === 'preview' && <FormPreview source={draft.source} />}
      <section className="card editor-dock" aria-label={t('findings')}>
        {isForm && <p className="small muted">{t('formLanguages')}</p>}
        <Findings findings={checked.findings} />
        <Button type="link" onClick={() => download(definition.fileName, draft.source)}>
          {t('exportFile')}
        </Button>
      </section>
    </>
  );
}

/** Lets the person download the current text as a file. */
export function download(fileName: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
