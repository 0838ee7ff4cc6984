import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Cookie, Page } from '@playwright/test';
import { expect, test } from '../support/browser';
import type { TestSystem } from '../support/startSystem';
import { accessible, settled } from './accessible';
import { approve } from './definitions';
import { apiOf, desk, fileCase, handOver, newPerson, phone, signIn, signInToCase, taskOf } from './people';

/**
 * What the pages show. The case's own data are in Latin script, so that any Chinese on an English page comes from the
 * interface.
 */
interface Shown {
  number: string;
  worker: string;
  employer: string;
  task: string;
  version: string;
  /** The names of people, accounts and sample cases. */
  names: Set<string>;
  /** The models and forms themselves. */
  models: string;
}

let shown: Promise<Shown> | undefined;

async function prepare(system: TestSystem): Promise<Shown> {
  const { number, access } = await fileCase(system, {
    workers: { count: 1, label: 'Zhang Wei', identityNumber: '340111199001010002', keyGroups: ['migrant'] },
    employer: { name: 'Hefei Catering Ltd.', industry: 'H', creditCode: '913401110000000198' },
    claims: [{ cause: 'wages', amount: 18600, facts: 'Wages of February to April unpaid' }],
    employed: false,
    employmentEnded: '2026-05-01',
  });
  const admin = await apiOf(system);
  // A second version of a process, to compare with and to migrate to.
  const source = (await readFile('definitions/set-aside.bpmn', 'utf8')).replace(
    '<bpmn:documentation>',
    '<bpmn:documentation>Again. ',
  );
  const { id: version } = await admin<{ id: string }>('POST', '/definitions', {
    kind: 'process',
    fileName: 'set-aside.bpmn',
    source,
  });
  const { id: proposal } = await admin<{ id: string }>('POST', `/definitions/${version}/publish`, { note: 'Again' });
  await approve(system, proposal);
  const task = await taskOf(admin, number);
  const all = async (path: string) => {
    const found: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: { rows: { name: string; account?: string }[]; next?: string | null } = await admin(
        'GET',
        `${path}?size=200${next && `&after=${encodeURIComponent(next)}`}`,
      );
      found.push(...page.rows.flatMap(({ name, account }) => [name, account ?? name]));
      next = page.next ?? null;
    }
    return found;
  };
  const samples = JSON.parse(await readFile('domain/case.samples.json', 'utf8')) as { title: string }[];
  const names = new Set([
    ...(await all('/users')),
    ...(await all('/mediators')),
    ...samples.map(({ title }, index) => `${index + 1}. ${title}`),
  ]);
  const models = (
    await Promise.all(
      (await readdir('definitions', { recursive: true }))
        .filter((name) => /\.(bpmn|dmn|form|docx)$/.test(name))
        .map(async (name) => `${name} ${name.endsWith('docx') ? '' : await readFile(`definitions/${name}`, 'utf8')}`),
    )
  ).join('\n');
  return {
    number,
    worker: access.code,
    employer: await handOver(system, number, 'employer'),
    task,
    version,
    names,
    models,
  };
}

