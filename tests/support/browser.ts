import { test as base } from '@playwright/test';
import { buildWeb } from '../../devstack/webBuild';
import { startSystem, type TestSystem } from './startSystem';

export { expect } from '@playwright/test';

/**
 * Playwright's `test` with the whole real system: `system`, one for all tests of a worker; page URLs are relative to
 * it.
 */
export const test = base.extend<object, { system: TestSystem }>({
  system: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      // A running system may be used while writing a test: HEYI_TEST_SYSTEM=http://127.0.0.1:8080,password
      const [url, password] = (process.env.HEYI_TEST_SYSTEM ?? '').split(',');
      if (url && password) return use({ url, password } as TestSystem);
      await buildWeb();
      // Services that a test starts on this machine may be called.
      const system = await startSystem({
        own: true,
        env: { HEYI_HTTP_ALLOW: '127.0.0.1', HEYI_PUSH_KEY: 'a'.repeat(43), HEYI_QUIET_HOURS: 'none' },
      });
      await use(system);
      await system.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  baseURL: ({ system }, use) => use(system.url),
});
