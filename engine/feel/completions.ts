import { builtIns } from './builtins';
import { descriptions } from './builtins/descriptions';

/** A word that an editor may offer: a built-in function with its signatures, or a word of the language. */
export interface Completion {
  name: string;
  kind: 'function' | 'keyword';
  /** One list of parameter names per signature; optional ones end in `?`, variadic ones start with `...`. */
  parameters: string[][];
  zh: string;
  en: string;
  /** An expression and its result. */
  example: string;
}

const KEYWORDS: [name: string, zh: string, en: string, example: string][] = [
  ['if', '按条件取两个值之一', 'one of two values, by a condition', 'if 2 > 1 then "a" else "b"'],
  ['for', '逐项计算，得到列表', 'a list with a result for each element', 'for x in [1, 2] return x * 2'],
  [
    'some',
    '是否至少有一项满足条件',
    'whether at least one element meets a condition',
    'some x in [1, 2] satisfies x > 1',
  ],
  ['every', '是否每一项都满足条件', 'whether all elements meet a condition', 'every x in [1, 2] satisfies x > 0'],
  ['and', '并且：两个条件都成立', 'both conditions are true', 'true and 1 < 2'],
  ['or', '或者：至少一个条件成立', 'at least one condition is true', 'false or 1 < 2'],
  ['between', '是否在两个值之间（含两端）', 'whether a value lies between two, ends included', '5 between 1 and 10'],
  ['in', '是否在列表、范围或条件之内', 'whether a value is in a list or range, or meets a test', '5 in [1..10]'],
  ['instance of', '是否属于某种类型', 'whether a value is of a type', '"a" instance of string'],
  ['function', '定义函数', 'a function', '(function(x) x + 1)(2)'],
];

/** Everything an editor can offer, functions first, each with a description in Chinese and in English. */
export const feelCompletions: readonly Completion[] = [
  ...[...builtIns.values()]
    .filter(({ name }) => name !== '@')
    .map(({ name, parameterLists }): Completion => ({
      name,
      kind: 'function',
      parameters: parameterLists,
      ...descriptions[name]!,
    })),
  ...KEYWORDS.map(([name, zh, en, example]): Completion => ({
    name,
    kind: 'keyword',
    parameters: [],
    zh,
    en,
    example,
  })),
];
