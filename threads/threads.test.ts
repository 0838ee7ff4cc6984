import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import { fill } from './documents/fillTemplate';
import { templateFault } from './documents/template';
import { endThreads, inThread, kinds } from './pool';
import { sendSheet } from './sendSheet';

jest.setTimeout(60_000);
afterAll(endThreads);

/** A decision table with the given number of rules, each of which matches a different text. */
const decisionOf = (rules: number): Uint8Array =>
  Buffer.from(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="m"><decision id="d" name="d"><variable name="d"/><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression><text>"a"</text></inputExpression></input><output id="o"/>${Array.from(
      { length: rules },
      (_, n) =>
        `<rule id="r${n}"><inputEntry><text>"k${n}"</text></inputEntry><outputEntry><text>${n}</text></outputEntry></rule>`,
    ).join('')}</decisionTable></decision></definitions>`,
  );
const known = {};
const examined = (source: Uint8Array) =>
  inThread('check', 'examineSource', { kind: 'decision', fileName: 'd.dmn', source, known });
/** Limits for a test, in new threads. */
async function within(kind: keyof typeof kinds, limits: Partial<(typeof kinds)['check']>, done: () => Promise<void>) {
  const before = { ...kinds[kind] };
  await endThreads();
  Object.assign(kinds[kind], limits);
  try {
    await done();
  } finally {
    Object.assign(kinds[kind], before);
    await endThreads();
  }
}

describe('work in a thread', () => {
  it('returns its result', async () => {
    expect(await examined(decisionOf(3))).toMatchObject({ key: 'd', keys: ['d'] });
  });
  it('is stopped if it takes too long, and the next work is done', () =>
    within('check', { seconds: 0.5, threads: 1 }, async () => {
      const long = examined(decisionOf(40_000));
      const next = inThread('check', 'examineSource', {
        kind: 'form',
        fileName: 'f.form',
        source: Buffer.from('{"id":"f","components":[]}'),
        known,
      });
      await expect(long).rejects.toMatchObject({ name: 'TooHeavy', exceeded: 'time' });
      kinds.check.seconds = 30;
      expect(await next.catch(({ name }) => ({ keys: [name] }))).toMatchObject({ keys: [expect.any(String)] });
    }));
  it('is stopped if it needs too much memory', () =>
    within('check', { megabytes: 64 }, async () => {
      await expect(examined(decisionOf(70_000))).rejects.toMatchObject({ name: 'TooHeavy', exceeded: 'memory' });
    }));
  it('is refused if too much is waiting', () =>
    within('check', { threads: 1, waiting: 1 }, async () => {
      const [first, second, third] = [1, 2, 3].map(() => examined(decisionOf(1)).catch(({ name }) => name as string));
      expect(await third).toBe('Busy');
      expect(await Promise.all([first, second])).toEqual([expect.any(Object), expect.any(Object)]);
    }));
});

const references = {
  calendar: { data: shippedCalendar, version: 'c' },
  rules: { data: shippedRules, version: 'r' },
  parameters: [],
};
/** A document with one paragraph. */
function templateOf(text: string): Uint8Array {
  const zip = new PizZip(readFileSync(join(__dirname, '../definitions/templates/settlement-agreement.docx')));
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t xml:space="preserve">${escaped}</w:t></w:r></w:p></w:body></w:document>`,
  );
  return zip.generate({ type: 'uint8array' });
}
const filled = (text: string, variables: Record<string, unknown>) =>
  fill({ template: templateOf(text), variables: variables as never, at: new Date('2026-05-11T02:00:00Z'), references });
function textOf(text: string, variables: Record<string, unknown>): string {
  const made = filled(text, variables);
  if ('fault' in made) throw new Error(made.fault.en);
  const xml = new PizZip(made.bytes).file('word/document.xml')!.asText();
  return xml.replaceAll('<w:br/>', '\n').replaceAll(/<[^>]+>/g, '');
}

