import { settledBy, settledShare, stageDays } from './figures';

describe('figures', () => {
  it('give the settled share of the closed cases', () => {
    expect(settledShare({ closed: 8, negotiationSettled: 1, mediationSettled: 3 })).toBe(0.5);
    expect(settledShare({ filed: 3 })).toBeUndefined();
    // A case counts once its agreement is in force, and once only when it closes later.
    expect(settledShare({ settledOpen: 1, negotiationSettled: 1 })).toBe(1);
    expect(settledShare({ closed: 1, settledOpen: -1 })).toBeUndefined();
  });
  it('average the days over the cases that have left a stage', () => {
    expect(stageDays({ mediationLeft: 4, mediationTime: 30 }, 'mediation')).toBe(7.5);
    expect(stageDays({ mediationTime: 30 }, 'mediation')).toBeUndefined();
  });
});

it('keeps an agreement that was enforced among those that settled a dispute', () => {
  expect(settledBy('enforced', 'mediated-and-confirmed')).toBe('mediation');
  expect(settledBy('enforced', 'award-in-force')).toBeUndefined();
  expect(settledBy('enforced')).toBeUndefined();
  expect(settledBy('settled-and-performed', 'award-in-force')).toBe('negotiation');
  expect(settledBy('nothing')).toBeUndefined();
});
