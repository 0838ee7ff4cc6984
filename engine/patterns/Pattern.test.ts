import { formPattern, PatternTooLarge, xpathPattern } from '.';
import { escapeClass } from './classes';

const free = () => undefined;
const matches = (text: string, pattern: string, flags = ''): boolean | undefined =>
  xpathPattern(pattern, flags)?.test(text);

describe('patterns of XPath', () => {
  it.each([
    ['张三', '^\\w+$', true],
    ['_', '^\\w$', false],
    ['１２', '^\\d+$', true],
    ['　', '\\s', false],
    ['张三', '^\\p{IsCJKUnifiedIdeographs}+$', true],
    ['a', '\\P{IsBasicLatin}', false],
    ['Ω', '\\p{IsGreek}', true],
    ['人:1', '^\\i\\c+$', true],
    ['-a', '^\\i', false],
    ['bcd', '^[a-z-[aeiou]]+$', true],
    ['bad', '^[a-z-[aeiou]]+$', false],
    ['é', '^[\\p{L}-[\\p{IsBasicLatin}]]$', true],
    ['e', '^[\\p{L}-[\\p{IsBasicLatin}]]$', false],
    ['b', '^[a-z-[^a-c]]$', true],
    ['1', '^[^\\W-[a-z]]$', true],
    ['𠮷', '^[𠮷𠀀-𠁿]$', true],
    ['𠮷', '^.$', true],
    ['a\rb', 'a.b', false],
  ])('%s against %s', (text, pattern, expected) => {
    expect(matches(text, pattern)).toBe(expected);
  });

  it.each([
    ['hello world', '\\p{ IsBasicLatin}+', 'x', true],
    ['hello world', 'hello\\ sworld', 'x', true],
    ['a b', 'a[ ]b', 'x', true],
    ['x', '\\p{Lu}', 'i', false],
    ['o', '^[A-Z-[IO]]$', 'i', false],
    ['P', '^[a-z-[io]]$', 'i', true],
    ['A.B', 'a.b', 'qi', true],
    ['aA', '(a)\\1', 'i', true],
    ['a\nb', '^b$', 'm', true],
  ])('%s against %s with %s', (text, pattern, flags, expected) => {
    expect(matches(text, pattern, flags)).toBe(expected);
  });

  it.each([
    '[',
    'a**',
    '(?=a)b',
    '\\b',
    '\\p{IsNowhere}',
    '\\p{Foo}',
    '(.)\\1',
    '(a)\\2',
    '[z-a]',
    '[]',
    'a{2,1}',
    'a)',
    '\\',
  ])('%s is not one', (pattern) => expect(xpathPattern(pattern)).toBeUndefined());

  it('does not accept other flags', () => expect(xpathPattern('a', 'g')).toBeUndefined());

  it.each(['^(a|a)*$', '^(\\w+\\s?)*$', '(a+)+$', '^(a|aa)+$', '(.*)*(.*)*(.*)*!$'])(
    'reads each character once for %s',
    (pattern) => {
      const text = `${'a'.repeat(20_000)}#`;
      expect(matches(text, pattern)).toBe(false);
      // Counted, not timed: the work is linear in the text.
      const found = xpathPattern(pattern)!;
      expect(found.cost(40_000)).toBeLessThanOrEqual(2 * found.cost(20_000));
    },
  );

  it('counts the possible cost of finding all matches, each of which may read to the end', () => {
    const spent = (pattern: string): number => {
      let steps = 0;
      for (const _ of xpathPattern(pattern)!.matches('a'.repeat(500), (more) => (steps += more)));
      return steps;
    };
    expect(spent('a')).toBeLessThan(6000);
    expect(spent('(a.*b|a)')).toBeGreaterThan(20_000);
  });

  it('refuses what is too large to be run', () => {
    expect(() => xpathPattern('a'.repeat(1001))).toThrow(PatternTooLarge);
    expect(() => xpathPattern('(a{100}){100}')).toThrow(PatternTooLarge);
  });

  it('returns groups that took part, and nothing for those that did not', () => {
    expect([...xpathPattern('(a)|(b)')!.matches('ab', free)]).toEqual([
      { start: 0, end: 1, groups: ['a', undefined] },
      { start: 1, end: 2, groups: [undefined, 'b'] },
    ]);
  });

  it.each('dDsSwWiIcC'.split(''))('\\%s is the complement of its opposite', (letter) => {
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    expect(escapeClass(letter)!.set().ranges).toEqual(escapeClass(other)!.set().complement.ranges);
  });
});

describe('patterns of forms', () => {
  const patterns = [
    '^\\d{17}[\\dXx]$',
    '^[\\u4e00-\\u9fa5]+$',
    '^\\p{Script=Han}+$',
    '\\s',
    '[^\\s]',
    '[\\S]',
    '\\w',
    '^.$',
  ];
  const texts = ['a', '甲', '　', '\u00a0', '１', '𠮷', '\n', '-', '34010019900101123X'];

  it.each(patterns)('%s gives the same result as in JavaScript', (pattern) => {
    for (const text of texts) expect(formPattern(pattern)!.test(text)).toBe(new RegExp(pattern, 'u').test(text));
  });

  it.each(['(?=a)b', '(?<=a)b', '(a)\\1', '[', 'a'.repeat(1001), '(a{100}){100}'])('%s is refused', (pattern) => {
    expect(formPattern(pattern)).toBeUndefined();
  });
});
