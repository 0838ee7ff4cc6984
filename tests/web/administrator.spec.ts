import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser';
import { enter, publish, published, select } from './definitions';
import { act, fileCase, newPerson, signIn } from './people';

/** Waits until mediation has this element as a current one; the diagram shown first may be that of a called process. */
async function standsAt(page: Page, id: string): Promise<void> {
  await page
    .locator('.ant-segmented-item')
    .filter({ hasText: /^调解$/ })
    .click();
  await expect(page.locator(`.diagram [data-element-id="${id}"].mark-at`)).toBeVisible({ timeout: 60_000 });
}

test('the checker stops an administrator, who corrects, tries and publishes; new cases run the new version, old ones keep theirs until they are migrated', async ({
  browser,
  system,
}) => {
  test.setTimeout(400_000);
  const { fileName, source } = await published(system, 'mediation');
  const old = await fileCase(system);
  const admin = await newPerson(browser, system);
  await signIn(admin, 'admin', system.password);

  // A wrong form: reported on the canvas and in the list, and publishing is refused.
  await admin.getByRole('link', { name: '调解', exact: true }).click();
  await admin
    .getByRole('row', { name: /已发布/ })
    .first()
    .getByRole('button', { name: '编辑' })
    .click();
  await admin.locator('.modeler [data-element-id="accept"]').first().waitFor();
  await select(admin, 'accept');
  await enter(admin, '常规', 'name', '审查调解申请（含电子送达）');
  await enter(admin, '表单', 'formId', 'mediation-acceptence');
  await expect(admin.locator('.modeler [data-element-id="accept"].mark-incident')).toBeVisible();
  await expect(admin.locator('.editor-dock [data-rule]').filter({ hasText: 'mediation-acceptence' })).toBeVisible();
  await admin.getByRole('button', { name: '提请发布', exact: true }).click();
  await expect(admin.getByText('有错误，不能发布。请先改正下列问题。')).toBeVisible();
  await admin.getByLabel('这一版改了什么').fill('试试看');
  await expect(admin.getByRole('dialog').getByRole('button', { name: '提请发布' })).toBeDisabled();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /取\s*消/ })
    .click();

  // The finding leads to its element; once corrected, it can be published.
  await admin
    .locator('.editor-dock [data-rule]')
    .filter({ hasText: 'mediation-acceptence' })
    .getByRole('button')
    .click();
  await admin.getByLabel('选择表单').selectOption('mediation-acceptance');
  await expect(admin.locator('.editor-dock [data-rule]').filter({ hasText: 'mediation-acceptence' })).toHaveCount(0);
  await expect(admin.locator('.modeler .mark-incident')).toHaveCount(0);
  await select(admin, 'accept');
  await enter(admin, '常规', 'id', 'examine');
  await expect(admin.locator('.modeler [data-element-id="examine"]').first()).toBeVisible();

  // Tried with the virtual clock, step by step.
  await admin.getByRole('button', { name: '试运行' }).click();
  await admin.getByRole('button', { name: /^开\s*始$/ }).click();
  const clock = admin.locator('[data-trial-clock]');
  const task = admin.locator('[data-task="examine"]');
  await expect(task).toBeVisible();
  await standsAt(admin, 'examine');
  const startedAt = await clock.getAttribute('data-trial-clock');
  await admin.getByRole('button', { name: '快进到下一事件' }).click();
  await expect(clock).not.toHaveAttribute('data-trial-clock', startedAt!);
  await task.locator('[data-act="mediation.accept"]').click();
  await expect(task).toHaveCount(0);
  await expect(admin.locator('.trial-story')).toContainText('完成“审查调解申请（含电子送达）”');
  await admin.getByRole('button', { name: '撤销一步' }).click();
  await expect(task).toBeVisible();

  // Published with a note.
  await admin.getByRole('link', { name: '编辑', exact: true }).click();
  await admin.locator('.modeler [data-element-id="examine"]').first().waitFor();
  await admin.getByRole('button', { name: '提请发布', exact: true }).click();
  await admin.getByLabel('这一版改了什么').fill('审查时一并确认电子送达');
  await admin.getByRole('dialog').getByRole('button', { name: '提请发布' }).click();
  await expect(admin.getByText('已提交，待另一位管理员批准后发布')).toBeVisible();

  // Another administrator of the province reviews and approves it; the proposer cannot.
  const mine = admin.getByRole('article').filter({ hasText: '审查时一并确认电子送达' });
  await admin.getByRole('link', { name: '待批准变更' }).click();
  await expect(mine).toContainText('由另一位管理员批准');
  await expect(mine.getByRole('button', { name: '批准', exact: true })).toHaveCount(0);
  const approver = await newPerson(browser, system);
  await signIn(approver, 'admin2', system.password);
  await approver.getByRole('link', { name: '待批准变更' }).click();
  const proposed = approver.getByRole('article').filter({ hasText: '审查时一并确认电子送达' });
  await proposed.getByRole('button', { name: '批准', exact: true }).click();
  await expect(proposed).toHaveCount(0);
  await admin.goto('/processes/process/mediation');
  const newest = admin.getByRole('row', { name: /审查时一并确认电子送达/ }).first();
  await expect(newest).toContainText('已发布');

  // A new case runs the new version, the old one keeps the version with which it started.
  const fresh = await fileCase(system);
  await admin.goto(`/cases/${fresh.number}/diagram`);
  await standsAt(admin, 'examine');
  await admin.goto(`/cases/${old.number}/diagram`);
  await standsAt(admin, 'accept');

  // Migration: map the elements without a counterpart, check each case, then migrate.
  await admin.goto('/processes/process/mediation');
  await admin.getByRole('button', { name: '迁移在办案件' }).first().click();
  await expect(admin.getByRole('heading', { name: /^迁移在办案件.*调解/ })).toBeVisible();
  const row = admin.locator('tr').filter({ hasText: old.number });
  await admin.getByRole('button', { name: /^试运行$/ }).click();
  await expect(row).toContainText('不能');
  await admin.locator('[data-unmapped="accept"]').getByRole('combobox').click();
  await admin.locator('.ant-select-item-option').filter({ hasText: 'examine' }).click();
  await admin.getByRole('button', { name: /^试运行$/ }).click();
  await expect(row).toContainText('可以');
  await admin.getByRole('button', { name: /^迁移 \d+ 件$/ }).click();
  await admin.getByLabel('理由（记入审计）').fill('(test)');
  await admin.getByRole('dialog').getByRole('button', { name: /^迁移/ }).click();
  await expect(admin.locator('[data-bulk="migrate"]')).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
  await admin.goto(`/cases/${old.number}/diagram`);
  await standsAt(admin, 'examine');
  await admin.goto(`/cases/${old.number}/timeline`);
  await expect(admin.getByText(/迁移到流程的新版本/)).toBeVisible();

  // Work continues in the new version.
  const mediator = await newPerson(browser, system);
  await signIn(mediator, 'mediator', system.password);
  await mediator.goto(`/work?view=team&text=${old.number}`);
  await mediator.getByRole('button', { name: /审查调解申请（含电子送达）/ }).click();
  await act(mediator, 'mediation.accept');

  await publish(system, fileName, source, '(restored)');
});

