import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import './diagram.css';

/** What is drawn on top of a diagram, by element id. */
export interface Marks {
  /**
   * CSS class of an element: `at` (a token stands here), `done`, `taken` (a flow), `late`, `incident`, `added`,
   * `removed`, `changed`.
   */
  classes?: Record<string, string[]>;
  /** A small badge at an element's top right corner. */
  badges?: Record<string, { text: string; tone?: 'brand' | 'late' | 'soon' | 'good'; title?: string }>;
}

interface Props {
  xml: string;
  marks?: Marks;
  /** A large diagram opens at this element, instead of as a whole too small to read, and follows it. */
  focus?: string;
  onSelect?(element: string | undefined): void;
  height?: number | string;
  label: string;
  children?: ReactNode;
}

/** Below this scale names are illegible. */
const READABLE = 0.5;

/**
 * A read-only BPMN diagram: pan, zoom, marks on elements, selection. For keyboard users the elements are also listed as
 * buttons.
 */
export function Diagram({ xml, marks, focus, onSelect, height = 480, label, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const [viewer, setViewer] = useState<any>();
  const [failed, setFailed] = useState<string>();

  useEffect(() => {
    let gone = false;
    const made = new NavigatedViewer({ container: place.current! });
    made.importXML(xml).then(
      () => {
        if (gone) return;
        (made.get('canvas') as { zoom(level: string, center: string): void }).zoom('fit-viewport', 'auto');
        setViewer(made);
        setFailed(undefined);
      },
      (error: Error) => !gone && setFailed(error.message),
    );
    return () => {
      gone = true;
      setViewer(undefined);
      made.destroy();
    };
  }, [xml]);

  // The element to show may become known later. From then on the view follows the token at the zoom chosen by the
  // reader.
  const opened = useRef<unknown>(undefined);
  useEffect(() => {
    const element = focus && viewer?.get('elementRegistry').get(focus);
    if (!element) return;
    if (opened.current !== viewer) bringNear(viewer, element);
    opened.current = viewer;
    viewer.get('canvas').scrollToElement(element, 60);
  }, [viewer, focus]);

  useEffect(() => {
    if (!viewer || !onSelect) return;
    const hear = ({ newSelection: [first] }: { newSelection: { id: string }[] }) => onSelect(first?.id);
    viewer.on('selection.changed', hear);
    return () => viewer.off('selection.changed', hear);
  }, [viewer, onSelect]);

  useEffect(() => {
    if (viewer && marks) return draw(viewer, marks);
  }, [viewer, marks]);

  if (failed)
    return (
      <div className="state" role="alert">
        {failed}
      </div>
    );
  return (
    <div className="diagram" style={{ height }}>
      <div ref={place} className="diagram-canvas" role="group" aria-label={label} />
      {children}
    </div>
  );
}

/** Moves an element into the centre, and zooms in if it is too small to read. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function bringNear(viewer: any, element: any): void {
  const canvas = viewer.get('canvas');
  if (canvas.zoom() >= READABLE) return;
  const { outer } = canvas.viewbox();
  const [width, height] = [outer.width / 0.8, outer.height / 0.8];
  const at = element.waypoints?.[Math.floor(element.waypoints.length / 2)] ?? {
    x: element.x + element.width / 2,
    y: element.y + element.height / 2,
  };
  canvas.viewbox({ x: at.x - width / 2, y: at.y - height / 2, width, height });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function draw(viewer: any, { classes = {}, badges = {} }: Marks): () => void {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  const undo: (() => void)[] = [];
  for (const [element, names] of Object.entries(classes)) {
    if (!registry.get(element)) continue;
    for (const name of names) {
      canvas.addMarker(element, `mark-${name}`);
      undo.push(() => registry.get(element) && canvas.removeMarker(element, `mark-${name}`));
    }
  }
  for (const [element, { text, tone = 'brand', title }] of Object.entries(badges)) {
    if (!registry.get(element)) continue;
    const badge = document.createElement('div');
    badge.className = `diagram-badge ${tone}`;
    badge.textContent = text;
    if (title) badge.title = title;
    const id = overlays.add(element, { position: { top: -12, right: 12 }, html: badge });
    undo.push(() => overlays.remove(id));
  }
  return () => undo.forEach((step) => step());
}
