import { generate } from 'otplib';
import { expect, test } from '../support/browser';
import { apiOf, newColleague, newPerson, signIn } from './people';

const strong = 'tangerine-Bishop-41-lorry';

test('a person changes the password, which ends the other sessions, and ends a single session', async ({
  browser,
  system,
}) => {
  const account = await newColleague(system, '小新', ['mediator']);
  const [page, elsewhere] = [await newPerson(browser, system), await newPerson(browser, system)];
  await signIn(page, account, system.password);
  await signIn(elsewhere, account, system.password);
  await page.goto('/security');
  const sessions = page.getByRole('region', { name: '登录设备' });
  await expect(sessions.getByText('本机')).toBeVisible();
  const change = async (present: string, next: string, again = next) => {
    const form = page.getByRole('form', { name: '修改密码' });
    await form.locator('input[name=present]').fill(present);
    await form.locator('input[name=next]').fill(next);
    await form.locator('input[name=again]').fill(again);
    await form.getByRole('button', { name: '修改密码' }).click();
  };
  await change(system.password, strong, `${strong}!`);
  await expect(page.getByText('两次输入的新密码不一样')).toBeVisible();
  await change('wrong-one-here', strong);
  await expect(page.getByRole('form').getByText('原密码不正确')).toBeVisible();
  await change(system.password, 'woaini1314520');
  await expect(page.getByRole('form').getByText('太容易猜到')).toBeVisible();
  await change(system.password, strong);
  await expect(page.getByText('密码已修改')).toBeVisible();
  // The other browser keeps what was open, and asks to sign in again.
  await elsewhere.goto('/cases');
  await expect(elsewhere.locator('input[name=secret]')).toBeVisible();
  await signIn(elsewhere, account, strong);
  await page.reload();
  await sessions.getByRole('button', { name: '结束', exact: true }).first().click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
});

test('a second factor is set up, required at sign-in, and can be replaced by a recovery code', async ({
  browser,
  system,
}) => {
  const admin = await apiOf(system);
  const account = await newColleague(system, '小新', ['mediator']);
  const page = await newPerson(browser, system);
  await signIn(page, account, system.password);
  await page.goto('/security');
  await page.getByRole('button', { name: '设置' }).click();
  await page.locator('input[name=confirm]').fill(system.password);
  await page.keyboard.press('Enter');
  const secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '');
  await expect(page.getByRole('img', { name: '二维码' })).toBeVisible();
  await page.locator('input[name=code]').fill(await generate({ secret }));
  await page.getByRole('button', { name: '确认' }).click();
  const codes = await page.locator('[data-recovery] li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: '我已收好' }).click();
  await expect(page.getByText('还剩 10 个恢复码')).toBeVisible();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=secret]').fill(system.password);
  await page.locator('button[type=submit]').click();
  await page.locator('input[name=otp]').fill('000000');
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('alert').getByText('动态验证码不正确')).toBeVisible();
  await page.locator('input[name=otp]').fill(codes[0]!);
  await page.locator('button[type=submit]').click();
  await page.locator('nav').first().waitFor();
  await page.goto('/security');
  await expect(page.getByText('还剩 9 个恢复码')).toBeVisible();
  // Somebody who has lost both asks an administrator.
  const { rows } = await admin<{ rows: { id: string; secondFactor: boolean }[] }>('GET', `/users?text=${account}`);
  expect(rows[0]!.secondFactor).toBe(true);
  await admin('DELETE', `/users/${rows[0]!.id}/second-factor`);
  const again = await newPerson(browser, system);
  await signIn(again, account, system.password);
});
