import { FormEditor as FormJsEditor } from '@bpmn-io/form-js';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';
import { useLanguage } from '../texts';
import { useLatest } from '../ui/useLatest';
import type { SourceHandle } from './DmnEditor';
import { translateFormEditor } from './translatePanel';

interface Props { json: string; onChange(): void; onFailed(message: string): void; height?: number | string }

/** The bpmn.io form editor. People who fill a form in see it through `web/form`, with its English beside its Chinese. */
export const FormEditor = forwardRef<SourceHandle, Props>(function FormEditor({ json, onChange, onFailed, height = 'calc(100vh - 220px)' }, handle) {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const editor = useRef<any>(null);
  const hear = useLatest({ onChange, onFailed });
  const language = useLanguage();

  useEffect(() => {
    const made = new FormJsEditor({ container: place.current! });
    editor.current = made;
    let gone = false;
    Promise.resolve()
      .then(() => made.importSchema(JSON.parse(json)))
      .then(() => made.on('changed', () => hear.current.onChange()), (error: Error) => !gone && hear.current.onFailed(error.message));
    return () => { gone = true; made.destroy(); };
  }, [json, hear]);

  useEffect(() => translateFormEditor(place.current!), [json, language]);

  useImperativeHandle(handle, () => ({ source: async () => JSON.stringify(editor.current.saveSchema(), null, 2) }), []);
  return <div ref={place} className="editor" style={{ height }} />;
});
