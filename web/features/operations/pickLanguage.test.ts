import { pickLanguage } from './pickLanguage';

test("picks the reader's language from a bilingual message", () => {
  const both = '没有任务类型「a」，请改正模型。 / There is no job type “a”: correct the model.';
  expect(pickLanguage(both, 'zh')).toBe('没有任务类型「a」，请改正模型。');
  expect(pickLanguage(both, 'en')).toBe('There is no job type “a”: correct the model.');
});

test.each(['connect ECONNREFUSED 127.0.0.1 / 80', '登记系统 / 未开放', '系统不可用'])(
  'returns other messages unchanged: %s',
  (message) => {
    expect([pickLanguage(message, 'zh'), pickLanguage(message, 'en')]).toEqual([message, message]);
  },
);
