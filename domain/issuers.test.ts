import { commissionOf, courtOf, markOf, numberIn, seriesOf } from './issuers';
import { regions } from './regions';

it('the commission and the courts of a place have its name', () => {
  expect(commissionOf('340104')).toMatchObject({
    name: { zh: '合肥市蜀山区劳动人事争议仲裁委员会' },
    mark: '合肥蜀山劳人仲',
  });
  expect(commissionOf('340123').mark).toBe('肥西劳人仲');
  expect(commissionOf('340100').mark).toBe('合肥劳人仲');
  expect(commissionOf('340000').name.zh).toBe('安徽省劳动人事争议仲裁委员会');
  expect(courtOf('340104').name.zh).toBe('合肥市蜀山区人民法院');
  expect(courtOf('340104', true).name.zh).toBe('合肥市中级人民法院');
});

it('no two places have the same commission or the same mark', () => {
  const all = regions.map(({ code }) => commissionOf(code));
  const distinct = (names: (string | undefined)[]) => new Set(names).size;
  expect(distinct(all.map(({ name }) => name.zh))).toBe(all.length);
  expect(distinct(all.map(({ mark }) => mark))).toBe(all.length);
});

it('a number has the mark of its issuer, the kind of paper and the year', () => {
  const mark = markOf('organisation', '庐阳区某街道调解中心', '340103')!;
  expect(numberIn(seriesOf(mark, '协', '2026'), 7)).toBe('庐阳区某街道调解中心调协字〔2026〕7号');
  expect(markOf('court', '某人民法院', '340103')).toBeUndefined();
});
