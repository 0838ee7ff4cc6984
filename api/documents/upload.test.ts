import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { largestRoster } from '../../domain/roster/roster';
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

describe('a roster of workers', () => {
  const sheetOf = async (rows: (string | number | object)[][]) => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('名单').addRows(rows);
    return new Blob([await book.xlsx.writeBuffer()]);
  };
  const read = (file: Blob, name = '名单.xlsx') => {
    const form = new FormData();
    form.append('file', file, name);
    return api.anyone('POST', '/rosters', form);
  };
  const sheet = async (path: string, who?: Caller) => {
    const answer = await fetch(`${api.url}/api${path}`, {
      headers: { 'accept-language': 'zh', ...(who?.token && { authorization: `Bearer ${who.token}` }) },
    });
    if (!answer.ok) return answer.status;
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    return book.worksheets[0]!;
  };
  const identityNumber = '340111199001010002';

  it('is read from a spreadsheet without being kept, each refused row with its number and reason', async () => {
    const { status, body } = await read(
      await sheetOf([
        ['姓名', '身份证号码', '请求1（元）'],
        ['赵某', identityNumber, { formula: '100+200', result: 300 }],
        ['钱某', identityNumber, 1],
        [{ richText: [{ text: '孙' }, { text: '某' }] }, '', '1,000'],
      ]),
    );
    expect([status, body]).toEqual([
      200,
      {
        members: [
          { name: '赵某', identityNumber, claims: [{ claim: 1, amount: 300 }] },
          { name: '孙某', claims: [{ claim: 1, amount: 1000 }] },
        ],
        refused: [{ row: 3, zh: '身份证号码与第2行相同：每人只列一次', en: expect.any(String) }],
      },
    ]);
    expect((await sheet('/rosters/empty')) as ExcelJS.Worksheet).toMatchObject({ rowCount: 1 });
    expect((await read(new Blob(['姓名\n赵某']), '名单.csv')).body.code).toBe('UNSUPPORTED_TYPE');
    // A few bytes that join millions of cells are not read; too much that is packed well is refused.
    const zip = new PizZip(await (await sheetOf([['姓名'], ['赵某']])).arrayBuffer());
    const path = 'xl/worksheets/sheet1.xml';
    const cells = zip.file(path)!.asText();
    const repacked = (text: string) =>
      new Blob([
        zip.file(path, text).generate({ type: 'uint8array', compression: 'DEFLATE' }) as Uint8Array<ArrayBuffer>,
      ]);
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    expect(await read(repacked(cells.replace('</sheetData>', merged)))).toMatchObject({
      status: 200,
      body: { members: [{ name: '赵某' }], refused: [] },
    });
    const rows = '<row><c><v>1</v></c></row>'.repeat(400_000);
    expect(await read(repacked(cells.replace('</sheetData>', `${rows}</sheetData>`)))).toMatchObject({ status: 413 });
    expect((await read(new Blob(['PK\u0003\u0004 no archive']))).body.code).toBe('BAD_UPLOAD');
    expect((await read(new Blob([new Uint8Array(largestRoster + 1)]))).body.code).toBe('TOO_LARGE');
  });

  it('is exported as text, with numbers only for those who handle the case', async () => {
    const members = [{ name: '=HYPERLINK("http://x")', identityNumber, phone: '13812345678' }];
    const more = { organisation: 'org', data: { workers: { label: '赵某等', members }, claims: [{ cause: 'wages' }] } };
    const { number: listed } = await someCase('340111', 7, more as never);
    const row = async (who: Caller) => {
      const found = await sheet(`/cases/${listed}/roster`, who);
      return typeof found === 'number'
        ? found
        : [1, 2, 3].map((column) => [found.getCell(2, column).type, found.getCell(2, column).value]);
    };
    const text = ExcelJS.ValueType.String;
    const name = [text, members[0]!.name];
    const mediator = await api.as(['mediator'], { organisation: 'org' });
    expect(await row(mediator)).toEqual([name, [text, identityNumber], [text, '13812345678']]);
    const masked = [text, '340111********0002'];
    expect(await row(worker)).toEqual([name, masked, [text, '13812345678']]);
    const employer = await api.as(['employer'], { parties: ['employer:e'] });
    expect(await row(employer)).toEqual([name, masked, [ExcelJS.ValueType.Null, null]]);
    expect(await row(await api.as(['worker'], { parties: ['worker:other'] }))).toBe(403);
    const facts = { workerEnds: [{ workers: ['worker:1'], how: 'withdrawn', on: '2026-05-20' }] };
    await Cases.updateOne({ _id: listed }, { $set: { facts } });
    expect((await employer('GET', `/cases/${listed}/workers`)).body).toEqual({
      rows: [{ number: 1, name: members[0]!.name, outcome: 'withdrawn', on: '2026-05-20' }],
      total: 1,
    });
    expect((await employer('GET', `/cases/${listed}/workers?from=0`)).status).toBe(400);
  });
});
