import type { Offer } from '../../domain/offers';
import { compileFeel, toJson } from '../../engine/feel';
import { formScope, hidden, initialValues, seenValues, type Component, type Form } from '../../engine/form';

/** An act as its task offers it now: the form values that it sets, and those that it takes from the form for that. */
export interface OfferedAct {
  code: string;
  primary: boolean;
  values: Record<string, unknown>;
  reads: readonly string[];
}

type Values = Record<string, unknown>;

/**
 * The acts that are open now: one whose context comes out as null is not (a route that the law does not give in this
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
 * The act that is normally done: what the task says, or its only one. To go no further is how a case may end when
 * nobody has more to say, and nothing to be pressed by habit.
 */
export const usualAct = (offered: readonly OfferedAct[]): OfferedAct | undefined =>
  offered.length === 1 ? offered[0] : offered.find(({ primary, code }) => primary && code !== 'case.close');

/** The fields that the acts answer: each of them sets them, and none takes them from the form. */
export function answeredFields(offered: readonly OfferedAct[]): ReadonlySet<string> {
  const [first, ...others] = offered;
  return new Set(
    Object.keys(first?.values ?? {}).filter(
      (name) => others.every(({ values }) => name in values) && offered.every(({ reads }) => !reads.includes(name)),
    ),
  );
}

/** The form without the fields that its acts answer: nobody is asked twice. */
export const withoutFields = (form: Form, answered: ReadonlySet<string>): Form => ({
  ...form,
  components: unasked(form.components, answered),
});

const unasked = (components: Component[], answered: ReadonlySet<string>): Component[] =>
  components
    .filter(({ key }) => !key || !answered.has(key))
    .map((component) =>
      component.type === 'group' && !component.path
        ? { ...component, components: unasked(component.components ?? [], answered) }
        : component,
    );

/** What a form begins with: what the task brings along, and what its usual act answers. */
export function beginning(form: Form, acts: readonly Offer[], shown: Values, now: string): Values {
  const values = initialValues(form, shown, now);
  const offered = offeredActs(acts, seenValues(form.components, values, shown, now), now);
  const usual = usualAct(offered);
  return {
    ...values,
    ...(usual && Object.fromEntries([...answeredFields(offered)].map((name) => [name, usual.values[name]]))),
  };
}

/**
 * The act that the form's values say, or while they say none the usual one. Of several that say the same, the usual one
 * too.
 */
export function chosenAct(offered: readonly OfferedAct[], value: Values): OfferedAct | undefined {
  const answered = [...answeredFields(offered)];
  const said = offered.filter(({ values }) => answered.every((name) => values[name] === value[name]));
  return usualAct(said.length > 0 && answered.length > 0 ? said : offered);
}

/** What a form shows after values have changed that it did not show before. */
export function newlyShown(form: Form, before: Values, after: Values, now: string): Component[] {
  const [old, young] = [formScope(before, now), formScope(after, now)];
  return form.components.filter((component) => hidden(component, old) && !hidden(component, young));
}
