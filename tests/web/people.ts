import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { TestSystem } from '../support/startSystem';

export const phone = { width: 390, height: 844 };
export const desk = { width: 1440, height: 900 };

/** A separate browser, as for another person on another device. */
export async function newPerson(
  browser: Browser,
  system: TestSystem,
  viewport = desk,
  language: 'zh' | 'en' = 'zh',
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: system.url,
    viewport,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
  });
  return context.newPage();
}

/** Signs in on the front page as staff. */
export async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/');
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=secret]').fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  // On a phone it is folded.
  await page.locator('nav').first().waitFor({ state: 'attached' });
}

/** Signs in as a party, by case number and code. */
export async function signInToCase(page: Page, number: string, code: string): Promise<void> {
  await page.goto('/');
  await page.getByText(/^(当事人查询|Parties)$/).click();
  await page.locator('input[name=account]').fill(number);
  await page.locator('input[name=secret]').fill(code);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await page.getByText(number).first().waitFor();
}

/** Signs in with a code that staff handed over, and replaces it by one that only the holder sees, which it returns. */
export async function takeCode(page: Page, number: string, handed: string): Promise<string> {
  await page.goto('/');
  await page.getByText(/^(当事人查询|Parties)$/).click();
  await page.locator('input[name=account]').fill(number);
  await page.locator('input[name=secret]').fill(handed);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await page.getByRole('button', { name: '更换查询码' }).click();
  const code = await page.locator('[data-own-code]').innerText();
  await page.getByRole('button', { name: '我已记下' }).click();
  await page.getByText(number).first().waitFor();
  return code;
}

export interface Filing {
  number: string;
  /** The code of the filer. */
  access: { side: 'worker' | 'employer'; code: string };
}

/** Files a case through the API, for tests that are not about filing. */
export async function fileCase(system: TestSystem, more: Record<string, unknown> = {}): Promise<Filing> {
  const response = await fetch(`${system.url}/api/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      region: '340111',
      entryStage: 'mediation',
      applicant: 'worker',
      workers: { count: 1, label: '厨师 张某', identityNumber: '340111199001010002' },
      employer: { name: '合肥某餐饮管理有限公司', industry: 'H', creditCode: '913401110000000198' },
      claims: [{ cause: 'wages', amount: 18600, facts: '2026年2月至4月工资未付' }],
      ...more,
    }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Filing;
}

interface Api {
  <Answer = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A file as text. */
  text(path: string): Promise<string>;
}

/** The API as a member of staff, for what a test needs but is not about. */
export const apiOf = (
  system: Pick<TestSystem, 'url' | 'password'>,
  account = 'admin',
  password = system.password,
): Promise<Api> => apiAs(system, { account, password });

async function apiAs(system: Pick<TestSystem, 'url'>, by: object): Promise<Api> {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'heyi', 'accept-language': 'zh' };
  const session = await fetch(`${system.url}/api/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify(by),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${system.url}/api${path}`, {
      method,
      headers: { ...headers, cookie, ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`), {
        status: response.status,
        answer,
      });
    return answer;
  };
  return Object.assign(call as Api, {
    text: async (path: string) => (await fetch(`${system.url}/api${path}`, { headers: { ...headers, cookie } })).text(),
  });
}

/** A code for the side that did not file, issued to the person who asked for it, who has replaced it. */
export async function handOver(
  system: TestSystem,
  number: string,
  side: 'worker' | 'employer',
  by = 'mediator',
): Promise<string> {
  const request = { side, name: '到场的人', capacity: 'party', means: 'identity-card' };
  const handed = await (await apiOf(system, by))<{ code: string }>('POST', `/cases/${number}/codes`, request);
  return (
    await (
      await apiAs(system, { caseNumber: number, code: handed.code })
    )<{ code: string }>('POST', '/sessions/current/code', {})
  ).code;
}

/** The account of whoever was chosen for a case, or of any mediator if nobody was yet; the mediators of the sample have accounts. */
export async function chosenFor(system: TestSystem, number: string): Promise<string> {
  const api = await apiOf(system);
  const { tasks } = await api<{ tasks: { assignee?: { id: string } }[] }>('GET', `/cases/${number}`);
  return tasks.find(({ assignee }) => assignee)?.assignee?.id ?? 'mediator';
}

/** The id of the first open task of a case, once there is one. */
export async function taskOf(api: Api, number: string): Promise<string> {
  for (;;) {
    const { tasks } = await api<{ tasks: { id: string }[] }>('GET', `/cases/${number}`);
    if (tasks[0]) return tasks[0].id;
    await pause(200);
  }
}

