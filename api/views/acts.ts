import { acts } from '../../domain/acts';
import { formScope, optionsOf, valueOf, type Form } from '../../engine/form';
import type { Scope } from '../../engine/feel';
import type { Task } from '../../models';

type Offered = Task['acts'][number];

/**
 * Acts as people read them: as the form names what they decide, else as the law's acts stand. A stored model keeps them
 * by the alphabet.
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

/** Stable; what has no place comes last. */
const by = (offered: readonly Offered[], place: (act: Offered) => number) => {
  const known = new Map(offered.map((act) => [act, place(act)]));
  const at = (act: Offered) => (known.get(act)! < 0 ? Number.MAX_SAFE_INTEGER : known.get(act)!);
  return [...offered].sort((a, b) => at(a) - at(b));
};

/** The place of what an act sets among the options of the first choice that it decides. */
function placeIn(form: Form | undefined, sets: unknown, scope: Scope): number {
  const set = new Map(Object.entries(sets ?? {}));
  const choice = form?.components.find(({ type, key }) => ['radio', 'select'].includes(type) && set.has(key!));
  return choice ? optionsOf(choice, scope).findIndex(({ value }) => value === set.get(choice.key!)) : -1;
}