const caseTabs = ['', '/remedies', '/deadlines', '/diagram', '/timeline', '/documents', '/notices', '/comments'].map(
  (tab) => `/cases/{case}${tab}`,
);
const places: Record<string, string[]> = {
  mediator: [
    '/work?view=team&text={case}',
    '/work/{task}?view=team&text={case}',
    '/cases?text={case}',
    '/cases/new',
    ...caseTabs,
    '/notices',
    '/security',
    '/calculator?claim=overtime',
    '/nowhere',
    '/constructor',
  ],
  administrator: [
    '/processes',
    '/processes/process/set-aside',
    '/processes/view/process:set-aside:1',
    '/processes/view/decision:triage:1',
    '/processes/view/form:performance:1',
    '/processes/view/template:award:1',
    '/processes/edit/{version}',
    '/processes/edit/decision:triage:1',
    '/processes/edit/form:performance:1',
    '/processes/try/{version}',
    '/processes/simulate/{version}',
    '/processes/compare/process:set-aside:1/{version}',
    '/processes/migrate/set-aside',
  ],
  operator: [
    '/operations',
    '/operations/instances?case={case}',
    '/operations/instances/{case}',
    '/operations/heat',
    '/operations/heat/process:mediation:1',
    '/operations/bulk',
    '/operations/notices',
    '/operations/health',
    '/operations/bounds',
    '/admin/organisations',
    '/admin/mediators',
    '/admin/users',
    '/admin/proposals',
    '/admin/calendars',
    '/admin/calendars?tab=limits',
    '/admin/calendars?tab=parameters',
    '/admin/calendars?tab=noticeTexts',
    '/admin/audit?chain={case}',
  ],
  official: [
    '/employers',
    '/employers/913401110000000198',
    '/oversight',
    '/work?text={case}',
    '/cases?text={case}',
    '/admin/organisations',
    '/admin/calendars',
  ],
  supervisor: ['/work?text={case}', '/staff', '/cases/{case}', '/oversight', '/admin/organisations'],
  auditor: [
    '/oversight',
    '/cases/{case}',
    '/processes',
    '/admin/audit?chain={case}',
    '/admin/audit?chain={case}&view=reads',
  ],
  negotiator: ['/work?text={case}', '/cases/{case}'],
  arbitrator: ['/work?text={case}', '/cases/{case}'],
  court: ['/work?text={case}', '/cases/{case}'],
};

/**
 * All texts exist in the chosen language; names of people stay as they are, and so do models on the pages that show
 * models.
 */
async function strange(page: Page, where: string, language: 'zh' | 'en', { names, models }: Shown): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (
        !node.textContent?.trim() ||
        parent.closest(
          'script, style, code, pre, textarea, .djs-container, .cm-editor, .fjs-palette-container, [translate=no], [lang]:not(html)',
        )
      )
        continue;
      if (parent.checkVisibility({ visibilityProperty: true })) found.push(node.textContent.trim());
    }
    return found;
  });
  const modelled = /\/(processes|operations)/.test(where);
  const missing = language === 'en' ? /\p{Script=Han}/u : /^[a-z]+([A-Z][a-z]+)*$/;
  const found = texts.filter(
    (text) =>
      /undefined|\[object Object\]|\bNaN\b|\{\{/.test(text) ||
      (missing.test(text) && !names.has(text) && !(modelled && models.includes(text))),
  );
  return [...new Set(found)];
}

/** Texts from the server arrive a moment after the language is switched. */
const worded = (page: Page, where: string, language: 'zh' | 'en', known: Shown) =>
  expect.soft.poll(() => strange(page, where, language, known), { message: where, timeout: 5000 }).toEqual([]);

async function fits(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth + 1) return [];
    return [...document.querySelectorAll('body *')]
      .filter(
        (one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('.scroll-x, .djs-container'),
      )
      .slice(0, 4)
      .map((one) => one.outerHTML.slice(0, 140));
  });
  expect.soft(wide, where).toEqual([]);
  // Something that stays in view below a form must leave room for the form.
  const hiding = await page.evaluate(() =>
    [...document.querySelectorAll('.form-actions')]
      .filter(
        (one) => getComputedStyle(one).position === 'sticky' && one.getBoundingClientRect().height > innerHeight / 4,
      )
      .map((one) => one.textContent),
  );
  expect.soft(hiding, where).toEqual([]);
}

type Look = readonly [language: 'zh' | 'en', size: { width: number; height: number }];
const [atADesk, onAPhone]: [Look, Look] = [
  ['zh', desk],
  ['en', phone],
];
/** A desk at 200 % (WCAG 1.4.4, 1.4.10). */
const zoomed: Look = ['zh', { width: 640, height: 512 }];
const every: Look[] = [atADesk, ['en', desk], ['zh', phone], zoomed, onAPhone];
/** The ways in which a page is checked: one of them, or in a sweep (docs/testing.md) all. */
const looks = (one: Look): Look[] => (process.env.HEYI_SWEEP ? every : [one]);

