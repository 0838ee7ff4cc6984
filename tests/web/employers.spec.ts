import ExcelJS from 'exceljs';
import { expect, test } from '../support/browser';
import { newPerson, signIn } from './people';

test('an official imports employers, changes one and merges a second entry; its former name is found while filing', async ({
  browser,
  system,
}) => {
  const page = await newPerson(browser, system);
  await signIn(page, 'official', system.password);
  await page.goto('/employers');
  const book = new ExcelJS.Workbook();
  book.addWorksheet('A').addRows([
    ['统一社会信用代码', '单位名称', '所在地', '用工人数'],
    ['91340111000000002H', '合肥乾坤玩具有限公司', '包河区', 350],
    ['91340111000000003L', '安徽省合肥市乾坤玩具有限责任公司', '包河区', '很多'],
    ['91340111000000003L', '安徽省合肥市乾坤玩具有限责任公司', '包河区', 80],
  ]);
  await page.getByLabel('Excel 导入').setInputFiles({
    name: '单位.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  });
  await expect(page.getByText('新增 2 个')).toBeVisible();
  await expect(page.getByText('第 3 行：用工人数')).toBeVisible();

  await page.getByRole('textbox', { name: '名称或信用代码' }).fill('乾坤玩具');
  await page.getByRole('link', { name: '合肥乾坤玩具有限公司' }).click();
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByLabel('名称', { exact: true }).fill('合肥乾坤文创有限公司');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { name: '合肥乾坤文创有限公司' })).toBeVisible();
  await page.getByRole('button', { name: '并入本登记' }).click();
  await page.getByRole('textbox', { name: /^理由/ }).fill('(test)');
  await page.getByRole('dialog').getByRole('button', { name: '并入本登记' }).click();
  await expect(page.getByText('91340111000000002H · 91340111000000003L')).toBeVisible();
  await expect(page.getByText('名称相近的单位')).toBeHidden();
  await page.context().close();

  const worker = await newPerson(browser, system);
  const found = await worker.request.get('/api/employers/suggestions', { params: { text: '安徽省合肥市乾坤' } });
  expect(await found.json()).toMatchObject({ rows: [{ name: '合肥乾坤文创有限公司' }] });
  await worker.context().close();
});
