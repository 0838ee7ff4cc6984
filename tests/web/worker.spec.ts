import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser';
import {
  act,
  chosenFor,
  handOver,
  newPerson,
  phone,
  pick,
  present,
  record,
  signIn,
  signInToCase,
  takeCode,
} from './people';

/** What a party sees of the case: where it stands, and what it waits for. */
async function sees(page: Page, stage: string, ...words: (string | RegExp)[]): Promise<void> {
  await expect(page.locator('.stages [aria-current=step]')).toHaveText(stage);
  for (const word of words) await expect(page.getByText(word).first()).toBeVisible();
}

const declareAndSend = async (page: Page): Promise<void> => {
  await page.getByRole('checkbox', { name: /我已看过以上全部内容/ }).check();
  await page.getByRole('button', { name: '提交申请' }).click();
};

test('a worker files on a phone and follows the case to its end, with a mediator handling it', async ({
  browser,
  system,
}) => {
  // A whole case on three devices takes time.
  test.slow();
  const name = `张某${Date.now() % 100_000}`;
  // A mediator's inbox is open before there is a case.
  const colleague = await newPerson(browser, system);
  await signIn(colleague, 'mediator', system.password);
  await colleague.goto(`/work?view=team&text=${name}`);
  await expect(colleague.getByText('没有符合条件的待办')).toBeVisible();

  const worker = await newPerson(browser, system, phone);
  await worker.goto('/');
  await worker.getByRole('link', { name: /我是劳动者/ }).click();

  // Who: a number with a wrong check digit is reported while typing.
  await worker.getByLabel('姓名', { exact: true }).fill(name);
  await worker.getByLabel('身份证号码').fill('340111199001010001');
  await worker.getByLabel('手机号码').click();
  await expect(worker.locator('[data-path="workers.identityNumber"] .problem')).toBeVisible();
  await worker.getByLabel('身份证号码').fill('340111199001010002');
  await expect(worker.getByText('号码有效')).toBeVisible();
  await worker.getByRole('checkbox', { name: '农民工' }).check();
  await worker.getByRole('button', { name: '下一步' }).click();

  // Against whom. What was typed is restored after a reload.
  await worker.getByLabel('单位全称').fill('合肥某餐饮管理有限公司');
  await worker.getByLabel('统一社会信用代码').fill('913401110000000198');
  await pick(worker, '行业', '住宿和餐饮业');
  await pick(worker, '在哪个市', '合肥市');
  await pick(worker, '在哪个县（市、区）', '包河区');
  await worker.reload();
  await expect(worker.getByText('已恢复上次填写的内容')).toBeVisible();
  await worker.getByRole('button', { name: '下一步' }).click();
  await expect(worker.getByLabel('单位全称')).toHaveValue('合肥某餐饮管理有限公司');
  await worker.getByRole('button', { name: '下一步' }).click();

  // What. An incomplete step reports it and stays.
  await worker.getByRole('button', { name: '下一步' }).click();
  await expect(worker.locator('[data-path="claims.0.cause"] .problem')).toBeVisible();
  await pick(worker, '什么问题', /劳动报酬/);
  await worker.getByLabel('金额（元）').fill('18600');
  await worker.getByLabel('事情经过').fill('2026年2月至4月工资未付');
  await worker.getByRole('button', { name: '加一项证据' }).click();
  await worker.getByLabel('是什么').fill('工资条和考勤表');
  await worker.getByLabel('能证明什么').fill('月工资和出勤');
  await worker.getByRole('button', { name: '下一步' }).click();
  await worker.getByRole('button', { name: '下一步' }).click();

  // The result of triage is shown before anything is sent.
  // An organisation may be chosen, and what the law says of filing again is said to everybody.
  await expect(worker.getByText(/再次申请仲裁不予受理（办案规则第34、39条）/)).toBeVisible();
  const triage = worker.locator('[data-triage]');
  await expect(triage.getByText('个人争议')).toBeVisible();
  await expect(triage.getByText('农民工')).toBeVisible();
  await expect(triage.getByText('优先办理')).toBeVisible();
  await expect(triage.getByText(/支付令/)).toBeVisible();
  // Everything that was entered is read once more, and declared.
  const review = worker.getByRole('region', { name: '请从头到尾核对一遍' });
  for (const text of [
    name,
    '340111199001010002',
    '913401110000000198',
    '合肥市包河区',
    '2026年2月至4月工资未付',
    '工资条和考勤表',
  ])
    await expect(review.getByText(text).first()).toBeVisible();
  await expect(worker.getByRole('button', { name: '提交申请' })).toBeDisabled();
  await declareAndSend(worker);

  const number = await worker.locator('[data-case-number]').innerText();
  // The worker's own code and no other.
  await expect(worker.locator('[data-code]')).toHaveCount(1);
  await expect(worker.getByText('用人单位查询码')).toHaveCount(0);
  expect(number).toMatch(/^AH-340111-\d{4}-\d{6}$/);
  await worker.getByRole('button', { name: '查看我的案件' }).click();
  await expect(worker.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
  await worker.evaluate(() => {
    document.documentElement.dataset.loaded = 'once';
  });
  await sees(worker, '调解', '现在不需要您做什么', '审查调解申请', /轮到调解员办理/, /调解申请受理期/);

  // The new task has appeared in the inbox; a mediator claims and accepts it, and one is chosen for the case.
  await colleague.getByRole('button', { name: /审查调解申请/ }).click();
  await colleague.getByRole('button', { name: '认领' }).click();
  await expect(colleague.getByRole('button', { name: '放回' })).toBeVisible();
  await act(colleague, 'mediation.accept');
  await expect(worker.getByText('组织调解').first()).toBeVisible({ timeout: 30_000 });
  await sees(worker, '调解', '可退出调解', /调解期限/);

  // An agreement starts with what is claimed; what is inconsistent is reported at the field.
  const mediator = await newPerson(browser, system);
  await signIn(mediator, await chosenFor(system, number), system.password);
  await mediator.goto(`/work?text=${number}`);
  await mediator.locator('.work-row', { hasText: '组织调解' }).click();
  await expect(mediator.getByRole('spinbutton', { name: '金额' })).toHaveValue('18600.00');
  await mediator.getByRole('spinbutton', { name: '金额' }).fill('18601');
  await mediator.getByLabel('或者自生效之日起').fill('10');
  await mediator.locator('[data-act="mediation.agree"]').click();
  await expect(mediator.locator('.field.wrong').filter({ hasText: '超过请求的18600.00元' }).last()).toBeVisible();
  await mediator.getByRole('spinbutton', { name: '金额' }).fill('18600');
  await act(mediator, 'mediation.agree');

  // The employer appears in person and receives a code of its own.
  await mediator.goto(`/cases/${number}`);
  await mediator.getByRole('button', { name: '查询码' }).click();
  await mediator.getByRole('dialog').getByText('用人单位', { exact: true }).click();
  await present(mediator, 'employer', '王经理');
  await mediator.getByRole('button', { name: '已核验身份，交出查询码' }).click();
  const employerCode = await mediator.locator('[data-new-code]').innerText();
  await expect(mediator.getByText(/用人单位 · 王经理 · 当事人/)).toBeVisible();
  const employer = await newPerson(browser, system, phone);
  await takeCode(employer, number, employerCode);

  // Each sees what is to be signed, and that a code is not enough to sign it.
  for (const page of [worker, employer]) {
    await expect(page.getByRole('heading', { name: '签署文书' })).toBeVisible({ timeout: 30_000 });
    await sees(page, '调解', '现在轮到您', /自生效之日起10日内支付.*18600.00元/, /查询码不够/);
    await expect(page.locator('[data-act="mediation.sign"]')).toBeDisabled();
    await expect(page.locator('[data-act="mediation.decline"]')).toBeEnabled();
  }
  // They sign in the presence of the mediator, one after the other, who records who was present.
  const before = async (name: RegExp, code: string, people: Parameters<typeof record>[2]) => {
    await mediator.goto(`/cases/${number}`);
    await mediator.getByRole('link', { name }).first().click();
    await expect(mediator.getByText(/您可以代为记录|组织调解|选择履行|确认对方/).first()).toBeVisible();
    await record(mediator, code, people);
  };
  await before(/签署文书/, 'mediation.sign', { worker: name });
  await sees(worker, '调解', '可退出调解', /轮到用人单位办理/);
  await before(/签署文书/, 'mediation.sign', { employer: '王经理' });
  // The mediator signs too, and affixes the seal of the organisation (Law art. 14(2)).
  for (const [task, code] of [
    [/签署文书/, 'paper.sign'],
    [/加盖印章/, 'paper.seal'],
  ] as const) {
    await mediator.goto(`/cases/${number}`);
    await mediator.getByRole('link', { name: task }).first().click();
    await act(mediator, code);
  }

  // They choose to perform, both of them, and the employer reports that it has.
  await expect(worker.getByText('选择履行或确认方式').first()).toBeVisible({ timeout: 30_000 });
  await before(/选择履行或确认方式/, 'performance.choose', { worker: name });
  await before(/选择履行或确认方式/, 'performance.choose', { employer: '王经理' });
  await expect(employer.getByRole('heading', { name: '履行协议' })).toBeVisible({ timeout: 30_000 });
  await act(employer, 'perform');

  // It counts once the worker confirms receipt.
  await expect(worker.getByRole('heading', { name: '确认对方已履行' })).toBeVisible({ timeout: 30_000 });
  await expect(worker.getByRole('listitem').filter({ hasText: '轮到您办理' })).toHaveText([/确认对方已履行/]);
  await before(/确认对方已履行/, 'perform.confirm', { worker: name });

  // The end: the outcome, the documents, and the full history.
  await expect(worker.getByText('案件已经结束')).toBeVisible({ timeout: 30_000 });
  await expect(worker.getByText('调解成功并履行')).toBeVisible();
  await worker.getByRole('button', { name: /文书和材料/ }).click();
  const paper = worker.locator('li').filter({ hasText: '调解协议书' }).getByRole('link', { name: '查看' });
  const content = await worker.request.get((await paper.getAttribute('href'))!);
  expect(content.headers()['content-type']).toContain('wordprocessingml');
  await worker.getByRole('button', { name: /经过/ }).click();
  await expect(worker.getByText(/签署调解协议，由.*调解员当场记录/).first()).toBeVisible();
  // All of this appeared without reloading.
  await expect(worker.locator('html')).toHaveAttribute('data-loaded', 'once');

  await mediator.goto(`/cases/${number}`);
  await expect(mediator.getByText('已结案')).toBeVisible();
});

test('an employer files on a phone, stating first who it is and who acts for it; the worker, who has no resident identity card, is asked to answer; staff on the case see how to reach both', async ({
  browser,
  system,
}) => {
  const employer = await newPerson(browser, system, phone);
  await employer.goto('/');
  await employer.getByRole('link', { name: /我是用人单位/ }).click();
  await expect(employer.getByRole('heading', { name: /您是哪家单位/ })).toBeVisible();
  await employer.getByLabel('单位全称').fill('合肥某餐饮管理有限公司');
  await employer.getByLabel('统一社会信用代码').fill('913401110000000198');
  await pick(employer, '行业', '住宿和餐饮业');
  await pick(employer, '在哪个市', '合肥市');
  await employer.getByLabel('法定代表人').fill('王某');
  await employer.getByLabel('住址').fill('合肥市包河区某路1号');
  await employer.getByRole('button', { name: '有代理人' }).click();
  await employer.getByLabel('代理人姓名').fill('赵律师');
  await employer.getByRole('button', { name: '下一步' }).click();
  await expect(employer.getByRole('heading', { name: /和哪位劳动者有争议/ })).toBeVisible();
  await employer.getByLabel('姓名', { exact: true }).fill('张某');
  await employer.getByRole('button', { name: '没有居民身份证' }).click();
  await employer.getByLabel('证件号码').fill('E12345678');
  await employer.getByLabel('手机').fill('13800001234');
  await employer.getByRole('button', { name: '下一步' }).click();
  await pick(employer, '什么问题', /劳动报酬/);
  await employer.getByLabel('事情经过').fill('预支的工资未结清');
  await employer.getByRole('button', { name: '下一步' }).click();
  await employer.getByText('先和劳动者协商').click();
  await employer.getByRole('button', { name: '下一步' }).click();
  await declareAndSend(employer);
  await expect(employer.getByText('用人单位查询码')).toBeVisible();
  await expect(employer.getByText('劳动者查询码')).toHaveCount(0);
  const number = await employer.locator('[data-case-number]').innerText();
  await employer.getByRole('button', { name: '查看我的案件' }).click();
  await expect(employer.getByText('您的身份：用人单位')).toBeVisible();
  await sees(employer, '协商', /轮到劳动者办理/);

  const worker = await newPerson(browser, system, phone);
  await signInToCase(worker, number, await handOver(system, number, 'worker', 'negotiator'));
  await expect(worker.getByRole('heading', { name: '答复协商请求' })).toBeVisible();

  const negotiator = await newPerson(browser, system);
  await signIn(negotiator, 'negotiator', system.password);
  await negotiator.goto(`/cases/${number}`);
  await expect(negotiator.getByRole('region', { name: '当事人' })).toContainText(
    /E12345678.*13800001234.*法定代表人 王某.*合肥市包河区某路1号.*委托代理人：赵律师/s,
  );
});

test('a worker calculates severance on a phone, files with it, and calculates a second claim on the way', async ({
  browser,
  system,
}) => {
  const page = await newPerson(browser, system, phone);
  await page.goto('/');
  await page.getByRole('link', { name: /帮我算一算/ }).click();
  await page.getByRole('button', { name: /经济补偿（N）/ }).click();
  const form = page.getByRole('form', { name: '经济补偿（N）' });
  // What is contradictory is said at the question.
  await form.getByLabel('单位提出，双方协商一致解除').check();
  await form.getByLabel('入职日期').fill('2022-03-01');
  await form.getByLabel('离职日期').fill('2021-08-31');
  await form.getByLabel(/月平均工资（元，应得/).fill('8,000');
  await form.getByLabel('用人单位所在市、县').selectOption('340111');
  await form.getByRole('button', { name: '计算' }).click();
  await expect(form.getByText('离职日期早于入职日期')).toBeVisible();
  await form.getByLabel('离职日期').fill('2025-08-31');
  await form.getByRole('button', { name: '计算' }).click();
  // Three years and six months: four months of wages.
  await expect(page.locator('[data-amount]')).toHaveText('¥32,000.00');
  await expect(page.locator('[data-answer]')).toContainText('第47条第1款');
  await page.getByRole('button', { name: '用这个结果申请' }).click();

  await page.getByLabel('姓名', { exact: true }).fill('张某');
  await page.getByLabel('身份证号码').fill('340111199001010002');
  await page.getByLabel('手机号码').fill('13800001234');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('单位全称').fill('合肥某餐饮管理有限公司');
  // The code is unknown: an address is enough, and is needed.
  await page.getByRole('button', { name: '不知道，请工作人员查找' }).click();
  await expect(page.getByLabel('统一社会信用代码')).toHaveCount(0);
  await page.getByLabel(/单位地址/).fill('合肥市包河区某路1号');
  await pick(page, '行业', '住宿和餐饮业');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByLabel('金额（元）')).toHaveValue('32000.00');
  await expect(page.getByLabel('事情经过')).toHaveValue(/计算依据（经济补偿（N））：32000\.00元\n1\. /);
  await expect(page.getByLabel('离职日期')).toHaveValue('2025-08-31');

  // Another claim is found by its everyday name, and calculated in place.
  await page.getByRole('button', { name: '再加一项' }).click();
  const second = page.locator('.form-list-row').last();
  const cause = second.getByLabel('什么问题');
  await cause.fill('薪水');
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  await second.getByRole('button', { name: '帮我算' }).click();
  await second.getByRole('button', { name: /拖欠工资/ }).click();
  await second.getByLabel('月工资（元，应得工资）').fill('5000');
  await second.getByLabel('没发工资的整月数').fill('2');
  await second.getByLabel(/实际上班几天/).fill('7');
  await second.getByRole('button', { name: '计算', exact: true }).click();
  await second.getByRole('button', { name: '填入这项请求' }).click();
  await expect(second.getByLabel('金额（元）')).toHaveValue('11609.20');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await declareAndSend(page);
  await page.getByRole('button', { name: '查看我的案件' }).click();
  const number = (await page.locator('.number').first().innerText()).trim();

  // The mediator sees what was asked for.
  const mediator = await newPerson(browser, system);
  await signIn(mediator, 'mediator', system.password);
  await mediator.goto(`/cases/${number}`);
  const claims = mediator.locator('table.claims');
  await expect(claims).toContainText('¥32,000.00');
  await expect(claims).toContainText('¥11,609.20');
  await expect(claims).toContainText('劳动合同法第46条');
});
