import { expect, test } from '../support/browser';
import { apiOf, fileCase, newColleague, newPerson, phone, pick, signIn, taskOf } from './people';

interface Step {
  case: string;
}

test('a supervisor gives twelve cases of an ill mediator to two deputies without reading them, and figures add up', async ({
  browser,
  system,
}) => {
  test.slow();
  const region = '340111';
  const [first, second, third] = [
    await newColleague(system, '调解员甲', ['mediator'], region),
    await newColleague(system, '调解员乙', ['mediator'], region),
    await newColleague(system, '调解员丙', ['mediator'], region),
  ];
  const account = await newColleague(system, '合肥督办人', ['supervisor'], '340100');
  const overseen = await apiOf(system, account);
  // Steps of one organisation are moved together: the applicants chose it.
  const { rows: houses } = await overseen<{ rows: { id: string; kind: string; region: string }[] }>(
    'GET',
    `/organisations?region=${region}&size=100`,
  );
  const house = houses.find(({ kind }) => ['township-centre', 'commission-mediation-centre'].includes(kind))!.id;
  const ours: string[] = [];
  for (let n = 0; n < 12; n++) ours.push((await fileCase(system, { region, wantedOrganisation: house })).number);
  await fileCase(system, { region: '340100' });
  const ill = await apiOf(system, first);
  for (const number of ours) await ill('POST', `/tasks/${await taskOf(ill, number)}/claim`, {});

  const supervisor = await newPerson(browser, system);
  await signIn(supervisor, account, system.password);
  await supervisor.goto('/staff');
  await expect(supervisor.getByRole('row', { name: /调解员甲/ })).toBeVisible();
  await supervisor.screenshot({ path: test.info().outputPath('staff.png') });
  await supervisor.getByRole('link', { name: '调解员甲 待办 12' }).click();
  await supervisor.getByRole('button', { name: '全选' }).click();
  await supervisor.getByRole('button', { name: '改派所选 12 项' }).click();
  const order = supervisor.getByRole('dialog');
  await expect(order.getByText(/整案改派（12 件）/)).toBeVisible();
  for (const name of ['调解员乙', '调解员丙']) await pick(supervisor, '改由谁办理', name);
  await order.getByLabel('理由（记入审计）').fill('调解员甲病假');
  await expect(order.getByText('调解员丙', { exact: true })).toBeVisible();
  await supervisor.screenshot({ path: test.info().outputPath('reassign.png') });
  await order.getByRole('button', { name: '改派' }).click();
  await expect(supervisor.getByText('已改派 12 项')).toBeVisible({ timeout: 60_000 });

  // Shared evenly; whose they are now finds them among the own; what was said stays with them.
  const mine = async (who: string) =>
    (await (await apiOf(system, who))<{ rows: Step[] }>('GET', '/tasks?view=mine&size=100')).rows.map(
      (row) => row.case,
    );
  const [seconds, thirds] = [await mine(second), await mine(third)];
  expect([seconds.length, thirds.length, await mine(first)]).toEqual([6, 6, []]);
  expect([...seconds, ...thirds].sort()).toEqual([...ours].sort());
  await supervisor.goto(`/work?view=overseen&text=${seconds[0]}`);
  await supervisor.getByRole('button', { name: new RegExp(seconds[0]!) }).click();
  const task = supervisor.getByRole('article');
  await expect(task.getByText('调解员乙 正在办理')).toBeVisible();
  await expect(task.getByRole('button', { name: '改派' })).toBeVisible();
  await supervisor.goto(`/cases/${seconds[0]}/timeline`);
  await expect(supervisor.getByText(/合肥督办人将「.*」由调解员甲改派给调解员乙：调解员甲病假/)).toBeVisible();

  await supervisor.goto('/staff');
  await supervisor.getByRole('button', { name: '随机抽 5 件' }).click();
  await expect(supervisor.getByText('抽到 0 件')).toBeVisible();

  // On the days of an absence the deputy finds the work among the own.
  await supervisor.goto('/staff');
  await supervisor.getByRole('button', { name: '登记 调解员乙 缺勤' }).click();
  await pick(supervisor, '代理人', '调解员丙');
  await supervisor.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await expect(supervisor.getByRole('row', { name: /调解员乙/ }).getByText(/调解员丙代理/)).toBeVisible();
  expect((await mine(third)).sort()).toEqual([...ours].sort());
  const deputy = await newPerson(browser, system, phone);
  await signIn(deputy, third, system.password);
  await deputy.goto('/security');
  await expect(deputy.getByText(/^代 调解员乙 办理/)).toBeVisible();
  await deputy.screenshot({ path: test.info().outputPath('absence-phone.png'), fullPage: true });
  await deputy.goto(`/work?view=mine&text=${seconds[0]}`);
  await deputy.getByRole('button', { name: new RegExp(seconds[0]!) }).click();
  await expect(deputy.getByText(/您在调解员乙缺勤期间代办/)).toBeVisible();
  await deputy.getByRole('button', { name: '认领' }).click();
  await deputy.goto(`/cases/${seconds[0]}/timeline`);
  await expect(deputy.getByText(/调解员丙代调解员乙办理/)).toBeVisible();

  // Of the city itself is one, and none has an organisation yet or all have one: the rows are the total.
  await supervisor.goto('/oversight?by=area');
  const own = supervisor.getByRole('row', { name: /^合肥市本级/ });
  await expect(own).toBeVisible({ timeout: 30_000 });
  for (const by of ['area', 'organisation']) {
    await supervisor.goto(`/oversight?by=${by}`);
    const figures = supervisor.getByRole('region', { name: '明细' });
    await expect(figures.locator('tbody tr').first()).toBeVisible();
    const numbers = (await figures.locator('tr td:nth-of-type(1)').allTextContents()).map((text) =>
      Number(text.replaceAll(/[^\d]/g, '')),
    );
    const total = numbers.pop();
    expect([by, numbers.reduce((sum, one) => sum + one, 0)]).toEqual([by, total]);
  }
  await supervisor.setViewportSize(phone);
  await supervisor.goto('/staff');
  await supervisor.screenshot({ path: test.info().outputPath('staff-phone.png') });
  await supervisor.goto('/work?view=overseen');
  await expect(supervisor.getByRole('checkbox').first()).toBeVisible();
  const [box, row] = [supervisor.getByRole('checkbox').first(), supervisor.locator('.work-row').first()];
  const [left, right] = [(await box.boundingBox())!, (await row.boundingBox())!];
  expect(left.x + left.width).toBeLessThan(right.x);
});
