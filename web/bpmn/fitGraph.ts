interface Canvas {
  zoom(to: 'fit-viewport', center: 'auto'): number;
  zoom(to: number, center: 'auto'): number;
}
interface Dmn {
  getActiveView(): { type: string } | undefined;
  getActiveViewer(): { get(name: 'canvas'): Canvas } | undefined;
}

/** Of the place that a graph may fill, so that what stands at its edge is not under the tools. */
const FILLED = 0.84;

/** Shows all of a decision graph, however many decisions it ties; of other views there is nothing to fit. */
export function fitGraph(dmn: Dmn): void {
  const canvas = dmn.getActiveView()?.type === 'drd' ? dmn.getActiveViewer()?.get('canvas') : undefined;
  canvas?.zoom(canvas.zoom('fit-viewport', 'auto') * FILLED, 'auto');
}
