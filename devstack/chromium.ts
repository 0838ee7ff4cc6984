import { existsSync } from 'node:fs';
import { installDebian } from './debian';
import { isExecutable, onPath } from './environment';
import { sayWhile } from './progress';
import { run } from './run';
import { reason, Unavailable } from './Unavailable';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The executable of a Chromium for browser tests and printing: on PATH, from Debian's package, or downloaded by
 * Playwright. Throws `Unavailable`.
 */
export async function findChromium(): Promise<string> {
  const tried: string[] = [];
  const installed = installedChromium();
  if (installed) return installed;
  try {
    await installDebian('chromium');
    const debian = installedChromium();
    if (debian) return debian;
  } catch (error) {
    tried.push(`Debian: ${reason(error)}`);
  }
  try {
    const { chromium } = await import('@playwright/test');
    if (!existsSync(chromium.executablePath())) {
      await sayWhile('由 Playwright 下载 Chromium', 'downloading Chromium with Playwright', () =>
        run('npx', ['playwright', 'install', 'chromium']),
      );
    }
    return chromium.executablePath();
  } catch (error) {
    tried.push(`Playwright: ${reason(error)}`);
  }
  throw new Unavailable('Chromium', tried, [
    { zh: '安装 chromium 或 google-chrome 并放入 PATH', en: 'install chromium or google-chrome on PATH' },
    { zh: '运行 npx playwright install chromium', en: 'run npx playwright install chromium' },
  ]);
}

/** The Chromium that is installed on this system, if there is one. */
export const installedChromium = (): string | undefined =>
  names.map(onPath).find((path) => path !== undefined && isExecutable(path));

/** Installs a Chinese font if possible: without one, pages print boxes. Returns whether there is one. */
export async function haveChineseFont(): Promise<boolean> {
  const listed = async () => (await run('fc-list', [':lang=zh-cn', 'family']).catch(() => '')).trim() !== '';
  if (await listed()) return true;
  await installDebian('fonts-noto-cjk', 'fontconfig').catch(() => {});
  return listed();
}
