import { getExternalWorkflowHandle, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Command } from '../engine/commands';
import type { Variables } from '../engine/events';
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

type CallProcess = Extract<Command, { type: 'callProcess' }>;

/** The called processes and the caller of an instance: workflows that tell each other what happened by signals. */
export class Calls {
  /** What was sent and has not been confirmed: a run that closes before takes it along. */
  underWay = 0;

  constructor(private readonly self: RunInput) {}

  /** Continue-as-new would end a child that follows its parent: so they are abandoned, and report by signal. */
  start({ key, process, binding, variables }: CallProcess): void {
    const { instance, region, by } = this.self;
    const id = callId(instance.id, key);
    const input: RunInput = {
      instance: { id, parent: instance.id, businessKey: instance.businessKey ?? instance.id },
      process,
      binding,
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
      this.#tell(parent, (handle) => handle.signal(callEscalatedSignal, { key, code, variables }));
  }

  /** Tells the caller. */
  ended({ status, variables, error }: Omit<CallEnded, 'key'>): void {
    const {
      instance: { parent },
      callKey: key,
    } = this.self;
    if (parent !== undefined && key !== undefined)
      this.#tell(parent, (handle) => handle.signal(callEndedSignal, { key, status, variables, error }));
  }

  /** Nothing is lost where the other has ended meanwhile: it no longer waits. */
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
