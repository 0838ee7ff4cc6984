interface Canvas {
  zoom(to: 'fit-viewport', center: 'auto'): number;
  zoom(to: number, center: 'auto'): number;
}
interface Dmn {
  getActiveView(): { type: string } | undefined;
  getActiveViewer(): { get(name: 'canvas'): Canvas } | undefined;
}

/** The part of the available space that a graph may fill, so that nothing at its edge is hidden by the tools. */
const FILLED = 0.84;

/** Shows the whole decision graph, however many decisions it has; other views need no fitting. */
export function fitGraph(dmn: Dmn): void {
  const canvas = dmn.getActiveView()?.type === 'drd' ? dmn.getActiveViewer()?.get('canvas') : undefined;
  canvas?.zoom(canvas.zoom('fit-viewport', 'auto') * FILLED, 'auto');
}
