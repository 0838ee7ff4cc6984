import { compileFeel, FeelSyntaxError } from '../../feel';
import { parseExpression } from '../../feel/syntax/parse';
import { equal } from '../../feel/values/comparison';
import type { Boxed } from '../DecisionModel';
import type { ModelTypes } from '../types';
import { coverageOf } from './coverage';
import { constantOf, holds } from './domain';
import type { Report } from './Report';

type Table = Extract<Boxed, { type: 'table' }>;

const POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];
const AGGREGATIONS = ['SUM', 'COUNT', 'MIN', 'MAX'];

/** What is wrong with a decision table (DMN 1.3 §8). */
export function checkTable(table: Table, types: ModelTypes, report: Report): void {
  checkShape(table, report);
  checkPolicy(table, types, report);
  checkValues(table, report);
  checkCoverage(table, types, report);
}

function checkShape(table: Table, report: Report): void {
  const { inputs, outputs, rules, at } = table;
  if (outputs.length === 0)
    report(
      'dmn-table-outputs',
      at,
      table.line,
      '决策表没有输出列；请至少添加一列。',
      'The table has no output; add one.',
    );
  if (rules.length === 0)
    report('dmn-table-rules', at, table.line, '决策表没有规则；请至少添加一条。', 'The table has no rule; add one.');
  const names = outputs.map(({ name }) => name ?? '');
  if (outputs.length > 1 && (names.includes('') || new Set(names).size < names.length))
    report(
      'dmn-output-names',
      at,
      table.line,
      '有多个输出时，每个输出都要有各自不同的名称。',
      'If there are several outputs, each needs a name of its own.',
    );
  for (const rule of rules) {
    if (rule.tests.length !== inputs.length || rule.results.length !== outputs.length)
      report(
        'dmn-rule-entries',
        rule.id,
        rule.line,
        `规则应有 ${inputs.length} 个输入单元格和 ${outputs.length} 个输出单元格，实际是 ${rule.tests.length} 和 ${rule.results.length}。`,
        `A rule needs ${inputs.length} input and ${outputs.length} output entries; this one has ${rule.tests.length} and ${rule.results.length}.`,
      );
  }
  for (const input of inputs)
    if (input.text === '')
      report(
        'dmn-input-expression',
        input.id,
        table.line,
        '输入列没有表达式；请填写要判断的变量。',
        'The input has no expression; fill in what is to be tested.',
      );
}

function checkPolicy(table: Table, types: ModelTypes, report: Report): void {
  const { hitPolicy, aggregation, at, line, outputs } = table;
  if (!POLICIES.includes(hitPolicy))
    report(
      'dmn-hit-policy',
      at,
      line,
      `没有命中策略「${hitPolicy}」；可用：${POLICIES.join('、')}。`,
      `There is no hit policy "${hitPolicy}"; use one of ${POLICIES.join(', ')}.`,
    );
  if (aggregation && (hitPolicy !== 'COLLECT' || !AGGREGATIONS.includes(aggregation)))
    report(
      'dmn-aggregation',
      at,
      line,
      '只有 COLLECT 可以汇总，方式为 SUM、COUNT、MIN 或 MAX。',
      'Only COLLECT can aggregate, by SUM, COUNT, MIN or MAX.',
    );
  if (aggregation && outputs.length > 1)
    report(
      'dmn-aggregation',
      at,
      line,
      '有多个输出的表不能汇总。',
      'A table with several outputs cannot be aggregated.',
    );
  const ordered = outputs.some((output) => output.values || types.get(output.typeRef ?? '')?.allowedValues);
  if ((hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER') && !ordered)
    report(
      'dmn-output-order',
      at,
      line,
      '按优先级取值需要按顺序列出输出值。',
      'For a priority policy, the output values have to be listed in order.',
    );
}

/** Constants that are not among the allowed values. */
function checkValues(table: Table, report: Report): void {
  for (const rule of table.rules) {
    for (const [column, output] of table.outputs.entries()) {
      const value = constantIn(rule.results[column] ?? '');
      if (
        value !== undefined &&
        value !== null &&
        output.values &&
        isSound(output.values) &&
        !holds(output.values, value)
      )
        report(
          'dmn-output-value',
          rule.id,
          rule.line,
          `输出值 ${rule.results[column]} 不在允许的值之内：${output.values}`,
          `The output ${rule.results[column]} is not among the allowed values: ${output.values}`,
        );
    }
    for (const [column, input] of table.inputs.entries()) {
      const value = constantIn(rule.tests[column] ?? '');
      if (value !== undefined && value !== null && input.values && isSound(input.values) && !holds(input.values, value))
        report(
          'dmn-input-value',
          rule.id,
          rule.line,
          `条件 ${rule.tests[column]} 永远不会成立：允许的输入值是 ${input.values}`,
          `The test ${rule.tests[column]} can never be true: the allowed inputs are ${input.values}`,
        );
    }
  }
}

function constantIn(text: string): unknown {
  try {
    return text === '' ? undefined : constantOf(parseExpression(text));
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined;
    throw error;
  }
}

function isSound(tests: string): boolean {
  try {
    return compileFeel(tests, { unary: true }).reads.length === 0;
  } catch (error) {
    if (error instanceof FeelSyntaxError) return false;
    throw error;
  }
}

const SINGLE_HIT = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY'];

function checkCoverage(table: Table, types: ModelTypes, report: Report): void {
  const coverage =
    table.inputs.length && table.rules.length && SINGLE_HIT.includes(table.hitPolicy)
      ? coverageOf(table, types)
      : undefined;
  if (!coverage) return;
  for (const { first, second, example } of coverage.overlaps) {
    const rule = table.rules[second - 1]!;
    if (table.hitPolicy === 'UNIQUE')
      report(
        'dmn-overlap',
        rule.id,
        rule.line,
        `第 ${first} 条与第 ${second} 条规则会同时命中（如 ${example}），而命中策略是 UNIQUE；请改条件或命中策略。`,
        `Rules ${first} and ${second} both match (as for ${example}), but the hit policy is UNIQUE; change the conditions or the policy.`,
      );
    if (table.hitPolicy === 'ANY' && disagree(table.rules[first - 1]!.results, rule.results))
      report(
        'dmn-disagreement',
        rule.id,
        rule.line,
        `第 ${first} 条与第 ${second} 条规则会同时命中（如 ${example}），结果却不同；命中策略 ANY 要求结果相同。`,
        `Rules ${first} and ${second} both match (as for ${example}) with different results; under ANY they have to agree.`,
      );
  }
  if (coverage.gap && !table.outputs.some((output) => output.default))
    report(
      'dmn-gap',
      table.at,
      table.line,
      `有些输入没有规则命中（如 ${coverage.gap}），结果将为 null；请补充规则或默认输出。`,
      `For some inputs no rule matches (as for ${coverage.gap}) and the result is null; add a rule or a default output.`,
    );
  if (table.hitPolicy === 'FIRST')
    for (const number of coverage.hidden)
      report(
        'dmn-hidden-rule',
        table.rules[number - 1]!.id,
        table.rules[number - 1]!.line,
        `第 ${number} 条规则永远不会生效：前面的规则总是先命中。`,
        `Rule ${number} never takes effect: earlier rules always match first.`,
      );
}

function disagree(first: readonly string[], second: readonly string[]): boolean {
  return first.some((result, index) => {
    const [a, b] = [constantIn(result), constantIn(second[index] ?? '')];
    return a !== undefined && b !== undefined && equal(a, b) !== true;
  });
}
