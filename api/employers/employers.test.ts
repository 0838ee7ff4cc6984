import ExcelJS from 'exceljs';
import { creditCheck } from '../../domain/creditCode';
import { employerColumns } from '../../domain/employers/sheet';
import { Cases, Employers, namesOfEmployer } from '../../models';
import { someCase } from '../../tests/support/someCase';
import { startApi, type Caller, type TestApi } from '../../tests/support/startApi';

jest.setTimeout(120_000);

const code = (n: number, prefix = '91340111') => {
  const body = `${prefix}${String(n).padStart(9, '0')}`;
  return body + creditCheck(body);
};

let api: TestApi;
let official: Caller;
beforeAll(async () => {
  api = await startApi();
  official = await api.as(['official'], { region: '340100' });
}, 120_000);
afterAll(() => api?.stop(), 60_000);

/** Sends a spreadsheet with these rows below the headers. */
async function send(call: Caller, rows: unknown[][], headers?: string[]) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('用人单位');
  sheet.addRow(headers ?? ['统一社会信用代码', '单位名称', '所在地', '行业', '用工人数', '成立日期', '工会']);
  sheet.addRows(rows);
  return upload(call, Buffer.from(await book.xlsx.writeBuffer()));
}
async function upload(call: Caller, bytes: Buffer, name = 'e.xlsx') {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const answer = await fetch(`${api.url}/api/employers/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${call.token}` },
    body: form,
  });
  return { status: answer.status, body: await answer.json() };
}
async function sheetOf(call: Caller, path: string) {
  const answer = await fetch(`${api.url}/api${path}`, { headers: { authorization: `Bearer ${call.token}` } });
  const book = new ExcelJS.Workbook();
  const bytes = await answer.arrayBuffer();
  await book.xlsx.load(bytes);
  return { bytes: Buffer.from(bytes), rows: book.worksheets[0]!.getSheetValues() as unknown[][] };
}

const add = async (n: number, more: object) =>
  (await official('POST', '/employers', { creditCode: code(n), region: '340111', ...more })).body;

it('registers an employer once, keeps its former name, its history and what was changed first', async () => {
  const added = await add(1, { name: '合肥甲一餐饮有限公司', industry: 'H', headcount: 320, union: true });
  expect(added).toMatchObject({
    id: code(1),
    size: 'large',
    union: true,
    committee: false,
    version: 1,
    suspect: false,
  });
  expect(
    (await official('POST', '/employers', { creditCode: code(1), name: '乙', region: '340111' })).body,
  ).toMatchObject({
    code: 'INVALID',
    errors: [{ path: 'creditCode' }],
  });
  const { body } = await official('PUT', `/employers/${code(1)}`, {
    name: '合肥甲一酒店有限公司',
    region: '340104',
    areas: ['340202'],
    headcount: 9,
    version: 1,
  });
  expect(body).toMatchObject({ formerNames: ['合肥甲一餐饮有限公司'], size: 'micro', union: false, version: 2 });
  expect(body.changes[0]).toMatchObject({ how: 'change', by: { id: official.id } });
  expect(body.changes[0].fields).toContainEqual({ field: 'headcount', from: 320, to: 9 });
  // Whoever saw it before that does not overwrite it.
  const late = await official('PUT', `/employers/${code(1)}`, { name: '丙', region: '340104', version: 1 });
  expect(late.body.code).toBe('CHANGED_MEANWHILE');
  expect(await namesOfEmployer(code(1))).toEqual({ name: '合肥甲一酒店有限公司', former: ['合肥甲一餐饮有限公司'] });
  expect(await namesOfEmployer(code(999))).toBeUndefined();
});

