import { compileFeel } from '../../engine/feel';
import type { Component, Form } from '../../engine/form';

/**
 * The variables that a form and the acts of its task may read: the keys of its fields and the names in its expressions.
 */
export function namesUsed(form: Form | undefined, expressions: readonly string[]): string[] {
  const names = new Set<string>();
  for (const expression of expressions) read(expression, names);
  for (const component of form?.components ?? []) collect(component, names);
  return [...names];
}

function collect(component: Component, names: Set<string>): void {
  for (const key of [component.key, component.path, component.valuesKey, component.dataSource]) {
    if (typeof key === 'string') names.add(key.replace(/^=/, '').split('.')[0]!.trim());
  }
  for (const text of texts(component)) {
    if (text.startsWith('=')) read(text.slice(1), names);
    for (const [, inner] of text.matchAll(/\{\{([^}]*)\}\}/g)) read(inner!, names);
  }
  for (const inner of component.components ?? []) collect(inner, names);
}

/** All texts of a component, at any depth, except those of its child components. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'components' ? [] : texts(inner)));
}

function read(expression: string, names: Set<string>): void {
  try {
    for (const name of compileFeel(expression).reads) names.add(name);
  } catch {
    /* an expression that cannot be parsed contains no names */
  }
}
