import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { largestUpload } from '../../domain/uploads';
import { expect, test } from '../support/browser';
import { apiOf, fileCase, newColleague, newPerson, openTask, phone, signIn, signInToCase, taskOf } from './people';

const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** A sparse file of this size, which takes no disk space. */
async function withLarge(name: string, size: number, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heyi-large-'));
  try {
    const large = await open(join(folder, name), 'w');
    await large.truncate(size);
    await large.close();
    await use(join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an upload that is not BPMN is refused with its position, and nothing is stored', async ({ browser, system }) => {
  const page = await newPerson(browser, system);
  await signIn(page, 'admin', system.password);
  await page.goto('/processes');
  const rows = page.locator('[data-definition]');
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  const refused = page.getByRole('dialog').filter({ hasText: '没有保存任何内容' });
  const bpmn = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"';
  const wrong: [name: string, content: string, message: RegExp][] = [
    ['page.bpmn', '<!doctype html><html><body>not a process</body></html>', /./],
    ['cut.bpmn', `<bpmn:definitions ${bpmn}>\n  <bpmn:process id="p">\n`, /第 \d+ 行/],
    [
      'entities.bpmn',
      `<!DOCTYPE a [<!ENTITY b "boom">]>\n<bpmn:definitions ${bpmn}>&b;</bpmn:definitions>`,
      /DOCTYPE|DTD|实体/i,
    ],
    ['empty.bpmn', '', /./],
    ['broken.form', '{ "id": "x", "components": [', /JSON/],
    ['other.dmn', '<definitions xmlns="urn:other"/>', /./],
    ['picture.png', 'PNG', /\.bpmn、\.dmn、\.form 或 \.docx/],
  ];
  const input = page.locator('[data-upload=definition]');
  const expectRefusal = async (name: string, message: RegExp) => {
    await expect(refused.filter({ hasText: name }), name).toContainText(message);
    await refused.getByRole('button').last().click();
    await expect(refused).toBeHidden();
  };
  for (const [name, content, message] of wrong) {
    await input.setInputFiles(file(name, content));
    await expectRefusal(name, message);
  }
  await withLarge('large.bpmn', 15_000_001, (path) =>
    input.setInputFiles(path).then(() => expectRefusal('large.bpmn', /15 MB/)),
  );
  await expect(rows).toHaveCount(before);
});

test('a half-filled form says what is missing and is restored after a reload', async ({ browser, system }) => {
  const { number } = await fileCase(system);
  const page = await newPerson(browser, system);
  await signIn(page, 'mediator', system.password);
  await openTask(page, number, /审查调解申请/);
  await page.locator('[data-act="mediation.refuse"]').click();
  // The decision is asked for only by the buttons: the first click shows the fields for it, the next says that they are
  // missing.
  const reason = page.getByLabel(/^理由/);
  await expect(page.locator('form').getByRole('radio')).toHaveCount(0);
  await expect(page.getByLabel('不予受理的情形')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '再点一次“不予受理调解”提交' })).toBeVisible();
  await page.locator('[data-act="mediation.refuse"]').click();
  await expect(page.locator('.field.wrong').filter({ hasText: '理由' })).toBeVisible();
  await expect(reason).toBeFocused();
  await reason.fill('材料不全');
  await page.reload();
  await expect(page.getByText('已恢复上次未提交的内容')).toBeVisible();
  await expect(reason).toHaveValue('材料不全');
  await expect(page.locator('[data-act="mediation.refuse"]')).toHaveClass(/ant-btn-primary/);
  // Starting over gives an empty form, also after another reload.
  await page.getByRole('button', { name: '清空重填' }).click();
  await page.reload();
  await expect(page.locator('[data-act="mediation.accept"]')).toHaveClass(/ant-btn-primary/);
  await expect(reason).toHaveCount(0);
});

test('a file that is too large, of the wrong kind or empty is refused with an explanation, and a good one is accepted', async ({
  browser,
  system,
}) => {
  const { number, access } = await fileCase(system);
  const page = await newPerson(browser, system, phone);
  await signInToCase(page, number, access.code);
  await page.getByRole('button', { name: /文书和材料/ }).click();
  const input = page.getByLabel('拍照或上传材料');
  const problem = page.locator('.problem');
  await input.setInputFiles(file('工资表.exe', 'MZ'));
  await expect(problem).toContainText(/可上传:?：?pdf/);
  await input.setInputFiles(file('工资条.jpg', '<script>window.hacked = true</script>'));
  await expect(problem).toContainText('文件的内容与扩展名不符');
  await input.setInputFiles(file('空.pdf', ''));
  await expect(problem).toContainText('文件是空的');

  await withLarge('录像.mp4', largestUpload + 1, async (path) => {
    await input.setInputFiles(path);
    await expect(problem).toContainText('“录像.mp4”超过 50 MB');
  });

  await input.setInputFiles(file('工资条.txt', '二月 6200'));
  await expect(page.getByText('工资条.txt')).toBeVisible();
  await expect(problem).toHaveCount(0);
});

