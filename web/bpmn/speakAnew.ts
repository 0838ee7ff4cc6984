import { translate } from './translate';

/**
 * Has the modeler say everything anew, in the language that was chosen. What was edited, what is selected and what can be undone stay.
 * `layout`: which groups of the properties panel stand open.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function speakAnew(modeler: any, layout: object | undefined): void {
  const [canvas, registry, selection, panel, minimap] = ['canvas', 'elementRegistry', 'selection', 'propertiesPanel', 'minimap'].map((name) => modeler.get(name));
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
    button.setAttribute('title', translate('Open {element}', { element: registry.get(id).businessObject.get('name') || id }));
  }
}
