import type { Variables } from './events';
import type { StartTrigger } from './startTriggers';

/**
 * The triggers received so far for one future instance of a process whose start event needs all of its triggers
 * (§10.5.2): there is no instance before.
 */
export interface Gathered {
  came: string[];
  key?: string;
  variables: Variables;
}

/** One of these triggers happened; `key` is the key of a correlated message. */
export interface Arrival {
  trigger: StartTrigger;
  key?: string;
  variables: Variables;
}

/**
 * Adds a trigger to the gathering that it belongs to. A message goes to one, with the same key if it has one; a signal
 * or an instant goes to all that lack it, and is ignored if all have it already.
 */
export function gather(gathered: Gathered[], { trigger, key, variables }: Arrival): Gathered[] {
  const label = labelOf(trigger);
  const lacking = gathered.filter(
    (each) => !each.came.includes(label) && (key === undefined || each.key === undefined || each.key === key),
  );
  const goesTo = trigger.type === 'message' ? [lacking.find((each) => each.key === key) ?? lacking[0]] : lacking;
  const known =
    trigger.type !== 'message' && gathered.some((each) => each.key === undefined && each.came.includes(label));
  const joined = gathered.map((each) =>
    goesTo.includes(each)
      ? {
          ...each,
          ...keyed(each.key ?? key),
          came: [...each.came, label],
          variables: { ...each.variables, ...variables },
        }
      : each,
  );
  return lacking.length || known ? joined : [...gathered, { came: [label], ...keyed(key), variables }];
}

/** Whether all of these triggers have been received. */
export const isComplete = ({ came }: Gathered, triggers: StartTrigger[]): boolean =>
  triggers.every((trigger) => came.includes(labelOf(trigger)));

/** A label that is the same in another version of the process. */
const labelOf = (trigger: StartTrigger): string =>
  trigger.type === 'timer' ? `timer:${trigger.timer.kind}:${trigger.timer.value}` : `${trigger.type}:${trigger.name}`;

const keyed = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key });
