import type { Action } from '../behavior';
import type { EventDefinition, Loop } from '../graph';
import type { Variables } from '../events';
import type { Here } from '../run/Here';
import { completeOnceBegun } from '../run/resume';
import { enter } from '../run/enter';
import type { Element } from '../program';
import type { Instance } from '../state';

/**
 * The events that a multi-instance activity throws when one of its instances completes: for each (`none`), for the
 * first (`one`) or by conditions (`complex`), one of which also ends the other instances (Table 10.31). Boundary events
 * of the activity catch them (Table 10.29). Such an event comes from an instance that is about to complete, and may be
 * thrown by each of them: it ends none of the others, so the boundary event continues in parallel.
 */
export function implicitEvents(
  here: Here,
  loop: Extract<Loop, { type: 'multiInstance' }>,
  child: Instance,
  attributes: (alsoDone: number) => Variables,
): Action[] {
  const first = here.data.done === 0;
  switch (loop.behavior) {
    case 'none':
      return thrown(here, loop.noneEvent, child);
    case 'one':
      return first ? thrown(here, loop.oneEvent, child) : [];
    case 'complex':
      return [
        (step, instance) => {
          const seen = attributes(1);
          for (const { condition, event } of loop.complex ?? []) {
            if (!here.isTrue(condition, { ...child.variables, ...seen })) continue;
            if (loop.complexEnds) step.emit({ type: 'remembered', key: instance.key, data: { ended: true } });
            for (const action of thrown(here, event, child)) action(step, instance);
          }
        },
      ];
    default:
      return [];
  }
}

function thrown(here: Here, definition: EventDefinition | undefined, child: Instance): Action[] {
  const catching = definition
    ? here.element.boundary.filter((event) => event.events.some((each) => same(each, definition)))
    : [];
  return catching.map((event) => pass(event, { loopCounter: child.variables!.loopCounter }));
}

const pass =
  (event: Element, variables: Variables): Action =>
  (step, instance) =>
    completeOnceBegun(step, enter(step, event, { scope: instance.scope!, variables }), {});

const same = (one: EventDefinition, other: EventDefinition): boolean => JSON.stringify(one) === JSON.stringify(other);
