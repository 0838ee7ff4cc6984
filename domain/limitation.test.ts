import { limitation, limitationInWords, type LimitationFacts } from './limitation';
import { bindCalendar, shippedCalendar } from './limits/calendar';
import { shippedRules } from './limits/rules';

const claim = (cause: string, rightInfringedOn?: string) =>
  ({ cause, facts: '', rightInfringedOn }) as LimitationFacts['claims'][number];
const looks = (facts: LimitationFacts, filedOn = '2026-05-11') =>
  limitation(facts, filedOn, shippedRules, bindCalendar(shippedCalendar));

describe('wage arrears (Law art. 27(4))', () => {
  test('expires a year after the employment ended', () => {
    const facts = { claims: [claim('wages')], employmentEnded: '2025-03-11' };
    expect(looks(facts)).toMatchObject({
      looksExpired: true,
      rule: 'arbitration-limitation-wages',
      dueDate: '2026-03-11',
      due: '2026-03-12T00:00:00+08:00',
      missing: [],
    });
    expect(looks(facts).explanation.zh).toContain('2026-05-11已超过该期限');
    expect(looks(facts, '2026-03-11').looksExpired).toBe(false);
    expect(looks(facts, '2026-03-12').looksExpired).toBe(true);
  });

  test('does not expire while the employment lasts', () => {
    expect(looks({ claims: [claim('overtime', '2019-01-01')], employed: true })).toMatchObject({
      looksExpired: false,
      dueDate: null,
    });
  });

  test('is unknown without the end of the employment, unless less than a year has passed anyway', () => {
    expect(looks({ claims: [claim('wages')] })).toMatchObject({ looksExpired: null, missing: ['employmentEnded'] });
    expect(looks({ claims: [claim('wages', '2024-01-01')] })).toMatchObject({
      looksExpired: null,
      missing: ['employmentEnded'],
    });
    expect(looks({ claims: [claim('wages', '2026-01-01')] })).toMatchObject({
      looksExpired: false,
      dueDate: null,
      missing: [],
    });
  });
});

describe('other claims (Law art. 27(1))', () => {
  test("expires a year after the infringement was known; the claim's date takes precedence over the case's", () => {
    expect(looks({ claims: [claim('double-wages', '2025-05-09')], rightInfringedOn: '2026-01-01' })).toMatchObject({
      looksExpired: true,
      rule: 'arbitration-limitation',
      dueDate: '2026-05-09',
    });
    expect(looks({ claims: [claim('double-wages')], rightInfringedOn: '2025-05-11' }).looksExpired).toBe(false);
  });

  test('runs from the end of the employment for claims that arise then', () => {
    expect(looks({ claims: [claim('severance')], employmentEnded: '2025-04-01' })).toMatchObject({
      looksExpired: true,
      dueDate: '2026-04-01',
    });
    expect(looks({ claims: [claim('unlawful-termination')], employmentEnded: '2025-06-01' }).looksExpired).toBe(false);
  });

  test('assumes that claims arose no later than the employment ended', () => {
    expect(looks({ claims: [claim('double-wages')], employmentEnded: '2025-04-01' }).looksExpired).toBe(true);
    expect(looks({ claims: [claim('double-wages')], employmentEnded: '2025-06-01' })).toMatchObject({
      looksExpired: null,
      missing: ['rightInfringedOn'],
    });
    expect(looks({ claims: [claim('relationship')] })).toMatchObject({
      looksExpired: null,
      missing: ['rightInfringedOn'],
    });
  });
});

test.each(['civil-servant', 'by-reference'] as const)('%s: sixty days (公务员法 art. 105, 112)', (employment) => {
  expect(looks({ claims: [claim('dismissal')], employment, rightInfringedOn: '2026-03-01' })).toMatchObject({
    looksExpired: true,
    rule: 'arbitration-limitation-civil-servant',
    dueDate: '2026-04-30',
  });
});

test('starts again with a claim made in time, and stops during a suspension', () => {
  const facts: LimitationFacts = { claims: [claim('wages')], employmentEnded: '2025-03-11' };
  expect(looks({ ...facts, interruptions: [{ on: '2025-12-01', kind: 'claim' }] })).toMatchObject({
    looksExpired: false,
    dueDate: '2026-12-01',
  });
  expect(looks({ ...facts, interruptions: [{ on: '2025-12-01', kind: 'claim' }] }).explanation).toEqual({
    zh: expect.stringContaining('2025-12-01因向对方主张权利重新计算。'),
    en: expect.stringContaining('It started again on 2025-12-01: Claim made to the other side.'),
  });
  expect(looks({ ...facts, interruptions: [{ on: '2026-04-01', kind: 'claim' }] })).toMatchObject({
    looksExpired: true,
    dueDate: '2026-03-11',
  });
  expect(looks({ ...facts, suspensions: [{ from: '2025-10-01', to: '2025-12-31' }] })).toMatchObject({
    looksExpired: false,
    dueDate: '2026-06-10',
  });
  expect(looks({ ...facts, suspensions: [{ from: '2025-10-01' }] })).toMatchObject({
    looksExpired: false,
    dueDate: null,
  });
});

test('a claim that looks expired decides, then an unknown one', () => {
  const facts = { claims: [claim('wages', '2026-01-01'), claim('double-wages'), claim('severance', '2025-01-01')] };
  expect(looks(facts)).toMatchObject({
    looksExpired: true,
    dueDate: '2026-01-04',
    missing: ['rightInfringedOn'],
    claims: [{ looksExpired: false }, { looksExpired: null }, { looksExpired: true }],
  });
  expect(looks({ claims: facts.claims.slice(0, 2) }).looksExpired).toBeNull();
});

it('says of each claim for itself what is doubtful: wages while employed never, severance a year after its end', () => {
  const facts = {
    claims: [
      { cause: 'wages', facts: '' },
      { cause: 'annual-leave', rightInfringedOn: '2025-01-01', facts: '' },
    ],
    employed: true,
  } as LimitationFacts;
  const found = limitation(facts, '2026-05-11', shippedRules, bindCalendar(shippedCalendar));
  expect(found.claims.map(({ looksExpired }) => looksExpired)).toEqual([false, true]);
  expect([limitationInWords(found).length, limitationInWords(found, 'en')[0]]).toEqual([
    1,
    expect.stringMatching(/^Claim 2 \(.*may raise the limitation/),
  ]);
});
