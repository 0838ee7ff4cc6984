import { getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { MOST_DATA } from '../engine/budgets';
import type { Command } from '../engine/commands';
import type { Variables } from '../engine/events';
import { sizeOf } from '../engine/size';
import type { Key } from '../engine/state';
import {
  callEndedSignal,
  callEscalatedSignal,
  callId,
  cancelSignal,
  searchAttributesOf,
  workflowTypes,
  type CallEnded,
  type RunInput,
} from './messages';

/**
 * Only data that grew under editions without limits can be larger: the server would terminate the workflow that sends
 * it.
 */
const isSendable = (variables: Variables | undefined): boolean => !variables || sizeOf(variables) <= MOST_DATA;
const TOO_LARGE: Omit<CallEnded, 'key'> = {
  status: 'failed',
  error: {
    message: `被调用流程的结果超过 ${MOST_DATA} 字节，无法交回。 / The result of the called process is larger than ${MOST_DATA} bytes.`,
  },
};

type CallProcess = Extract<Command, { type: 'callProcess' }>;

/** The called processes and the caller of an instance: workflows that notify each other by signals. */
export class Calls {
  /** What was sent and not yet confirmed: a run that closes earlier passes it on. */
  underWay = 0;

  constructor(private readonly self: RunInput) {}

  /**
   * Continue-as-new would terminate a child that follows its parent, so children are abandoned and report by signal.
   */
  start({ key, process, binding, variables }: CallProcess, deployment?: string): void {
    const { instance, region, by } = this.self;
    const id = callId(instance.id, key);
    const input: RunInput = {
      instance: {
        id,
        parent: instance.id,
        businessKey: instance.businessKey ?? instance.id,
        depth: (instance.depth ?? 0) + 1,
      },
      process,
      binding,
      ...(binding === 'deployment' && { deployment }),
      variables,
      callKey: key,
      region,
      by,
    };
    this.#tracked(
      startChild(workflowTypes.runProcess, {
        workflowId: id,
        args: [input],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        typedSearchAttributes: searchAttributesOf(input),
      }),
      (error) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      },
    );
  }

  cancel(key: Key, reason: string): void {
    this.#tell(callId(this.self.instance.id, key), (handle) =>
      handle.signal(cancelSignal, { by: this.self.instance.id, reason }),
    );
  }

  escalate(code: string | undefined, variables: Variables): void {
    const {
      instance: { parent },
      callKey: key,
    } = this.self;
    if (parent !== undefined && key !== undefined)
      this.#tell(parent, (handle) =>
        handle.signal(callEscalatedSignal, { key, code, ...(isSendable(variables) ? { variables } : {}) }),
      );
  }

  /** Notifies the caller. */
  ended(result: Omit<CallEnded, 'key'>): void {
    const { status, variables, error } = isSendable(result.variables) ? result : TOO_LARGE;
    const {
      instance: { parent },
      callKey: key,
    } = this.self;
    if (parent !== undefined && key !== undefined)
      this.#tell(parent, (handle) => handle.signal(callEndedSignal, { key, status, variables, error }));
  }

  /** Nothing is lost if the other workflow has ended meanwhile: it no longer waits. */
  #tell(id: string, what: (handle: ReturnType<typeof getExternalWorkflowHandle>) => Promise<void>): void {
    this.#tracked(what(getExternalWorkflowHandle(id)), () => undefined);
  }

  #tracked(sent: Promise<unknown>, failed: (error: unknown) => void): void {
    this.underWay += 1;
    const done = () => (this.underWay -= 1);
    sent.then(done, (error) => {
      done();
      failed(error);
    });
  }
}
