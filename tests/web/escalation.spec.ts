import { expect, test } from '../support/browser';
import { withVersion } from './definitions';
import { act, fileCase, newColleague, newPerson, signIn } from './people';

/** Mediation with days shortened to seconds: the legal computation stays, only the due instant comes soon. */
const soon = (source: string) =>
  source.replace(
    /(<bpmn:timerEventDefinition id="mediationAcceptancePassed_timer">\s*<bpmn:timeDate[^>]*>)[^<]*/,
    '$1=context put(deadline("mediation-acceptance", mediation.assignedOn), "due", string(now() + duration("PT6S")))',
  );

test('a limit is breached, and the escalation appears automatically at the supervisor', async ({ browser, system }) => {
  const account = await newColleague(system, '包河区督办人', ['supervisor'], '340111');
  const supervisor = await newPerson(browser, system);
  await signIn(supervisor, account, system.password);
  await supervisor.goto('/work?view=team');
  await expect(supervisor.getByRole('heading', { name: '我的工作' })).toBeVisible();

  await withVersion(system, 'mediation', soon, async () => {
    const cases = [await fileCase(system), await fileCase(system)];
    // The page stays open: no reload, no click.
    const rows = cases.map(({ number }) =>
      supervisor.getByRole('button', { name: /县级督办/ }).filter({ hasText: number }),
    );
    for (const row of rows) await expect(row).toBeVisible({ timeout: 90_000 });
    await expect(supervisor.getByRole('button', { name: /通知/ })).toContainText(/\d/);

    // The city and the province see it, too, before it comes to them.
    for (const region of ['340100', '340000']) {
      const above = await newPerson(browser, system);
      await signIn(above, await newColleague(system, `督办人${region}`, ['supervisor'], region), system.password);
      await above.goto('/work?view=team');
      await expect(above.getByRole('button', { name: /县级督办/ }).filter({ hasText: cases[0]!.number })).toBeVisible();
    }

    // What was missed, by which law, and what to do about it.
    await rows[0]!.click();
    await expect(supervisor.getByRole('article')).toContainText('调解申请受理期');
    await act(supervisor, 'supervision.urge');
    await expect(rows[0]!).toHaveCount(0);
    await expect(rows[1]!).toBeVisible();

    // The case shows it to everybody who works on it.
    await supervisor.goto(`/cases/${cases[0]!.number}/deadlines`);
    await expect(supervisor.getByRole('row', { name: /调解申请受理期.*届满/ })).toContainText('已超期');
    await supervisor.goto(`/cases/${cases[0]!.number}/timeline`);
    await expect(supervisor.getByText('「调解申请受理期」届满')).toBeVisible();

    // Two in the same place and period give the officials a warning, from city to county.
    const official = await newPerson(browser, system);
    await signIn(official, 'official', system.password);
    await official.goto('/oversight');
    const warning = official.getByRole('button', { name: /^合肥市.*超期/ });
    await warning.click({ timeout: 60_000 });
    await expect(official.getByRole('heading', { name: /合肥市/ })).toBeVisible();
    await expect(official.getByRole('button', { name: /^包河区.*超期/ })).toBeVisible({ timeout: 30_000 });
  });
});
