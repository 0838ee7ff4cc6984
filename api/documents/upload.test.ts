import { uploadQuota } from '../../domain/uploads';
import { Cases, StoredDocuments, Tasks } from '../../models';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';
import { baseName } from './receive';
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

async function upload(
  who: Caller,
  fields: Record<string, string> = {},
  name = '材料.txt',
  content = '内容',
  to = number,
) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([content]), name);
  return who('POST', `/cases/${to}/documents`, form);
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

  it('comes from no office to which the case has not come', async () => {
    const { number: mediated, task } = await someCase('340111', 2, { organisation: 'org' });
    const [court, commission] = [await api.as(['court']), await api.as(['arbitrator'])];
    const file = (who: Caller, code: string) => upload(who, { code }, undefined, undefined, mediated);
    for (const [who, code] of [
      [court, 'ruling'],
      [commission, 'non-confirmation-decision'],
    ] as const) {
      expect((await file(who, code)).body).toMatchObject({ code: 'INVALID', errors: [{ path: 'code' }] });
      expect((await who('GET', `/cases/${mediated}`)).body.may.papers).toEqual([]);
    }
    // The commission is asked to review the agreement.
    await Tasks.updateOne({ case: mediated, _id: `${mediated}/2` }, { $set: { groups: ['arbitrator'] } });
    expect(task).toBeDefined();
    expect((await file(commission, 'non-confirmation-decision')).status).toBe(201);
    await Cases.updateOne({ _id: mediated }, { $set: { 'data.courtReferral': { court: '法院', number: '1' } } });
    expect((await file(court, 'ruling')).status).toBe(201);
  });

  it('has a name without characters that are not seen or turn what is seen around', async () => {
    const { body } = await upload(worker, {}, '材料/工资\u202e\u2066\u200b 条.txt');
    expect(body).toMatchObject({ fileName: '工资 条.txt', name: { zh: '工资 条.txt' } });
    expect(baseName('C:\\材料\\工资\u0007\u0000条.txt')).toBe('工资条.txt');
    expect(baseName('..\u2028/\u202etxt.exe')).toBe('txt.exe');
    expect(baseName(`${'a'.repeat(200)}𠮷.txt`)).toHaveLength(151);
    expect(baseName('\u202e\ufeff')).toBe('file');
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
