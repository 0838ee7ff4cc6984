import fc from 'fast-check';
import { DEEPEST_VALUE } from './budgets';
import { boundOf, sizeOf } from './size';

/** Nested lists of this depth. */
const nested = (levels: number): unknown[] => (levels > 1 ? [nested(levels - 1)] : []);
const wide = (members: number) =>
  Object.fromEntries(
    Array.from({ length: members }, (_, at) => [`name${at}`, { text: '工资', list: [true, null, 1] }]),
  );

describe('the size of a value', () => {
  it.each([10, 2_000])('is about that of its JSON, for a context of %i members', (members) => {
    const value = wide(members);
    const written = Buffer.byteLength(JSON.stringify(value));
    expect(sizeOf(value) / written).toBeGreaterThan(0.8);
    expect(sizeOf(value) / written).toBeLessThan(1.6);
  });

  it('is the sum of its members, whether it is small or large', () => {
    const [small, large] = [wide(10), wide(2_000)];
    expect(sizeOf([small, large])).toBe(2 + sizeOf(small) + sizeOf(large));
    expect(sizeOf([small, small])).toBe(2 + 2 * sizeOf(small));
  });

  it('is at most its bound, which is at most three times as much', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }), (value) => {
        expect(boundOf(value)).toBeGreaterThanOrEqual(sizeOf(value));
        expect(boundOf(value)).toBeLessThanOrEqual(3 * sizeOf(value));
      }),
      { seed: 7, numRuns: 300 },
    ));

  it('is Infinity if it is nested deeper than a variable may be, however small', () => {
    expect(sizeOf(nested(DEEPEST_VALUE))).toBe(2 * DEEPEST_VALUE);
    expect(sizeOf(nested(DEEPEST_VALUE + 1))).toBe(Infinity);
    expect(sizeOf({ a: 1, b: nested(DEEPEST_VALUE) })).toBe(Infinity);
  });

  it('is Infinity if the same large value occurs in it again and again', () => {
    const large = 'x'.repeat(1_000_000);
    expect(sizeOf(Array.from({ length: 30 }, () => [large]))).toBe(Infinity);
  });
});
