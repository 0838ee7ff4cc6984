import { ApplicationFailure, proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import { fits, FOREIGN, isAddressed, isKnown } from './foreign';

/** Tells the worker, which shows it to operations (activities/records/foreignMessage.ts). */
export interface ForeignSinks extends Sinks {
  foreign: { refused(kind: 'signal' | 'update', name: string): void };
}
const { foreign } = proxySinks<ForeignSinks>();

interface Encoded {
  metadata?: Record<string, Uint8Array> | null;
}
const isForeign = ({ metadata }: Encoded): boolean =>
  metadata?.encoding !== undefined && String.fromCharCode(...metadata.encoding) === FOREIGN;

/**
 * Refuses what this system did not send, in all workflows. Converting such a payload would fail the workflow task again
 * and again, so a signal is removed before that; an update is rejected by the SDK, because no converter reads its
 * payload; queries take no arguments. What is refused depends only on the payload, so that a replay refuses the same.
 */
export const interceptors = (): WorkflowInterceptors => ({
  internals: [
    {
      activate(input, next) {
        const { activation } = input;
        activation.jobs = activation.jobs?.filter(({ signalWorkflow, doUpdate, queryWorkflow }) => {
          if (queryWorkflow?.arguments) queryWorkflow.arguments = [];
          if (doUpdate?.input?.some(isForeign)) foreign.refused('update', doUpdate.name ?? '');
          if (!signalWorkflow) return true;
          const name = signalWorkflow.signalName ?? '';
          if (isKnown(name) && !signalWorkflow.input?.some(isForeign)) return true;
          foreign.refused('signal', name);
          return false;
        });
        next(input);
      },
    },
  ],
  inbound: [
    {
      handleSignal(input, next) {
        if (fits(input.signalName, input.args)) return next(input);
        foreign.refused('signal', input.signalName);
        return Promise.resolve();
      },
      validateUpdate(input, next) {
        if (!fits(input.name, input.args) || !isAddressed(input.name, input.updateId, input.args))
          throw ApplicationFailure.nonRetryable('该请求的内容不符。 / The request has no such content.', 'BAD_INPUT');
        next(input);
      },
    },
  ],
});
