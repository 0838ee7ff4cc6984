import { reasonOf, splitLanguages, textOfIncident } from './bilingual';
import { FeelLimitError } from './feel/errors';

test.each([
  ['没有任务类型「a」，请改正模型。 / There is no job type “a”: correct the model.'],
  ['「付款」(http)：地址不能为 null / “付款” (http): the address must not be null'],
  ['没有决策「甲 / 乙」。 / There is no decision “甲 / 乙”.'],
  ['重复间隔「P0D」必须大于零。 / The repeating interval “P0D” must be longer than zero.'],
  ['工作流任务已失败 3 次，见工作进程日志 / The workflow task failed 3 times: see the worker’s log'],
])('splits %s', (text) => {
  const { zh, en } = splitLanguages(text);
  expect(`${zh} / ${en}`).toBe(text);
  expect(zh).toMatch(/^[「\p{Script=Han}]/u);
  expect(en.replace(/“[^”]*”/g, '')).not.toMatch(/\p{Script=Han}/u);
});

test('splits English before Chinese', () => {
  expect(splitLanguages('No version of the process “甲” is published. / 流程「甲」没有已发布的版本。')).toEqual({
    zh: '流程「甲」没有已发布的版本。',
    en: 'No version of the process “甲” is published.',
  });
});

test.each([
  [
    '表达式「金额 / 份数」求值失败 / The expression failed: 除数为零 / the divisor is zero',
    '表达式「金额 / 份数」求值失败：除数为零',
    'The expression failed: the divisor is zero',
  ],
  [
    '条件「a」的结果是 null，应为 true 或 false。 / The condition is neither true nor false. 没有变量「a」 / There is no variable “a” 参数有误 / An argument is wrong',
    '条件「a」的结果是 null，应为 true 或 false。 没有变量「a」 参数有误',
    'The condition is neither true nor false. There is no variable “a” An argument is wrong',
  ],
  [
    '表达式「a」求值失败 / The expression failed: ECONNREFUSED',
    '表达式「a」求值失败',
    'The expression failed: ECONNREFUSED',
  ],
])('gives each language the cause of %s', (text, zh, en) => {
  expect(splitLanguages(text)).toEqual({ zh, en });
});

test.each(['connect ECONNREFUSED 127.0.0.1 / 80', '登记系统 / 未开放', '系统不可用', '比例 3 / 4', ''])(
  'is the same in both languages otherwise: %s',
  (text) => {
    expect(splitLanguages(text)).toEqual({ zh: text, en: text });
  },
);

test('an incident says what it carries, and an old one what its message says', () => {
  expect(textOfIncident({ zh: '甲 / 乙', en: 'a / b' })).toEqual({ zh: '甲 / 乙', en: 'a / b' });
  expect(textOfIncident({ message: '时间超出范围。 / The time is out of range.' })).toEqual({
    zh: '时间超出范围。',
    en: 'The time is out of range.',
  });
  expect(textOfIncident({})).toEqual({ zh: '', en: '' });
});

test('our own errors carry both languages', () => {
  expect(reasonOf(new FeelLimitError('太多', 'too much'))).toEqual({ zh: '太多', en: 'too much' });
  expect(reasonOf(new Error('down'))).toEqual({ zh: 'down', en: 'down' });
  expect(reasonOf('down')).toEqual({ zh: 'down', en: 'down' });
});
