import { language } from '../texts';
import { zh } from './translate';

const translatedAttributes = ['title', 'aria-label', 'placeholder'];

/** The Chinese translation of a tooltip or label, including composed ones. */
function hint(text: string): string | undefined {
  const [, items] = /^List contains (\d+) items?$/.exec(text) ?? [];
  const [, act, what] = /^(Create an?|Remove) (.+?)(?: element)?$/.exec(text) ?? [];
  return (
    zh[text] ??
    (items ? `共 ${items} 项` : act && zh[what!] ? `${act === 'Remove' ? '删除' : '添加'}${zh[what!]}` : undefined)
  );
}

/**
 * Translates what an editor shows without using the `translate` service: tooltips in the parts selected by `hints`,
 * texts in those selected by `texts`. User input is left alone. Returns a function that stops and restores the editor's
 * own texts.
 */
export function translateEditor(
  editor: HTMLElement,
  hints = '*',
  texts = '.bio-properties-panel-add-entry-label',
): () => void {
  if (language() !== 'zh') return () => undefined;
  const back = new Map<Node, Map<string, () => void>>();
  const put = (
    node: Node,
    what: string,
    original: string,
    write: (text: string) => void,
    read: () => string | null,
  ) => {
    const found = what === 'text' ? zh[original.trim()] : hint(original);
    if (!found) return;
    write(found);
    // Texts that the editor has changed since are left as they are.
    const undo = () => {
      if (read() === found) write(original);
    };
    back.set(node, (back.get(node) ?? new Map<string, () => void>()).set(what, undo));
  };
  const visit = (node: Node) => {
    const parent = node instanceof Element ? node : node.parentElement;
    // It may be added as part of a larger subtree.
    if (node instanceof Element && !node.closest(hints)) return node.querySelectorAll(hints).forEach(visit);
    // Text that somebody types does not belong to the editor.
    const typed = parent?.closest('textarea, [contenteditable], .cm-editor');
    if (typed && typed !== node) return;
    if (node instanceof Text && parent?.closest(texts))
      put(
        node,
        'text',
        node.data,
        (text) => {
          node.data = text;
        },
        () => node.data,
      );
    else if (node instanceof Element) {
      for (const name of translatedAttributes)
        put(
          node,
          name,
          node.getAttribute(name) ?? '',
          (text) => node.setAttribute(name, text),
          () => node.getAttribute(name),
        );
      if (!typed) for (const child of node.childNodes) visit(child);
    }
  };
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, removedNodes } of changes) {
      type === 'childList' ? addedNodes.forEach(visit) : visit(target);
      for (const node of removedNodes) if (!node.isConnected) back.delete(node);
    }
  });
  observer.observe(editor, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: translatedAttributes,
  });
  visit(editor);
  return () => {
    observer.disconnect();
    for (const undone of back.values()) for (const undo of undone.values()) undo();
  };
}
