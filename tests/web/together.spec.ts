import { expect, test } from '../support/browser';
import {
  act,
  apiOf,
  fileCase,
  newColleague,
  newPerson,
  openTask,
  phone,
  signIn,
  signInToCase,
  handOver,
} from './people';

const review = /审查调解申请/;

test('two people compete for one task: the second sees who was first, and keeps what was typed', async ({
  browser,
  system,
}) => {
  const { number } = await fileCase(system);
  const [first, second] = await Promise.all([newPerson(browser, system), newPerson(browser, system)]);
  await signIn(first, await newColleague(system, '王先', ['mediator'], '340100'), system.password);
  await signIn(second, 'mediator', system.password);
  for (const page of [first, second]) await openTask(page, number, review);

  // The second has started typing when the first claims the task and completes it.
  await second.locator('[data-act="mediation.refuse"]').click();
  await second.getByLabel('理由').fill('不属于本组织受理范围');
  await first.getByRole('button', { name: '认领' }).click();
  await expect(second.getByText('王先 正在办理')).toBeVisible();
  await act(first, 'mediation.accept');
  await expect(second.getByRole('alert').filter({ hasText: '这项工作已经结束' })).toContainText(
    /王先 于 .+ 完成。您填写的内容仍保存在本机草稿中/,
  );
  await expect(second.getByLabel('理由')).toHaveValue('不属于本组织受理范围');
  await expect(second.locator('[data-act]')).toHaveCount(0);
});

test('the API tells the second caller who was first', async ({ system }) => {
  const { number } = await fileCase(system);
  const [first, second] = [
    await apiOf(system, await newColleague(system, '王先', ['mediator'], '340100')),
    await apiOf(system, 'mediator'),
  ];
  type Task = { id: string; version: number };
  let task: Task | undefined;
  await expect
    .poll(async () => (task = (await second<{ rows: Task[] }>('GET', `/tasks?case=${number}`)).rows[0]))
    .toBeTruthy();
  const { id, version } = task!;
  const claimed = await first<Task>('POST', `/tasks/${id}/claim`, { version });
  await expect(second('POST', `/tasks/${id}/claim`, { version })).rejects.toMatchObject({
    status: 409,
    answer: { code: 'TASK_TAKEN', assignee: { name: '王先' } },
  });
  await first('POST', `/tasks/${id}/release`, { version: claimed.version });
  // Claimed and released: the version seen by the second caller is out of date.
  await expect(second('POST', `/tasks/${id}/claim`, { version })).rejects.toMatchObject({
    status: 409,
    answer: { code: 'CHANGED_MEANWHILE', by: { name: '王先' }, detail: expect.stringContaining('王先') },
  });
});

test('the server goes away and comes back while a form is open, and nothing typed is lost', async ({
  browser,
  system,
}) => {
  const { number } = await fileCase(system);
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await openTask(page, number, review);
  await page.locator('[data-act="mediation.refuse"]').click();
  await page.getByLabel('理由').fill('不属于本组织');

  await system.parts.api.kill();
  try {
    // The form stays usable: typing works, and sending reports that it was not sent.
    await page.getByLabel('理由').fill('不属于本组织受理范围');
    await page.locator('[data-act="mediation.refuse"]').click();
    await expect(page.getByRole('alert').filter({ hasText: '服务器暂时连不上' })).toBeVisible();
    await expect(page.getByText('连接中断，正在重连。已填内容不会丢失。')).toBeVisible();
    await expect(page.getByLabel('理由')).toHaveValue('不属于本组织受理范围');
  } finally {
    await system.parts.api.start();
  }

  // It is back: the page recovers by itself, also after a reload, and the same click completes the task once.
  await expect(page.getByText('连接中断，正在重连。已填内容不会丢失。')).toBeHidden({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByText('已恢复上次未提交的内容')).toBeVisible();
  await expect(page.getByLabel('理由')).toHaveValue('不属于本组织受理范围');
  await act(page, 'mediation.refuse');
  await expect(page.getByText(/已完成：审查调解申请/)).toBeVisible();
  await page.goto(`/cases/${number}/timeline`);
  await expect(page.getByText('调解员办结「审查调解申请」')).toHaveCount(1);
});

test('a session that ends in the middle of a task is renewed over the open form', async ({ browser, system }) => {
  const { number } = await fileCase(system);
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await openTask(page, number, review);
  await page.locator('[data-act="mediation.refuse"]').click();
  await page.getByLabel('理由').fill('不属于本组织受理范围');
  await page.context().clearCookies();
  // The page's next request may already find that the session has ended: then the dialog covers the button.
  await page.locator('[data-act="mediation.refuse"]').dispatchEvent('click');

  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/登录已过期/)).toBeVisible();
  await dialog.locator('input[name=account]').fill('mediator');
  await dialog.locator('input[name=secret]').fill('not the password');
  await dialog.getByRole('button', { name: '登录' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: '不正确' })).toBeVisible();
  await dialog.locator('input[name=secret]').fill(system.password);
  await dialog.getByRole('button', { name: '登录' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('理由')).toHaveValue('不属于本组织受理范围');
  await act(page, 'mediation.refuse');
  await expect(page.getByText(/已完成：审查调解申请/)).toBeVisible();
});

test('a party whose session ends is asked for the code again, and keeps what was typed', async ({
  browser,
  system,
}) => {
  const { number } = await fileCase(system, { entryStage: 'negotiation' });
  const code = await handOver(system, number, 'employer', 'negotiator');
  const page = await newPerson(browser, system, phone);
  await signInToCase(page, number, code);
  await page.locator('[data-act="negotiation.refuse"]').click();
  const reason = page.getByLabel('理由');
  await reason.fill('双方已经自行和解');
  await page.context().clearCookies();
  await page.locator('[data-act="negotiation.refuse"]').dispatchEvent('click');

  const again = page.getByRole('dialog').filter({ has: page.locator('input[name=account]') });
  await expect(again.locator('input[name=account]')).toHaveValue(number);
  await again.locator('input[name=secret]').fill(code);
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again).toBeHidden();
  await expect(reason).toHaveValue('双方已经自行和解');
  await act(page, 'negotiation.refuse');
  await expect(page.getByText('已提交，谢谢')).toBeVisible();
});
