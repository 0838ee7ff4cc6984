import { defineConfig } from '@playwright/test';
import { installedChromium } from './devstack/chromium';

/** Browser tests against the real system, which tests/support/browser.ts starts once a worker. */
export default defineConfig({
  testDir: 'tests/web',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One system on two cores: journeys follow each other.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // What passes only the second time is told as flaky; on a busy machine a journey of minutes may miss a moment.
  retries: 1,
  use: {
    actionTimeout: 30_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Recorded the second time only: to record every journey takes half as long again.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: installedChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  },
});
