import { defineConfig } from '@playwright/test';
import { installedChromium } from './devstack/chromium';

/** Browser tests against the real system, which tests/support/browser.ts starts once per worker. */
export default defineConfig({
  testDir: 'tests/web',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One system on two cores: journeys run one after the other.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // A test that passes only the second time is reported as flaky; on a busy machine a long journey may miss a moment.
  retries: 1,
  use: {
    actionTimeout: 30_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Recorded only the second time: recording every journey takes half as long again.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: installedChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  },
});
