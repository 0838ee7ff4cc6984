import { expect, test } from '../support/browser';
import { apiOf, fileCase, newPerson, phone, signIn } from './people';

test('a notice is edited in place before it is served, and then no more; the file is bound', async ({
  browser,
  system,
}) => {
  test.slow();
  const { number } = await fileCase(system, { entryStage: 'arbitration', mediateFirst: false });
  const arbitrator = await apiOf(system, 'arbitrator');
  // Others may have filed against the same employer: that question is open beside the examination.
  await expect(async () => {
    const { rows } = (await arbitrator('GET', `/tasks?case=${number}`)) as { rows: { id: string }[] };
    const tasks = await Promise.all(rows.map(({ id }) => arbitrator('GET', `/tasks/${id}`)));
    const examine = (tasks as { id: string; acts: { code: string }[] }[]).find(({ acts }) =>
      acts.some(({ code }) => code === 'arbitration.refuse'),
    )!;
    await arbitrator('POST', `/tasks/${examine.id}/complete`, {
      act: 'arbitration.refuse',
      values: { decision: 'refuse', refuseGround: 'no-claim', reason: '没有明确的仲裁请求' },
    });
  }).toPass();

  const page = await newPerson(browser, system);
  await signIn(page, 'arbitrator', system.password);
  await page.goto(`/cases/${number}/documents`);
  const row = page.locator('li').filter({ hasText: '不予受理通知书' });
  await expect(row).toContainText(/劳人仲不受字〔20\d\d〕\d+号/);
  await row.getByRole('button', { name: /修改/ }).click();
  const drawer = page.locator('.ant-drawer');
  const reason = drawer.getByLabel('理由');
  await expect(reason).toHaveValue(/没有明确的仲裁请求/);
  await reason.fill('理由：仲裁请求不明确，请写明金额。');
  await expect(drawer.locator('ins').first()).toBeVisible();
  await expect(drawer.locator('del').first()).toBeVisible();
  await drawer.getByRole('button', { name: '保存修改' }).click();
  await expect(drawer.getByText(/修改了“理由”/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('edit.png') });
  await page.setViewportSize(phone);
  await page.screenshot({ path: test.info().outputPath('edit-phone.png') });
  await page.goto(`/cases/${number}/file`);
  await expect(page.getByRole('heading', { name: '正卷' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('file-phone.png'), fullPage: true });
  const [volume] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /下载本卷/ })
      .first()
      .click(),
  ]);
  expect(volume.suggestedFilename()).toContain('正卷');
  await volume.saveAs(test.info().outputPath('volume.pdf'));
});
