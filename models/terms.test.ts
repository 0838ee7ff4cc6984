import { terms } from './terms';

test('a name is found by two and by three neighbours, a number by three, and each as a whole', () => {
  expect(terms('合肥 某公司', undefined, '')).toEqual(['合肥某公司', '合肥', '肥某', '某公', '公司', '合肥某', '肥某公', '某公司']);
  expect(terms('AH-34', 'ＡＨ-34')).toEqual(['ah-34', 'ah-', 'h-3', '-34']);
  expect(terms('张三', '58同城')).toEqual(['张三', '58同城', '58', '8同', '同城', '58同', '8同城']);
});
