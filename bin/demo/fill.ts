import { compileFeel } from '../../engine/feel';
import { fieldsOf, formScope, put, valueOf, type Component, type Form } from '../../engine/form';
import type { OpenTask } from './System';

/**
 * The values with which a person completes a task by an act: what the act sets, what the story says (as far as the form asks for
 * it), and something sensible in what else the form requires; `attach` uploads a file where one is.
 */
export async function valuesFor(task: OpenTask, sets: string | undefined, told: Record<string, unknown>, now: string, attach: () => Promise<string>): Promise<Record<string, unknown>> {
  const preset = sets ? presetOf(sets, task.variables, now) ?? {} : {};
  if (!task.form) return preset;
  const asked = new Set(keysOf(task.form.components));
  const said = Object.fromEntries(Object.entries(told).filter(([key]) => asked.has(key)));
  const values: Record<string, unknown> = { ...preset, ...said };
  await fillRequired(task.form, task.variables, values, now, attach);
  return values;
}

/** What an act sets; null where it is not offered now. */
export function presetOf(sets: string, variables: Record<string, unknown>, now: string): Record<string, unknown> | null {
  return compileFeel(sets).evaluate(formScope(variables, now)) as Record<string, unknown> | null;
}

const keysOf = (components: Component[]): string[] => components.flatMap((component) => {
  const own = component.type === 'dynamiclist' ? component.path : component.key;
  return [...(own ? [own] : []), ...(component.type === 'dynamiclist' ? [] : keysOf(component.components ?? []))];
});

async function fillRequired(form: Form, shown: Record<string, unknown>, values: Record<string, unknown>, now: string, attach: () => Promise<string>): Promise<void> {
  const seen = { ...shown, ...values };
  const scope = formScope(seen, now);
  for (const { component, path } of fieldsOf(form.components, scope, '')) {
    const given = path in values;
    if (given || component.type === 'dynamiclist') continue;
    if (component.defaultValue !== undefined) put(values, path, component.defaultValue);
    else if (valueOf(component.validate?.required, scope) === true) put(values, path, component.type === 'filepicker' ? [await attach()] : sample(component, now));
  }
}

/** Something that the component accepts. */
function sample({ type, label, values, validate = {} }: Component, now: string): unknown {
  switch (type) {
    case 'number': return typeof validate.min === 'number' ? Math.max(1, validate.min) : 1;
    case 'datetime': return now.slice(0, 10);
    case 'checkbox': return true;
    case 'radio': case 'select': return values?.[0]?.value;
    default: return `${label ?? ''}：按双方约定和法律规定办理`;
  }
}
