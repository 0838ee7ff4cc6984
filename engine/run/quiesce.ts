import type { Key } from '../state';
import type { Move } from './Agenda';
import { evaluatePending } from './conditions';
import { move } from './enter';
import type { Step } from './Step';

/** Lets everything move that can; joins that depend on tokens elsewhere are asked when nothing else moves. */
export function quiesce(step: Step): void {
  const turns = { move: (scope: Key, token: Move) => move(step, scope, token), look: () => evaluatePending(step) };
  do step.agenda.drain(turns);
  while (askJoins(step));
}

function askJoins(step: Step): boolean {
  for (const scope of step.touched) {
    const instance = step.instance(scope);
    if (instance)
      for (const element of step.element(instance).again) {
        const arrived = step.state.arrived[`${scope}/${element.id}`] ?? [];
        if (element.behavior.again!({ step, element, scope, arrived })) return true;
      }
    step.touched.delete(scope);
  }
  return false;
}
