import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import samples from '../../domain/case.samples.json';
import { openStore } from '../../benchmarks/lists/openStore';
import { installedChromium } from '../../devstack/chromium';
import { buildWeb } from '../../devstack/webBuild';
import type { TestSystem } from '../support/startSystem';
import { publish, published } from './definitions';
import { apiOf, desk, fileCase, newPerson, phone, pick, signIn, signInToCase, taskOf, type Filing } from './people';

const usage = `npm run screenshots             docs/screenshots/*.png
npm run screenshots -- --all    每页两种尺寸 / every page in both sizes
npm run screenshots -- NAME…    只拍这些 / only these`;
const folder = join(import.meta.dirname, '../../docs/screenshots');
/** Cases of three years as data for the figures. */
const CASES = 2000;

/** `plain` and `asking`: the versions of mediation without and with the unavailable service, by hash. */
interface Scene {
  system: TestSystem;
  mediation: Filing;
  plain: string;
  asking: string;
}
/** A page to photograph: who looks at it, in which sizes, and how to get there. */
interface Shot {
  as?: string;
  sizes: ('desk' | 'phone')[];
  go(page: Page, scene: Scene): Promise<void>;
}

const shots: Record<string, Shot> = {
  work: {
    as: 'mediator',
    sizes: ['desk', 'phone'],
    async go(page, { system, mediation }) {
      if (page.viewportSize()!.width === phone.width) await page.goto('/work?view=team');
      else {
        await page.goto(`/work/${await taskOf(await apiOf(system, 'mediator'), mediation.number)}?view=team`);
        await page.locator('[data-act]').first().waitFor();
      }
      await page.locator('.work-row').first().waitFor();
    },
  },
  case: {
    as: 'mediator',
    sizes: ['desk'],
    go: async (page, { mediation }) => {
      await page.goto(`/cases/${mediation.number}`);
      await page.locator('.outlook').waitFor();
    },
  },
  diagram: {
    as: 'mediator',
    sizes: ['desk'],
    go: async (page, { mediation }) => {
      await page.goto(`/cases/${mediation.number}/diagram`);
      await page.locator('.diagram .mark-at').first().waitFor();
    },
  },
  front: {
    sizes: ['desk', 'phone'],
    go: async (page) => {
      await page.goto('/');
      await page.locator('.landing-service').first().waitFor();
    },
  },
  paper: {
    sizes: ['desk'],
    go: async (page) => {
      await page.goto('/papers/arbitration-application');
      await page.locator('.paper').waitFor();
    },
  },
  calculator: {
    sizes: ['phone'],
    go: async (page) => {
      await page.goto('/calculator');
      await page.locator('.calculator').waitFor();
    },
  },
  filing: { sizes: ['phone'], go: (page) => fileUpToTriage(page) },
  party: {
    sizes: ['phone'],
    go: async (page, { mediation }) => {
      await signInToCase(page, mediation.number, mediation.access.code);
      await page.locator('.stages').waitFor();
    },
  },
  editor: {
    as: 'admin',
    sizes: ['desk'],
    async go(page) {
      await edit(page);
      await page.locator('.bio-properties-panel-group-header').filter({ hasText: '表单' }).first().click();
      await page.locator('#bio-properties-panel-formId').fill('mediation-acceptence');
      await page.locator('#bio-properties-panel-formId').blur();
      await page.locator('.editor-dock [data-rule]').first().waitFor();
      await page.locator('.modeler .mark-incident').first().waitFor();
      await page.locator('.editor-dock [data-rule] button').first().click();
    },
  },
  trial: {
    as: 'admin',
    sizes: ['desk'],
    async go(page, { system }) {
      await page.goto(`/processes/try/${encodeURIComponent((await published(system, 'mediation')).id)}`);
      await page.getByRole('button', { name: /^开\s*始$/ }).click();
      await page.locator('[data-act="mediation.accept"]').click();
      await page.locator('[data-task="mediate"], [data-task]').first().waitFor();
    },
  },
  simulation: {
    as: 'admin',
    sizes: ['desk'],
    async go(page, { system }) {
      await page.goto(`/processes/simulate/${encodeURIComponent((await published(system, 'mediation')).id)}`);
      await page.getByLabel('案件数').fill('300');
      await page.getByRole('button', { name: '运行模拟' }).click();
      await page.getByRole('heading', { name: '期限' }).waitFor({ timeout: 120_000 });
    },
  },
  migrate: {
    as: 'admin',
    sizes: ['desk'],
    async go(page, { asking, plain }) {
      await page.goto(`/processes/migrate/mediation?from=${plain}&to=${asking}`);
      await page.getByRole('button', { name: /^试运行$/ }).click();
      await page.getByText(/^已检查/).waitFor();
      await page.mouse.wheel(0, 2000);
    },
  },
  operations: {
    as: 'admin',
    sizes: ['desk'],
    go: async (page) => {
      await page.goto('/operations');
      await page.locator('[data-incident]').first().waitFor();
    },
  },
  heat: {
    as: 'admin',
    sizes: [],
    go: async (page) => {
      await page.goto('/operations/heat');
      await page.locator('.diagram-badge').first().waitFor();
    },
  },
  statistics: {
    as: 'official',
    sizes: ['desk', 'phone'],
    go: async (page) => {
      await page.goto('/oversight');
      await page.locator('[role=img] > div > svg').nth(1).waitFor();
    },
  },
  organisations: {
    as: 'admin',
    sizes: ['desk'],
    go: async (page) => {
      await page.goto('/admin/organisations');
      await page.locator('tbody tr').first().waitFor();
    },
  },
  cases: {
    as: 'mediator',
    sizes: [],
    go: async (page) => {
      await page.goto('/cases');
      await page.locator('tbody tr').first().waitFor();
    },
  },
};

