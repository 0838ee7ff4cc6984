import { isPublicCode, likenessOfName, sizeOf } from './employer';
import { employerColumns, mostEmployers, readEmployers } from './sheet';
import { creditCheck } from '../creditCode';

const code = (n: number, prefix = '91340100') => {
  const body = `${prefix}${String(n).padStart(9, '0')}`;
  return body + creditCheck(body);
};
const sheet = (headers: string[], ...rows: (string | number | undefined)[][]) =>
  [headers, ...rows].map((cells, index) => ({ row: index + 1, cells }));
const heads = ['统一社会信用代码', '单位名称', '所在地'];

it('classes employers by headcount and section', () => {
  expect([
    sizeOf(999, 'C'),
    sizeOf(1_000, 'C'),
    sizeOf(300, 'H'),
    sizeOf(9, undefined),
    sizeOf(undefined, 'C'),
  ]).toEqual(['medium', 'large', 'large', 'micro', undefined]);
});

it('finds names alike that differ in place rank, legal form, width and brackets only', () => {
  const alike = ['合肥华兴餐饮管理有限公司', '安徽省合肥市华兴餐饮管理有限责任公司', '合肥华兴餐饮管理（有限公司）'];
  expect(new Set(alike.map(likenessOfName)).size).toBe(1);
  expect(likenessOfName('芜湖华兴餐饮管理有限公司')).not.toBe(likenessOfName(alike[0]!));
  expect(likenessOfName('公司')).toBe('公司');
});

it('tells anybody the codes of bodies, not those of people in business', () => {
  expect([isPublicCode(code(1)), isPublicCode(code(1, '92340100'))]).toEqual([true, false]);
});

it('reads names of places and industries, dates and yes or no as people write them', () => {
  const { employers, refused } = readEmployers(
    sheet(
      [...heads, '行业', '用工人数', '成立日期', '工会', '曾用名', '其他用工地区', '备注'],
      [
        code(1),
        '华兴餐饮',
        '合肥市包河区',
        '住宿和餐饮业',
        '1,200人',
        '2015年3月1日',
        '有',
        '老华兴；华兴',
        '芜湖市、340302',
        '不读',
      ],
      [code(2), '华兴机械', '340111', 'c', 55, '2015/13/1', '也许', undefined, undefined, undefined],
    ),
  );
  expect(employers).toEqual([
    {
      row: 2,
      entry: {
        creditCode: code(1),
        name: '华兴餐饮',
        region: '340111',
        industry: 'H',
        headcount: 1200,
        foundedOn: '2015-03-01',
        union: true,
        formerNames: ['老华兴', '华兴'],
        areas: ['340200', '340302'],
      },
    },
  ]);
  expect(refused.map(({ row }) => row)).toEqual([3]);
  expect(refused[0]!.zh).toMatch(/成立日期：没有这一天.*工会：/);
  expect(refused[0]!.en).toMatch(/Founded on: .*Union: /);
});

it('refuses wrong headings, codes, codes that lost digits, and the same employer under two names', () => {
  expect(readEmployers(sheet(['名称', '地址'], ['甲', '乙'])).refused[0]!.zh).toMatch(/缺少这些列：统一社会信用代码/);
  expect(readEmployers([]).refused).toHaveLength(1);
  const { employers, refused } = readEmployers(
    sheet(
      heads,
      [code(1), '甲公司', '340111'],
      [code(1), '乙公司', '340111'],
      [code(2).slice(0, 17) + '?', '丙公司', '340111'],
      [913_401_000_000_000_000, '丁公司', '340111'],
      [code(3), '戊公司', '北京市'],
      [],
    ),
  );
  expect(employers.map(({ entry }) => entry.name)).toEqual(['甲公司']);
  expect(refused.map(({ row, zh }) => `${row} ${zh.slice(0, 12)}`)).toEqual([
    '3 统一社会信用代码与第2行',
    '4 统一社会信用代码：统一社',
    '5 统一社会信用代码被存成了',
    '6 所在地：安徽省没有这个行',
  ]);
});

it('takes ten thousand rows and says from which row on it is too many', () => {
  const rows = Array.from({ length: mostEmployers + 2 }, (_, n) => [code(n), `单位${n}`, '340111']);
  const { employers, refused } = readEmployers(sheet(heads, ...rows));
  expect([employers.length, refused.map(({ row }) => row)]).toEqual([mostEmployers, [10_002, 10_003]]);
});

it('reads what it writes, in both languages', () => {
  const entry = { creditCode: code(1), name: '甲', region: '340111', areas: ['340200'], industry: 'C', focus: true };
  for (const lang of ['zh', 'en'] as const) {
    const cells = employerColumns.map(({ key, write }) =>
      key in entry ? write(entry[key as 'areas'] as never, lang) : undefined,
    );
    const read = readEmployers(
      sheet(
        employerColumns.map((column) => column[lang]),
        cells,
      ),
    );
    expect([lang, read]).toEqual([lang, { employers: [{ row: 2, entry }], refused: [] }]);
  }
});
