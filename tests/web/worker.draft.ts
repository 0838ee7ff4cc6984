import { expect, test } from '../support/browser';
import { act, newPerson, phone, pick, signIn, signInToCase } from './people';

test('a worker files on a phone and follows the case to its end, with a mediator working it', async ({ browser, system }) => {
  const worker = await newPerson(browser, system, phone);
  await worker.goto('/');
  await worker.getByRole('link', { name: /我是劳动者/ }).click();

  // Who: a number with a wrong check digit is told while it is typed.
  await worker.getByLabel('姓名', { exact: true }).fill('厨师 张某');
  await worker.getByLabel('身份证号码').fill('340111199001010001');
  await worker.getByLabel('手机号码').click();
  await expect(worker.locator('[data-path="workers.identityNumber"] .problem')).toBeVisible();
  await worker.getByLabel('身份证号码').fill('340111199001010002');
  await expect(worker.getByText('号码有效')).toBeVisible();
  await worker.getByRole('button', { name: '下一步' }).click();

  // With whom.
  await worker.getByLabel('单位全称').fill('合肥某餐饮管理有限公司');
  await worker.getByLabel('统一社会信用代码').fill('913401110000000198');
  await pick(worker, '行业', '住宿和餐饮业');
  await pick(worker, '在哪个市', '合肥市');
  await pick(worker, '在哪个县(市、区)', '包河区');
  await worker.reload();
  await expect(worker.getByText('已恢复上次填写的内容')).toBeVisible();
  await worker.getByRole('button', { name: '下一步' }).click();
  await expect(worker.getByLabel('单位全称')).toHaveValue('合肥某餐饮管理有限公司');
  await worker.getByRole('button', { name: '下一步' }).click();

  // What.
  await pick(worker, '什么问题', /追索劳动报酬|劳动报酬/);
  await worker.getByLabel('金额(元)').fill('18600');
  await worker.getByLabel('事情经过').fill('2026年2月至4月工资未付 <script>alert(1)</script>');
  await worker.getByRole('button', { name: '下一步' }).click();
  await worker.getByRole('button', { name: '下一步' }).click();
  await expect(worker.getByText('系统判断')).toBeVisible();
  await worker.getByRole('button', { name: '提交申请' }).click();

  const number = await worker.locator('[data-case-number]').innerText();
  const employerCode = await worker.locator('[data-employer-code]').innerText();
  expect(number).toMatch(/^AH-340111-\d{4}-\d{6}$/);
  await worker.getByRole('button', { name: '查看我的案件' }).click();
  await expect(worker.getByRole('heading', { name: /张某/ })).toBeVisible();

  // The mediator accepts, mediates and agrees; the inbox shows the work by itself.
  const mediator = await newPerson(browser, system);
  await signIn(mediator, 'mediator', system.password);
  await mediator.goto(`/work?view=team&text=${number}`);
  await mediator.getByRole('button', { name: /审查调解申请/ }).click();
  await mediator.getByRole('button', { name: '认领' }).click();
  await expect(mediator.getByRole('button', { name: '放回' })).toBeVisible();
  await act(mediator, 'mediation.accept');
  await mediator.goto(`/work?view=team&text=${number}`);
  await mediator.getByRole('button', { name: /组织调解/ }).click();
  await act(mediator, 'mediation.agree');

  // Both sides sign, each on their own device; the worker's page takes it up by itself.
  const sign = async (page: typeof worker) => {
    await expect(page.getByRole('heading', { name: '签署调解协议' })).toBeVisible({ timeout: 30_000 });
    await act(page, 'mediation.agree');
    await expect(page.getByText('已提交,谢谢')).toBeVisible();
  };
  await sign(worker);
  const employer = await newPerson(browser, system, phone);
  await signInToCase(employer, number, employerCode);
  await sign(employer);

  // They choose to perform, and the employer does.
  await expect(worker.getByRole('heading', { name: '选择履行或确认方式' })).toBeVisible({ timeout: 30_000 });
  await act(worker, 'performance.choose');
  await expect(employer.getByRole('heading', { name: '履行调解协议' })).toBeVisible({ timeout: 30_000 });
  await act(employer, 'perform');

  await expect(worker.getByText('调解成功并履行')).toBeVisible({ timeout: 30_000 });
  await mediator.goto(`/cases/${number}`);
  await expect(mediator.getByText('已结案')).toBeVisible();
  // Markup that was typed is text, in every place where it shows.
  await expect(mediator.getByText('<script>alert(1)</script>')).toBeVisible();
});