test('an administrator who switches the language while editing keeps the changes and can still undo them', async ({
  browser,
  system,
}) => {
  const admin = await newPerson(browser, system);
  await signIn(admin, 'admin', system.password);
  await admin.goto(`/processes/edit/${encodeURIComponent((await published(system, 'mediation')).id)}`);
  await admin.locator('.modeler [data-element-id="accept"]').first().waitFor();
  await select(admin, 'accept');
  await enter(admin, '常规', 'name', '审查');
  const name = admin.locator('#bio-properties-panel-name');
  const drawn = admin.locator('.modeler .djs-container [data-element-id="accept"]').first();
  await expect(drawn).toContainText('审查');

  await admin.getByRole('button', { name: 'English' }).click();
  await expect(admin.locator('.djs-palette [data-action="hand-tool"]')).toHaveAttribute(
    'aria-label',
    'Activate hand tool',
  );
  await expect(admin.locator('.bio-properties-panel-header-type')).toHaveText('User task', { ignoreCase: true });
  // The element is still selected, its group still open, and the change can be undone and redone.
  await expect(name).toHaveValue('审查');
  await admin.locator('.modeler .djs-container > svg').first().focus();
  await admin.keyboard.press('Control+z');
  await expect(name).toHaveValue('审查调解申请');
  await admin.keyboard.press('Control+y');
  await expect(name).toHaveValue('审查');

  await admin.getByRole('button', { name: '中文' }).click();
  await expect(admin.locator('.bio-properties-panel-header-type')).toHaveText('用户任务');
  await expect(admin.locator('.djs-palette [data-action="hand-tool"]')).toHaveAttribute('aria-label', '拖动画布');
  await expect(name).toHaveValue('审查');
});

