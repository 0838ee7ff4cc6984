import { WithStartWorkflowOperation, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import { WorkflowIdReusePolicy, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { searchAttributesOf, startUpdate, workflowTypes, type RunInput } from '../../workflows/messages';

/** Starts an instance; the same id twice starts one. `recorded`: returns when its subscriptions are recorded. */
export async function startInstance(
  { client: { workflow }, taskQueue }: { client: Client; taskQueue: string },
  input: RunInput,
  recorded?: true,
): Promise<void> {
  const options = {
    workflowId: input.instance.id,
    taskQueue,
    args: [input] as [RunInput],
    typedSearchAttributes: searchAttributesOf(input),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
  };
  try {
    if (!recorded) return void (await workflow.start(workflowTypes.runProcess, options));
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.runProcess, {
      ...options,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    startWorkflowOperation.workflowHandle().catch(() => undefined);
    await workflow.executeUpdateWithStart(startUpdate, { startWorkflowOperation, updateId: 'start' });
  } catch (error) {
    // It started before, or its definition cannot be loaded, which its end records.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowUpdateFailedError))
      throw error;
  }
}
