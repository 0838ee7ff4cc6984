import { expect, test } from '../support/browser';
import { apiOf, fileCase, newPerson, phone, pick, signIn } from './people';

test('a notice is edited in place before it is served, and then no more; the file is bound', async ({
  browser,
  system,
}) => {
  test.slow();
  const { number } = await fileCase(system, { entryStage: 'arbitration', mediateFirst: false });
  const arbitrator = await apiOf(system, 'arbitrator');
  type Examination = { id: string; acts: { code: string; irrevocable?: true }[] };
  let examine: Examination | undefined;
  // Others may have filed against the same employer: that question is open beside the examination.
  await expect(async () => {
    const { rows } = (await arbitrator('GET', `/tasks?case=${number}`)) as { rows: { id: string }[] };
    const tasks = (await Promise.all(rows.map(({ id }) => arbitrator('GET', `/tasks/${id}`)))) as Examination[];
    examine = tasks.find(({ acts }) => acts.some(({ code }) => code === 'arbitration.refuse'));
    expect(examine).toBeTruthy();
  }).toPass();
  expect(examine!.acts.filter(({ irrevocable }) => irrevocable).map(({ code }) => code)).toEqual([
    'arbitration.refuse',
  ]);
  const sent = { act: 'arbitration.refuse', values: { refuseGround: 'no-claim', reason: '没有明确的仲裁请求' } };
  const preview = `/tasks/${examine!.id}/preview`;
  await expect((await apiOf(system, 'mediator'))('POST', preview, sent)).rejects.toMatchObject({
    answer: { code: 'OUT_OF_REACH' },
  });
  await expect(arbitrator('POST', preview, { ...sent, values: {} })).rejects.toMatchObject({
    answer: { code: 'INVALID' },
  });
  expect(await arbitrator('POST', preview, sent)).toMatchObject({
    papers: [{ name: { zh: '不予受理通知书' }, text: expect.stringContaining('没有明确的仲裁请求') }],
  });

  // What cannot be taken back is read and confirmed; until then nothing is made.
  const page = await newPerson(browser, system);
  await signIn(page, 'arbitrator', system.password);
  await page.goto(`/work/${examine!.id}?view=team&text=${number}`);
  const refuse = page.locator('[data-act="arbitration.refuse"]');
  await refuse.click();
  await pick(page, '不予受理的事由 *', '没有明确的仲裁请求');
  await page.getByLabel('说明').fill('没有明确的仲裁请求');
  await refuse.click();
  const check = page.getByRole('dialog');
  await expect(check.getByRole('heading', { name: '不予受理通知书' })).toBeVisible();
  await expect(check.locator('.paper-text')).toContainText('没有明确的仲裁请求');
  await page.screenshot({ path: test.info().outputPath('final.png') });
  await page.setViewportSize(phone);
  await page.screenshot({ path: test.info().outputPath('final-phone.png') });
  expect(await arbitrator('GET', `/cases/${number}/documents`)).toMatchObject({
    rows: expect.not.arrayContaining([expect.objectContaining({ code: 'non-acceptance-notice' })]),
  });
  await check.getByRole('button', { name: '返回修改' }).click();
  await expect(check).toBeHidden();
  await refuse.click();
  await check.getByRole('button', { name: '确认不予受理仲裁' }).click();
  await expect(page.getByRole('heading', { name: /已完成/ })).toBeFocused();
  await expect(page.getByRole('heading', { name: '本案下一步' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('done-phone.png') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: test.info().outputPath('done.png') });
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
