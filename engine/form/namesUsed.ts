import { compileFeel } from '../feel';

/**
 * The variables that a form and the acts of its task may read: the keys of its fields and the names in its expressions.
 * The form may be anything, because drafts need not be right.
 */
export function namesUsed(form: unknown, expressions: readonly string[]): string[] {
  const names = new Set<string>();
  for (const expression of expressions) read(expression, names);
  const open = inner(form);
  for (let component = open.pop(); component !== undefined; component = open.pop()) {
    collect(component, names);
    for (const each of inner(component)) open.push(each);
  }
  return [...names];
}

type Parts = Record<string, unknown>;
const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

/** The components directly within a form or a component. */
const inner = (outer: unknown): Parts[] =>
  isParts(outer) && Array.isArray(outer.components) ? outer.components.filter(isParts) : [];

function collect(component: Parts, names: Set<string>): void {
  for (const key of [component.key, component.path, component.valuesKey, component.dataSource]) {
    if (typeof key === 'string') names.add(key.replace(/^=/, '').split('.')[0]!.trim());
  }
  for (const text of texts(component)) {
    if (text.startsWith('=')) read(text.slice(1), names);
    for (const [, expression] of text.matchAll(/\{\{([^}]*)\}\}/g)) read(expression!, names);
  }
}

/** All texts of a component, at any depth, except those of its child components. */
function texts(component: Parts): string[] {
  const found: string[] = [];
  const open: unknown[] = [component];
  while (open.length) {
    const value = open.pop();
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) for (const part of value) open.push(part);
    else if (isParts(value))
      for (const [name, part] of Object.entries(value)) if (name !== 'components') open.push(part);
  }
  return found;
}

function read(expression: string, names: Set<string>): void {
  try {
    for (const name of compileFeel(expression).reads) names.add(name);
  } catch {
    /* an expression that cannot be parsed contains no names */
  }
}
