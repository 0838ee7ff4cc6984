import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents, issuing } from '../domain/documents';
import { bookmarkOf, freeParts, NUMBER_BOOKMARK } from '../domain/freeParts';
import { shippedCalendar } from '../domain/limits/calendar';
import { shippedRules } from '../domain/limits/rules';
import { fill, write } from '../threads/documents/fillTemplate';
import { layoutOf } from '../threads/documents/layout';
import { readParts } from '../threads/documents/parts';
import { drawn, pdfOf } from '../threads/documents/pdf';
import { contents } from './templates/contents';

const references = {
  calendar: { data: shippedCalendar, version: 'c' },
  rules: { data: shippedRules, version: 'r' },
  parameters: [],
};
const offices = {
  commission: '合肥市蜀山区劳动人事争议仲裁委员会',
  court: '合肥市蜀山区人民法院',
  intermediateCourt: '合肥市中级人民法院',
  organisation: '某街道调解中心',
};
const names = {
  commission: offices.commission,
  court: offices.court,
  organisation: offices.organisation,
  union: '工会',
};
const terms = { obligations: [{ obligor: 'employer', obligee: 'worker', amount: 18600, due: '2026-06-30', claim: 1 }] };
const given = {
  case: {
    number: 'AH-340104-2026-000001',
    applicant: 'worker',
    workers: { count: 1, label: '张𠮷', identityNumber: '340111199001010002', phone: '13900000000' },
    employer: { name: '合肥某餐饮管理有限公司', creditCode: '913401110000000198', legalRepresentative: '李某' },
    claims: [{ cause: 'wages', amount: 18600, facts: '工资' }],
  },
  offices,
  organisation: { name: offices.organisation },
  mediator: { name: '王调解员' },
  tribunal: { panel: true, presiding: '赵仲裁', members: '钱仲裁、孙仲裁', recorder: '周记录' },
  order: { terms, content: '事实和理由', on: '2026-05-11' },
  award: { terms, content: '事实和理由', madeOn: '2026-05-11' },
  agreement: { terms, effectiveOn: '2026-05-11' },
  judgment: { terms, on: '2026-05-11' },
  hearing: { on: '2026-06-01' },
  kind: 'non-final',
  elected: [{ name: '张𠮷' }],
  electedOn: '2026-05-11',
};
const filled = (code: string, more: Record<string, unknown> = {}): Uint8Array => {
  const { issuer } = issuing(code);
  const made = fill({
    template: readFileSync(join(__dirname, `templates/${code}.docx`)),
    variables: { ...given, ...(issuer && { issuer: { name: names[issuer], number: null } }), ...more } as never,
    at: new Date('2026-05-11T02:00:00Z'),
    references,
  });
  if ('fault' in made) throw new Error(`${code}: ${made.fault.en}`);
  return made.bytes;
};
/** How the paper reads when its number has been drawn. */
const textOf = (code: string, more?: Record<string, unknown>): string =>
  write({ document: filled(code, more), texts: { [NUMBER_BOOKMARK]: '某字〔2026〕1号' } }).text;

describe.each(documents.codes)('the template %s', (code) => {
  const { law, to, contains = [], blocks, title } = contents[code]!;
  const { issuer, number } = issuing(code);
  const text = textOf(code);

  it('says what it is, on what day, and by which articles', () => {
    expect(text).toContain(title ?? documents.name(code, 'zh'));
    expect(text).toMatch(/2026年\d{1,2}月\d{1,2}日|日期：/);
    expect(law).toMatch(/第.+条/);
    expect(text).toContain(`依据：${law}`);
    expect(text).not.toMatch(/[{}]|undefined|null/);
  });

  it('names who issues it in its head and where it is sealed or signed', () => {
    const ends = blocks.filter(({ type }) => type === 'seal' || type === 'sign');
    // What a court issued is registered here; the ledger of risks is for the system's own use.
    if (!title?.includes('登记') && code !== 'risk-ledger') expect(ends.length).toBeGreaterThan(0);
    if (!issuer) return;
    expect(text.split('\n')[0]).toBe(names[issuer]);
    if (blocks.some((block) => block.type === 'seal' && !block.by)) expect(text).toContain(`${names[issuer]}（印章）`);
    if (number) expect(text).toContain('某字〔2026〕1号');
  });

  it('is addressed to those who get it, and contains what the law lists', () => {
    // Agreements, records, and what accompanies other papers go to nobody in particular.
    const unaddressed = [
      ...['negotiation-period-agreement', 'settlement-agreement', 'mediation-agreement', 'oral-application-record'],
      ...['mediation-record', 'hearing-record', 'extension-approval', 'proof-of-service', 'risk-ledger', 'case-file'],
    ];
    expect(to === undefined).toBe(unaddressed.includes(code));
    if (to !== undefined) expect(text).toMatch(/张𠮷|合肥某餐饮管理有限公司|仲裁委员会|人民法院|调解中心|　　　　：/);
    for (const part of contains) expect(text).toContain(part);
  });

  it('can be edited only in its free parts', () => {
    const marked = Object.keys(readParts(filled(code)));
    const free = blocks.flatMap((block) => (block.type === 'free' ? [bookmarkOf(block.part)] : []));
    expect(marked.filter((name) => name !== NUMBER_BOOKMARK)).toEqual(free);
    expect(free.every((name) => freeParts.codes.some((part) => bookmarkOf(part) === name))).toBe(true);
    expect(marked.includes(NUMBER_BOOKMARK)).toBe(issuer !== undefined);
  });
});

