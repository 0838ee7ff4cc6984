import { identityCheck } from '../identityNumber';
import { mostRows, readRoster } from './roster';

const id = (n: number) => {
  const digits = `34010419900101${String(n).padStart(3, '0')}`;
  return digits + identityCheck(digits);
};
const rows = (...all: (string | number | undefined)[][]) => all.map((cells, index) => ({ row: index + 1, cells }));

it('reads each worker with his part of each claim, whatever the order of the columns', () => {
  expect(
    readRoster(
      rows(
        ['某公司欠薪名单'],
        ['请求 2', '身份证号', '姓名', '联系电话', '请求1（元）', '备注'],
        ['1,200.50元', id(1).toLowerCase(), ' 赵某 ', 13812345678, 300, '木工'],
      ),
    ),
  ).toEqual({
    members: [
      {
        name: '赵某',
        identityNumber: id(1),
        phone: '13812345678',
        claims: [
          { claim: 2, amount: 1200.5 },
          { claim: 1, amount: 300 },
        ],
      },
    ],
    refused: [],
  });
});

it('refuses single rows by their number and keeps the others', () => {
  const { members, refused } = readRoster(
    rows(
      ['Name', 'Identity number', 'Phone', 'Claim 1 (yuan)'],
      ['钱某', id(1)],
      ['', id(2)],
      [],
      ['孙某', id(1)],
      ['李某', 340104199001011000],
      ['周某', `${id(3).slice(0, 17)}${id(3)[17] === '1' ? '2' : '1'}`, '12', '三百'],
      ['吴某'],
    ),
  );
  expect(members.map(({ name }) => name)).toEqual(['钱某', '吴某']);
  expect(refused.map(({ row }) => row)).toEqual([3, 5, 6, 7]);
  expect(refused.map(({ zh }) => zh)).toEqual([
    '姓名：必须填写',
    '身份证号码与第2行相同：每人只列一次',
    expect.stringContaining('存成了数字'),
    expect.stringMatching(/身份证号码：.*校验位.*；电话：.*；请求1（元）：金额/),
  ]);
  expect(refused[1]!.en).toContain('row 2');
  // What was entered may be personal and is not repeated.
  expect(JSON.stringify(refused)).not.toContain(id(3).slice(0, 10));
});

it('asks for headers, and stops at its bound', () => {
  expect(readRoster(rows(['赵某', id(1)])).refused).toEqual([
    expect.objectContaining({ row: 1, zh: expect.stringContaining('“姓名”') }),
  ]);
  expect(readRoster([]).refused).toHaveLength(1);
  const many = readRoster(rows(['姓名'], ...Array.from({ length: mostRows + 5 }, (_, n) => [`某${n}`])));
  expect([many.members.length, many.refused.length]).toEqual([mostRows, 5]);
});
