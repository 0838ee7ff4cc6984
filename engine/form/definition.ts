import { compileFeel } from '../feel';
import { formPattern, LONGEST_PATTERN } from '../patterns';
import { formScope, valueOf } from './evaluate';
import { holdsValue } from './check';
import { fieldsOf } from './checkForm';
import { definitionLimits } from './limits';
import { at, put } from './paths';
import type { Component, Form } from './schema';

/** A problem of a form definition, found before it is published. */
export interface FormFinding {
  rule: string;
  severity: 'error' | 'warning';
  element?: string;
  zh: string;
  en: string;
}

const shows = new Set([
  'text',
  'html',
  'image',
  'separator',
  'spacer',
  'button',
  'iframe',
  'documentPreview',
  'table',
  'expression',
  'group',
  'dynamiclist',
]);

/** Checks a form definition: component types, keys, expressions, patterns, options, the second language. */
export function checkFormDefinition(source: unknown): FormFinding[] {
  const findings: FormFinding[] = [];
  const form = source as Form;
  if (
    typeof source !== 'object' ||
    source === null ||
    !Array.isArray(form.components) ||
    typeof form.id !== 'string' ||
    form.id === ''
  ) {
    return [
      {
        rule: 'form-structure',
        severity: 'error',
        zh: '不是表单:缺少 id 或 components。请用表单编辑器保存的 JSON。',
        en: 'Not a form: id or components is missing. Use the JSON that the form editor saves.',
      },
    ];
  }
  const refused = structureFault(form.components);
  if (refused) return [{ rule: 'form-structure', severity: 'error', ...refused }];
  checkComponents(form.components, new Set(), findings);
  return findings;
}

/** What prevents reading the components at all: counted before any other check. */
function structureFault(components: unknown[]): { zh: string; en: string } | undefined {
  const most = definitionLimits;
  const open = components.map((component) => ({ component, depth: 1 }));
  let counted = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { component, depth } = next as { component: Component | null; depth: number };
    if (typeof component !== 'object' || typeof component?.type !== 'string')
      return { zh: '有组件不是对象或没有 type。', en: 'A component is not an object or has no type.' };
    if (++counted > most.components)
      return {
        zh: `组件超过 ${most.components} 个；请拆成几个表单。`,
        en: `More than ${most.components} components: divide it into several forms.`,
      };
    if (depth > most.depth)
      return {
        zh: `组件嵌套超过 ${most.depth} 层。`,
        en: `Components are nested more than ${most.depth} deep.`,
      };
    if ((component.values?.length ?? 0) > most.options)
      return {
        zh: `“${component.label ?? component.key}”的选项超过 ${most.options} 个；请用表达式给出选项。`,
        en: `"${component.label ?? component.key}" has more than ${most.options} options: give them by an expression.`,
      };
    if (component.components !== undefined && !Array.isArray(component.components))
      return { zh: 'components 应为列表。', en: 'components must be a list.' };
    for (const inner of component.components ?? []) open.push({ component: inner, depth: depth + 1 });
  }
  return undefined;
}

function checkComponents(components: Component[], keys: Set<string>, findings: FormFinding[]): void {
  for (const component of components) {
    const element = component.id ?? component.key;
    const add = (rule: string, severity: FormFinding['severity'], zh: string, en: string) =>
      findings.push({ rule, severity, element, zh, en });
    if (!shows.has(component.type) && !holdsValue({ ...component, key: component.key ?? '' })) {
      add(
        'form-component-type',
        'error',
        `不支持的组件类型“${component.type}”。请换用文本、数字、日期、选择等组件。`,
        `The component type "${component.type}" is not supported. Use text, number, date, choice and so on.`,
      );
      continue;
    }
    checkKey(component, keys, add);
    checkExpressions(component, add);
    if (
      ['radio', 'select', 'checklist', 'taglist'].includes(component.type) &&
      !component.valuesKey &&
      !component.valuesExpression &&
      !component.values?.length
    ) {
      add(
        'form-options',
        'error',
        `“${component.label ?? element}”没有可选项。`,
        `"${component.label ?? element}" has no options.`,
      );
    }
    if (component.label && holdsValue(component) && !component.properties?.label_en)
      add(
        'form-language',
        'warning',
        `“${component.label}”没有英文名称(properties.label_en)。`,
        `"${component.label}" has no English label (properties.label_en).`,
      );
    const inner = component.type === 'dynamiclist' || component.path ? new Set<string>() : keys;
    checkComponents(component.components ?? [], inner, findings);
  }
}

