import type { Key } from '../state';
import { raise } from './incidents';
import type { Step } from './Step';

/**
 * Instances entered after the step had exceeded its budget depend on its one incident: they are stored with the
 * instance that has it (incidents.ts releases them). If that instance is gone, the first of those held back gets the
 * incident instead.
 */
export function keepHeld(step: Step): void {
  const held = step.budget.held.filter((key) => step.instance(key));
  if (!held.length) return;
  let at = step.instance(step.budget.stoppedAt!);
  if (!at?.incident) {
    at = step.instance(held.shift()!)!;
    raise(step, at, {
      code: 'STEP_TOO_LONG',
      zh: '一次推进中的工作量超出上限；重试将从这里继续。',
      en: 'One step does too much; a retry continues from here.',
      at: step.now,
      phase: 'enter',
    });
  }
  const before = (at.data?.held as Key[] | undefined) ?? [];
  if (held.length) step.emit({ type: 'remembered', key: at.key, data: { held: [...before, ...held] } });
}
