import { placeFunctions } from '../../domain/placeFunctions';
import { compileFeel, toJson } from '../../engine/feel';
import {
  checkValue,
  fieldsOf,
  formScope,
  holdsValue,
  optionsOf,
  put,
  valueOf,
  type Component,
  type Form,
} from '../../engine/form';
import type { OpenTask } from './System';
import { termsTold, type Asking } from './terms';

/**
 * The values with which a person completes a task by an act: what the act sets, what the story says (if the form asks
 * for it), and plausible values for other required fields; `attach` uploads a file if one is required. `before`: values
 * given earlier that no form has asked for yet; they are used if they fit.
 */
export async function valuesFor(
  task: OpenTask,
  sets: string | undefined,
  given: Record<string, unknown>,
  before: Record<string, unknown>,
  now: string,
  attach: () => Promise<string>,
): Promise<Record<string, unknown>> {
  const preset = sets ? (presetOf(sets, task.variables, now) ?? {}) : {};
  if (!task.form) return preset;
  const fields = fieldsByKey(task.form.components);
  const scope = formScope(task.variables, now);
  const fits = ([key, value]: [string, unknown]) =>
    !(key in preset) &&
    fields.has(key) &&
    holdsValue(fields.get(key)!) &&
    checkValue(fields.get(key)!, value, scope) === undefined;
  const earlier = Object.fromEntries(
    Object.entries(before)
      .map(([key, value]): [string, unknown] => [key, asDay(fields.get(key), value)])
      .filter(fits),
  );
  const terms = fields.has('obligations')
    ? termsTold(
        { ...before, ...given, obligor: given.obligor ?? given.by },
        {
          basis: task.variables.basis as Asking['basis'],
          decided: fields.has('content') || fields.has('result'),
          counterclaim: task.variables.counterclaim === 'join',
          dated: String(fields.get('obligations')?.properties?.valid).includes('dated: true'),
          partial: ['partial', 'partly', 'order'].includes(String(preset.decision)),
        },
      )
    : {};
  const fitting = Object.fromEntries(
    Object.entries(given)
      .filter(([key, value]) => fields.has(key) && takes(fields.get(key)!, value))
      .map(([key, value]) => [key, asDay(fields.get(key), rowsTold(fields.get(key)!, value))]),
  );
  const asked = Object.fromEntries(Object.entries(terms).filter(([key]) => fields.has(key)));
  const values: Record<string, unknown> = { ...preset, ...earlier, ...fitting, ...asked };
  await fillRequired(task.form, task.variables, values, now, attach);
  return values;
}

/** What an act sets; null if it is not offered now. */
export function presetOf(
  sets: string,
  variables: Record<string, unknown>,
  now: string,
): Record<string, unknown> | null {
  return toJson(compileFeel(sets).evaluate(formScope(variables, now))) as Record<string, unknown> | null;
}

/** The fields of a form by key, including lists. */
const fieldsByKey = (components: Component[]): Map<string, Component> =>
  new Map(
    components.flatMap((component): [string, Component][] => {
      const own = component.type === 'dynamiclist' ? component.path : component.key;
      return [
        ...(own ? [[own, component] as [string, Component]] : []),
        ...(component.type === 'dynamiclist' ? [] : fieldsByKey(component.components ?? [])),
      ];
    }),
  );

/** A list is not a number: a story that gives a number of people does not name them. */
const takes = ({ type }: Component, value: unknown): boolean => type !== 'dynamiclist' || Array.isArray(value);

/** The rows of a list, of which a story may give the first value only: the names of people. */
const rowsTold = ({ type, components = [] }: Component, value: unknown): unknown =>
  type === 'dynamiclist' && Array.isArray(value)
    ? value.map((row) => (typeof row === 'object' || !components[0]?.key ? row : { [components[0].key]: row }))
    : value;

/** A day may be given with its time. */
const asDay = (component: Component | undefined, value: unknown): unknown =>
  component?.type === 'datetime' &&
  (component.subtype ?? 'date') === 'date' &&
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}T/.test(value)
    ? value.slice(0, 10)
    : value;

async function fillRequired(
  form: Form,
  shown: Record<string, unknown>,
  values: Record<string, unknown>,
  now: string,
  attach: () => Promise<string>,
): Promise<void> {
  const seen = { ...placeFunctions, ...shown, ...values };
  const scope = formScope(seen, now);
  for (const { component, path } of fieldsOf(form.components, scope, '')) {
    if (path in values) continue;
    const usual = valueOf(component.defaultValue, scope) ?? undefined;
    const value =
      usual ??
      openingRows(component, now, scope) ??
      (component.type === 'dynamiclist' || valueOf(component.validate?.required, scope) !== true
        ? undefined
        : component.type === 'filepicker'
          ? [await attach()]
          : sample(component, now, scope));
    if (value === undefined) continue;
    put(values, path, value);
    // A field further down may become required because of it.
    put(seen, path, value);
  }
}

/** The rows with which a list opens. */
const openingRows = (
  { type, defaultRepetitions = 0, components = [] }: Component,
  now: string,
  scope: Parameters<typeof optionsOf>[1],
): unknown =>
  type === 'dynamiclist' && defaultRepetitions > 0
    ? Array.from({ length: defaultRepetitions }, (_, index) =>
        Object.fromEntries(
          asked(components).map((each) => [
            each.key!,
            each.type === 'textfield' ? `${each.label}${index + 1}` : sample(each, now, scope),
          ]),
        ),
      )
    : undefined;

/** The fields of a row that must be filled in: the required ones, or else its first text. */
function asked(components: Component[]): Component[] {
  const required = components.filter(({ key, validate }) => key && validate?.required === true);
  return required.length ? required : components.filter(({ type }) => type === 'textfield').slice(0, 1);
}

/** A value that the component accepts. */
function sample(component: Component, now: string, scope: Parameters<typeof optionsOf>[1]): unknown {
  const { type, label, validate = {} } = component;
  switch (type) {
    case 'number':
      return typeof validate.min === 'number' ? Math.max(1, validate.min) : 1;
    case 'datetime':
      return now.slice(0, 10);
    case 'checkbox':
      return true;
    case 'radio':
    case 'select':
      return optionsOf(component, scope)[0]?.value;
    default:
      return `${label ?? ''}：按双方约定和法律规定办理`;
  }
}
