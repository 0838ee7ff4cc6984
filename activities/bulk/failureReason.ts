import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { BulkFailure } from '../../models';

export type Why = Omit<BulkFailure, 'instance'>;

/** Why an instance did not do what was requested; `certain`: the instance itself refused, and would refuse again. */
export function failureReason(error: unknown): Why & { certain: boolean } {
  if (error instanceof WorkflowNotFoundError) return { code: 'INSTANCE_ENDED', message: '', certain: true };
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
    return { ...refusal(error.cause), certain: true };
  if (error instanceof ApplicationFailure) return { ...refusal(error), certain: true };
  return { code: isUnavailable(error) ? 'AWAY' : 'UNEXPECTED', message: '', certain: false };
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  isGrpcServiceError(error) ||
  (error instanceof Error && isGrpcServiceError(error.cause));

function refusal({ type, message, details }: ApplicationFailure): Why {
  const [texts] = (details ?? []) as { zh?: string; en?: string }[];
  const code = type === 'NOT_ACTIVE' ? 'INSTANCE_ENDED' : (type ?? 'UNEXPECTED');
  return { code, message: texts?.zh ?? message, messageEn: texts?.en ?? message };
}
