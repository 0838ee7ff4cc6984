import { bpmn, end, flows, start, user } from '../workflows/bpmn';
import { expect, test } from '../support/browser';
import { enter, publish, published } from './definitions';
import { apiOf, newColleague, newPerson, phone, signIn } from './people';

interface Rows {
  rows: { number: string; title: string }[];
}

test('leave is asked for, returned, completed and approved; nobody else sees it, and nobody approves their own', async ({
  browser,
  system,
}) => {
  const account = await newColleague(system, '请假的调解员', ['mediator'], '340111');
  const deciding = await newColleague(system, '审批的督办人', ['supervisor'], '340100');
  const mediator = await newPerson(browser, system, phone);
  await signIn(mediator, account, system.password);
  await mediator.goto('/matters');
  await mediator.getByRole('button', { name: '发起事项' }).click();
  await mediator.getByRole('menuitem', { name: '请假' }).click();
  await mediator.getByRole('button', { name: '提交' }).click();
  await expect(mediator.getByText(/有 \d+ 处/)).toBeVisible();
  await mediator.getByLabel(/^请假种类/).click();
  await mediator.getByTitle('病假').click();
  await mediator.getByLabel(/^自/).fill('2026-12-07');
  await mediator.getByLabel(/^至/).fill('2026-12-08');
  await mediator.getByRole('button', { name: '提交' }).click();
  await expect(mediator.getByRole('heading', { name: '请假的调解员 2026-12-07—2026-12-08' })).toBeVisible();
  const number = decodeURIComponent(mediator.url().split('/').at(-1)!);
  expect(number).toMatch(/^QJ-340111-\d{4}-\d{4}$/);

  const supervisor = await newPerson(browser, system);
  await signIn(supervisor, deciding, system.password);
  await supervisor.goto('/matters?kind=leave-request');
  await supervisor.getByRole('link', { name: number }).click();
  await supervisor.getByRole('link', { name: '审批请假' }).click();
  await supervisor.getByRole('button', { name: '退回补充' }).click();
  await supervisor.getByLabel(/^说明/).fill('(test)');
  await supervisor.getByRole('button', { name: '退回补充' }).click();

  await mediator.goto(`/cases/${number}`);
  await mediator.getByRole('link', { name: '补充申请' }).click();
  await expect(mediator.getByText('退回原因：(test)')).toBeVisible();
  await mediator.getByLabel(/^事由/).fill('(test)');
  await mediator.getByRole('button', { name: '提交' }).click();

  await supervisor.goto(`/cases/${number}`);
  await supervisor.getByRole('link', { name: '审批请假' }).click();
  await supervisor.getByRole('button', { name: '同意', exact: true }).click();
  await mediator.goto('/matters?view=mine');
  await expect(mediator.getByText('准假', { exact: true })).toBeVisible();

  // A colleague of the same place neither lists nor opens it; the list of disputes does not show it either.
  const colleague = await apiOf(system, await newColleague(system, '旁边的调解员', ['mediator'], '340111'));
  expect((await colleague<Rows>('GET', '/matters')).rows).toEqual([]);
  await expect(colleague('GET', `/cases/${number}`)).rejects.toMatchObject({ status: 403 });
  const own = await apiOf(system, deciding);
  expect((await own<Rows>('GET', `/cases?text=${number}`)).rows).toEqual([]);
  const mine = await own<{ number: string; tasks: unknown[] }>('POST', '/matters', {
    kind: 'leave-request',
    values: { leaveKind: 'annual', leaveFrom: '2026-12-07', leaveTo: '2026-12-07' },
  });
  expect(mine.tasks).toEqual([]);
  const { tasks } = await own<{ tasks: { id: string }[] }>('GET', `/cases/${mine.number}`);
  await expect(
    own('POST', `/tasks/${tasks[0]!.id}/complete`, { act: 'matter.approve', values: { decision: 'approve' } }),
  ).rejects.toMatchObject({ status: 403 });
});

