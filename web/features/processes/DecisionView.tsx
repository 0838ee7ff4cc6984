import DmnViewer from 'dmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import { DecisionTabs, firstOf, type DmnView } from '../../bpmn/DecisionTabs';
import { fitGraph } from '../../bpmn/fitGraph';
import { translate } from '../../bpmn/translate';
import { useLanguage } from '../../texts';

/** A read-only decision: its table, or the graph that connects several. */
export function DecisionView({ xml, label }: { xml: string; label: string }) {
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const viewer = useRef<any>(null);
  const [views, setViews] = useState<DmnView[]>([]);
  const [open, setOpen] = useState<DmnView>();
  const [failed, setFailed] = useState<string>();

  useEffect(() => {
    const words = { additionalModules: [{ translate: ['value', translate] }] };
    const made = new DmnViewer({
      container: place.current!,
      drd: words,
      decisionTable: words,
      literalExpression: words,
      boxedExpression: words,
    });
    made.on('views.changed', () => fitGraph(made));
    viewer.current = made;
    let gone = false;
    made.importXML(xml).then(
      async () => {
        if (gone) return;
        const found = made.getViews() as DmnView[];
        const first = firstOf(found);
        setViews(found);
        setOpen(first);
        if (first) await made.open(first);
      },
      (error: Error) => !gone && setFailed(error.message),
    );
    return () => {
      gone = true;
      made.destroy();
    };
    // Its texts are set only once, in the language of that moment.
  }, [xml, language]);

  const choose = (view: DmnView) => {
    setOpen(view);
    void viewer.current.open(view);
  };
  return (
    <div className="stack">
      <DecisionTabs views={views} open={open} onOpen={choose} />
      {failed ? (
        <div className="state" role="alert">
          {failed}
        </div>
      ) : (
        <div ref={place} className="editor" style={{ height: 'min(60vh, 560px)' }} role="region" aria-label={label} />
      )}
    </div>
  );
}