/** The texts and tooltips of the open bpmn.io editor. */
const words = (page: Page) =>
  page
    .locator('.editor')
    .first()
    .evaluate((editor) => {
      const texts = new Set<string>();
      for (const element of editor.querySelectorAll('*')) {
        if (element.closest('.cjs-descriptor, style')) continue;
        for (const name of ['title', 'aria-label', 'placeholder']) texts.add(element.getAttribute(name)?.trim() ?? '');
        for (const child of element.childNodes) if (child instanceof Text) texts.add(child.data.trim());
      }
      // The form editor writes a day as the browser's own language does.
      return [...texts].filter((text) => !['dd/mm/yyyy', 'yyyy/mm/dd'].includes(text)).sort();
    });

interface Plain {
  kind: 'decision' | 'form';
  key: string;
  settle(page: Page): Promise<void>;
  change(page: Page): Promise<void>;
  parts: string;
}

const plain: Plain[] = [
  {
    kind: 'decision',
    key: 'mediation-route',
    settle: (page) => page.locator('.editor td.input-cell').first().click(),
    change: (page) => page.locator('.editor .add-rule-add button').click(),
    parts: '.editor tbody tr',
  },
  {
    kind: 'form',
    key: 'mediation-acceptance',
    settle: (page) => page.locator('.fjs-form-field').first().click(),
    change: (page) => page.locator('.fjs-context-pad button').first().click(),
    parts: '.fjs-form-field',
  },
];

for (const { kind, key, settle, change, parts } of plain) {
  test(`the editor of a ${kind} switches the language and keeps the changes, which can still be undone`, async ({
    browser,
    system,
  }) => {
    const address = `/processes/edit/${encodeURIComponent((await published(system, key, kind)).id)}`;
    const [first, second] = [await newPerson(browser, system), await newPerson(browser, system, undefined, 'en')];
    for (const page of [first, second]) {
      await signIn(page, 'admin', system.password);
      await page.goto(address);
      await settle(page);
    }
    const [chinese, english] = [await words(first), await words(second)];
    expect(chinese).not.toEqual(english);
    const whole = await first.locator(parts).count();

    for (const [page, button, expected] of [
      [first, 'English', english],
      [second, '中文', chinese],
    ] as const) {
      await change(page);
      await expect(page.locator(parts)).not.toHaveCount(whole);
      await page.getByRole('button', { name: button }).click();
      await expect(page.locator(parts)).not.toHaveCount(whole);
      await settle(page);
      await page.keyboard.press('Control+z');
      await expect(page.locator(parts)).toHaveCount(whole);
      await settle(page);
      await expect.poll(() => words(page)).toEqual(expected);
    }
  });
}
