import DmnModeler from 'dmn-js/lib/Modeler';
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react';
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
import { DecisionTabs, firstOf, type DmnView } from './DecisionTabs';
import { fitGraph } from './fitGraph';
import { retranslateDecision } from './retranslate';
import { translate } from './translate';
import { translateEditor } from './translateEditor';

export interface SourceHandle {
  source(): Promise<string>;
}
interface Props {
  xml: string;
  onChange(): void;
  onFailed(message: string): void;
  height?: number | string;
}

/**
 * The bpmn.io decision editor: requirement graph, tables and literal expressions, in the reader's language, which may
 * be switched while editing.
 */
export const DmnEditor = forwardRef<SourceHandle, Props>(function DmnEditor(
  { xml, onChange, onFailed, height = 'calc(100vh - 220px)' },
  handle,
) {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const modeler = useRef<any>(null);
  const hear = useLatest({ onChange, onFailed });
  const language = useLanguage();
  const spoken = useRef(language);
  const [shown, setShown] = useState<{ views: DmnView[]; activeView?: DmnView }>({ views: [] });

  useEffect(() => {
    const words = { additionalModules: [{ translate: ['value', translate] }] };
    const made = new DmnModeler({
      container: place.current!,
      drd: words,
      decisionTable: words,
      literalExpression: words,
      boxedExpression: words,
    });
    modeler.current = made;
    let gone = false;
    const listened = new WeakSet<object>();
    made.on('views.changed', ({ views, activeView }: { views: DmnView[]; activeView?: DmnView }) => {
      if (gone) return;
      setShown({ views: [...views], activeView });
      const viewer = made.getActiveViewer();
      if (!viewer || listened.has(viewer)) return;
      listened.add(viewer);
      viewer.on('commandStack.changed', () => hear.current.onChange());
    });
    made.importXML(xml).then(
      async () => {
        if (!gone) await open(made, firstOf(made.getViews()));
      },
      (error: Error) => !gone && hear.current.onFailed(error.message),
    );
    return () => {
      gone = true;
      made.destroy();
    };
  }, [xml, hear]);

  useEffect(() => translateEditor(place.current!), [xml, language]);

  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    retranslateDecision(modeler.current);
  }, [language]);

  useImperativeHandle(
    handle,
    () => ({ source: async () => (await modeler.current.saveXML({ format: true })).xml as string }),
    [],
  );
  return (
    <>
      <DecisionTabs views={shown.views} open={shown.activeView} onOpen={(view) => void open(modeler.current, view)} />
      <div ref={place} className="editor" style={{ height }} />
    </>
  );
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function open(dmn: any, view: DmnView | undefined): Promise<void> {
  if (view) await dmn.open(view);
  fitGraph(dmn);
}
