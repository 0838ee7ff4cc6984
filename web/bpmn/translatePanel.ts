import { language } from '../texts';
import { zh } from './translate';

const told = ['title', 'aria-label', 'placeholder'];

/** The Chinese of a hint, also of one that is put together. */
function hint(text: string): string | undefined {
  const [, items] = /^List contains (\d+) items?$/.exec(text) ?? [];
  const [, act, what] = /^(Create an?|Remove) (.+?)(?: element)?$/.exec(text) ?? [];
  return zh[text] ?? (items ? `共 ${items} 项` : act && zh[what!] ? `${act === 'Remove' ? '删除' : '添加'}${zh[what!]}` : undefined);
}

/**
 * Puts into Chinese what an editor shows without asking the `translate` service: hints of toggles, lists and columns, the button that adds an entry.
 * What people wrote is left alone. Gives the way to stop.
 */
export function translatePanel(panel: HTMLElement): () => void {
  const visit = (element: Element) => {
    if (language() !== 'zh') return;
    for (const name of told) {
      const found = hint(element.getAttribute(name) ?? '');
      if (found) element.setAttribute(name, found);
    }
    if (element.classList.contains('bio-properties-panel-add-entry-label')) {
      const found = zh[element.textContent ?? ''];
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

/**
 * Puts into Chinese the form editor's own texts around the form: it asks nobody for them.
 * Gives the way to stop, which puts back what the editor had said.
 */
export function translateFormEditor(editor: HTMLElement): () => void {
  if (language() !== 'zh') return () => undefined;
  const own = '.fjs-palette-container, .fjs-properties-container, .fjs-context-pad, .fjs-empty-editor';
  const back = new Map<Node, Map<string, () => void>>();
  const put = (node: Node, what: string, said: string, write: (text: string) => void, read: () => string | null) => {
    const found = what === 'text' ? zh[said.trim()] : hint(said);
    if (!found) return;
    write(found);
    // What the editor wrote since is its own again.
    const undo = () => { if (read() === found) write(said); };
    back.set(node, (back.get(node) ?? new Map<string, () => void>()).set(what, undo));
  };
  const visit = (node: Node) => {
    const parent = node instanceof Element ? node : node.parentElement;
    // It may come as a part of something larger.
    if (node instanceof Element && !node.closest(own)) return node.querySelectorAll(own).forEach(visit);
    if (!parent?.closest(own)) return;
    // What somebody types is not the editor's, whatever it says.
    const typed = parent.closest('textarea, [contenteditable], .cm-editor');
    if (typed && typed !== node) return;
    if (node instanceof Text) put(node, 'text', node.data, (text) => { node.data = text; }, () => node.data);
    else if (node instanceof Element) {
      for (const name of told) put(node, name, node.getAttribute(name) ?? '', (text) => node.setAttribute(name, text), () => node.getAttribute(name));
      if (!typed) for (const child of node.childNodes) visit(child);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, removedNodes } of changes) {
      type === 'childList' ? addedNodes.forEach(visit) : visit(target);
      for (const node of removedNodes) if (!node.isConnected) back.delete(node);
    }
  });
  observer.observe(editor, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: told });
  visit(editor);
  return () => {
    observer.disconnect();
    for (const undone of back.values()) for (const undo of undone.values()) undo();
  };
}
