import { pauseBefore } from './backOff';

test('pauses grow to a minute, with a random delay for each browser', () => {
  const spans = Array.from(
    { length: 40 },
    (_, index) => [pauseBefore(index + 1, 0), pauseBefore(index + 1, 1)] as const,
  );
  expect(spans.slice(0, 3)).toEqual([
    [1_000, 2_000],
    [2_000, 4_000],
    [4_000, 8_000],
  ]);
  expect(spans.at(-1)).toEqual([30_000, 60_000]);
  for (const [index, [, longest]] of spans.entries())
    expect(longest).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
});
