import type { Variables } from '../events';
import type { Instance } from '../state';
import { terminate } from './lifecycle';
import type { Step } from './Step';

/** The process instance is over: what it gives back, or why it failed. */
export function end(
  step: Step,
  status: 'completed' | 'terminated' | 'failed',
  variables: Variables = {},
  error?: { code?: string; message?: string },
): void {
  step.emit({ type: 'ended', status, variables, ...(error ? { error } : {}) });
  step.command({ type: 'end', status, variables, ...(error ? { error } : {}) });
}

/** Ends the whole process instance from outside or by an error that nothing catches. */
export function abort(
  step: Step,
  status: 'terminated' | 'failed',
  reason?: string,
  error?: { code?: string; message?: string },
): void {
  const root: Instance | undefined = step.state.instances[1];
  if (!root) return;
  terminate(step, root, reason);
  end(step, status, root.variables, error);
}
