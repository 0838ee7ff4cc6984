import { expect, test } from '../support/browser';
import { apiOf, fileCase, newPerson, phone, signIn, signInToCase, taskOf } from './people';

interface Opened {
  organisation?: { id: string };
}

test('a session is fixed around two conflicts, and stands in everybody’s calendar', async ({ browser, system }) => {
  test.slow();
  const [first, second] = [await fileCase(system), await fileCase(system)];
  const mediator = await apiOf(system, 'mediator');
  const [one, other] = [await taskOf(mediator, first.number), await taskOf(mediator, second.number)];
  const { organisation } = await mediator<Opened>('GET', `/cases/${first.number}`);
  const room = await (
    await apiOf(system)
  )<{ id: string }>('POST', '/rooms', {
    organisation: organisation!.id,
    name: { zh: '调解一室', en: 'Mediation room' },
    seats: 8,
  });
  const { free } = await mediator<{ free: { on: string; at: string }[] }>('GET', `/tasks/${one}/slots`);
  const [taken] = free;
  await mediator('POST', `/tasks/${one}/complete`, {
    act: 'mediation.accept',
    values: { meetOn: taken!.on, meetAt: taken!.at, minutes: 90, room: room.id },
  });

  // The room and the mediator are taken then: said before it is sent, and refused when it is sent all the same.
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await page.goto(`/work/${other}`);
  await page.locator('[data-act]').first().waitFor();
  await page.getByLabel('首次调解日期').fill(taken!.on);
  await page.getByLabel('首次调解时间').fill(taken!.at);
  await page.getByRole('combobox', { name: /房间/ }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '调解一室' }).click();
  await expect(page.locator('.slots .ant-alert li')).toHaveCount(2);
  const accept = page.locator('[data-act="mediation.accept"]');
  await accept.click();
  await expect(page.locator('.field.wrong').filter({ hasText: '已有安排' })).toBeVisible();
  await expect(page.locator('.field.wrong').filter({ hasText: '另有安排' })).toBeVisible();

  // A free time is one click, and what was typed is still there.
  await page.locator('[data-slot]').first().click();
  await expect(page.locator('.slots .ant-alert')).toHaveCount(0);
  await expect(page.getByText('这个时间没有冲突')).toBeVisible();
  const answered = page.waitForResponse((response) => response.url().endsWith('/complete'));
  await accept.click();
  expect((await answered).status()).toBe(200);

  await page.goto(`/cases/${second.number}`);
  await expect(page.locator('[data-appointment=fixed]')).toContainText('调解一室');
  await page.goto('/calendar?of=rooms&view=listWeek&from=' + taken!.on);
  for (const { number } of [first, second]) await expect(page.getByText(number).first()).toBeVisible();
  await page.getByText(second.number).first().click();
  await expect(page).toHaveURL(new RegExp(`/cases/${second.number}`));

  // The list for the door names nobody.
  await page.goto(`/calendar?of=rooms&organisation=${organisation!.id}&door=${taken!.on}`);
  await expect(page.locator('.door')).toContainText(first.number);
  await expect(page.locator('.door')).not.toContainText('张某');

  // A secret address for one's own calendar.
  const narrow = await newPerson(browser, system, phone, 'en');
  await signIn(narrow, 'mediator', system.password);
  await narrow.goto('/calendar?from=' + taken!.on);
  await expect(narrow.getByText(first.number).first()).toBeVisible();
  expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await narrow.getByRole('button', { name: 'Subscribe in your own calendar' }).click();
  await narrow.getByRole('button', { name: 'Make a new address' }).click();
  const url = await narrow.getByRole('textbox', { name: 'Subscribe in your own calendar' }).inputValue();
  const feed = async () => (await fetch(url)).text();
  expect(await feed()).toContain(first.number);
  await narrow.getByRole('button', { name: 'End the address' }).click();
  await expect(narrow.getByText('There is no address yet.')).toBeVisible();
  expect((await fetch(url)).status).toBe(404);

  // The party sees it in its case, and says which days do not suit.
  const worker = await newPerson(browser, system, phone);
  await signInToCase(worker, first.number, first.access.code);
  await worker.getByText('会谈和开庭').click();
  await expect(worker.locator('[data-appointment=fixed]')).toContainText('调解一室');
  await worker.getByLabel('添加日期').fill('2027-03-01');
  await worker.getByRole('button', { name: '添加日期' }).click();
  await expect(worker.getByRole('button', { name: /去掉 2027/ })).toBeVisible();
});
