import { compileFeel, FeelLimitError, Run, toJson, type Scope } from '../feel';
import type { Component, Option } from './schema';

/** What a form's expressions read, and, where a form is checked as a whole, how much they may still do together. */
export interface FormScope extends Scope {
  budget?: Run;
}

/**
 * The data that a form's expressions read: what is filled in, over what the task shows. `now` is the reader's or the
 * event's instant.
 */
export function formScope(data: Record<string, unknown>, now: string, budget?: Run): FormScope {
  return { get: (name) => data[name], has: (name) => Object.hasOwn(data, name), now, budget };
}

/** What all expressions of one check may do together. */
export const budgetAt = (now: string): Run => new Run(formScope({}, now));

/**
 * A form-js attribute: the JSON value of a FEEL expression where it is text with a leading `=`, else itself. An
 * expression that fails gives null. Throws FeelLimitError where the check as a whole takes too long.
 */
export function valueOf(attribute: unknown, scope: FormScope): unknown {
  if (typeof attribute !== 'string' || !attribute.startsWith('=')) return attribute;
  try {
    const expression = compileFeel(attribute.slice(1));
    if (!scope.budget) return toJson(expression.evaluate(scope));
    scope.budget.step();
    return toJson(expression.under(scope.budget.within(scope)));
  } catch (error) {
    if (scope.budget && error instanceof FeelLimitError) throw error;
    return null;
  }
}

/** Whether its `conditional.hide` holds. */
export function hidden(component: Component, scope: FormScope): boolean {
  return component.conditional?.hide !== undefined && valueOf(component.conditional.hide, scope) === true;
}

/** Whether it is only shown: what is sent for it counts for nothing. */
export const readOnly = (component: Component, scope: FormScope): boolean =>
  component.disabled === true || valueOf(component.readonly, scope) === true;

/** What may be chosen: the options written in the form, or those that the task brings along. */
export function optionsOf(component: Component, scope: FormScope): Option[] {
  const given = component.valuesExpression
    ? valueOf(component.valuesExpression, scope)
    : component.valuesKey
      ? valueOf(`=${component.valuesKey}`, scope)
      : component.values;
  if (!Array.isArray(given)) return [];
  return given.map((option) =>
    typeof option === 'object' && option !== null ? (option as Option) : { label: String(option), value: option },
  );
}
