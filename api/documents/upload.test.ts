import { uploadQuota } from '../../domain/uploads';
import { Cases, StoredDocuments } from '../../models';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { someCase } from '../../tests/support/someCase';

jest.setTimeout(60_000);

let api: TestApi;
let worker: Caller;
let number: string;
beforeAll(async () => {
  api = await startApi();
  ({ number } = await someCase('340111', 1, { organisation: 'org' }));
  worker = await api.as(['worker'], { parties: ['worker:w'] });
}, 120_000);
afterAll(() => api?.stop());

async function upload(who: Caller, fields: Record<string, string> = {}, name = '材料.txt', content = '内容') {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([content]), name);
  return who('POST', `/cases/${number}/documents`, form);
}

describe('an upload', () => {
  it('counts as an official document only if it comes from the office that issues it, and always shows who uploaded it', async () => {
    expect((await upload(worker, { code: 'award' })).body).toMatchObject({
      code: 'INVALID',
      errors: [{ path: 'code' }],
    });
    const arbitrator = await api.as(['arbitrator']);
    expect((await upload(arbitrator, { code: 'award' })).body).toMatchObject({ errors: [{ path: 'code' }] });
    const stage = { stage: 'arbitration', at: new Date(), instance: number, sequence: 2 };
    await Cases.updateOne({ _id: number }, { $push: { stages: stage } });
    expect((await upload(arbitrator, { code: 'award' })).body).toMatchObject({
      code: 'award',
      createdAs: 'arbitrator',
    });
    expect((await upload(worker, { code: 'defence' })).body).toMatchObject({
      createdAs: 'worker',
      createdBy: { id: worker.id },
    });
    const { body } = await worker('GET', `/cases/${number}`);
    expect([body.may.papers.includes('defence'), body.may.papers.includes('award')]).toEqual([true, false]);
  });

  it('lands in the compartment chosen by its sender: material of one side is only for that side and those who lead the talks', async () => {
    const { body } = await upload(worker, { compartment: 'sealed' });
    expect(body).toMatchObject({ compartment: 'sealed', side: 'worker' });
    const mediator = await api.as(['mediator'], { organisation: 'org' });
    const employer = await api.as(['employer'], { parties: ['employer:e'] });
    const seen = async (who: Caller) =>
      (await who('GET', `/cases/${number}/documents`)).body.rows.some(({ id }: { id: string }) => id === body.id);
    expect([await seen(worker), await seen(mediator), await seen(employer)]).toEqual([true, true, false]);
    expect((await employer('GET', `/documents/${body.id}/content`)).status).toBe(403);
    expect((await upload(worker, { compartment: 'internal' })).body).toMatchObject({
      errors: [{ path: 'compartment' }],
    });
    expect((await upload(worker, { compartment: 'secret' })).body).toMatchObject({ errors: [{ path: 'compartment' }] });
    expect((await upload(mediator, { compartment: 'sealed' })).body).toMatchObject({ side: 'neither' });
    expect((await upload(await api.as(['court']), { compartment: 'sealed' })).status).toBe(422);
  });

  it('is refused if its content does not match its name', async () => {
    expect((await upload(worker, {}, '申请书.docx', 'PK\u0003\u0004 no archive')).status).toBe(400);
  });

  it('is refused when a person has used up the quota', async () => {
    const template = (await StoredDocuments.findOne({ case: number }).lean())!;
    const many = Array.from({ length: uploadQuota.person.files }, (_, n) => ({
      ...template,
      _id: `${number}-${n}`,
      createdBy: worker.id,
    }));
    await StoredDocuments.collection.insertMany(many as never[]);
    expect((await upload(worker)).body.code).toBe('UPLOAD_QUOTA');
    expect((await upload(await api.as(['arbitrator']))).status).toBe(201);
  });
});
