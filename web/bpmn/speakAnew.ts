import { translate } from './translate';

/**
 * Has the modeler say everything anew, in the language that was chosen. What was edited, what is selected and what can
 * be undone stay.
 * `layout`: which groups of the properties panel stand open.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function speakAnew(modeler: any, layout: object | undefined): void {
  const [canvas, registry, selection, panel, minimap] = [
    'canvas',
    'elementRegistry',
    'selection',
    'propertiesPanel',
    'minimap',
  ].map((name) => modeler.get(name));
  modeler.get('popupMenu').close();
  // The palette hears this; the other parts made their words when they were opened.
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
 * The same for the decision editor. A table and an expression read their words where they are drawn, and are drawn
 * anew; the graph's bar and titles are told.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function speakDecisionAnew(dmn: any): void {
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