it('is read where people work for it, kept where its seat is, and found by any of its names', async () => {
  const wuhu = await api.as(['official'], { region: '340202' });
  expect((await wuhu('GET', `/employers/${code(1)}`)).body).toMatchObject({ changeable: false });
  expect((await wuhu('PUT', `/employers/${code(1)}`, { name: '丙', region: '340202', version: 2 })).body.code).toBe(
    'OUT_OF_REACH',
  );
  const found = async (query: string) =>
    (await official('GET', `/employers?${query}`)).body.rows.map(({ id }: { id: string }) => id);
  for (const query of [`text=${encodeURIComponent('甲一餐饮')}`, `text=${code(1)}`, 'sizeClass=micro', 'region=340104'])
    expect([query, await found(query)]).toEqual([query, [code(1)]]);
  expect(await found(`text=${encodeURIComponent('甲一机械')}`)).toEqual([]);
  expect(await found('focus=true')).toEqual([]);
});

it('finds entries named alike, merges them with nothing lost, or keeps them apart', async () => {
  await add(2, { name: '合肥丁戊机械有限公司', contactPhone: '0551-62345678' });
  const twin = await add(3, { name: '安徽省合肥市丁戊机械有限责任公司', region: '340104', headcount: 50, focus: true });
  await add(4, { name: '合肥丁戊机械（有限公司）' });
  expect(twin).toMatchObject({ suspect: true });
  const list = (await official('GET', '/employers?alike=true')).body.rows;
  expect(list.map(({ id }: { id: string }) => id).sort()).toEqual([code(2), code(3), code(4)]);
  const apart = await official('POST', `/employers/${code(2)}/distinction`, { other: code(4), reason: '两个老板' });
  expect(apart.body.alike.map(({ id }: { id: string }) => id)).toEqual([code(3)]);
  const merged = await official('POST', `/employers/${code(2)}/merge`, { other: code(3), reason: '重复登记' });
  expect(merged.body).toMatchObject({
    id: code(2),
    name: '合肥丁戊机械有限公司',
    formerNames: ['安徽省合肥市丁戊机械有限责任公司'],
    otherCodes: [code(3)],
    areas: ['340104'],
    headcount: 50,
    focus: true,
    contactPhone: '0551-62345678',
  });
  expect(merged.body.changes[0]).toMatchObject({ how: 'merge', reason: '重复登记' });
  expect((await Employers.findById(code(2)).lean())!.merged).toMatchObject([{ _id: code(3), headcount: 50 }]);
  // Its other code leads to it, and a repetition changes nothing.
  expect((await official('GET', `/employers/${code(3)}`)).body.id).toBe(code(2));
  await official('POST', `/employers/${code(2)}/merge`, { other: code(3), reason: '重复登记' });
  expect((await official('GET', `/employers/${code(2)}`)).body.version).toBe(merged.body.version);
  expect(await namesOfEmployer(code(3))).toMatchObject({ name: '合肥丁戊机械有限公司' });
});

it('imports a spreadsheet, says of each row why it was refused, and does no harm when repeated', async () => {
  const rows = [
    [code(11), '合肥己庚物流有限公司', '合肥市包河区', '交通运输、仓储和邮政业', 40, new Date('2015-03-01'), '是'],
    [code(12), '合肥辛壬商贸有限公司', '340111', 'F', '1,000人', '2016/2/30', '否'],
    [code(1), '合肥甲一酒店有限公司', '340104', undefined, 120, undefined, undefined],
    [code(11), '合肥己庚快递有限公司', '340111'],
    [code(13), '芜湖癸子机械有限公司', '芜湖市'],
    [code(3), '合肥丁戊机械有限公司', '340111'],
    ['91340111', '合肥丑寅机械有限公司', '340111'],
  ];
  const { body } = await send(official, rows);
  expect(body).toMatchObject({ added: 1, changed: 1, unchanged: 0, refusedRows: 5 });
  expect(body.refused.map(({ row, zh }: { row: number; zh: string }) => [row, zh.slice(0, 9)])).toEqual([
    [3, '成立日期：没有这一'],
    [5, '统一社会信用代码与'],
    [6, '所在地不在您的管辖'],
    [7, '此代码的登记已并入'],
    [8, '统一社会信用代码：'],
  ]);
  expect((await official('GET', `/employers/${code(11)}`)).body).toMatchObject({
    industry: 'G',
    foundedOn: '2015-03-01',
    union: true,
    changes: [{ how: 'import' }],
  });
  // A blank cell changes nothing.
  expect((await official('GET', `/employers/${code(1)}`)).body).toMatchObject({ headcount: 120, areas: ['340202'] });
  expect((await send(official, rows)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2, refusedRows: 5 });
  expect((await send(official, [['甲']], ['公司'])).body.refused[0].zh).toMatch(/缺少这些列/);
  expect((await upload(official, Buffer.from('a,b'), 'e.csv')).status).toBe(415);
});

