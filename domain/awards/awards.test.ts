import { disputeFunctions } from '../feel';
import { bindCalendar, shippedCalendar } from '../limits/calendar';
import { shippedRules } from '../limits/rules';
import { awardEffect, endedSuits, type EndedSuit } from './effect';
import { awardOutcome } from './outcome';
import { answeredClaims, awardFaults, awardParts } from './parts';

const [madeOn, lastDays] = ['2026-06-20', { worker: '2026-07-06', employer: '2026-07-09' }];
const effect = (final: boolean, ...suits: EndedSuit[]) => {
  const { inForce, effectiveOn } = awardEffect({ final, madeOn }, suits, final ? { worker: '2026-07-06' } : lastDays);
  return inForce ? effectiveOn : false;
};
const withdrawn: EndedSuit = { by: 'worker', how: 'withdrawn', servedOn: '2026-08-03' };
const dismissed = (ground: EndedSuit['ground']): EndedSuit => ({ ...withdrawn, how: 'dismissed', ground });

describe('the effect of an award', () => {
  it('begins when a final one is made, and otherwise after the last period to sue', () => {
    expect([effect(true), effect(false)]).toEqual([madeOn, '2026-07-10']);
  });
  it('begins when the ruling is served on the last side, after a suit was withdrawn or treated as withdrawn', () => {
    expect([effect(true, withdrawn), effect(false, { ...withdrawn, how: 'deemed-withdrawn' })]).toEqual([
      '2026-08-03',
      '2026-08-03',
    ]);
  });
  it('begins the day after the period if the suit was late, but not before the period of the other side is over', () => {
    expect(effect(true, dismissed('late'))).toBe('2026-07-07');
    expect(effect(false, dismissed('late'))).toBe('2026-07-10');
  });
  it('does not begin if the award names a wrong party or the matter is no labour dispute', () => {
    expect([effect(false, dismissed('wrong-party')), effect(true, dismissed('not-labour-dispute'))]).toEqual([
      false,
      false,
    ]);
    expect(effect(false, withdrawn, { ...dismissed('wrong-party'), by: 'employer' })).toBe(false);
  });
  it('stays that of a final award if the basic court found it final', () => {
    expect(effect(true, { ...dismissed('final-award'), by: 'employer' })).toBe(madeOn);
  });
  it('is not read from suits that are still on', () => {
    expect(endedSuits([{ by: 'worker' }, null, { by: 'employer', how: null }, withdrawn])).toEqual([withdrawn]);
  });
});

describe('a decision with final and other items', () => {
  const claims = [{ cause: 'wages', amount: 8600 }, { cause: 'severance', amount: 50_000 }, { cause: 'relationship' }];
  const owed = { obligor: 'employer', obligee: 'worker' };
  const obligations = [
    { ...owed, amount: 8600, claim: 1 },
    { ...owed, amount: 50_000, claim: 2 },
  ];
  const unanswered = [{ claim: 3, result: 'confirmed' }];
  const parts = (given: object, perItem: number | null = 24_000, decided = { mixed: true }) =>
    awardParts(given, decided, claims, perItem).map(({ final, amount, terms }) => [
      final,
      amount,
      terms.unanswered.length,
    ]);

  it('makes two awards, each with its own terms, by the kind of claim and the amount', () => {
    expect(parts({ obligations, unanswered })).toEqual([
      [true, 8600, 0],
      [false, 50_000, 1],
    ]);
  });
  it('follows what the tribunal says of an item', () => {
    const marked = [
      { ...obligations[0], final: false },
      { ...obligations[1], final: true },
    ];
    expect(parts({ obligations: marked, unanswered })).toEqual([
      [true, 50_000, 0],
      [false, 8600, 1],
    ]);
  });
  it('is refused if there is only one kind', () => {
    const only = { obligations: obligations.slice(0, 1), unanswered: [] };
    expect(awardFaults(only, { mixed: true }, claims, 24_000)).toMatchObject([{ path: 'mixed' }]);
    expect(awardFaults({ obligations, unanswered }, { mixed: true }, claims, 24_000)).toEqual([]);
    expect(awardFaults(only, {}, claims, 24_000)).toEqual([]);
  });
  it('is one award otherwise', () => {
    expect(parts({ obligations, unanswered }, 24_000, { mixed: false })).toEqual([[false, 58_600, 1]]);
    expect(awardParts('x', {}, claims, null)).toEqual([]);
  });
});

it('does not decide a claim again that a partial award has answered', () => {
  const functions = disputeFunctions({
    calendar: bindCalendar(shippedCalendar),
    rules: shippedRules,
    parameters: [],
  }) as Record<string, (...args: unknown[]) => unknown>;
  const claims = [
    { cause: 'wages', amount: 100 },
    { cause: 'severance', amount: 200 },
  ];
  const first = [{ terms: { obligations: [{ obligor: 'employer', obligee: 'worker', amount: 100, claim: 1 }] } }];
  expect(answeredClaims(first)).toEqual([1]);
  const basis = functions['terms basis']!({ claims }, [1]) as { each: { obligations: { claim: number }[] } };
  expect(basis.each.obligations.map(({ claim }) => claim)).toEqual([2]);
  const faults = (claim: number) =>
    (
      functions['terms faults']!(
        { obligations: [{ obligor: 'employer', obligee: 'worker', amount: 100, claim }] },
        claims,
        '2026-05-11',
        { answered: [1] },
      ) as { path: string }[]
    ).map(({ path }) => path);
  expect([faults(2), faults(1)]).toEqual([[], ['obligations.0.claim', 'unanswered']]);
});

it('counts a case with several awards once', () => {
  expect(awardOutcome([{ outcome: 'award-in-force' }, { outcome: 'judgment-in-force' }])).toBe('judgment-in-force');
  expect(awardOutcome([])).toBeUndefined();
});
