import { compileFeel, type Scope, toJson } from '../feel';
import type { Component, Option } from './schema';

/**
 * The data that a form's expressions read: what is filled in, over what the task shows. `now` is the reader's or the
 * event's instant.
 */
export function formScope(data: Record<string, unknown>, now: string): Scope {
  return { get: (name) => data[name], has: (name) => Object.hasOwn(data, name), now };
}

/**
 * A form-js attribute: the JSON value of a FEEL expression where it is text with a leading `=`, else itself. An expression that fails
 * gives null.
 */
export function valueOf(attribute: unknown, scope: Scope): unknown {
  if (typeof attribute !== 'string' || !attribute.startsWith('=')) return attribute;
  try {
    return toJson(compileFeel(attribute.slice(1)).evaluate(scope));
  } catch {
    return null;
  }
}

/** Whether its `conditional.hide` holds. */
export function hidden(component: Component, scope: Scope): boolean {
  return component.conditional?.hide !== undefined && valueOf(component.conditional.hide, scope) === true;
}

/** What may be chosen: the options written in the form, or those that the task brings along. */
export function optionsOf(component: Component, scope: Scope): Option[] {
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
