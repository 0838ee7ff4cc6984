import type { z } from 'zod';
import type { Text } from './text';

/** One problem with an input: where (keys and indices from the root), which kind of rule, and what to do. */
export interface Problem extends Text {
  path: (string | number)[];
  code: string;
}

/** The parameters of a zod refinement that describe the problem in both languages. */
export function says(zh: string, en: string): { error: string; params: Text } {
  return { error: `${zh} / ${en}`, params: { zh, en } };
}

/** A problem found by a check over several fields. */
export function problemAt(path: (string | number)[], zh: string, en: string): Problem {
  return { path, code: 'custom', zh, en };
}

const types: Record<string, Text> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否（true 或 false）', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
};

/**
 * The problems that zod found, in both languages. Pass the input too, so that missing values can be distinguished from
 * wrong types. Never repeats a value of the input, because it may be personal.
 */
export function problems(error: z.ZodError, input?: unknown): Problem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownFields(issue) : [problem(issue, input)],
  );
}

type Issue = z.core.$ZodIssue;

function unknownFields(issue: z.core.$ZodIssueUnrecognizedKeys): Problem[] {
  return issue.keys.map((key) => ({
    path: [...pathOf(issue), key],
    code: 'unknown_field',
    zh: `没有名为“${key}”的字段，请删除或改正字段名`,
    en: `There is no field “${key}” here; remove it or correct its name`,
  }));
}

function problem(issue: Issue, input: unknown): Problem {
  const missing = issue.code !== 'custom' && input !== undefined && at(input, issue.path) === undefined;
  if (missing) return { path: pathOf(issue), code: 'missing', zh: '必须填写', en: 'This is required' };
  return { path: pathOf(issue), code: issue.code ?? 'invalid', ...wording(issue) };
}

function wording(issue: Issue): Text {
  switch (issue.code) {
    case 'custom':
      return issue.params?.zh ? { zh: issue.params.zh, en: issue.params.en } : { zh: issue.message, en: issue.message };
    case 'invalid_type': {
      const type = types[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { zh: `应为${type.zh}`, en: `This must be ${type.en}` };
    }
    case 'invalid_value': {
      const shown = issue.values.slice(0, 60).map(String).join(', ');
      return { zh: `只能是下列之一：${shown}`, en: `This must be one of: ${shown}` };
    }
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), '至少', 'at least');
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), '最多', 'at most');
    case 'invalid_union':
      return { zh: '不符合允许的任何一种写法', en: 'This has none of the allowed forms' };
    default:
      return { zh: '格式不正确', en: 'This does not have the right form' };
  }
}

function bound(origin: string, limit: number, zh: string, en: string): Text {
  if (origin === 'string')
    return limit === 1 && zh === '至少'
      ? { zh: '不能为空', en: 'This must not be empty' }
      : { zh: `${zh}${limit}个字符`, en: `This must have ${en} ${limit} characters` };
  if (origin === 'array') return { zh: `${zh}${limit}项`, en: `This must have ${en} ${limit} items` };
  return { zh: `${zh}为${limit}`, en: `This must be ${en} ${limit}` };
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value === null || value === undefined ? undefined : (value as Record<PropertyKey, unknown>)[key]),
    input,
  );
}
