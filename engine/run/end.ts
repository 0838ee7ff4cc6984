import type { Variables } from '../events';
import type { Step } from './Step';

/** The process instance is over: its result, or why it failed. */
export function end(
  step: Step,
  status: 'completed' | 'terminated' | 'failed',
  variables: Variables = {},
  error?: { code?: string; message?: string },
): void {
  step.emit({ type: 'ended', status, variables, ...(error ? { error } : {}) });
  step.command({ type: 'end', status, variables, ...(error ? { error } : {}) });
}
