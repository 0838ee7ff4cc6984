import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentSign } from '../../activities/jobs/documentSign';
import {
  AuditEntries,
  readFile,
  storeFile,
  StoredDocuments,
  Tasks,
  type StoredDocument,
  type Task,
} from '../../models';
import { someCase } from '../../tests/support/someCase';
import { inside } from '../access/targets';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { readParts, writeParts } from '../../threads/documents/parts';
import { fixPapers, shownPapers } from './edits';

jest.setTimeout(120_000);

let api: TestApi;
let number: string;
let task: string;
let arbitrator: Caller;
let clerk: Caller;
let worker: Caller;
const bytes = Buffer.from(
  writeParts(readFileSync(join(__dirname, '../../definitions/templates/award.docx')), {
    free_facts: '查明的事实。',
    free_reasons: '裁决的理由。',
  }),
);
const sha256 = (of: Uint8Array) => createHash('sha256').update(of).digest('hex');

beforeAll(async () => {
  api = await startApi();
  ({ number, task } = await someCase('340111', 1, { stage: 'arbitration' }));
  task = inside(task);
  arbitrator = await api.as(['arbitrator'], { region: '340111' });
  clerk = await api.as(['clerk'], { region: '340111' });
  worker = await api.as(['worker'], { parties: ['worker:w'] });
});
afterAll(() => api?.stop());

let count = 0;
/** An award that waits for its signature. */
async function award(): Promise<{ id: string; stored: string; open: () => Promise<Task> }> {
  const stored = `${number}/award${(count += 1)}`;
  // Different bytes each, so that each has its own hash.
  const own = Buffer.from(writeParts(bytes, { paper_number: `裁字〔2026〕${count}号` }));
  await StoredDocuments.collection.insertOne({
    _id: stored,
    case: number,
    code: 'award',
    name: { zh: '仲裁裁决书', en: 'Award' },
    fileName: '仲裁裁决书.docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    size: own.length,
    sha256: sha256(own),
    file: await storeFile('f', own),
    free: { free_facts: '查明的事实。', free_reasons: '裁决的理由。' },
    template: 't',
    region: '340111',
    createdAt: new Date(),
    compartment: 'open',
    signatures: [],
  } as never);
  const signing = {
    groups: ['arbitrator'],
    users: [],
    compartment: 'open',
    properties: { signs: 'true' },
    variables: { sha256: sha256(own), paperText: '原文' },
  };
  await Tasks.collection.updateOne({ _id: task } as never, { $set: signing });
  return {
    id: stored.replaceAll('/', '~'),
    stored,
    open: async () => (await Tasks.findById(task).lean<Task>())!,
  };
}
const documentOf = async (id: string) => (await StoredDocuments.findById(id).lean<StoredDocument>())!;

it('edits only the free parts, says who edited what, and shows it against what was generated', async () => {
  const { id, stored } = await award();
  const before = (await arbitrator('GET', `/documents/${id}/parts`)).body;
  expect(before).toMatchObject({ editable: true, edits: [] });
  const answer = await arbitrator('PUT', `/documents/${id}/parts`, {
    sha256: before.sha256,
    parts: { reasons: '裁决的理由，经合议修改𠮷。\n第二点。' },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    editable: true,
    edits: [{ part: 'reasons', by: { id: arbitrator.id } }],
    parts: [
      { part: 'facts', text: '查明的事实。' },
      { part: 'reasons', generated: '裁决的理由。', text: '裁决的理由，经合议修改𠮷。\n第二点。' },
    ],
  });
  const after = await documentOf(stored);
  expect(after.original?.sha256).toBe(before.sha256);
  const now = await readFile(after.file, 1e7);
  expect(sha256(now)).toBe(after.sha256);
  expect(readParts(now)).toMatchObject({
    free_facts: '查明的事实。',
    free_reasons: '裁决的理由，经合议修改𠮷。\n第二点。',
  });
  expect(await AuditEntries.countDocuments({ action: 'document.edit' })).toBe(1);
});

it('cannot be edited elsewhere, by others, twice from the same text, or by parties, who do not see the drafts', async () => {
  const { id } = await award();
  const { sha256: seen } = (await arbitrator('GET', `/documents/${id}/parts`)).body;
  const put = (who: Caller, parts: Record<string, string>, of = seen) =>
    who('PUT', `/documents/${id}/parts`, { sha256: of, parts });
  expect((await put(arbitrator, { points: '别的' })).body.code).toBe('NOT_EDITABLE');
  expect((await put(arbitrator, { terms: '主文' })).status).toBe(422);
  expect((await put(arbitrator, { reasons: '' })).status).toBe(422);
  expect((await put(clerk, { reasons: '他人修改' })).body.code).toBe('NOT_EDITABLE');
  expect((await put(worker, { reasons: '当事人修改' })).status).toBe(404);
  expect((await worker('GET', `/documents/${id}/parts`)).status).toBe(404);
  const both = await Promise.all([put(arbitrator, { reasons: '其一' }), put(arbitrator, { facts: '其二' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('what is signed is the edited paper as it was shown; then it is fixed', async () => {
  const { id, stored, open } = await award();
  const made = (await documentOf(stored)).sha256;
  expect(await shownPapers(await open())).toBeUndefined();
  await arbitrator('PUT', `/documents/${id}/parts`, { sha256: made, parts: { reasons: '改后的理由。' } });
  const edited = (await documentOf(stored)).sha256;
  const shown = await shownPapers(await open());
  expect(shown).toMatchObject({ sha256: edited });
  expect(shown!.paperText).toContain('改后的理由。');
  const view = (await arbitrator('GET', `/tasks/${task.replaceAll('/', '~')}`)).body;
  expect(view.variables.sha256).toBe(edited);
  for (const seen of [undefined, made])
    await expect(fixPapers(await open(), seen, new Date())).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  await fixPapers(await open(), edited, new Date());
  const late = await arbitrator('PUT', `/documents/${id}/parts`, { sha256: edited, parts: { reasons: '签后再改' } });
  expect(late.body.code).toBe('NOT_EDITABLE');
  // The process knows it by the hash that it was made with.
  const job = {
    case: number,
    variables: { document: stored, signatures: [{ signer: 'arbitrator', sha256: made }] },
    headers: {},
    element: 'record',
    type: 'document.sign',
  };
  await documentSign(job as never, { clock: () => new Date() } as never);
  expect(await documentOf(stored)).toMatchObject({ sha256: edited, signatures: [{ role: 'arbitrator' }] });
});
