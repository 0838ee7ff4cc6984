import { expect, test } from '../support/browser';
import { accessible, settled } from './accessible';
import {
  apiOf,
  chosenFor,
  fileCase,
  newColleague,
  newPerson,
  phone,
  pick,
  present,
  signIn,
  signInToCase,
} from './people';

/** The narrowest phone. */
const small = { width: 320, height: 640 };

type Api = Awaited<ReturnType<typeof apiOf>>;

/** Completes the first open task that offers the act, as staff, once there is one. */
async function complete(api: Api, number: string, act: string, values: Record<string, unknown>): Promise<void> {
  for (;;) {
    const { tasks } = await api<{ tasks: { id: string }[] }>('GET', `/cases/${number}`);
    for (const { id } of tasks) {
      const { acts } = await api<{ acts: { code: string }[] }>('GET', `/tasks/${id}`);
      if (acts.some(({ code }) => code === act))
        return void (await api('POST', `/tasks/${id}/complete`, { act, values }));
    }
  }
}

test('an employer answers from the link in a text message, without an account, once and in one browser', async ({
  browser,
  system,
}) => {
  const { number } = await fileCase(system);
  const api = await apiOf(system, 'mediator');
  await complete(api, number, 'mediation.accept', { decision: 'accept', respondentConsents: true });
  const own = `137${String(Date.now() % 100_000_000).padStart(8, '0')}`;
  await api('POST', `/cases/${number}/codes`, {
    side: 'employer',
    name: '王经理',
    capacity: 'legal-representative',
    means: 'legal-representative',
    phone: own,
  });
  await complete(await apiOf(system, await chosenFor(system, number)), number, 'mediation.extension', {
    decision: 'extend',
    days: 15,
  });
  const messages = () => system.texts!.messages().filter(({ to }) => to === `+86${own}`);
  const found = (pattern: RegExp) => messages().flatMap(({ text }) => pattern.exec(text)?.[1] ?? []);
  const links = () => found(/(http\S+#\S+)/);
  await expect.poll(() => links().length, { timeout: 60_000 }).toBe(1);
  const [link] = links() as [string];

  // A preview of a messaging app opens nothing and takes the link from nobody.
  const preview = await newPerson(browser, system, small);
  const asked: string[] = [];
  preview.on('request', (request) => request.method() !== 'GET' && asked.push(request.url()));
  await preview.goto(link);
  await expect(preview.locator('[data-open-link]')).toBeVisible();

  const manager = await newPerson(browser, system, small);
  const fits = () => manager.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await manager.goto(link);
  await expect(manager.getByText(/只能办理一个案件里的一步/)).toBeVisible();
  expect(await fits()).toBe(true);
  await manager.locator('[data-open-link]').click();
  await expect(manager.locator('[data-happened]')).toBeVisible();
  await expect(manager.locator('[data-until]')).toBeVisible();
  // Silence means that the period of the mediation, in which it was asked, runs out.
  await expect(manager.locator('[data-silence]').getByRole('listitem').first()).toContainText('调解期限');
  expect(await fits()).toBe(true);
  await settled(manager);
  await accessible(manager, link);
  await manager.getByRole('button', { name: 'English' }).click();
  await expect(manager.getByRole('heading', { name: 'If you do nothing' })).toBeVisible();
  await manager.getByRole('button', { name: '中文' }).click();

  expect(asked).toEqual([]);
  // The link is that browser's now; elsewhere in it, its holder is nobody.
  await preview.locator('[data-open-link]').click();
  await expect(preview.getByRole('main').getByRole('alert')).toContainText('在另一个浏览器里打开');
  await manager.goto('/');
  await expect(manager.locator('input[name=account]')).toBeVisible();
  await manager.goto(link);

  await manager.locator('[data-act="mediation.extend"]').click();
  const dialog = manager.getByRole('dialog');
  await dialog.locator('[data-send-code]').click();
  await expect.poll(() => found(/验证码(\d{6})/).length, { timeout: 30_000 }).toBe(1);
  await dialog.locator('input[name="one-time-code"]').fill(found(/验证码(\d{6})/)[0]!);
  expect(await fits()).toBe(true);
  await dialog.getByRole('button', { name: '双方同意延期' }).click();
  await expect(manager.locator('[data-link-done]')).toContainText('双方同意延期');
  await manager.reload();
  await expect(manager.locator('[data-link-done]')).toBeVisible();

  // It is used up, whoever opens it.
  await preview.reload();
  await preview.locator('[data-open-link]').click();
  await expect(preview.getByRole('main').getByRole('alert')).toContainText('链接只能用一次');
  expect(JSON.stringify(await api('GET', `/cases/${number}/trace?size=100`))).toMatch(/王经理.*以一次性验证码确认/);
});

test('a party agrees on a phone with a code from a text message to the number that staff recorded', async ({
  browser,
  system,
}) => {
  const { number } = await fileCase(system);
  const api = await apiOf(system, 'mediator');
  await complete(api, number, 'mediation.accept', { decision: 'accept', respondentConsents: true });
  await complete(await apiOf(system, await chosenFor(system, number)), number, 'mediation.extension', {
    decision: 'extend',
    days: 15,
  });

  // The employer's manager shows an identity document; the mediator hands over a code and records the manager's number.
  const own = `139${String(Date.now() % 100_000_000).padStart(8, '0')}`;
  const mediator = await newPerson(browser, system);
  await signIn(mediator, await chosenFor(system, number), system.password);
  await mediator.goto(`/cases/${number}`);
  await mediator.getByRole('button', { name: '查询码' }).click();
  await mediator.getByRole('dialog').getByText('用人单位', { exact: true }).click();
  await present(mediator, 'employer', '王经理');
  await mediator.getByLabel(/本人的手机号/).fill(own);
  await mediator.getByRole('button', { name: '已核验身份，交出查询码' }).click();
  // The code goes to the manager's own phone: the mediator never sees it.
  await expect(mediator.getByText(`已用短信发到本人尾号 ${own.slice(-4)}`)).toBeVisible();
  await expect(mediator.locator('[data-new-code]')).toHaveCount(0);
  await expect(mediator.getByText(`手机尾号 ${own.slice(-4)}`)).toBeVisible();

  const messages = () => system.texts!.messages().filter(({ to }) => to === `+86${own}`);
  const trackingCode = () => messages().flatMap(({ text }) => /查询码是([\w-]+)/.exec(text)?.[1] ?? []);
  await expect.poll(() => trackingCode().length, { timeout: 30_000 }).toBe(1);
  const [code] = trackingCode() as [string];
  const manager = await newPerson(browser, system, phone);
  await signInToCase(manager, number, code);
  // The bell tells that a step waits, and the page what to do.
  const bell = manager.getByRole('link', { name: /^通知 [1-9]/ });
  await bell.click();
  const waits = manager.locator('[data-notice=waits]');
  await expect(waits.getByRole('heading', { name: /^等您办理：/ })).toBeVisible();
  await expect(waits.getByText(/您可以：.*双方同意延期/)).toBeVisible();
  expect(await manager.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await manager.getByRole('button', { name: 'English' }).click();
  await expect(waits.getByRole('heading', { name: /^Waiting for you: / })).toBeVisible();
  await manager.getByRole('button', { name: '中文' }).click();
  await waits.getByRole('link', { name: `打开案件 ${number}` }).click();
  const agree = manager.locator('[data-act="mediation.extend"]');
  await agree.click();
  const dialog = manager.getByRole('dialog');
  await expect(dialog.getByText(`尾号 ${own.slice(-4)}`).first()).toBeVisible();
  const done = dialog.getByRole('button', { name: '双方同意延期' });
  await expect(done).toBeDisabled();

  await dialog.locator('[data-send-code]').click();
  await expect(dialog.getByText(/10 分钟内有效/)).toBeVisible();
  await expect(dialog.locator('[data-send-code]')).toBeDisabled();
  await expect(dialog.locator('[data-send-code]')).toHaveText(/秒后可重新获取/);
  expect(await manager.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expect.poll(() => messages().length, { timeout: 30_000 }).toBe(3);
  const sent = messages().flatMap(({ text }) => /验证码(\d{6})/.exec(text)?.[1] ?? [])[0]!;

  // A mistake says what to do and costs nothing; the code then counts.
  const digits = dialog.locator('input[name="one-time-code"]');
  await digits.fill(sent === '000000' ? '000001' : '000000');
  await done.click();
  await expect(dialog.getByRole('alert').filter({ hasText: '请核对最新一条短信' })).toBeVisible();
  await digits.fill(sent);
  await done.click();
  await expect(dialog).toBeHidden();
  await expect(agree).toBeHidden();

  // The history says who did it and how it was confirmed.
  await mediator.goto(`/cases/${number}/timeline`);
  await expect(mediator.getByText(/王经理.*以一次性验证码确认/).first()).toBeVisible();

  // That a paper was received is confirmed in the same way, by a code for that paper.
  await manager.goto(`/cases/${number}`);
  await manager.getByRole('button', { name: /^文书和材料/ }).click();
  const received = manager.getByRole('button', { name: '我已收到并阅读' });
  const papers = await received.count();
  await received.first().click();
  await dialog.locator('[data-send-code]').click();
  await expect.poll(() => messages().length, { timeout: 30_000 }).toBe(4);
  await digits.fill(
    messages()
      .flatMap(({ text }) => /验证码(\d{6})/.exec(text)?.[1] ?? [])
      .at(-1)!,
  );
  await dialog.getByRole('button', { name: '我已收到并阅读' }).click();
  await expect(received).toHaveCount(papers - 1);

  // An agent acts from an account of their own, by a mandate that is confirmed in the same way, until it is revoked.
  const account = await newColleague(system, '李律师', ['mediator']);
  await manager.goto(`/my/${number}`);
  await manager.getByRole('button', { name: /^文书和材料/ }).click();
  await manager
    .locator('input[type=file]')
    .setInputFiles({ name: 'mandate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 (test)') });
  await expect(manager.getByText('mandate.pdf').first()).toBeVisible();
  await manager.getByRole('button', { name: '代理人' }).click();
  const form = manager.getByRole('form', { name: '委托' });
  await form.getByLabel('代理人的账号').fill(account);
  await form.getByLabel('和解、调解').check();
  await pick(manager, '授权委托书（先在「文书和材料」里上传）', /mandate\.pdf/);
  await form.locator('[data-send-code]').click();
  await expect.poll(() => messages().length, { timeout: 30_000 }).toBe(5);
  await form.locator('input[name="one-time-code"]').fill(
    messages()
      .flatMap(({ text }) => /验证码(\d{6})/.exec(text)?.[1] ?? [])
      .at(-1)!,
  );
  await form.getByRole('button', { name: '委托' }).click();
  await expect(manager.getByText(/李律师 · 委托代理人 · 和解、调解/)).toBeVisible();
  await accessible(manager, 'mandates');
  const lawyer = await newPerson(browser, system, phone);
  await signIn(lawyer, account, system.password);
  await lawyer.goto('/security');
  await lawyer.getByRole('button', { name: '代理办理' }).click();
  await expect(lawyer.getByText(/李律师代理王经理：和解、调解/)).toBeVisible();
  await expect(lawyer.getByText(number).first()).toBeVisible();
  await manager.getByRole('button', { name: '撤销委托' }).click();
  await manager.getByRole('dialog').getByRole('textbox').fill('(test)');
  await manager.getByRole('dialog').getByRole('button', { name: '撤销委托' }).click();
  await expect(manager.getByText(/已于 .* 终止/)).toBeVisible();
  await lawyer.goto(`/my/${number}`);
  await expect(lawyer.getByText(/李律师代理/)).toHaveCount(0);

  // A push message is shown also while no page is looked at; the push service itself is out of reach here.
  await manager.context().grantPermissions(['notifications']);
  const browserSession = await manager.context().newCDPSession(manager);
  const registered = new Promise<string>((resolve) =>
    browserSession.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await browserSession.send('ServiceWorker.enable');
  await manager.evaluate(async () => {
    await navigator.serviceWorker.register('/push.js');
    await navigator.serviceWorker.ready;
  });
  await browserSession.send('ServiceWorker.deliverPushMessage', {
    origin: system.url,
    registrationId: await registered,
    data: JSON.stringify({ text: number, tag: 'a' }),
  });
  const shown = () =>
    manager.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map(({ body }) => body),
    );
  await expect.poll(shown).toEqual([number]);

  // Staff see what became of the notices.
  await mediator.goto(`/cases/${number}/notices`);
  await expect(mediator.getByText(/^等您办理：/).first()).toBeVisible();

  // What was sent can be seen on the page of the receiver.
  await mediator.goto(system.texts!.url);
  await expect(mediator.getByText(sent).first()).toBeVisible();
});