/** Creates another user with the system's password, whom the second administrator identifies; returns the account. */
export async function newColleague(
  system: TestSystem,
  name: string,
  roles: string[],
  region = '340000',
): Promise<string> {
  const account = `${roles[0]}-${crypto.randomUUID().slice(0, 8)}`;
  const made = await (
    await apiOf(system)
  )<{ id: string; issued: { password: string } }>('POST', '/users', { account, name, roles, region });
  const own = await apiOf(system, account, made.issued.password);
  const choose = () => own('PUT', '/sessions/current/password', { newPassword: system.password });
  await choose();
  const { code } = await own<{ code: string }>('POST', '/sessions/current/introduction');
  const second = await apiOf(system, 'admin2');
  await second('POST', `/users/${made.id}/identity`, { means: 'identity-card', code });
  await choose();
  return account;
}

const unchosen = ':not(.ant-select-item-option-selected)';

/** Chooses from a select by its label. */
export async function pick(
  page: Page,
  label: string,
  option: string | RegExp,
  within: Page | Locator = page,
): Promise<void> {
  const field = within.getByLabel(label, { exact: true });
  const offered = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
  // A click while the list is still opening selects nothing and leaves it open, so it is repeated until it does.
  await expect(async () => {
    await field.click();
    // Only a select that can be searched takes text; waiting for another one to take it would use up the whole timeout.
    if (typeof option === 'string' && (await field.isEditable())) await field.fill(option);
    const wanted = offered.filter({ hasText: option }).first();
    const title = await wanted.innerText({ timeout: 5_000 });
    await wanted.click({ timeout: 5_000 });
    await expect(
      offered.filter({ has: page.getByText(title, { exact: true }) }).and(page.locator(unchosen)),
    ).toHaveCount(0, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

/** Opens a task of a case in the team's inbox, where it appears automatically. */
export async function openTask(page: Page, number: string, name: RegExp): Promise<void> {
  await page.goto(`/work?view=team&text=${number}`);
  await page.getByRole('button', { name }).click();
  await page.locator('[data-act]').first().waitFor();
}

/** States in the open dialog who appeared for a side, and how they were identified. */
export async function present(page: Page, side: 'worker' | 'employer', name: string): Promise<void> {
  const who = page.locator(`[data-present=${side}]`);
  await who.getByLabel('姓名').fill(name);
  // A click while the list is still opening selects nothing, so it is repeated until it does.
  await expect(async () => {
    if (!(await who.getByTitle('居民身份证原件').isVisible())) {
      await who.getByLabel('如何核验身份').click();
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .filter({ hasText: '居民身份证原件' })
        .last()
        .click({ timeout: 2_000 });
    }
    await expect(who.getByTitle('居民身份证原件')).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Records, as staff, what a party does with the open task. */
export async function record(
  page: Page,
  code: string,
  people: Partial<Record<'worker' | 'employer', string>>,
): Promise<void> {
  await page.locator(`[data-act="${code}"]`).click();
  for (const [side, name] of Object.entries(people)) await present(page, side as 'worker', name);
  const answered = page.waitForResponse((response) => response.url().endsWith('/complete'));
  await page.getByRole('button', { name: '确认并记录' }).click();
  const response = await answered;
  if (!response.ok()) throw new Error(`${code}: ${response.status()} ${await response.text()}`);
}

/**
 * Does an act of the open task: clicks its button, again if the form then shows more fields, fills in what is missing,
 * and clicks it once more.
 */
export async function act(page: Page, code: string): Promise<void> {
  const button = page.locator(`[data-act="${code}"]`);
  const wrongFields = page.locator('form .field.wrong');
  // Awaited before the click, because the answer may come before the click returns.
  const answered = page.waitForResponse((response) => response.url().endsWith('/complete'), { timeout: 30_000 });
  answered.catch(() => undefined);
  const more = page.locator('.form-hint');
  const known = await more.count();
  await button.click();
  await Promise.race([answered, wrongFields.first().waitFor(), ...(known ? [] : [more.waitFor()])]);
  if (!known && (await more.count())) {
    await button.click();
    await Promise.race([answered, wrongFields.first().waitFor()]);
  }
  if ((await wrongFields.count()) > 0) {
    await fillWrong(page);
    await button.click();
  }
  const response = await answered;
  if (!response.ok()) throw new Error(`${code}: ${response.status()} ${await response.text()}`);
}

/** Fills in the fields that the form reports: a day, a number, a choice, a text. */
async function fillWrong(page: Page): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const field of await page.locator('form .field.wrong').all()) {
    const [date, numeric, choice] = [
      field.locator('input[type=date]'),
      field.locator('input[role=spinbutton]'),
      field.locator('input[type=radio]'),
    ];
    if (await date.count()) await date.first().fill(today);
    else if (await numeric.count()) await numeric.first().fill('1');
    else if (await choice.count()) await choice.first().check();
    else await field.locator('textarea:not([aria-hidden]), input[type=text]').first().fill('双方协商一致');
  }
}
