import { useEffect } from 'react';

/** Sets the page title to its heading: browser tabs, history and screen readers distinguish pages by it. */
export function usePageTitle(brand: string): void {
  useEffect(() => {
    const tell = () => {
      // What is open within a page (a case, a task) is more specific than the page.
      const heading = (
        document.querySelector('main article :is(h1, h2)') ?? document.querySelector('main h1')
      )?.textContent?.trim();
      const title = heading && heading !== brand ? `${heading} · ${brand}` : brand;
      if (document.title !== title) document.title = title;
    };
    const watch = new MutationObserver(tell);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    tell();
    return () => watch.disconnect();
  }, [brand]);
}
