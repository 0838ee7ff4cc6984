import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { Cases, Renditions, storeFile, StoredDocuments } from '../../models';
import { someCase } from '../../tests/support/someCase';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';

jest.setTimeout(120_000);

let api: TestApi;
let number: string;
let worker: Caller;
let arbitrator: Caller;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const template = readFileSync(join(__dirname, '../../definitions/templates/mediation-acceptance-notice.docx'));

beforeAll(async () => {
  api = await startApi();
  ({ number } = await someCase('340111', 1, { stage: 'arbitration' }));
  worker = await api.as(['worker'], { parties: ['worker:w'] });
  arbitrator = await api.as(['arbitrator'], { region: '340111' });
  await Cases.updateOne(
    { _id: number },
    {
      $set: {
        stages: [{ stage: 'arbitration', at: new Date(), instance: number, sequence: 1 }],
        facts: { archive: { limit: 'archive-award', keptUntil: '2036-11-30' } },
      },
    },
  );
});
afterAll(() => api?.stop());
const raw = (who: Caller, path: string) =>
  fetch(`${api.url}/api${path}`, { headers: { authorization: `Bearer ${who.token}` } });

let count = 0;
async function stored(more: Record<string, unknown>, bytes: Buffer = template): Promise<string> {
  const _id = `${number}/${(count += 1)}`;
  await StoredDocuments.collection.insertOne({
    _id,
    case: number,
    code: 'acceptance-notice',
    name: { zh: '受理通知书', en: 'Notice of acceptance' },
    fileName: '受理通知书.docx',
    contentType: DOCX,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file: await storeFile('f', bytes),
    template: 't',
    region: '340111',
    createdAt: new Date(Date.UTC(2026, 10, 1, 0, count)),
    compartment: 'open',
    signatures: [],
    ...more,
  } as never);
  return _id.replaceAll('/', '~');
}
const documentsOf = async (who: Caller) => (await who('GET', `/cases/${number}/documents`)).body.rows;

describe('a paper', () => {
  it('is there as a PDF beside the Word document, made once and kept by its hash', async () => {
    const id = await stored({ number: '合肥包河劳人仲受字〔2026〕1号' });
    const row = (await documentsOf(worker)).find((each: { id: string }) => each.id === id);
    expect(row).toMatchObject({ pdf: true, number: '合肥包河劳人仲受字〔2026〕1号' });
    const first = await raw(worker, `/documents/${row.id}/content?as=pdf`);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
    const again = Buffer.from(await (await raw(worker, `/documents/${row.id}/content?as=pdf`)).arrayBuffer());
    expect(again.equals(bytes)).toBe(true);
    expect(await Renditions.countDocuments({ _id: new RegExp(`^${row.sha256}/`) })).toBe(1);
  });

  it('that was uploaded as something else has none, and says so', async () => {
    const id = await stored({ template: undefined, code: 'upload' });
    expect((await worker('GET', `/documents/${id}/content?as=pdf`)).body.code).toBe('NO_PDF');
  });
});

describe('the case file', () => {
  it('shows parties only its open volume, and says how long it is kept by what the commission closed with', async () => {
    await stored({
      compartment: 'internal',
      code: 'extension-approval',
      name: { zh: '延期审理审批表', en: 'Approval' },
    });
    await stored({ compartment: 'sealed', code: 'mediation-record' });
    const seen = (await worker('GET', `/cases/${number}/file`)).body;
    expect(seen.volumes.map(({ volume }: { volume: string }) => volume)).toEqual(['open']);
    expect(JSON.stringify(seen)).not.toMatch(/extension-approval|mediation-record/);
    expect(seen.retention).toMatchObject({ years: 10, keptUntil: '2036-11-30' });
    expect((await worker('GET', `/cases/${number}/file/internal`)).status).toBe(404);
    const all = (await arbitrator('GET', `/cases/${number}/file`)).body.volumes;
    expect(all.map(({ volume }: { volume: string }) => volume)).toEqual(['open', 'internal']);
    expect(all[1].items).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain('mediation-record');
  });

  it('is bound as one PDF with cover, index and continuous pages; what has no pages gets a sheet', async () => {
    const damaged = Buffer.from('%PDF-1.4 and nothing more');
    await stored({ template: undefined, contentType: 'application/pdf', code: 'upload' }, damaged);
    const answer = await raw(arbitrator, `/cases/${number}/file/open`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bound = await PDFDocument.load(Buffer.from(await answer.arrayBuffer()));
    const { items } = (await arbitrator('GET', `/cases/${number}/file`)).body.volumes[0];
    expect(bound.getPageCount()).toBe(1 + items.length);
    expect((await arbitrator('GET', `/cases/${number}/file/other`)).status).toBe(404);
  });
});
