import { expect, test } from '../support/browser';
import { apiOf, fileCase, newColleague, newPerson, phone, pick, signIn, taskOf } from './people';

interface Step {
  case: string;
  organisation?: string;
}

test('a supervisor gives steps of mediation to another mediator without reading them, and figures add up', async ({
  browser,
  system,
}) => {
  const region = '340111';
  const [first, second] = [
    await newColleague(system, '调解员甲', ['mediator'], region),
    await newColleague(system, '调解员乙', ['mediator'], region),
  ];
  const account = await newColleague(system, '合肥督办人', ['supervisor'], '340100');
  for (const place of [region, region, region, '340100']) await fileCase(system, { region: place });
  // Steps of one organisation are moved together; of three cases in a district with two organisations, two share one.
  const overseen = await apiOf(system, account);
  const all = (await overseen<{ rows: Step[] }>('GET', '/tasks?view=overseen&size=100')).rows;
  const near = all.filter(({ case: number }) => number.startsWith(`AH-${region}-`));
  const ours = near
    .filter(({ organisation }) => near.filter((each) => each.organisation === organisation).length > 1)
    .slice(0, 2)
    .map(({ case: number }) => ({ number }));
  expect(ours).toHaveLength(2);
  const ill = await apiOf(system, first);
  for (const { number } of ours) await ill('POST', `/tasks/${await taskOf(ill, number)}/claim`, {});

  const supervisor = await newPerson(browser, system);
  await signIn(supervisor, account, system.password);
  await supervisor.goto('/work?view=overseen');
  for (const { number } of ours) await supervisor.getByRole('checkbox', { name: `选择 ${number}` }).check();
  await supervisor.getByRole('button', { name: '改派所选 2 项' }).click();
  await pick(supervisor, '改由谁办理', '调解员乙');
  const order = supervisor.getByRole('dialog');
  await order.getByLabel('理由（记入审计）').fill('调解员甲病假');
  await order.getByRole('button', { name: '改派' }).click();
  await expect(supervisor.getByText('已改派 2 项')).toBeVisible({ timeout: 30_000 });

  // Whose they are now finds them among the own; what was said stays with them.
  const after = await apiOf(system, second);
  const { rows } = await after<{ rows: { case: string }[] }>('GET', '/tasks?view=mine');
  expect(rows.map((row) => row.case).sort()).toEqual(ours.map(({ number }) => number).sort());
  await supervisor.getByRole('button', { name: new RegExp(ours[0]!.number) }).click();
  const task = supervisor.getByRole('article');
  await expect(task.getByText('调解员乙 正在办理')).toBeVisible();
  await expect(task.getByRole('button', { name: '改派' })).toBeVisible();
  await supervisor.goto(`/cases/${ours[0]!.number}/timeline`);
  await expect(supervisor.getByText(/合肥督办人将「.*」由调解员甲改派给调解员乙：调解员甲病假/)).toBeVisible();

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
  await supervisor.goto('/work?view=overseen');
  await expect(supervisor.getByRole('checkbox').first()).toBeVisible();
  const [box, row] = [supervisor.getByRole('checkbox').first(), supervisor.locator('.work-row').first()];
  const [left, right] = [(await box.boundingBox())!, (await row.boundingBox())!];
  expect(left.x + left.width).toBeLessThan(right.x);
});