it('an award is signed by each arbitrator and sealed, and tells the rights of its kind', () => {
  const final = textOf('award', { kind: 'final' });
  expect(final).toContain('首席仲裁员赵仲裁（签名）');
  expect(final).toContain('仲裁员钱仲裁、孙仲裁（签名）');
  expect(final).toContain('记录人员：周记录');
  expect(final).toContain('自收到裁决书之日起三十日内向仲裁委员会所在地的中级人民法院申请撤销裁决');
  expect(textOf('award', { kind: 'partial' })).toContain('可以自收到裁决书之日起十五日内向人民法院起诉');
  const sole = textOf('award', { tribunal: { presiding: '赵仲裁' } });
  expect(sole).toContain('仲裁员赵仲裁（签名）');
  expect(sole).not.toContain('首席');
});

it('an award shows the claims of a joined counter-claim, numbered after the others (Rules33 art. 36, 53)', () => {
  const counterclaims = [{ by: 'employer', cause: 'compensation', amount: 50, facts: '设备损坏' }];
  const owed = { obligor: 'worker', obligee: 'employer', amount: 50, within: 10, claim: 2 };
  const about = { award: { ...given.award, terms: { obligations: [...terms.obligations, owed] } } };
  const shown = textOf('award', { case: { ...given.case, counterclaims }, ...about });
  expect(shown).toMatch(/反申请：\n+反申请的请求2：.*设备损坏/);
  expect(shown).toMatch(/张𠮷.*支付合肥某餐饮管理有限公司.*答复反申请的请求2/);
  expect(textOf('award')).not.toContain('反申请');
  const alone = { ...given.case, applicant: 'employer', claims: counterclaims };
  expect(textOf('award', { case: alone })).toContain('以下为反申请的请求');
});

it('an edited part keeps its place and look, and nothing else changes', () => {
  const before = filled('award');
  const { bytes } = write({ document: before, texts: { free_reasons: '第一点𠮷。\n第二点。' } });
  expect(readParts(bytes)).toEqual({ ...readParts(before), free_reasons: '第一点𠮷。\n第二点。' });
  expect(write({ document: bytes, texts: { free_reasons: '事实和理由' } }).text).toBe(
    write({ document: before, texts: {} }).text,
  );
});

it.each(documents.codes)('%s is there as a PDF too, with the rare characters of names', async (code) => {
  const { bytes, pages, lacking } = await pdfOf(filled(code));
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  expect([pages >= 1, pages <= 3, lacking]).toEqual([true, true, []]);
});

it('a PDF says which characters its font lacks, and keeps the table of claims and the page numbers', async () => {
  const page = layoutOf(filled('award'));
  expect(page.foot).toBe('第 {page} 页，共 {pages} 页');
  expect(page.blocks.some((block) => block.kind === 'table' && block.rows.length === 2)).toBe(true);
  const line = (text: string) => ({
    ...page,
    blocks: [{ ...page.blocks[0]!, runs: [{ text, bold: false, size: 12 }] }],
  });
  expect((await drawn(line('𠮷㐂禤䶮𬱖𰻝') as never)).lacking).toEqual([]);
  expect((await drawn(line('张\u{323AF}') as never)).lacking).toEqual(['\u{323AF}']);
});

it('an application states what the rules list of a worker', () => {
  expect(textOf('arbitration-application')).toMatch(/性别：女　出生日期：1990年1月1日　身份证号码：340111199001010002/);
});
