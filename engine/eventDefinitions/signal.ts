import { wait } from '../actions';
import type { EventBehavior } from '../behavior';
import type { EventDefinition } from '../graph';
import { textOf } from '../run/evaluate';
import { broadcast } from '../run/signals';
import { Stuck } from '../run/Stuck';
import type { Here } from '../run/Here';

type Signal = Extract<EventDefinition, { type: 'signal' }>;

/** A signal reaches everything that waits for it, in this instance and in others (§10.5.5). */
export const signal: EventBehavior<Signal> = {
  arm: (here, definition, place) => [wait({ type: 'signal', ...place, name: nameOf(here, definition) })],
  throws: (here, definition) => [broadcast(nameOf(here, definition))],
};

function nameOf(here: Here, definition: Signal): string {
  const name = textOf(here.step, here.instance.key, definition.name);
  if (!name)
    throw new Stuck(
      'NOT_A_TEXT',
      '信号名的表达式没有给出名称。',
      'The expression of the signal name does not give a name.',
    );
  return name;
}
