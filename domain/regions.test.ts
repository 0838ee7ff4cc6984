import { children, level, parent, region, regionName, regions, upward, within } from './regions';

test('Anhui has 16 cities and 104 counties and districts, each under its parent', () => {
  expect(regions.filter((each) => each.level === 'city')).toHaveLength(16);
  expect(regions.filter((each) => each.level === 'county')).toHaveLength(104);
  expect(new Set(regions.map(({ code }) => code)).size).toBe(121);
  for (const each of regions)
    expect(each.code === '340000' ? each.parent : region(each.parent!)?.level).toBe(
      each.code === '340000' ? null : upward(each.code).length === 3 ? 'city' : 'province',
    );
});

test('宿松县 and 广德市 are administered directly by the province, and nothing else below a city is', () => {
  expect(
    children('340000')
      .filter((each) => each.level === 'county')
      .map(({ zh }) => zh),
  ).toEqual(['宿松县', '广德市']);
  expect(within('340826', '340800')).toBe(false);
  expect(upward('341882')).toEqual(['341882', '340000']);
});

test('goes up from a district to its city and the province', () => {
  expect(upward('340111')).toEqual(['340111', '340100', '340000']);
  expect(within('340111', '340100') && within('340111', '340000') && within('340100', '340100')).toBe(true);
  expect(within('340100', '340111') || within('340111', '340200') || within('999999', '340000')).toBe(false);
  expect([level('340000'), level('340100'), level('340111'), level('340199')]).toEqual([
    'province',
    'city',
    'county',
    undefined,
  ]);
  expect([parent('340111'), parent('340000'), parent('nowhere')]).toEqual(['340100', null, null]);
});

test('has current names: places renamed or moved up to 2024 are known by their new codes only', () => {
  expect(regionName('340210', 'zh')).toBe('湾沚区');
  expect(['340203', '340208', '340221', '340222', '341822'].map(region)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(regionName('340111', 'zh', { full: true })).toBe('合肥市包河区');
  expect(regionName('340111', 'en', { full: true })).toBe('Baohe District, Hefei');
  expect(regionName('340000', 'zh', { full: true })).toBe('安徽省');
  expect(regionName('320100', 'zh')).toBe('320100');
});
