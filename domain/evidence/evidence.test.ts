import { evidenceAfter, evidenceInWords, evidenceOptions, type Evidence } from './evidence';

const item = (name: string, copy?: string) => ({
  kind: 'documentary',
  name,
  proves: '劳动关系',
  ...(copy && { copy }),
});
const submit = (known: Evidence[], by: string, on: string, lateReason?: string) =>
  evidenceAfter(known, {
    step: 'submit',
    by,
    on,
    until: '2026-06-01',
    items: [item(`${by}的材料`, 'copy')],
    lateReason,
  });

it('numbers the items of both sides through and marks what comes after the period (办案规则第15条)', () => {
  const both = submit(submit([], 'worker', '2026-06-01'), 'employer', '2026-06-02', '刚找到');
  expect(both).toMatchObject([
    { number: 1, by: 'worker', original: false, on: '2026-06-01' },
    { number: 2, by: 'employer', late: true, lateReason: '刚找到' },
  ]);
  expect(both[0]!.late).toBeUndefined();
  // Without a period nothing is late.
  expect(evidenceAfter([], { step: 'submit', by: 'worker', on: '2026-06-02', items: [item('x')] })[0]!.late).toBe(
    undefined,
  );
});

it('records the opinion on the items of the other side only, and the decision on late ones only', () => {
  const both = submit(submit([], 'worker', '2026-06-01'), 'employer', '2026-06-02');
  const on = '2026-06-05';
  const opinions = [1, 2].map((number) => ({ number: String(number), stand: 'weight', words: '与本案无关' }));
  const rulings = [1, 2].map((number) => ({ number: String(number), ruling: 'excluded' }));
  const opined = evidenceAfter(both, { step: 'examine', by: 'worker', on, opinions });
  expect(opined.map(({ opinion }) => opinion?.stand)).toEqual([undefined, 'weight']);
  const ruled = evidenceAfter(opined, { step: 'rule', by: 'tribunal', on, rulings });
  expect(ruled.map(({ ruling }) => ruling?.ruling)).toEqual([undefined, 'excluded']);
  expect(evidenceOptions(opined, 'tribunal').map(({ value }) => value)).toEqual(['2']);
  expect(evidenceOptions(ruled, 'tribunal')).toEqual([]);
  expect(evidenceOptions(both, 'worker').map(({ value }) => value)).toEqual(['2']);
  expect(evidenceInWords(ruled)[1]).toBe(
    '2、〔用人单位〕书证：employer的材料（复制件）；证明目的：劳动关系；2026-06-02提交；逾期提供，未说明理由；质证意见：对证明目的有异议，与本案无关；处理：不予采纳',
  );
  expect(evidenceInWords(both, 'en', 'employer')[0]).toMatch(
    /^2\. \[employer\] .*late, without a reason; without a good/,
  );
});
