import { language } from '../texts';
import { zh } from './translate';

const told = ['title', 'aria-label', 'placeholder'];

/** The Chinese of a hint, also of one that is put together. */
function hint(text: string): string | undefined {
  const [, items] = /^List contains (\d+) items?$/.exec(text) ?? [];
  const [, act, what] = /^(Create an?|Remove) (.+?)(?: element)?$/.exec(text) ?? [];
  return (
    zh[text] ??
    (items ? `共 ${items} 项` : act && zh[what!] ? `${act === 'Remove' ? '删除' : '添加'}${zh[what!]}` : undefined)
  );
}

/**
 * Puts into Chinese what an editor shows without asking the `translate` service: the hints in the parts that `hints`
 * selects, the texts in those that `texts` does.
 * What people wrote is left alone. Gives the way to stop, which puts back what the editor had said.
 */
export function translateEditor(
  editor: HTMLElement,
  hints = '*',
  texts = '.bio-properties-panel-add-entry-label',
): () => void {
  if (language() !== 'zh') return () => undefined;
  const back = new Map<Node, Map<string, () => void>>();
  const put = (node: Node, what: string, said: string, write: (text: string) => void, read: () => string | null) => {
    const found = what === 'text' ? zh[said.trim()] : hint(said);
    if (!found) return;
    write(found);
    // What the editor wrote since is its own again.
    const undo = () => {
      if (read() === found) write(said);
    };
    back.set(node, (back.get(node) ?? new Map<string, () => void>()).set(what, undo));
  };
  const visit = (node: Node) => {
    const parent = node instanceof Element ? node : node.parentElement;
    // It may come as a part of something larger.
    if (node instanceof Element && !node.closest(hints)) return node.querySelectorAll(hints).forEach(visit);
    // What somebody types is not the editor's, whatever it says.
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
      for (const name of told)
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
    attributeFilter: told,
  });
  visit(editor);
  return () => {
    observer.disconnect();
    for (const undone of back.values()) for (const undo of undone.values()) undo();
  };
}
