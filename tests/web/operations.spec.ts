import { createServer } from 'node:http';
import { MongoClient } from 'mongodb';
import { freePort } from '../../devstack/port';
import { expect, test } from '../support/browser';
import { withVersion } from './definitions';
import { fileCase, newPerson, pick, signIn } from './people';

/** Mediation in which a service at this address notifies a county's registry of each application. */
const telling = (address: string) => (source: string) =>
  source.replace(
    /(<bpmn:serviceTask id="application"[\s\S]*?)<zeebe:taskDefinition type="document.create" \/>\s*<zeebe:ioMapping>[\s\S]*?<\/zeebe:ioMapping>/,
    `$1<zeebe:taskDefinition type="http.request" retries="1" /><zeebe:ioMapping><zeebe:input source="=&quot;${address}&quot;" target="url" /></zeebe:ioMapping>`,
  );

test('an outage of a service is shown with cause and remedy, and retried afterwards; a token is moved; instances, heat map and health are shown', async ({
  browser,
  system,
}) => {
  test.setTimeout(300_000);
  const port = await freePort();
  // When it is back, it still refuses the first request.
  let refused = 0;
  const registry = createServer((_request, response) => {
    response.statusCode = refused++ ? 200 : 500;
    response.setHeader('content-type', 'application/json').end('{"registered": true}');
  });
  const admin = await newPerson(browser, system);
  await signIn(admin, 'admin', system.password);
  await withVersion(system, 'mediation', telling(`http://127.0.0.1:${port}/registry`), async () => {
    const cases = [await fileCase(system), await fileCase(system)];

    // From the case to its incident: cause and remedy.
    await admin.goto(`/cases/${cases[0]!.number}`);
    await admin.getByRole('alert').getByRole('link', { name: '查看' }).click({ timeout: 60_000 });
    const incident = (number: string) => admin.locator('[data-incident]').filter({ hasText: number });
    await expect(incident(cases[0]!.number)).toContainText('生成调解申请书');
    await expect(incident(cases[0]!.number)).toContainText('ECONNREFUSED');
    await expect(incident(cases[0]!.number)).toContainText('检查所连的系统');
    await expect(incident(cases[1]!.number)).toHaveCount(0);

    // The service is back: both are retried together.
    await new Promise<void>((done) => registry.listen(port, '127.0.0.1', done));
    await admin.goto('/operations');
    for (const { number } of cases) await incident(number).getByRole('checkbox').check();
    await admin.getByRole('button', { name: '重试所选 2 个' }).click();
    await admin.getByLabel('理由（记入审计）').fill('(test)');
    await admin
      .getByRole('dialog')
      .getByRole('button', { name: /^重\s*试$/ })
      .click();
    await expect(admin.locator('[data-bulk="retry"]').first()).toHaveAttribute('data-status', 'done', {
      timeout: 60_000,
    });
    await expect(admin.locator('[data-bulk="retry"]').first()).toContainText('2 / 2');
    // A retry is not yet a success: the one that failed again is reported and handled.
    await admin.getByRole('link', { name: '此后又有 1 个出现异常，去处理' }).click({ timeout: 30_000 });
    const again = admin.locator('[data-incident]').filter({ hasText: '500' });
    await again.getByRole('button', { name: /^重\s*试$/ }).click();
    await admin.getByLabel('理由（记入审计）').fill('(test)');
    await admin
      .getByRole('dialog')
      .getByRole('button', { name: /^重\s*试$/ })
      .click();
    await expect(again).toHaveCount(0, { timeout: 30_000 });
    await admin.goto(`/operations?status=resolved&case=${cases[0]!.number}`);
    await expect(incident(cases[0]!.number).filter({ hasText: 'ECONNREFUSED' })).toContainText('流程管理员');
  });

  // Found by case and place, and moved on the diagram.
  const { number } = await fileCase(system);
  await admin.goto('/operations/instances');
  await pick(admin, '流程', '调解');
  await admin.getByLabel('案件编号').fill(number);
  await admin.getByLabel('环节标识').fill('accept');
  await expect(admin.locator('tbody tr')).toHaveCount(1);
  await admin.getByRole('link', { name: new RegExp(`^${number}/`) }).click();
  await admin.getByRole('button', { name: '移动令牌' }).click();
  await admin.getByRole('checkbox', { name: /审查调解申请/ }).check();
  // One alone would leave the other side asked for nothing.
  await admin.getByRole('checkbox', { name: /征求对方同意调解/ }).check();
  // Selected on the diagram, deselected, and chosen from the list.
  await admin.locator('.moving [data-element-id="accept"] .djs-hit').first().click({ force: true });
  await admin.getByRole('button', { name: '移除 审查调解申请' }).click();
  await pick(admin, '启动', '确认接受法院委派');
  await admin.getByRole('button', { name: '移动…' }).click();
  await expect(admin.getByRole('dialog')).toContainText(/取消 .*审查调解申请.*，启动 确认接受法院委派/);
  await expect(admin.locator('[data-follows]')).toContainText(/随即进入确认接受法院委派不再办理.*审查调解申请/);
  await admin.getByLabel('理由（记入审计）').fill('本案由法院委派');
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /移动令牌/ })
    .click();
  await expect(admin.locator('.diagram [data-element-id="confirmReferral"].mark-at')).toBeVisible({ timeout: 60_000 });
  await expect(admin.locator('.diagram [data-element-id="accept"].mark-at')).toHaveCount(0);

  // Where cases wait.
  await admin.getByRole('link', { name: '热力图' }).click();
  await pick(admin, '流程', '调解');
  const heat = admin.getByRole('row', { name: /确认接受法院委派/ });
  await expect(heat).toBeVisible({ timeout: 30_000 });
  await heat.getByRole('link', { name: '查看实例' }).click();
  await expect(admin.getByRole('row', { name: new RegExp(number) })).toBeVisible();

  // Everything needed is running.
  await admin.getByRole('link', { name: '健康' }).click();
  for (const part of ['server', 'database', 'temporal', 'workers'])
    await expect(admin.locator(`[data-health="${part}"]`)).toContainText('正常');
  registry.close();
});

