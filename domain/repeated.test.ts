import { isJoinable, isSameMatter, repeatedLaw } from './repeated';

const claim = (cause: string, from?: string, to?: string) => ({
  cause: cause as 'wages',
  ...(from && { period: { from, to: to! } }),
});

it('recognises the same cause of the same period', () => {
  const spring = [claim('wages', '2026-02-01', '2026-04-30')];
  expect(isSameMatter(spring, [claim('wages', '2026-04-01', '2026-05-31')])).toBe(true);
  expect(isSameMatter(spring, [claim('wages', '2026-05-01', '2026-05-31')])).toBe(false);
  expect(isSameMatter(spring, [claim('wages')])).toBe(true);
  expect(isSameMatter(spring, [claim('severance'), claim('injury')])).toBe(false);
  expect(isSameMatter([], spring)).toBe(false);
});

it.each([
  [{ status: 'open', stage: 'arbitration' }, true, '第34条第2项'],
  [{ status: 'open', stage: 'mediation' }, false, '原案'],
  [{ status: 'closed', stage: 'arbitration', outcome: 'not-accepted' }, true, '第34条第1项'],
  [
    { status: 'closed', stage: 'arbitration', outcome: 'not-accepted', ground: 'no-jurisdiction' },
    false,
    '第31条第1款',
  ],
  [
    { status: 'open', stage: 'arbitration', apart: [{ workers: ['worker:1'], how: 'settlement-breached' }] },
    false,
    '另行申请仲裁',
  ],
  [{ status: 'open', stage: 'arbitration', apart: [{ workers: ['worker:1'], how: null, open: true }] }, true, '第34条'],
  [{ status: 'closed', stage: 'mediation', outcome: 'not-accepted' }, false, '再次申请'],
  [{ status: 'closed', stage: 'arbitration', outcome: 'deemed-withdrawn' }, true, '第39条'],
  [{ status: 'closed', stage: 'arbitration', outcome: 'withdrawn' }, false, '第35条'],
  [{ status: 'closed', stage: 'arbitration', outcome: 'award-in-force' }, true, '生效'],
  [{ status: 'closed', stage: 'mediation', outcome: 'mediated-and-confirmed' }, true, '生效'],
  [{ status: 'closed', stage: 'mediation', outcome: 'enforced' }, true, '生效'],
  [{ status: 'closed', stage: 'mediation', outcome: 'mediation-failed' }, false, '再次申请'],
  [{ status: 'closed' }, false, '再次申请'],
] as const)('says of %j whether it bars another application: %s', (earlier, bars, words) => {
  const found = repeatedLaw(earlier);
  expect(found.bars).toBe(bars);
  expect(found.zh).toContain(words);
});

it('lets filings of one matter go on together where the commission of the case is competent for both', () => {
  const lead = { region: '340111', claims: [claim('wages', '2026-01-01', '2026-03-31')] };
  const other = (more: object) => isJoinable(lead, { region: '340202', claims: [claim('wages')], ...more });
  expect([other({ region: '340111' }), other({}), other({ employer: { region: '340111' } })]).toEqual([
    true,
    false,
    true,
  ]);
  expect(other({ performedIn: '340111' })).toBe(true);
  expect(other({ region: '340111', claims: [claim('severance')] })).toBe(false);
  expect(other({ region: '340111', claims: [claim('wages', '2025-01-01', '2025-03-31')] })).toBe(false);
});
