import { language } from '../texts';
import { zh } from './zh';
import { zhEditors } from './zhEditors';

const told = ['title', 'aria-label', 'placeholder'];
const words = (text: string): string | undefined => zh[text] ?? (/^List contains \d+ items?$/.test(text) ? `共 ${/\d+/.exec(text)![0]} 项` : undefined);

/**
 * Puts into Chinese what the properties panel shows without asking the `translate` service: hints of toggles and lists, the button that adds an entry.
 * What people wrote is left alone. Gives the way to stop.
 */
export function translatePanel(panel: HTMLElement): () => void {
  const visit = (element: Element) => {
    if (language() !== 'zh') return;
    for (const name of told) {
      const found = words(element.getAttribute(name) ?? '');
      if (found) element.setAttribute(name, found);
    }
    if (element.classList.contains('bio-properties-panel-add-entry-label')) {
      const found = words(element.textContent ?? '');
      if (found) element.textContent = found;
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') visit(target as Element);
      for (const node of addedNodes) if (node instanceof Element) [node, ...node.querySelectorAll('*')].forEach(visit);
    }
  });
  observer.observe(panel, { subtree: true, childList: true, attributes: true, attributeFilter: told });
  return () => observer.disconnect();
}

/** Puts into Chinese the form editor's own texts around the form: it asks nobody for them. Gives the way to stop. */
export function translateFormEditor(editor: HTMLElement): () => void {
  if (language() !== 'zh') return () => undefined;
  const own = '.fjs-palette-container, .fjs-properties-container, .fjs-empty-editor';
  const visit = (node: Node) => {
    const parent = node instanceof Element ? node : node.parentElement;
    // It may come as a part of something larger.
    if (node instanceof Element && !node.closest(own)) return node.querySelectorAll(own).forEach(visit);
    // What somebody types is not the editor's, whatever it says.
    if (!parent?.closest(own) || parent.closest('textarea, [contenteditable], .cm-editor')) return;
    if (node instanceof Text) {
      const found = zhEditors[node.data.trim()];
      if (found) node.data = found;
    } else if (node instanceof Element) {
      for (const name of told) {
        const found = zhEditors[node.getAttribute(name) ?? ''];
        if (found) node.setAttribute(name, found);
      }
      for (const child of node.childNodes) visit(child);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) type === 'characterData' ? visit(target) : addedNodes.forEach(visit);
  });
  observer.observe(editor, { subtree: true, childList: true, characterData: true });
  visit(editor);
  return () => observer.disconnect();
}
