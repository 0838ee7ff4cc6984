import type { Locator, Page } from '@playwright/test';
import { generate } from 'otplib';
import { expect, test } from '../support/browser';
import { apiOf, desk, newColleague, newPerson, pick, signIn } from './people';

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

test('an account is made with a temporary password, which its user replaces, and belongs to the user alone once another administrator has checked the identity', async ({
  browser,
  system,
}) => {
  const account = `li.${crypto.randomUUID().slice(0, 8)}`;
  const [admin, other, person] = [
    await newPerson(browser, system),
    await newPerson(browser, system),
    await newPerson(browser, system),
  ];
  await signIn(admin, 'admin', system.password);
  await admin.goto('/admin/users');
  await admin.getByRole('button', { name: '新增' }).click();
  const form = admin.getByRole('dialog');
  await form.getByLabel('账号').fill(account);
  await form.getByLabel('姓名').fill('李核验');
  await pick(admin, '角色', '调解员', form);
  // Closes the list, which stays open for further roles.
  await form.getByLabel('姓名').click();
  await pick(admin, '地区', '安徽省', form);
  await form.getByRole('button', { name: '保存' }).click();
  const temporary = await admin.locator('[data-new-password]').innerText();
  await admin.getByRole('button', { name: '已交给本人' }).click();

  await person.goto('/');
  await person.locator('input[name=account]').fill(account);
  await person.locator('input[name=secret]').fill(temporary);
  await person.locator('button[type=submit]').click();
  const choose = async (password: string) => {
    await expect(person.getByRole('heading', { name: '设置新密码' })).toBeVisible();
    await person.locator('input[name=next]').fill(password);
    await person.locator('input[name=again]').fill(password);
    await person.locator('button[type=submit]').click();
  };
  await expect(person.getByText('设置了临时密码')).toBeVisible();
  await choose('mediator2026');
  await expect(person.getByRole('alert').getByText('太容易猜到').first()).toBeVisible();
  await choose(strong);
  await person.locator('nav').first().waitFor();
  await expect(person.getByText('首次使用').first()).toBeVisible();
  // Nothing else is there to do before somebody independent has seen the person.
  await expect(person.getByText('以下角色暂不生效：调解员')).toBeVisible();
  await person.getByRole('button', { name: '显示核验码' }).click();
  const code = await person.locator('[data-introduction]').innerText();

  const check = async (page: Page) => {
    await page.goto(`/admin/users?text=${account}`);
    await page.getByRole('row', { name: account }).getByRole('button', { name: '核验身份' }).click();
    await pick(page, '核验方式', '居民身份证原件');
    await page.getByLabel('本人出示的核验码').fill(code);
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  };
  await check(admin);
  await expect(admin.getByRole('alert').getByText('须两个人把关').first()).toBeVisible();
  await signIn(other, 'admin2', system.password);
  await check(other);
  await expect(other.getByText('已核验', { exact: true })).toBeVisible();
  await choose('lorry-41-Bishop-tangerine');
  await expect(person.getByRole('heading', { name: '我的工作' })).toBeVisible();
  await expect(person.getByText('以下角色暂不生效')).toBeHidden();
  await person.goto('/security');
  await expect(person.getByText('您的身份已核验')).toBeVisible();

  // With a number of their own, session and password alone add no way to sign in.
  const own = `137${String(Date.now() % 100_000_000).padStart(8, '0')}`;
  const codes = () =>
    system
      .texts!.messages()
      .filter(({ to }) => to === `+86${own}`)
      .flatMap(({ text }) => /验证码(\d{6})/.exec(text)?.[1] ?? []);
  const sentCode = async (within: Locator, n: number) => {
    await within.locator('[data-send-code]').click();
    await expect.poll(() => codes().length, { timeout: 30_000 }).toBe(n);
    await within.locator('input[name="one-time-code"]').fill(codes().at(-1)!);
  };
  const contact = person.getByRole('region', { name: '联系号码' });
  await contact.locator('input[name=phone]').fill(own);
  await contact.locator('input[name=contact-password]').fill('lorry-41-Bishop-tangerine');
  await sentCode(contact, 1);
  await contact.getByRole('button', { name: '登记号码' }).click();
  await expect(contact.getByText(`现在的号码尾号 ${own.slice(-4)}`)).toBeVisible();
  await person.getByRole('region', { name: '动态验证码' }).getByRole('button', { name: '设置' }).click();
  const asked = person.getByRole('dialog');
  await asked.locator('input[name=confirm]').fill('lorry-41-Bishop-tangerine');
  await sentCode(asked, 2);
  await person.keyboard.press('Enter');
  await expect(person.getByRole('img', { name: '二维码' })).toBeVisible();
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
  await page.getByRole('heading', { name: '恢复码' }).waitFor();
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

test('a passkey is added, signs in alone and beside the password, and is refused once it is removed', async ({
  browser,
  system,
}) => {
  const account = await newColleague(system, '小新', ['mediator']);
  // A number is no domain: passkeys are made for the machine by its name.
  const context = await browser.newContext({
    baseURL: system.url.replace('127.0.0.1', 'localhost'),
    viewport: desk,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const verified = (isUserVerified: boolean) =>
    cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  await signIn(page, account, system.password);
  await page.goto('/security');
  const card = page.getByRole('region', { name: '通行密钥' });
  await card.getByRole('button', { name: '添加通行密钥' }).click();
  await page.locator('input[name=passkey]').fill('办公室电脑');
  await page.locator('input[name=confirm]').fill(system.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '恢复码' }).waitFor();
  const codes = await page.locator('[data-recovery] li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: '我已收好' }).click();
  await expect(card.getByRole('cell', { name: '办公室电脑', exact: true })).toBeVisible();
  const signOut = () => page.getByRole('button', { name: '退出登录' }).click();
  await signOut();

  // Alone.
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await page.locator('nav').first().waitFor();
  await signOut();

  // A device that did not verify the person is no sign-in by itself, and is enough beside the password.
  await verified(false);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await expect(page.getByRole('alert').getByText('没有完成')).toBeVisible();
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=secret]').fill(system.password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: '使用通行密钥' }).click();
  await page.locator('nav').first().waitFor();
  await verified(true);

  await page.goto('/security');
  await card.getByRole('button', { name: '移除' }).click();
  await page.locator('input[name=confirm]').fill(system.password);
  await page.locator('input[name=code]').fill(codes[0]!);
  await page.keyboard.press('Enter');
  await expect(card.getByText('还没有添加')).toBeVisible();
  await signOut();
  // The device still has it.
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await expect(page.getByRole('alert').getByText('它已被移除')).toBeVisible();
  await signIn(page, account, system.password);
});
