import type { Instance } from '../state';
import { end } from './end';
import { terminate } from './lifecycle';
import type { Step } from './Step';

/** Ends the whole process instance, from outside or because of an uncaught error. */
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
