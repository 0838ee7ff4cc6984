import fc from 'fast-check';
import { canonicalJson } from './canonicalJson';

test('equal data has equal text, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
      const reversed = Object.fromEntries(Object.entries(data).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(data));
      expect(JSON.parse(canonicalJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});

test.each([NaN, Infinity, () => 1, 1n, new Date(0)])('refuses %p', (value) =>
  expect(() => canonicalJson({ value })).toThrow(TypeError),
);
