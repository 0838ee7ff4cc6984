import { said } from './said';

test("takes the reader's language of what was said in both", () => {
  const both = '没有任务类型「a」，请改正模型。 / There is no job type “a”: correct the model.';
  expect(said(both, 'zh')).toBe('没有任务类型「a」，请改正模型。');
  expect(said(both, 'en')).toBe('There is no job type “a”: correct the model.');
});

test.each(['connect ECONNREFUSED 127.0.0.1 / 80', '登记系统 / 未开放', '系统不可用'])(
  'leaves what others said: %s',
  (message) => {
    expect([said(message, 'zh'), said(message, 'en')]).toEqual([message, message]);
  },
);