it('exports what an import reads again, and an empty sheet', async () => {
  const { bytes, rows } = await sheetOf(official, '/employers/export?region=340100');
  expect(rows[1]!.slice(1)).toEqual(employerColumns.map(({ zh }) => zh));
  expect(rows.flat()).toContain('合肥己庚物流有限公司');
  const { body } = await upload(official, bytes);
  expect(body).toMatchObject({ added: 0, changed: 0, refusedRows: 0 });
  expect((await sheetOf(official, '/employers/empty')).rows).toHaveLength(2);
});

it('takes rows in parts, which are found by the beginning of a name', async () => {
  const rows = Array.from({ length: 501 }, (_, n) => [code(20_000 + n), `蜀山区第${n}号服装厂`, '340104']);
  const { body } = await send(official, rows, ['统一社会信用代码', '单位名称', '所在地']);
  expect(body).toMatchObject({ added: 501, refusedRows: 0 });
  const { body: found } = await api.anyone('GET', `/employers/suggestions?text=${encodeURIComponent('蜀山区第499')}`);
  expect(found.rows).toEqual([{ name: '蜀山区第499号服装厂', creditCode: code(20_499), region: '340104' }]);
});

it('suggests names to anybody, former ones too, but no codes of people and nothing that ended', async () => {
  await add(5, { name: '包河区卯辰小吃店', creditCode: code(5, '92340111') });
  await add(6, { name: '包河区卯辰酒家有限公司', active: false });
  const suggest = async (text: string) =>
    (await api.anyone('GET', `/employers/suggestions?text=${encodeURIComponent(text)}`)).body.rows;
  expect(await suggest('包河区卯辰')).toEqual([{ name: '包河区卯辰小吃店', region: '340111' }]);
  expect((await suggest('合肥甲一餐饮')).map(({ name }: { name: string }) => name)).toEqual(['合肥甲一酒店有限公司']);
  expect((await suggest('丁戊机械')).map(({ creditCode }: { creditCode: string }) => creditCode)).toContain(code(2));
  expect(await suggest('合')).toEqual([]);
  const worker = await api.as(['worker']);
  expect((await worker('GET', '/employers')).status).toBe(403);
});

it('shows what it has had by all its codes, as far as the reader may see', async () => {
  const parties = (n: number) => [api.deps.keys.partyKey('employer', code(n))];
  await someCase('340111', 61, { parties: parties(2), status: 'closed', outcome: 'settled-and-performed' });
  const broken = await someCase('340104', 62, { parties: parties(3) });
  await Cases.updateOne({ _id: broken.number }, { $set: { facts: { mediation: { result: 'not-performed' } } } });
  await someCase('340202', 63, { parties: parties(2) });
  const { body } = await official('GET', `/employers/${code(2)}/record`);
  expect(body.figures).toEqual({
    open: 1,
    closed: 1,
    settlementsKept: 1,
    settlementsBroken: 1,
    matters: 0,
    capped: false,
  });
  expect(body.rows.map(({ number }: { number: string }) => number).sort()).toEqual([
    'AH-340104-2026-000062',
    'AH-340111-2026-000061',
  ]);
});
