import { settledShare, stageDays } from './figures';

describe('figures', () => {
  it('give the settled share of the closed cases', () => {
    expect(settledShare({ closed: 8, negotiationSettled: 1, mediationSettled: 3 })).toBe(0.5);
    expect(settledShare({ filed: 3 })).toBeUndefined();
  });
  it('average the days over the cases that have left a stage', () => {
    expect(stageDays({ mediationLeft: 4, mediationTime: 30 }, 'mediation')).toBe(7.5);
    expect(stageDays({ mediationTime: 30 }, 'mediation')).toBeUndefined();
  });
});