type Add = (rule: string, severity: FormFinding['severity'], zh: string, en: string) => void;

function checkKey(component: Component, keys: Set<string>, add: Add): void {
  const needs = !shows.has(component.type) || component.type === 'dynamiclist' || component.type === 'expression';
  const key = component.type === 'dynamiclist' ? component.path : component.key;
  if (!needs) return;
  if (!key)
    return add(
      'form-key',
      'error',
      `“${component.label ?? component.id}”没有键名,填写的内容无处存放。`,
      `"${component.label ?? component.id}" has no key, so there is nowhere to keep its value.`,
    );
  if (key.split('.').some((step) => ['__proto__', 'constructor', 'prototype'].includes(step)))
    return add('form-key', 'error', `键名“${key}”不能使用。`, `The key "${key}" cannot be used.`);
  // Two components may share a key if at most one of them is shown at a time.
  if (keys.has(key) && !component.conditional?.hide)
    add('form-key-unique', 'error', `键名“${key}”重复。`, `The key "${key}" is used twice.`);
  keys.add(key);
}

function checkExpressions(component: Component, add: Add): void {
  const { conditional, validate = {}, valuesExpression, expression, readonly, label, text, description } = component;
  if (component.type === 'expression' && !expression)
    add(
      'form-expression',
      'error',
      `“${component.key}”没有表达式，算不出值。`,
      `"${component.key}" has no expression to compute its value from.`,
    );
  for (const attribute of [
    conditional?.hide,
    valuesExpression,
    expression,
    readonly,
    label,
    text,
    description,
    component.properties?.valid,
    component.properties?.invalid,
    component.properties?.invalid_en,
    ...Object.values(validate),
  ]) {
    if (typeof attribute !== 'string' || !attribute.startsWith('=')) continue;
    try {
      compileFeel(attribute.slice(1));
    } catch {
      add('form-expression', 'error', `表达式写错了:${attribute}`, `The expression cannot be parsed: ${attribute}`);
    }
  }
  if (validate.pattern !== undefined && validate.pattern !== '') checkPattern(validate.pattern, add);
}

function checkPattern(pattern: string, add: Add): void {
  if (pattern.length > LONGEST_PATTERN)
    return add(
      'form-pattern',
      'error',
      `格式(正则表达式)超过 ${LONGEST_PATTERN} 个字符。`,
      `The pattern is longer than ${LONGEST_PATTERN} characters.`,
    );
  if (formPattern(pattern)) return;
  if (isRegExp(pattern))
    add(
      'form-pattern',
      'error',
      `格式(正则表达式)无法在有限的时间内核对(向前或向后看、引用前面的组、重复次数过多):${pattern}。请改写。`,
      `The pattern cannot be matched in bounded time (it uses lookaround, backreferences, or too many repetitions): ${pattern}. Rewrite it.`,
    );
  else
    add(
      'form-pattern',
      'error',
      `格式(正则表达式)写错了:${pattern}`,
      `The pattern is not a regular expression: ${pattern}`,
    );
}

function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

/** The initial values of a form: the task's values for its fields, otherwise their default values. */
export function initialValues(form: Form, shown: Record<string, unknown>, now: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const scope = formScope(shown, now);
  for (const { component, path } of fieldsOf(form.components.map(withoutConditions), scope, '')) {
    const given = at(shown, path) ?? valueOf(component.defaultValue, scope);
    if (given !== undefined && given !== null) put(values, path, given);
  }
  return values;
}

/** The values with which a new row of a list begins: the default values of its fields. */
export function initialRow(
  { components = [] }: Component,
  scope: ReturnType<typeof formScope>,
): Record<string, unknown> {
  return Object.fromEntries(
    components.flatMap(({ key, defaultValue }) => {
      const value = key === undefined ? undefined : valueOf(defaultValue, scope);
      return value === undefined || value === null ? [] : [[key!, value]];
    }),
  );
}

const withoutConditions = (component: Component): Component => ({
  ...component,
  conditional: undefined,
  components: component.components?.map(withoutConditions),
});
