import type { WorkflowClientInterceptor } from '@temporalio/client';
import { addressOf } from './foreign';

/**
 * For every client that sends updates: says within the encrypted argument which request it belongs to, so that whoever
 * can write to Temporal repeats none and makes no other of it.
 */
export const addressUpdates: WorkflowClientInterceptor = {
  startUpdate({ args: [argument, ...more], options, ...input }, next) {
    const updateId = options?.updateId ?? crypto.randomUUID();
    const addressed =
      typeof argument === 'object' && argument !== null
        ? { ...argument, sentAs: addressOf(input.updateName, updateId) }
        : argument;
    return next({ ...input, options: { ...options, updateId }, args: [addressed, ...more] });
  },
};
