import { FormEditor as FormJsEditor } from '@bpmn-io/form-js';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';
import { useLanguage } from '../texts';
import { useLatest } from '../ui/useLatest';
import type { SourceHandle } from './DmnEditor';
import { translate } from './translate';
import { translateEditor } from './translateEditor';

/**
 * The parts of the form editor around the form that it does not translate itself; the texts inside the form are the
 * author's.
 */
const AROUND =
  '.fjs-palette-container, .fjs-properties-container, .fjs-context-pad, .fjs-empty-editor, .fjs-repeat-render-footer, .fjs-select-placeholder';

interface Part {
  label?: string;
  dateLabel?: string;
  text?: string;
  values?: Part[];
  columns?: Part[];
}

/** Renames a newly added component in the reader's language, because the editor names it in English. */
function translateName(part: Part): void {
  for (const name of ['label', 'dateLabel', 'text'] as const) if (part[name]) part[name] = translate(part[name]);
  for (const inner of [...(part.values ?? []), ...(part.columns ?? [])]) translateName(inner);
}

interface Props {
  json: string;
  onChange(): void;
  onFailed(message: string): void;
  height?: number | string;
}

/** The bpmn.io form editor. People who fill in the form see it through `web/form`, in both languages. */
export const FormEditor = forwardRef<SourceHandle, Props>(function FormEditor(
  { json, onChange, onFailed, height = 'calc(100vh - 220px)' },
  handle,
) {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const editor = useRef<any>(null);
  const hear = useLatest({ onChange, onFailed });
  const language = useLanguage();

  useEffect(() => {
    const made = new FormJsEditor({ container: place.current! });
    editor.current = made;
    made.on('commandStack.formField.add.preExecute', ({ context }: { context: { formField: Part } }) =>
      translateName(context.formField),
    );
    let gone = false;
    Promise.resolve()
      .then(() => made.importSchema(JSON.parse(json)))
      .then(
        () => made.on('changed', () => hear.current.onChange()),
        (error: Error) => !gone && hear.current.onFailed(error.message),
      );
    return () => {
      gone = true;
      made.destroy();
    };
  }, [json, hear]);

  useEffect(() => translateEditor(place.current!, AROUND, AROUND), [json, language]);

  useImperativeHandle(handle, () => ({ source: async () => JSON.stringify(editor.current.saveSchema(), null, 2) }), []);
  return <div ref={place} className="editor" style={{ height }} />;
});
