import { compileFeel, FeelLimitError, Run, toJson, type Scope } from '../feel';
import type { Component, Option } from './schema';

/** The data that a form's expressions read, and the remaining budget if a form is checked as a whole. */
export interface FormScope extends Scope {
  budget?: Run;
}

/**
 * The data that a form's expressions read: submitted values over those that the task shows. `now` is the instant of the
 * reader or the event.
 */
export function formScope(data: Record<string, unknown>, now: string, budget?: Run): FormScope {
  return { get: (name) => data[name], has: (name) => Object.hasOwn(data, name), now, budget };
}

/** The budget of all expressions of one check together. */
export const budgetAt = (now: string): Run => new Run(formScope({}, now));

/**
 * The value of a form-js attribute: the JSON value of a FEEL expression if it is text with a leading `=`, otherwise the
 * attribute itself. A failing expression gives null. Throws FeelLimitError if the whole check takes too long.
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

/** Whether its `conditional.hide` is true. */
export function hidden(component: Component, scope: FormScope): boolean {
  return component.conditional?.hide !== undefined && valueOf(component.conditional.hide, scope) === true;
}

/** Whether it is read-only: a value sent for it is ignored. */
export const readOnly = (component: Component, scope: FormScope): boolean =>
  component.disabled === true || valueOf(component.readonly, scope) === true;

/** The options: those written in the form, or those that the task provides. */
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
