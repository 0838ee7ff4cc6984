import { expect, test } from '../support/browser';
import { act, fileCase, newPerson, signIn } from './people';

test('two people race for one task: the second sees who was first, and keeps what was typed', async ({ browser, system }) => {
  const { number } = await fileCase(system);
  const [first, second] = await Promise.all([newPerson(browser, system), newPerson(browser, system)]);
  await signIn(first, 'mediator', system.password);
  await signIn(second, 'mediator', system.password);
  for (const page of [first, second]) {
    await expect(async () => {
      await page.goto(`/work?view=team&text=${number}`);
      await page.getByRole('button', { name: /审查调解申请/ }).click({ timeout: 4000 });
    }).toPass({ timeout: 60_000 });
    await page.locator('[data-act="mediation.refuse"]').waitFor();
  }
  // The second has begun to type when the first is done.
  await second.locator('input[type=radio][value=refuse]').check();
  await act(first, 'mediation.accept');
  await expect(second.getByText('这项工作已经结束')).toBeVisible({ timeout: 30_000 });
  await expect(second.getByText(/完成。您填写的内容仍保存在本机草稿中/)).toBeVisible();
});

test('the connection goes away and comes back while a form is open, and nothing typed is lost', async ({ browser, system }) => {
  const { number } = await fileCase(system);
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await expect(async () => {
    await page.goto(`/work?view=team&text=${number}`);
    await page.getByRole('button', { name: /审查调解申请/ }).click({ timeout: 4000 });
  }).toPass({ timeout: 60_000 });
  await page.locator('input[type=radio][value=refuse]').check();
  await page.getByLabel(/说明|理由/).first().fill('不属于本组织受理范围');

  await page.context().setOffline(true);
  await page.locator('[data-act="mediation.accept"]').click();
  await expect(page.getByText(/服务器暂时连不上/)).toBeVisible();
  await page.context().setOffline(false);

  await page.reload();
  await expect(page.getByText('已恢复上次未提交的内容')).toBeVisible();
  await act(page, 'mediation.accept');
  await expect(page.getByText(/已完成/).first()).toBeVisible();
});

test('a session that ends in the middle of a task is renewed over the open form', async ({ browser, system }) => {
  const { number } = await fileCase(system);
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await expect(async () => {
    await page.goto(`/work?view=team&text=${number}`);
    await page.getByRole('button', { name: /审查调解申请/ }).click({ timeout: 4000 });
  }).toPass({ timeout: 60_000 });
  await page.locator('input[type=radio][value=accept]').check();
  await page.context().clearCookies();
  await page.locator('[data-act="mediation.accept"]').click();
  await expect(page.getByText(/登录已过期/)).toBeVisible();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=account]').fill('mediator');
  await dialog.locator('input[name=secret]').fill(system.password);
  await dialog.getByRole('button', { name: '登录' }).click();
  await expect(dialog).toBeHidden();
  await act(page, 'mediation.accept');
});