describe('a document', () => {
  it.each([
    ['2026-05-10T16:30:00.000Z', '2026年5月11日'],
    ['2026-05-10T15:59:59Z', '2026年5月10日'],
    ['2026-05-11T00:30:00+08:00', '2026年5月11日'],
    ['2026-05-11T23:30', '2026年5月11日'],
    ['2026-05-11', '2026年5月11日'],
    ['2026-05-11那天', '2026-05-11那天'],
  ])('writes %s as its day in China', (filedAt, day) => {
    expect(textOf('{case.filedAt}', { case: { filedAt } })).toBe(day);
    expect(textOf('{#days}{.}{/days}', { days: [filedAt] })).toBe(day);
  });
  it('shows a line break as one, and leaves out characters that no document can contain', () => {
    expect(textOf('{notes}', { notes: '双方到场。\u000B申请人\u0000要求\u0002补发\uD800工资\uFFFE\uFFFF𠮷' })).toBe(
      '双方到场。\n申请人要求补发工资𠮷',
    );
  });
  it('leaves missing values blank', () =>
    expect(textOf('甲{nothing}{case.none}{"至" + until}{#none}乙{/none}丙', { case: {} })).toBe('甲丙'));
  it.each([
    ['{`amount in figures`(x)}', { x: 0.333 }],
    ['{"支付" + `amount in figures`(1 / 3) + "元"}', {}],
    ['{`amount in words`(x)}', { x: '一万' }],
    ['{deadline("no-such-limit", "2026-05-11").due}', {}],
    ['{"至" + 5}', {}],
    ['{1 / 0}', {}],
    ['{#list}{`amount in figures`(amount)}{/list}', { list: [{ amount: 1 }, { amount: 0.001 }] }],
  ])('is not created if %s fails, and says which tag and why', (text, variables) => {
    const made = filled(text, variables);
    expect(made).toHaveProperty('fault.zh', expect.stringMatching(/^标签 \{.+\}：./));
  });
  it('accepts sums that are exact to the fen, however FEEL calculated them', () =>
    expect(textOf('{`amount in figures`(a + b)}元（{`amount in words`(a + b)}）', { a: 0.1, b: 0.2 })).toBe(
      '0.30元（叁角）',
    ));
  it('is not created from a template that unpacks without end', () => {
    const zip = new PizZip(templateOf('a'));
    zip.file('word/bomb.xml', '0'.repeat(51 * 1024 * 1024));
    const bomb = zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
    expect(bomb.length).toBeLessThan(200_000);
    expect(templateFault(bomb)).toMatch(/unpacked/);
    expect(templateFault(templateOf('{a'))).toMatch(/unclosed/i);
    expect(templateFault(templateOf('{a}'))).toBeUndefined();
  });
});

describe('a spreadsheet', () => {
  it('shows local time in China in its cells, and every page of its rows', async () => {
    const out = new PassThrough();
    const read = buffer(out);
    const pages = [[['a', new Date('2026-05-10T16:30:00Z'), 1.5]], [['b', undefined, 2]]];
    await sendSheet(
      out,
      {
        name: '表',
        columns: [
          { header: '名称', width: 10 },
          { header: '时间', width: 10 },
          { header: '比例', width: 10, format: '0.0%' },
        ],
      },
      pages,
    );
    out.end();
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await read) as never);
    const [sheet] = book.worksheets;
    expect(sheet!.getCell('B2').value).toEqual(new Date('2026-05-11T00:30:00Z'));
    expect(sheet!.getCell('B2').text).toContain('May 11 2026');
    expect([sheet!.getCell('A1').value, sheet!.getCell('A3').value, sheet!.getCell('C3').value]).toEqual([
      '名称',
      'b',
      2,
    ]);
    expect(sheet!.getCell('C3').numFmt).toBe('0.0%');
  });
  it('stops if its reader disconnects', async () => {
    const out = new PassThrough();
    async function* endless() {
      for (;;) yield Array.from({ length: 500 }, (_, n) => [`row ${n}`, Math.random()]);
    }
    const made = sendSheet(out, { name: 's', columns: [{ header: 'a', width: 5 }] }, endless());
    out.once('data', () => out.destroy());
    await expect(made).rejects.toThrow('disconnected');
  });
});
