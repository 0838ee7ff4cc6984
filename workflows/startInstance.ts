import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { searchAttributesOf, workflowTypes, type RunInput } from './messages';

/** Starts an instance that is independent of its starter; starting the same id twice starts it once. */
export async function startInstance(input: RunInput): Promise<void> {
  try {
    await startChild(workflowTypes.runProcess, {
      workflowId: input.instance.id,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      typedSearchAttributes: searchAttributesOf(input),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
