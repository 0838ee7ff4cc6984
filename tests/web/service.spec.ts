import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser';
import { accessible } from './accessible';
import { apiOf, fileCase, newPerson, openTask, phone, signIn, signInToCase, taskOf } from './people';

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const slip = { name: '回执.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) };
const dayFrom = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Chooses from a select of a form, whose label also says that it is required. */
async function choose(page: Page, name: RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name }).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
    .click();
}

/** Holds back uploads until they are released. */
async function holdUploads(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/documents', async (route) => {
    if (route.request().method() === 'POST') await released;
    await route.continue();
  });
  return release;
}

test('a paper is served with its proof, and the ledger shows it to staff and parties', async ({ browser, system }) => {
  test.slow();
  const employer = { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode: '913401110000000198' };
  const filed = await fileCase(system, {
    entryStage: 'litigation',
    wageIou: true,
    employer: { ...employer, address: '合肥市某路2号' },
  });
  const { number, access } = filed;
  const court = await apiOf(system, 'court');
  await court('POST', `/tasks/${await taskOf(court, number)}/complete`, {
    act: 'suit.accept',
    values: { decision: 'accept', procedure: 'simple' },
  });

  const page = await newPerson(browser, system);
  await signIn(page, 'court', system.password);
  // It is among what is to be done, on one page, and in the list of what is to be served, with the limit for it.
  await page.goto('/desk');
  await expect(page.getByRole('region', { name: /^要送达的/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^要制作、签发和办理的/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^要准备的会谈和开庭/ })).toBeVisible();
  await accessible(page, '/desk');
  await page.goto('/services');
  const row = page
    .locator('tbody tr')
    .filter({ has: page.locator(`a[href="/cases/${number}/services"]`) })
    .filter({ hasText: '起诉状' });
  await expect(row).toContainText('送达期限');
  await row.getByRole('link', { name: '登记送达' }).click();

  // A day to come, a service without proof, and a way that a court does not have are refused, and nothing is lost.
  const serve = page.locator('[data-act="paper.serve"]');
  await serve.waitFor();
  await page.locator('input[type=date]').fill(dayFrom(1));
  await serve.click();
  await expect(page.locator('.field.wrong').filter({ hasText: '签收人' })).toContainText('送达回证');
  await page.getByLabel('签收人及其身份').fill('前台收发');
  await expect(page.locator('.field.wrong').filter({ hasText: '签收人' })).toHaveCount(0);
  await serve.click();
  await expect(page.locator('.field.wrong').first()).toContainText('这一天还没有到');
  await page.locator('input[type=date]').fill(dayFrom(-1));
  await serve.click();
  await expect(page.locator('.field.wrong').first()).toContainText('不能在此之前送达');
  await page.locator('input[type=date]').fill(dayFrom(0));
  await choose(page, /送达方式/, '邮寄送达');
  await serve.click();
  await expect(page.locator('.field.wrong').filter({ hasText: '邮件回执' })).toBeVisible();
  // The act waits for a file that is still being uploaded; what is typed meanwhile stays.
  const release = await holdUploads(page);
  await page.locator('input[type=file]').setInputFiles(slip);
  await expect(page.getByText('正在上传 回执.pdf')).toBeVisible();
  await page.getByLabel('签收人及其身份').fill('前台收发 李某');
  const answered = page.waitForResponse((response) => response.url().endsWith('/complete'));
  await serve.click();
  await expect(page.getByText('文件还在上传')).toBeVisible();
  release();
  expect((await answered).status()).toBe(200);

  // The ledger: how, on which day, by which rule, and what counts from it.
  await page.goto(`/cases/${number}/services`);
  const entry = page.locator('tbody tr').filter({ hasText: '起诉状' });
  await expect(entry).toContainText(`${dayFrom(0)} 邮寄送达`);
  await expect(entry).toContainText('前台收发 李某');
  await expect(entry).toContainText('一审答辩期');
  await entry.getByText('为什么是这一天').click();
  await expect(entry).toContainText('第91条');

  // A correction that corrects nothing is refused.
  await page.getByRole('link', { name: '更正送达日期' }).click();
  await page.locator('[data-act="service.correct"]').waitFor();
  await expect(page.getByText(/已登记的送达日期.*起诉状/)).toBeVisible();
  await choose(page, /文书/, '起诉状');
  await choose(page, /受送达人/, '用人单位');
  await page.locator('input[type=date]').fill(dayFrom(0));
  await page.getByLabel('更正的理由').fill('核对回执');
  await page.locator('input[type=file]').setInputFiles(slip);
  await page.locator('[data-act="service.correct"]').click();
  await expect(page.locator('.field.wrong').first()).toContainText('没有要更正的');

  // On a phone, in English.
  const narrow = await newPerson(browser, system, phone, 'en');
  await signIn(narrow, 'court', system.password);
  await narrow.goto(`/cases/${number}/services`);
  await expect(narrow.getByText('By post').first()).toBeVisible();
  expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);

  // The employer has nothing but an address: what now waits for it is told by post, which comes back.
  const letters = () => court<{ rows: unknown[] }>('GET', `/cases/${number}/letters`);
  await expect.poll(async () => (await letters()).rows.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const letter = narrow
    .locator('tbody tr')
    .filter({ has: narrow.locator(`a[href="/cases/${number}/services"]`) })
    .first();
  const inState = (state: string) => narrow.getByRole('combobox', { name: 'State', exact: true }).selectOption(state);
  await narrow.goto('/letters');
  await letter.getByRole('checkbox').check();
  await accessible(narrow, '/letters');
  expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await narrow.getByRole('button', { name: 'Print the chosen (1)' }).click();
  const file = narrow.waitForEvent('download');
  await narrow.getByRole('status').getByRole('link', { name: 'PDF' }).click();
  expect((await file).suggestedFilename()).toMatch(/^letters-.*-1\.pdf$/);
  await inState('printed');
  await letter.getByLabel('Number').fill('XA123456789');
  await letter.getByRole('button', { name: 'Enter as posted' }).click();
  await inState('posted');
  await letter.getByLabel('Why it came back').fill('(test)');
  await letter.getByRole('button', { name: 'It came back' }).click();
  await inState('returned');
  await expect(letter).toContainText('XA123456789');
  await narrow.goto(`/cases/${number}/services`);
  await expect(narrow.getByRole('region', { name: 'Notices by letter' })).toContainText('Returned');

  // A party's code opens the case, and its ledger tells the day, not who signed for the other side.
  const worker = await newPerson(browser, system, phone);
  await signInToCase(worker, number, access.code);
  // Several papers may have to be served at once: each says which, and on whom.
  await expect(worker.getByText(/^《.+》送达(劳动者|用人单位)/).first()).toBeVisible();
  const seen = await worker.evaluate(async (url) => (await fetch(url)).json(), `/api/cases/${number}/services`);
  // Both began to be served at the same time.
  const papers = Object.fromEntries(seen.rows.map((each: { paper: string }) => [each.paper, each]));
  expect(papers).toMatchObject({ 'fee-notice': { status: 'pending' }, complaint: { servedOn: dayFrom(0) } });
  expect(JSON.stringify(seen)).not.toContain('前台收发');
});

test('what comes back undelivered is to be served again', async ({ browser, system }) => {
  const { number } = await fileCase(system, { entryStage: 'litigation', wageIou: true });
  const court = await apiOf(system, 'court');
  await court('POST', `/tasks/${await taskOf(court, number)}/complete`, {
    act: 'suit.accept',
    values: { decision: 'accept', procedure: 'simple' },
  });
  const page = await newPerson(browser, system);
  await signIn(page, 'court', system.password);
  await openTask(page, number, /送达文书 还剩/);
  await page.locator('input[type=date]').fill(dayFrom(0));
  await page.locator('[data-act="paper.return"]').click();
  await page.getByLabel('原因和经过').fill('原址查无此单位');
  const answered = page.waitForResponse((response) => response.url().endsWith('/complete'));
  await page.locator('[data-act="paper.return"]').click();
  expect((await answered).status()).toBe(200);
  await openTask(page, number, /送达文书 还剩/);
  await expect(page.getByText(/已送过.*退回（原址查无此单位）/)).toBeVisible();
});
