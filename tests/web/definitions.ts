import { expect, type Page } from '@playwright/test';
import type { TestSystem } from '../support/startSystem';
import { apiOf } from './people';

interface Version {
  id: string;
  hash: string;
  status: string;
  fileName: string;
}

/** The version of a process, decision or form that new cases use, with its file. */
export async function published(
  system: TestSystem,
  key: string,
  kind = 'process',
): Promise<Version & { source: string }> {
  const api = await apiOf(system);
  const { rows } = await api<{ rows: Version[] }>('GET', `/definitions/${kind}/${key}/versions`);
  const newest = rows.find(({ status }) => status === 'published')!;
  return { ...newest, source: await api.text(`/definitions/${encodeURIComponent(newest.id)}/source`) };
}

/** As the other administrator, since a second one must approve every proposal. */
export async function approve(system: TestSystem, proposal: string): Promise<void> {
  await (
    await apiOf(system, 'admin2')
  )('POST', `/proposals/${proposal}/approve`, {});
}

/** Publishes a file as the next version of a process. */
export async function publish(system: TestSystem, fileName: string, source: string, note: string): Promise<Version> {
  const api = await apiOf(system);
  const draft = await api<Version>('POST', '/definitions', { kind: 'process', fileName, source });
  const { id } = await api<{ id: string }>('POST', `/definitions/${encodeURIComponent(draft.id)}/publish`, {
    note,
    hash: draft.hash,
  });
  await approve(system, id);
  return api<Version>('GET', `/definitions/${encodeURIComponent(draft.id)}`);
}

/** Runs `work` while new cases use a changed version of a process; afterwards they use the previous one again. */
export async function withVersion(
  system: TestSystem,
  key: string,
  change: (source: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  const { fileName, source } = await published(system, key);
  const changed = change(source);
  if (changed === source) throw new Error(`${key}: nothing was changed`);
  await publish(system, fileName, changed, '(test)');
  try {
    await work();
  } finally {
    await publish(system, fileName, source, '(restored)');
  }
}

/** Selects an element in the editor with bpmn.io's own search. */
export async function select(page: Page, id: string): Promise<void> {
  await page.locator('.modeler .djs-container > svg').first().focus();
  await page.keyboard.press('Control+f');
  await page.locator('.djs-search-input input').pressSequentially(id);
  await page.locator('.djs-search-result').first().click();
  await expect(page.locator(`.modeler [data-element-id="${id}"].selected`)).toBeVisible();
}

/** Opens a group of the properties panel and changes one of its entries. */
export async function enter(page: Page, group: string, entry: string, value: string): Promise<void> {
  const field = page.locator(`#bio-properties-panel-${entry}`);
  if (!(await field.isVisible()))
    await page.locator('.bio-properties-panel-group-header').filter({ hasText: group }).first().click();
  await field.fill(value);
  await field.blur();
}
