interface Dmn { getActiveView(): { type: string } | undefined; getActiveViewer(): { get(name: 'canvas'): { zoom(to: 'fit-viewport', center: 'auto'): void } } | undefined }

/** Shows all of a decision graph, however many decisions it ties; of other views there is nothing to fit. */
export function fitGraph(dmn: Dmn): void {
  if (dmn.getActiveView()?.type === 'drd') dmn.getActiveViewer()?.get('canvas').zoom('fit-viewport', 'auto');
}
