import { ApplicationFailure } from '@temporalio/common';
import type { Refusal } from '../engine/Refusal';

/** A refusal as it leaves the workflow: its code as the failure type, its sentences as details. */
export const refusalFailure = ({ code, zh, en, element }: Refusal): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`${zh} / ${en}`, code, { zh, en, element });
