import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser';
import { desk, fileCase, newPerson, phone, signIn, signInToCase } from './people';

const places: [account: string, paths: string[]][] = [
  ['mediator', ['/work', '/cases', '/cases/new', '/cases/{case}', '/cases/{case}/deadlines', '/cases/{case}/timeline', '/cases/{case}/documents']],
  ['admin', ['/processes', '/operations', '/admin/organisations', '/admin/mediators', '/admin/users', '/admin/calendars', '/admin/calendars?tab=limits', '/admin/calendars?tab=parameters']],
  ['official', ['/oversight']],
  ['auditor', ['/admin/audit']],
];

async function settled(page: Page): Promise<void> {
  await page.locator('main, .self main').first().waitFor();
  await page.getByText(/正在加载…|Loading…/).first().waitFor({ state: 'hidden' }).catch(() => undefined);
}

/** No serious finding of axe (WCAG 2.2 A and AA). The bpmn.io canvas is bpmn.io's own. */
async function accessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).exclude('.djs-container').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect(serious, where).toEqual([]);
}

/** Nothing that looks like the name of a text that is not there, and in English no Chinese of the interface's own. */
async function worded(page: Page, where: string): Promise<void> {
  const text = await page.locator('body').innerText();
  expect(text.match(/\b[a-z]+\.[a-z]+[A-Z]\w*\b|\bundefined\b|\[object Object\]|\bNaN\b/g) ?? [], where).toEqual([]);
}

for (const [account, paths] of places) {
  test(`the pages of ${account} are accessible and have all their words, in both languages and sizes`, async ({ browser, system }) => {
    const { number } = await fileCase(system);
    for (const [viewport, language] of [[desk, 'zh'], [phone, 'en']] as const) {
      const page = await newPerson(browser, system, viewport, language);
      const broken: string[] = [];
      page.on('pageerror', (error) => broken.push(error.message));
      await signIn(page, account, system.password);
      for (const path of paths.map((one) => one.replace('{case}', number))) {
        await page.goto(path);
        await settled(page);
        await accessible(page, `${language} ${path}`);
        await worded(page, `${language} ${path}`);
        expect(broken, path).toEqual([]);
        // Nothing is wider than the screen.
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} ${viewport.width}`).toBeLessThanOrEqual(1);
      }
      await page.context().close();
    }
  });
}

test('the front door, the filing and a party’s case are accessible, in both languages', async ({ browser, system }) => {
  const { number, codes } = await fileCase(system);
  for (const language of ['zh', 'en'] as const) {
    const page = await newPerson(browser, system, phone, language);
    for (const path of ['/', '/file']) {
      await page.goto(path);
      await settled(page);
      await accessible(page, `${language} ${path}`);
      await worded(page, `${language} ${path}`);
    }
    await signInToCase(page, number, codes.worker);
    await settled(page);
    await accessible(page, `${language} party`);
    await worded(page, `${language} party`);
    await page.context().close();
  }
});

test('a case of another area is refused in words', async ({ browser, system }) => {
  const mine = await fileCase(system);
  const other = await fileCase(system, { region: '340202' });
  const page = await newPerson(browser, system, phone);
  await signInToCase(page, mine.number, mine.codes.worker);
  await page.goto(`/my/${other.number}`);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('芜湖')).toHaveCount(0);
});
