import { acts } from '../../domain/acts';
import { formScope, optionsOf, valueOf, type Form } from '../../engine/form';
import type { Scope } from '../../engine/feel';
import type { Task } from '../../models';

type Offered = Task['acts'][number];

/**
 * Orders acts for display: as the form lists what they decide, otherwise as in the list of legal acts. A stored model
 * has them in alphabetical order.
 */
export function inOrder(
  offered: readonly Offered[],
  form: Form | undefined,
  variables: Record<string, unknown>,
  now: Date,
): Offered[] {
  const scope = formScope(variables, now.toISOString());
  return by(
    by(offered, ({ code }) => (acts.codes as readonly string[]).indexOf(code)),
    ({ sets }) => placeIn(form, valueOf(`=${sets.replace(/^=/, '')}`, scope), scope),
  );
}

/** A stable sort; acts without a position come last. */
const by = (offered: readonly Offered[], place: (act: Offered) => number) => {
  const known = new Map(offered.map((act) => [act, place(act)]));
  const at = (act: Offered) => (known.get(act)! < 0 ? Number.MAX_SAFE_INTEGER : known.get(act)!);
  return [...offered].sort((a, b) => at(a) - at(b));
};

/** The position of an act's value among the options of the first choice that the act sets. */
function placeIn(form: Form | undefined, sets: unknown, scope: Scope): number {
  const set = new Map(Object.entries(sets ?? {}));
  const choice = form?.components.find(({ type, key }) => ['radio', 'select'].includes(type) && set.has(key!));
  return choice ? optionsOf(choice, scope).findIndex(({ value }) => value === set.get(choice.key!)) : -1;
}
