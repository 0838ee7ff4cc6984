import BpmnModeler from 'bpmn-js/lib/Modeler';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import ZeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import minimap from 'diagram-js-minimap';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import './diagram.css';
import { bringNear, draw, type Marks } from './Diagram';
import { writable } from '../../engine/parse/write';
import { useLanguage } from '../texts';
import { useLatest } from '../ui/useLatest';
import { declaredModule } from './declared';
import { offersModule, type Offers } from './offers';
import { retranslateModeler } from './retranslate';
import { translate } from './translate';
import { translateEditor } from './translateEditor';

/** What a page can do with the editor: read its XML, go to an element, draw marks. */
export interface ModelerHandle {
  xml(): Promise<string>;
  select(element: string): void;
  mark(marks: Marks): () => void;
  /** The current moddle tree, for the checker. */
  definitions(): unknown;
}

interface Props {
  xml: string;
  /** Suggestions for the properties panel. */ offers: Offers;
  onReady?(): void;
  onChange(): void;
  onSelect?(element: string | undefined, businessObject: unknown): void;
  onFailed(message: string): void;
  height?: number | string;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Canvas {
  zoom(level: string, center: string): void;
  viewbox(): Box & { outer: { width: number } };
  viewbox(box: Box): void;
}

/** The palette's width and its distance from the edge, in pixels. */
const PALETTE = 120;

/** Shows the whole diagram, starting beside the palette instead of under it. */
function fitBesidePalette(canvas: Canvas): void {
  canvas.zoom('fit-viewport', 'auto');
  const { x, y, width, height, outer } = canvas.viewbox();
  const wider = outer.width / Math.max(outer.width - PALETTE, 1);
  canvas.viewbox({
    x: x - width * (wider - 1),
    y: y - (height * (wider - 1)) / 2,
    width: width * wider,
    height: height * wider,
  });
}

/**
 * The bpmn.io modeler with the Zeebe properties panel, in the reader's language, which may be switched while editing.
 */
export const Modeler = forwardRef<ModelerHandle, Props>(function Modeler(
  { xml, offers, onReady, onChange, onSelect, onFailed, height = 'calc(100vh - 220px)' },
  handle,
) {
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const modeler = useRef<any>(null);
  const layout = useRef<object>(undefined);
  const hear = useLatest({ offers, onReady, onChange, onSelect, onFailed });
  const language = useLanguage();
  const spoken = useRef(language);

  useEffect(() => {
    const made = new BpmnModeler({
      container: canvas.current!,
      propertiesPanel: { parent: panel.current! },
      additionalModules: [
        BpmnPropertiesPanelModule,
        BpmnPropertiesProviderModule,
        ZeebePropertiesProviderModule,
        ZeebeBehaviors,
        minimap,
        offersModule(() => hear.current.offers),
        declaredModule,
        { translate: ['value', translate] },
      ],
      moddleExtensions: { zeebe },
    } as never);
    modeler.current = made;
    let gone = false;
    made.importXML(writable(xml)).then(
      () => {
        if (gone) return;
        fitBesidePalette(made.get('canvas'));
        made.on('propertiesPanel.layoutChanged', (changed: { layout: object }) => {
          layout.current = changed.layout;
        });
        made.on('commandStack.changed', () => hear.current.onChange());
        made.on('selection.changed', ({ newSelection }: { newSelection: { id: string; businessObject: unknown }[] }) =>
          hear.current.onSelect?.(newSelection[0]?.id, newSelection[0]?.businessObject),
        );
        hear.current.onReady?.();
      },
      (error: Error) => !gone && hear.current.onFailed(error.message),
    );
    return () => {
      gone = true;
      made.destroy();
    };
  }, [xml, hear]);

  useEffect(() => translateEditor(panel.current!), [xml, language]);

  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    retranslateModeler(modeler.current, layout.current);
  }, [language]);

  useImperativeHandle(
    handle,
    () => ({
      xml: async () => (await modeler.current.saveXML({ format: true })).xml as string,
      definitions: () => modeler.current.getDefinitions(),
      mark: (marks) => draw(modeler.current, marks),
      select: (element) => {
        const found = modeler.current.get('elementRegistry').get(element);
        if (!found) return;
        modeler.current.get('selection').select(found);
        bringNear(modeler.current, found);
        modeler.current.get('canvas').scrollToElement(found, 80);
      },
    }),
    [],
  );

  return (
    <div className="modeler" style={{ height }}>
      <div ref={canvas} />
      <div ref={panel} className="modeler-panel" />
    </div>
  );
});
