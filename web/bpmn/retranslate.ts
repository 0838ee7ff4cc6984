import { translate } from './translate';

/**
 * Renders the modeler again in the chosen language. Edits, selection and undo history are kept. `layout`: the open
 * groups of the properties panel.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function retranslateModeler(modeler: any, layout: object | undefined): void {
  const [canvas, registry, selection, panel, minimap] = [
    'canvas',
    'elementRegistry',
    'selection',
    'propertiesPanel',
    'minimap',
  ].map((name) => modeler.get(name));
  modeler.get('popupMenu').close();
  // Only the palette listens to this event; the other parts read their texts when they are opened.
  modeler.get('eventBus').fire('i18n.changed');
  const selected = selection.get();
  selection.select(null);
  selection.select(selected);
  panel._destroy();
  panel._layoutConfig = layout;
  panel._render(selected[0]);
  if (minimap.isOpen()) minimap.open();
  else minimap.close();
  const container = canvas.getContainer() as HTMLElement;
  container.querySelector('.djs-search-input input')?.setAttribute('aria-label', translate('Search in diagram'));
  for (const button of container.querySelectorAll('.bjs-drilldown')) {
    const id = button.closest('[data-container-id]')!.getAttribute('data-container-id');
    button.setAttribute(
      'title',
      translate('Open {element}', { element: registry.get(id).businessObject.get('name') || id }),
    );
  }
}

/**
 * The same for the decision editor. Tables and expressions read their texts when they are rendered, so they are
 * rendered again; the graph's toolbar and titles are updated.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function retranslateDecision(dmn: any): void {
  const { drd } = dmn._viewers;
  if (drd) {
    drd.get('eventBus').fire('i18n.changed');
    const place: HTMLElement = drd.get('canvas').getContainer();
    place.querySelector('.dmn-definitions-name')?.setAttribute('title', translate('Definition name'));
    place.querySelector('.dmn-definitions-id')?.setAttribute('title', translate('Definition ID'));
  }
  const viewer = dmn.getActiveViewer();
  if (viewer === drd) {
    const selection = viewer?.get('selection');
    const selected = selection?.get();
    selection?.select(null);
    selection?.select(selected);
  } else if (dmn.getActiveView().type === 'decisionTable') {
    const sheet = viewer.get('sheet');
    sheet.setRoot(sheet.getRoot());
  } else {
    viewer.get('eventBus').fire('renderer.unmount');
    viewer.get('eventBus').fire('renderer.mount');
  }
}
