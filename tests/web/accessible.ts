import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Waits until nothing is loading or fading in any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').first().waitFor();
  await expect(page.locator('.state[role=status], .ant-spin-spinning')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // Elements that are fading in have no contrast yet.
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map((one) => one.finished.catch(() => undefined)));
  });
}

/** What a screen reader finds its way by: headings in order, landmarks. Required of the pages of parties. */
const outline = ['heading-order', 'page-has-heading-one', 'landmark-one-main', 'region'];
const isPartys = (where: string): boolean => /^(nobody|worker|employer)\b/.test(where);

/** No serious finding of axe (WCAG 2.2 A and AA). The canvas and the table of bpmn.io are bpmn.io's own. */
export async function accessible(page: Page, where: string): Promise<void> {
  // In the page itself: there are no frames, for which axe would otherwise open a new page every time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      preload: false,
      resultTypes: ['violations'],
      ...(isPartys(where) && { rules: Object.fromEntries(outline.map((rule) => [rule, { enabled: true }])) }),
    })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('.djs-container')
    .exclude('.tjs-container')
    .analyze();
  const serious = violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || outline.includes(id))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html, any }) => `${html.slice(0, 200)} (${any[0]?.message.slice(0, 120)})`)
          .join(' | ')}`,
    );
  expect.soft(serious, where).toEqual([]);
}
