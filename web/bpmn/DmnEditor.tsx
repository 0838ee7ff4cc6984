import DmnModeler from 'dmn-js/lib/Modeler';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import { useLanguage } from '../texts';
import { useLatest } from '../ui/useLatest';
import { fitGraph } from './fitGraph';
import { speakDecisionAnew } from './speakAnew';
import { translate } from './translate';
import { translatePanel } from './translatePanel';

export interface SourceHandle { source(): Promise<string> }
interface Props { xml: string; onChange(): void; onFailed(message: string): void; height?: number | string }

/** The bpmn.io decision editor: requirement graph, tables and literal expressions, in the reader's language, also when another is chosen meanwhile. */
export const DmnEditor = forwardRef<SourceHandle, Props>(function DmnEditor({ xml, onChange, onFailed, height = 'calc(100vh - 220px)' }, handle) {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const modeler = useRef<any>(null);
  const hear = useLatest({ onChange, onFailed });
  const language = useLanguage();
  const spoken = useRef(language);

  useEffect(() => {
    const words = { additionalModules: [{ translate: ['value', translate] }] };
    const stop = translatePanel(place.current!);
    const made = new DmnModeler({ container: place.current!, drd: words, decisionTable: words, literalExpression: words, boxedExpression: words });
    modeler.current = made;
    let gone = false;
    made.importXML(xml).then(
      async () => {
        if (gone) return;
        const views = made.getViews();
        // One decision opens as its table; several open as the graph that ties them.
        const first = views.find((view: { type: string }) => view.type === (views.filter((one: { type: string }) => one.type !== 'drd').length > 1 ? 'drd' : 'decisionTable')) ?? views[0];
        await made.open(first);
        fitGraph(made);
        made.on('views.changed', () => made.getActiveViewer()?.on('commandStack.changed', () => hear.current.onChange()));
        made.getActiveViewer()?.on('commandStack.changed', () => hear.current.onChange());
      },
      (error: Error) => !gone && hear.current.onFailed(error.message),
    );
    return () => { gone = true; stop(); made.destroy(); };
  }, [xml, hear]);

  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    speakDecisionAnew(modeler.current);
  }, [language]);

  useImperativeHandle(handle, () => ({ source: async () => (await modeler.current.saveXML({ format: true })).xml as string }), []);
  return <div ref={place} className="editor" style={{ height }} />;
});
