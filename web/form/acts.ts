import type { Offer } from '../../domain/offers';
import { compileFeel, toJson } from '../../engine/feel';
import { formScope, hidden, initialValues, effectiveValues, type Component, type Form } from '../../engine/form';

/** An act as its task offers it now: the form values that it sets, and those that it takes from the form. */
export interface OfferedAct {
  code: string;
  primary: boolean;
  values: Record<string, unknown>;
  reads: readonly string[];
}

type Values = Record<string, unknown>;

/**
 * The acts available now: one whose context evaluates to null is not (a route that the law does not allow in this
 * case).
 */
export function offeredActs(acts: readonly Offer[], seen: Values, now: string): OfferedAct[] {
  return acts.flatMap(({ code, sets, primary }) => {
    const expression = compileFeel(sets.replace(/^=/, ''));
    const values = toJson(expression.evaluate(formScope(seen, now))) as Values | null;
    return values ? [{ code, primary, values, reads: expression.reads }] : [];
  });
}

/**
 * The act normally done: the one marked by the task, or its only one. Ending the procedure is never the default: it
 * must not be clicked out of habit.
 */
export const usualAct = (offered: readonly OfferedAct[]): OfferedAct | undefined =>
  offered.length === 1 ? offered[0] : offered.find(({ primary, code }) => primary && code !== 'case.close');

/** The fields that the acts answer: each act sets them, and none takes them from the form. */
export function answeredFields(offered: readonly OfferedAct[]): ReadonlySet<string> {
  const [first, ...others] = offered;
  return new Set(
    Object.keys(first?.values ?? {}).filter(
      (name) => others.every(({ values }) => name in values) && offered.every(({ reads }) => !reads.includes(name)),
    ),
  );
}

/** The form without the fields that its acts answer, so that nobody is asked twice. */
export const withoutFields = (form: Form, answered: ReadonlySet<string>): Form => ({
  ...form,
  components: withoutAnswered(form.components, answered),
});

const withoutAnswered = (components: Component[], answered: ReadonlySet<string>): Component[] =>
  components
    .filter(({ key }) => !key || !answered.has(key))
    .map((component) =>
      component.type === 'group' && !component.path
        ? { ...component, components: withoutAnswered(component.components ?? [], answered) }
        : component,
    );

/** The initial values of a form: those of the task, and those set by its usual act. */
export function beginning(form: Form, acts: readonly Offer[], shown: Values, now: string): Values {
  const values = initialValues(form, shown, now);
  const offered = offeredActs(acts, effectiveValues(form.components, values, shown, now), now);
  const usual = usualAct(offered);
  return {
    ...values,
    ...(usual && Object.fromEntries([...answeredFields(offered)].map((name) => [name, usual.values[name]]))),
  };
}

/** The act that matches the form's values; the usual one if they match none, or if several match. */
export function chosenAct(offered: readonly OfferedAct[], value: Values): OfferedAct | undefined {
  const answered = [...answeredFields(offered)];
  const matching = offered.filter(({ values }) => answered.every((name) => values[name] === value[name]));
  return usualAct(matching.length > 0 && answered.length > 0 ? matching : offered);
}

/** The parts of a form that appear only after values have changed. */
export function newlyShown(form: Form, before: Values, after: Values, now: string): Component[] {
  const [old, young] = [formScope(before, now), formScope(after, now)];
  return form.components.filter((component) => hidden(component, old) && !hidden(component, young));
}