test('a new kind of matter is a published process; a message begins one too, and a wrong declaration is refused', async ({
  system,
}) => {
  const declared = (readers: string) =>
    bpmn(
      [
        'hot-line',
        `<bpmn:extensionElements><zeebe:properties>
          <zeebe:property name="matter" value="RX-{year}-{sequence}"/>
          <zeebe:property name="matterBegin" value="inspector"/>
          <zeebe:property name="matterRead" value="${readers}"/>
          <zeebe:property name="matterTitle" value="=&quot;来电：&quot; + subject"/>
          <zeebe:property name="matterSubject" value="employer=firm"/>
        </zeebe:properties></bpmn:extensionElements>` +
          start() +
          start('rung', '<bpmn:messageEventDefinition messageRef="rings"/>') +
          user('answer') +
          end() +
          flows('s', 'answer', 'e') +
          flows('rung', 'answer'),
      ],
      ['', '<bpmn:message id="rings" name="hotLineRings"/>'],
    );
  const admin = await apiOf(system);
  const wrong = await admin<{ findings: { rule: string; zh: string }[]; publishable: boolean }>(
    'POST',
    '/definitions/check',
    { kind: 'process', fileName: 'hot-line.bpmn', source: declared('inspectors') },
  );
  expect([wrong.publishable, wrong.findings.find(({ rule }) => rule === 'matter-role')?.zh]).toEqual([
    false,
    expect.stringContaining('「inspectors」不存在'),
  ]);
  await publish(system, 'hot-line.bpmn', declared('inspector'), '(test)');
  const inspector = await apiOf(system, await newColleague(system, '接线的监察员', ['inspector'], '340111'));
  const { rows } = await inspector<{ rows: { kind: string }[] }>('GET', '/matters/kinds');
  expect(rows.map(({ kind }) => kind)).toEqual(['hot-line']);
  const { number } = await inspector<{ number: string }>('POST', '/matters', { kind: 'hot-line', values: {} });
  expect(number).toMatch(/^RX-\d{4}-0001$/);
  await expect(inspector('POST', '/matters', { kind: 'hot-line', values: {}, region: '340202' })).rejects.toMatchObject(
    { status: 422 },
  );
  await expect(inspector('POST', '/matters', { kind: 'leave-request', values: {} })).rejects.toMatchObject({
    status: 404,
  });

  await admin('POST', '/messages', {
    name: 'hotLineRings',
    variables: { subject: '欠薪', region: '340111', firm: '913401110000000198' },
  });
  await expect
    .poll(async () => (await inspector<Rows>('GET', '/matters')).rows.map(({ title }) => title), { timeout: 60_000 })
    .toContain('来电：欠薪');
  // It is found by what it is about, and says what that is called.
  const about = (code: string) => inspector<Rows>('GET', `/matters?subject=employer:${code}`);
  const [only, ...others] = (await about('913401110000000198')).rows;
  expect([only!.title, others]).toEqual(['来电：欠薪', []]);
  expect((await about('913402020000000277')).rows).toEqual([]);
  const { matter } = await inspector<{ matter: { subjects: unknown } }>('GET', `/cases/${only!.number}`);
  expect(matter.subjects).toEqual([{ kind: 'employer', id: '913401110000000198', name: '合肥某餐饮管理有限公司' }]);
});

test('what a kind of matter declares is written and chosen in the editor', async ({ browser, system }) => {
  const admin = await newPerson(browser, system);
  await signIn(admin, 'admin', system.password);
  await admin.goto(`/processes/edit/${encodeURIComponent((await published(system, 'leave-request')).id)}`);
  await admin.locator('.modeler [data-element-id]').first().waitFor();
  const number = admin.locator('#bio-properties-panel-declared-matter');
  await enter(admin, '事项', 'declared-matter', 'QJ-{year}');
  const finding = admin.locator('.editor-dock [data-rule=matter-number]');
  await expect(finding).toContainText('必须有 {year} 和 {sequence}');
  await enter(admin, '事项', 'declared-matter', 'QJ-{year}-{sequence}');
  await expect(finding).toHaveCount(0);
  // A role is chosen by its name and added once.
  const readers = admin.locator('#bio-properties-panel-declared-matterRead');
  const before = await readers.inputValue();
  const choice = admin.locator('#bio-properties-panel-declared-matterRead-choice');
  await choice.selectOption('clerk');
  await expect(readers).toHaveValue(`${before},clerk`);
  await expect(choice.locator('option[value=clerk]')).toHaveCount(0);
  // Emptied, it is no kind of matter; each change is undone by itself.
  await enter(admin, '事项', 'declared-matter', '');
  await expect(finding).toContainText('没有编号方式');
  await admin.locator('.modeler .djs-container > svg').first().focus();
  await admin.keyboard.press('Control+z');
  await expect(number).toHaveValue('QJ-{year}-{sequence}');
  await admin.keyboard.press('Control+z');
  await expect(readers).toHaveValue(before);
});
