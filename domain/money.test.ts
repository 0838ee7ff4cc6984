import fc from 'fast-check';
import { isYuan, sumFen, toFen, toYuan, yuanText } from './money';

test.each([
  [18600, 1860000],
  ['18600', 1860000],
  ['18600.5', 1860050],
  [0.1, 10],
  [0.29, 29],
  ['0.07', 7],
  [1.15, 115],
  [0, 0],
  ['-3.20', -320],
  [-0, 0],
  [99999999999.99, 9999999999999],
])('%p yuan are %p fen', (yuan, fen) => expect(toFen(yuan)).toBe(fen));

test.each([
  0.001,
  '1.234',
  '1e3',
  1e21,
  NaN,
  Infinity,
  '',
  'abc',
  '１００',
  '1,000',
  '.5',
  '5.',
  null,
  undefined,
  true,
  {},
  '99999999999999999',
])('%p is not an amount', (given) => expect(isYuan(given)).toBe(false));

test('every amount converts to fen and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 }), (fen) => {
      expect(toFen(toYuan(fen))).toBe(fen);
      expect(toFen(yuanText(fen))).toBe(fen);
    }),
  );
});

test('sums are exact or refused', () => {
  expect(toYuan(sumFen([toFen(0.1), toFen(0.2)]))).toBe(0.3);
  expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  expect(yuanText(1860000)).toBe('18600.00');
  expect(yuanText(-5)).toBe('-0.05');
});
