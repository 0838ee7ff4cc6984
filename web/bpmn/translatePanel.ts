import { language } from '../texts';
import { zh } from './zh';

const told = ['title', 'aria-label', 'placeholder'];
const words = (text: string): string | undefined => zh[text] ?? (/^List contains \d+ items?$/.test(text) ? `共 ${/\d+/.exec(text)![0]} 项` : undefined);

/**
 * Puts into Chinese what the properties panel shows without asking the `translate` service: hints of toggles and lists, the button that adds an entry.
 * What people wrote is left alone. Gives the way to stop.
 */
export function translatePanel(panel: HTMLElement): () => void {
  if (language() !== 'zh') return () => undefined;
  const visit = (element: Element) => {
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