async function edit(page: Page): Promise<void> {
  await page.goto('/processes/process/mediation');
  await page
    .getByRole('row', { name: /已发布/ })
    .first()
    .getByRole('button', { name: '编辑' })
    .click();
  await page.locator('.modeler [data-element-id="accept"]').first().waitFor();
  await page.locator('.modeler .djs-container > svg').first().focus();
  await page.keyboard.press('Control+f');
  await page.locator('.djs-search-input input').pressSequentially('accept');
  await page.locator('.djs-search-result').first().click();
}

async function fileUpToTriage(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click();
  await page.goto('/file');
  await page.getByLabel('姓名', { exact: true }).fill('张某');
  await page.getByLabel('身份证号码').fill('340111199001010002');
  await next();
  await page.getByLabel('单位全称').fill('合肥某餐饮管理有限公司');
  await page.getByLabel('统一社会信用代码').fill('913401110000000198');
  await pick(page, '行业', '住宿和餐饮业');
  await pick(page, '在哪个市', '合肥市');
  await pick(page, '在哪个县（市、区）', '包河区');
  await next();
  await pick(page, '什么问题', /劳动报酬/);
  await page.getByLabel('金额（元）').fill('18600');
  await page.getByLabel('事情经过').fill('2026年2月至4月工资未付，多次讨要无果。');
  await next();
  await next();
  await page.getByText('系统判断').waitFor();
}

/** Cases of several kinds, one of them in mediation, and an unavailable service. */
async function prepare(system: TestSystem): Promise<Scene> {
  for (const { title: _title, filed: _filed, ...filed } of samples.slice(0, 5) as Record<string, unknown>[])
    await fileCase(system, filed);
  const mediation = await fileCase(system);
  const mediator = await apiOf(system, 'mediator');
  await mediator('POST', `/tasks/${await taskOf(mediator, mediation.number)}/complete`, {
    act: 'mediation.accept',
    values: { decision: 'accept' },
  });
  const { fileName, source, hash: plain } = await published(system, 'mediation');
  const asking = source.replace(
    /(<bpmn:serviceTask id="application"[\s\S]*?)<zeebe:taskDefinition type="document.create" \/>\s*<zeebe:ioMapping>[\s\S]*?<\/zeebe:ioMapping>/,
    '$1<zeebe:taskDefinition type="http.request" retries="1" /><zeebe:ioMapping><zeebe:input source="=&quot;https://registry.example/applications&quot;" target="url" /></zeebe:ioMapping>',
  );
  const { hash } = await publish(system, fileName, asking, '受理前先在省级平台登记');
  await fileCase(system, { region: '340202' });
  await fileCase(system, { region: '340104' });
  await publish(system, fileName, source, '登记改为事后进行');
  return { system, mediation, plain, asking: hash };
}

async function shoot(
  browser: Browser,
  scene: Scene,
  name: string,
  { as, go }: Shot,
  size: 'desk' | 'phone',
): Promise<void> {
  const page = await newPerson(browser, scene.system, size === 'desk' ? desk : phone);
  try {
    if (as) await signIn(page, as, scene.system.password);
    await go(page, scene);
    // Wait until loading, animations and passing messages are over.
    await page.waitForFunction(() => !document.querySelector('.ant-spin'));
    await page.locator('.ant-message-notice').first().waitFor({ state: 'hidden' });
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
          .map(({ finished }) => finished.catch(() => undefined)),
      ),
    );
    await page.screenshot({ path: join(folder, `${name}${size === 'phone' ? '-phone' : ''}.png`) });
    process.stdout.write(`${name} ${size}\n`);
  } finally {
    await page.context().close();
  }
}

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  if (names.includes('--help')) return void process.stdout.write(`${usage}\n`);
  const chosen = names.filter((one) => !one.startsWith('--'));
  await mkdir(folder, { recursive: true });
  // A running system may be used: HEYI_TEST_SYSTEM=http://127.0.0.1:8080,password
  const [url, password] = (process.env.HEYI_TEST_SYSTEM ?? '').split(',');
  const given = url && password ? ({ url, password } as TestSystem) : undefined;
  if (!given) await buildWeb();
  const system = given ?? (await openStore({ cases: CASES, now: new Date() }));
  const browser = await chromium.launch({
    executablePath: installedChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    env: { ...process.env, LANGUAGE: 'zh_CN', LANG: 'zh_CN.UTF-8' },
  });
  const failed: string[] = [];
  try {
    const scene = await prepare(system);
    for (const [name, shot] of Object.entries(shots)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      const sizes = names.includes('--all') ? (['desk', 'phone'] as const) : shot.sizes;
      for (const size of sizes)
        await shoot(browser, scene, name, shot, size).catch((error: Error) =>
          failed.push(`${name} ${size}: ${error.message.slice(0, 400)}`),
        );
    }
  } finally {
    await browser.close();
    if (!given) await system.stop();
  }
  if (failed.length > 0) throw new Error(failed.join('\n'));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