test('a link to a case of another area or of other parties is refused with an explanation, and reveals nothing of it', async ({
  browser,
  system,
}) => {
  const theirs = await fileCase(system, {
    workers: { count: 1, label: '隐名 周某', identityNumber: '340111199001010002' },
  });
  const admin = await apiOf(system);
  const task = await taskOf(admin, theirs.number);

  const elsewhere = await newPerson(browser, system);
  await signIn(elsewhere, await newColleague(system, '芜湖调解员', ['mediator'], '340200'), system.password);
  for (const path of [`/cases/${theirs.number}`, `/cases/${theirs.number}/diagram`, `/work/${task}`]) {
    await elsewhere.goto(path);
    await expect(elsewhere.getByRole('alert').filter({ hasText: '您没有权限查看这里' }), path).toContainText(
      '不在您的管辖或承办范围内',
    );
    await expect(elsewhere.getByText('隐名')).toHaveCount(0);
  }
  await elsewhere.goto(`/cases?text=${theirs.number}`);
  await expect(elsewhere.getByText('隐名')).toHaveCount(0);

  const mine = await fileCase(system);
  const party = await newPerson(browser, system, phone);
  await signInToCase(party, mine.number, mine.access.code);
  for (const path of [`/my/${theirs.number}`, `/cases/${theirs.number}`]) {
    await party.goto(path);
    await expect(party.getByRole('alert').filter({ hasText: '您没有权限查看这里' }), path).toBeVisible();
    await expect(party.getByText('隐名')).toHaveCount(0);
  }
  await party.goto(`/my/AH-340111-2026-999999`);
  await expect(party.getByRole('alert')).toContainText('没有找到');
});

test('markup and script in every text field are shown as text and never executed', async ({ browser, system }) => {
  const short = (place: string) => `${place}<img src=x onerror="hacked=1">`;
  const markup = (place: string) => `${short(place)}<script>hacked=1</script>"'>`;
  const admin = await apiOf(system);
  // What people write about themselves and others.
  await admin('POST', '/organisations', {
    name: { zh: markup('所'), en: markup('org') },
    kind: 'township-centre',
    region: '341881',
  });
  const account = await newColleague(system, short('staff'), ['mediator'], '340111');
  const { number, access } = await fileCase(system, {
    workers: { count: 1, label: markup('worker'), identityNumber: '340111199001010002' },
    employer: { name: markup('firm'), industry: 'H', creditCode: '913401110000000198' },
    claims: [{ cause: 'wages', amount: 1, facts: markup('facts') }],
  });
  const xml = (await readFile('definitions/set-aside.bpmn', 'utf8')).replaceAll(
    'name="审查撤销申请"',
    'name="&lt;img src=x onerror=&#34;hacked=1&#34;&gt;"',
  );
  const { id } = await admin<{ id: string }>('POST', '/definitions', {
    kind: 'process',
    fileName: 'set-aside.bpmn',
    source: xml,
    note: markup('note'),
  });

  const staff = await newPerson(browser, system);
  const party = await newPerson(browser, system, phone);
  const dialogs: string[] = [];
  for (const page of [staff, party])
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  const safe = async (page: Page, ...texts: string[]) => {
    for (const text of texts) await expect(page.getByText(text).first()).toBeVisible();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  };

  await signIn(staff, account, system.password);
  await openTask(staff, number, /审查调解申请/);
  await safe(staff, markup('worker'), short('staff'));
  await staff.locator('[data-act="mediation.refuse"]').click();
  await staff.getByLabel('理由').fill(markup('why'));
  await staff.locator('aside').getByRole('tab', { name: '备注' }).click();
  await staff.getByLabel('写备注，只有办案人员能看到').fill(markup('texts'));
  await staff.getByRole('button', { name: '发送' }).click();
  await expect(staff.locator('li').filter({ hasText: 'texts<img' })).toBeVisible();
  await staff.locator('[data-act="mediation.refuse"]').click();
  await expect(staff.getByText(/已完成：审查调解申请/)).toBeVisible();

  await signInToCase(party, number, access.code);
  await party.getByRole('button', { name: /文书和材料/ }).click();
  await party
    .getByLabel('拍照或上传材料')
    .setInputFiles(file(`${markup('file').replaceAll('/', '_')}.txt`, markup('text')));
  await expect(party.getByText('file<img')).toBeVisible();
  await party.getByRole('button', { name: /经过/ }).click();
  await safe(party, markup('worker'));

  for (const [path, ...texts] of [
    [`/cases?text=${number}`, markup('worker'), markup('firm')],
    [`/cases/${number}`, markup('facts')],
    [`/cases/${number}/timeline`, short('staff')],
    [`/cases/${number}/documents`, 'file<img'],
    [`/cases/${number}/comments`, markup('texts')],
  ] as [string, ...string[]][]) {
    await staff.goto(path);
    await safe(staff, ...texts);
  }
  await staff.getByRole('button', { name: '退出登录' }).click();
  await signIn(staff, 'admin', system.password);
  for (const [path, ...texts] of [
    [`/admin/organisations?text=${encodeURIComponent('所<img')}`, markup('所')],
    [`/admin/users?text=${encodeURIComponent('staff<img')}`, short('staff')],
    [`/admin/audit?chain=${number}`, short('staff')],
    ['/processes/process/set-aside', markup('note')],
    [`/processes/view/${id}`, '<img src=x onerror="hacked=1">'],
    [`/processes/edit/${id}`],
    [`/operations/instances/${number}`],
    ['/oversight?by=organisation'],
  ] as [string, ...string[]][]) {
    await staff.goto(path);
    await expect(staff.locator('.state[role=status]')).toHaveCount(0);
    await safe(staff, ...texts);
  }
  expect(dialogs).toEqual([]);
});
