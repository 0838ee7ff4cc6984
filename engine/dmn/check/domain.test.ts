import fc from 'fast-check';
import { Domain, holds } from './domain';
import { firstShared, has, joined, type Runs } from './runs';

const number = fc.integer({ min: -5, max: 5 }).map(String);
const day = fc.integer({ min: 1, max: 9 }).map((of) => `date("2026-05-0${of}")`);
const name = fc.constantFrom('a', 'b', 'c', 'd').map((of) => `"${of}"`);
/** Possible tests of a table's entry, over one kind of constant. */
const entryOf = (constant: fc.Arbitrary<string>) => {
  const test = fc.oneof(
    constant,
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '= '), constant).map((part) => part.join('')),
    fc
      .tuple(fc.constantFrom('[', ']', '('), constant, constant, fc.constantFrom(']', '[', ')'))
      .map(([open, low, high, close]) => `${open}${low}..${high}${close}`),
    fc.constant('? = null'),
  );
  return fc.oneof(
    fc.constant('-'),
    fc.array(test, { minLength: 1, maxLength: 3 }).map((tests) => tests.join(', ')),
    test.map((one) => `not(${one})`),
  );
};
const placesOf = (runs: Runs, length: number) => Array.from({ length }, (_, place) => has(runs, place));

it.each([
  ['numbers', number],
  ['dates', day],
  ['texts', name],
])('an entry over %s matches exactly the values that pass its test', (_, constant) => {
  fc.assert(
    fc.property(fc.array(entryOf(constant), { minLength: 1, maxLength: 5 }), (entries) => {
      const domain = Domain.of(entries, undefined, false)!;
      for (const entry of entries)
        expect(placesOf(domain.where(entry), domain.values.length)).toEqual(
          domain.values.map((value) => holds(entry, value)),
        );
    }),
  );
});

it('stays within the allowed values', () => {
  const domain = Domain.of(['"a"', 'not("b")', '"c"'], '"a","b","c"', false)!;
  expect(domain.values).toEqual(['a', 'b', 'c']);
  expect([domain.where('"c"'), domain.where('not("b")')]).toEqual([
    [[2, 3]],
    [
      [0, 1],
      [2, 3],
    ],
  ]);
});

it('finds the first position that two have in common', () => {
  const runs = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  const made = (places: boolean[]) => joined(places.map((on, place) => [place, on ? place + 1 : place] as const));
  fc.assert(
    fc.property(runs, runs, (some, others) => {
      expect(firstShared(made(some), made(others))).toBe(some.findIndex((on, place) => on && others[place]));
      expect(placesOf(made(some), 12)).toEqual(some);
    }),
  );
});