test('what is published and exceeds the present bounds is listed with what to do', async ({ browser, system }) => {
  const mongo = await MongoClient.connect(system.mongoUri);
  const old = mongo.db().collection<{ _id: string }>('definitions');
  // From before there were bounds: nobody could publish it now.
  const form = {
    id: 'old',
    components: [{ id: 'F', type: 'textfield', key: 'k', validate: { pattern: '^(?=.*1).+$' } }],
  };
  await old.insertOne({
    ...{ _id: 'form:old:1', kind: 'form', key: 'old', keys: ['old'], version: 1, status: 'published', hash: 'old' },
    ...{ fileName: 'old.form', name: { zh: '旧表单', en: 'Old form' }, source: Buffer.from(JSON.stringify(form)) },
    createdAt: new Date(),
  } as never);
  try {
    const admin = await newPerson(browser, system, undefined, 'en');
    await signIn(admin, 'admin', system.password);
    await admin.goto('/operations');
    await admin.getByRole('link', { name: 'Bounds' }).click();
    await admin.getByRole('button', { name: 'Look at everything' }).click();
    await expect(admin.getByRole('status').filter({ hasText: /^Done: \d+ definitions/ })).toBeVisible({
      timeout: 60_000,
    });
    const row = admin.getByRole('row', { name: /Old form/ });
    await expect(row).toContainText('Rewrite it');
    await row.getByRole('link').click();
    await expect(admin).toHaveURL(/form%3Aold%3A1/);
  } finally {
    await old.deleteOne({ _id: 'form:old:1' });
    await mongo.close();
  }
});
