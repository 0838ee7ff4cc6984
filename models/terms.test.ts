import { piecesOf, plain, terms } from './terms';

test('a name is found by two, three and four adjacent characters, a number by three, and each as a whole', () => {
  expect(terms('合肥 某公司', undefined, '')).toEqual([
    '合肥某公司',
    '合肥',
    '肥某',
    '某公',
    '公司',
    '合肥某',
    '肥某公',
    '某公司',
    '合肥某公',
    '肥某公司',
  ]);
  expect(terms('AH-34', 'ＡＨ-34')).toEqual(['ah-34', 'ah-', 'h-3', '-34']);
  expect(terms('张三', '58同城')).toEqual(['张三', '58同城', '58', '8同', '同城', '58同', '8同城']);
});

test.each(['合肥某公司', '肥某', '某公司', '肥某公司', 'AH-340111-2026-000123', '000123', '0111-2026', '张三'])(
  '%s is searched by terms that every text containing it has',
  (text) => {
    const found = new Set(terms('AH-340111-2026-000123', '张三', '合肥某公司'));
    const pieces = piecesOf(text.toLowerCase());
    expect(pieces.length).toBeGreaterThan(0);
    expect(pieces.filter((piece) => !found.has(piece))).toEqual([]);
  },
);

test('a name with a dot is found whichever dot is used in the search', () => {
  const written = ['·', '•', '・', '．', '‧', '･', '⋅', '.', '·'].map((dot) => terms(`买买提${dot}艾力`));
  expect(new Set(written.map(String)).size).toBe(1);
  expect(piecesOf(plain('提 • 艾'))).toEqual(['提·艾']);
});