/** Checks one page in each of these ways. */
async function visit(page: Page, path: string, role: string, known: Shown, as: Look[]): Promise<void> {
  const broken: string[] = [];
  const hear = (error: Error) => broken.push(error.message);
  page.on('pageerror', hear);
  let first = true;
  for (const [language, size] of as) {
    const where = `${role} ${path} ${language} ${size.width}`;
    await page.setViewportSize(size);
    const other = page.getByRole('button', { name: language === 'zh' ? '中文' : 'English' });
    if (first) await page.goto(path);
    first = false;
    await page.locator('main').first().waitFor();
    if (await other.isVisible()) await other.click();
    await settled(page);
    await accessible(page, where);
    await worded(page, where, language, known);
    await fits(page, where);
  }
  expect.soft(broken, path).toEqual([]);
  page.off('pageerror', hear);
}

/** A page of a browser in which somebody is signed in; each user signs in once. */
async function open(browser: Browser, system: TestSystem, account: string): Promise<Page> {
  const page = await newPerson(browser, system);
  const kept = signedIn.get(account);
  if (kept) await page.context().addCookies(kept);
  else await signIn(page, account, system.password);
  signedIn.set(account, kept ?? (await page.context().cookies()));
  return page;
}

const signedIn = new Map<string, Cookie[]>();

const all = Object.entries(places).flatMap(([role, paths]) => paths.map((path) => ({ role, path })));
/** Pages checked with another role are checked once more, on a phone, with what this role sees on them. */
const again = ({ role, path }: (typeof all)[number]) =>
  !['mediator', 'administrator', 'operator'].includes(role) && !(role === 'official' && path === '/oversight');

all.forEach(({ role, path }, index) => {
  test(`${role}: ${path} is accessible, fits and is fully translated`, async ({ browser, system }) => {
    const known = await (shown ??= prepare(system));
    const page = await open(browser, system, role === 'administrator' || role === 'operator' ? 'admin' : role);
    await visit(
      page,
      path.replaceAll('{case}', known.number).replace('{task}', known.task).replace('{version}', known.version),
      role,
      known,
      looks(index % 2 || again({ role, path }) ? onAPhone : atADesk),
    );
    await page.context().close();
  });
});

test('the front page and the filing are accessible, fit and are fully translated', async ({ browser, system }) => {
  const known = await (shown ??= prepare(system));
  const page = await newPerson(browser, system);
  await visit(page, '/', 'nobody', known, [...looks(atADesk), zoomed]);
  await visit(page, '/file', 'nobody', known, [...looks(onAPhone), zoomed]);
  await visit(page, '/calculator', 'nobody', known, looks(onAPhone));
  await visit(page, '/places?region=340111', 'nobody', known, looks(onAPhone));
  await visit(page, '/papers', 'nobody', known, looks(onAPhone));
  await visit(page, '/papers/arbitration-application', 'nobody', known, looks(atADesk));
  await visit(page, '/papers/evidence-list', 'nobody', known, looks(onAPhone));
  for (const [claim, look] of [
    ['severance', atADesk],
    ['annual-leave', onAPhone],
  ] as const)
    await visit(page, `/calculator?claim=${claim}`, 'nobody', known, looks(look));
  // What was refused, in words.
  await page.getByRole('button', { name: 'Calculate', exact: true }).click();
  await expect(page.getByText('Enter: Leave of which year')).toBeVisible();
  await accessible(page, 'refused');
  await worded(page, 'refused', 'en', known);
});

for (const side of ['worker', 'employer'] as const) {
  test(`the pages of a party, the ${side}, are accessible, fit and are fully translated`, async ({
    browser,
    system,
  }) => {
    const known = await (shown ??= prepare(system));
    const page = await newPerson(browser, system);
    await signInToCase(page, known.number, known[side]);
    await visit(page, '/notices', side, known, looks(side === 'worker' ? onAPhone : zoomed));
    await visit(page, `/my/${known.number}`, side, known, [zoomed, ...looks(onAPhone)]);
    // Including folded parts.
    for (const name of [/Documents/, /Time limits/, /What happened/]) await page.getByRole('button', { name }).click();
    await settled(page);
    await accessible(page, `${side}, unfolded`);
    await worded(page, `${side}, unfolded`, 'en', known);
  });
}
