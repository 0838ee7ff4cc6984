import type { Instance } from '../state';
import { holderOf } from './evaluate';
import type { Step } from './Step';
import { wait } from './waits';

/** Whether none of the activity's input sets has all its data (§13.3.2: it stays Ready until one has). */
export const missesData = (step: Step, instance: Instance): boolean =>
  !step
    .element(instance)
    .node.inputSets!.some((names) =>
      names.every((name) => (holderOf(step, instance.key, name)?.variables?.[name] ?? null) !== null),
    );

export const waitForData = (step: Step, instance: Instance): void => wait(step, instance, { type: 'data' });
