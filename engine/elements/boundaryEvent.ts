import type { Behavior } from '../behavior';
import { settle, terminate } from '../run/lifecycle';
import { completeOnceBegun, completeWithGiven } from '../run/resume';
import { enter } from '../run/enter';

/**
 * Its activity is armed for it. When it happens it takes its outgoing flows and, if it interrupts, its activity ends;
 * it leaves first, so that the scope is never empty in between. BPMN 2.0.2 §13.5.3
 */
export const boundaryEvent: Behavior = {
  enter: completeWithGiven,
  catches: (_here, event, variables, local) => [
    (step, host) => {
      const instance = enter(step, event, { scope: host.scope!, ...(local ? { variables: local } : {}) });
      completeOnceBegun(step, instance, variables);
      if (event.node.interrupting === false) return;
      terminate(step, host, 'interrupted');
      settle(step, host.scope!);
    },
  ],
};
