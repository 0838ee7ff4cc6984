import { accountPattern, isReserved, likenessOf } from './accountNames';

it.each([
  ['admin', 'аdmin'],
  ['zhang.li', 'zhang.lі'],
  ['admin', 'αdmin'],
  ['admin', 'ad‮nim'],
  ['admin', 'user:admin'],
  ['admin', 'group：mediator'],
])('a name of letters of other scripts, or of a principal, is refused: %s, %s', (good, bad) => {
  expect([accountPattern.test(good), accountPattern.test(bad.normalize('NFKC'))]).toEqual([true, false]);
});

it.each([
  ['admin', 'ADMIN'],
  ['admin', 'ａｄｍｉｎ'],
  ['admin', 'ad.min'],
  ['admin', 'adm1n'],
  ['admin2', 'admin-2'],
  ['li.ming', 'li.rning'],
  ['wang', 'vvang'],
  ['zhou', 'zh0u'],
])('%s looks like %s', (one, other) => expect(likenessOf(one)).toBe(likenessOf(other)));

it.each([
  ['zhang', 'chang'],
  ['admin', 'admin2'],
  ['王芳', '王方'],
])('%s does not look like %s', (one, other) => expect(likenessOf(one)).not.toBe(likenessOf(other)));

it('the names of roles, of the system and of parties of cases are reserved', () => {
  for (const name of ['mediator', 'Mediator', 'med1ator', 'ｃｏｕｒｔ', 'system', 'worker@AH-340111-2026-000001'])
    expect([name, isReserved(name)]).toEqual([name, true]);
  for (const name of ['mediator-wang', 'zhangsan', '王芳', 'worker2'])
    expect([name, isReserved(name)]).toEqual([name, false]);
});
