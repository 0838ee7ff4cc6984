import { carry, type Carried } from './carried';
import { withBasis } from './carriedFrom';

const carried: Carried = {
  claim: { cause: 'severance', amount: 40_000, facts: '计算依据（经济补偿（N））：40000.00元\n1. 一\n法律依据：二' },
  region: '340111',
  employmentEnded: '2026-02-28',
};

test('a calculated claim comes into a filing once, and overwrites nothing', () => {
  const once = carry({ claims: [{}] }, carried);
  expect(once).toMatchObject({
    claims: [carried.claim],
    region: '340111',
    employed: false,
    employmentEnded: '2026-02-28',
  });
  expect(carry(once, carried)).toEqual(once);
  expect(carry({ region: '340202', employed: true, claims: [{ cause: 'wages' }] }, carried)).toMatchObject({
    region: '340202',
    employed: true,
    claims: [{ cause: 'wages' }, carried.claim],
  });
});

test('the basis of a newer calculation takes the place of the older one, and what was told stays', () => {
  const first = withBasis('2月被辞退', carried.claim.facts!);
  expect(first).toBe(`2月被辞退\n\n${carried.claim.facts}`);
  const second = 'Calculation (Severance (N)): 1.00 yuan\n1. One\nLaw: two\nProvisional: three';
  expect(withBasis(first, second)).toBe(`2月被辞退\n\n${second}`);
  expect(withBasis(withBasis(undefined, second), carried.claim.facts!)).toBe(carried.claim.facts);
});
