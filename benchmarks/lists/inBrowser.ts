import { chromium } from '@playwright/test';
import { installedChromium } from '../../devstack/chromium';

interface Seen {
  name: string;
  as: string;
  path: string;
  /** What the person opened the page for. */ ready: string;
}

const seen: Seen[] = [
  { name: 'inbox', as: 'mediator', path: '/work?view=team', ready: '.work-rows li' },
  { name: 'cases', as: 'official', path: '/cases', ready: 'table.list tbody tr' },
  { name: 'statistics', as: 'official', path: '/oversight', ready: 'table.figures tbody tr' },
];
const ROUNDS = 3;

/**
 * Milliseconds from opening the URL to the first row, in a browser with an empty cache; by page, one value per round.
 */
export async function inBrowser(url: string, password: string): Promise<Map<string, number[]>> {
  const browser = await chromium.launch({
    executablePath: installedChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const times = new Map<string, number[]>(seen.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, as, path, ready } of seen) {
        const context = await browser.newContext({
          baseURL: url,
          locale: 'zh-CN',
          timezoneId: 'Asia/Shanghai',
          viewport: { width: 1440, height: 900 },
        });
        const answer = await context.request.post('/api/sessions', {
          data: { account: as, password },
          headers: { 'x-requested-with': 'heyi' },
        });
        if (!answer.ok()) throw new Error(`sign-in of ${as}: ${answer.status()}`);
        const page = await context.newPage();
        const began = performance.now();
        await page.goto(path, { waitUntil: 'commit' });
        await page.locator(ready).first().waitFor();
        times.get(name)!.push(performance.now() - began);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return times;
}
