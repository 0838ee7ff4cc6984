import type { Binding, Text } from './graph';

/** What a person is asked to do. */
export interface UserTask {
  /** Form id, resolved by `binding` when the task opens. */
  form?: string;
  formBinding?: Binding;
  assignee?: Text;
  candidateGroups?: Text;
  candidateUsers?: Text;
  dueDate?: Text;
  followUpDate?: Text;
  priority?: Text;
  headers?: Record<string, string>;
}

/**
 * A job that the model runs at a moment of an element's life, before it continues (`zeebe:executionListeners`,
 * `zeebe:taskListeners`): `start` before the element begins, `creating` before its task opens, `completing` when the
 * task was done, `end` before its token leaves.
 */
export interface Listener extends Job {
  on: (typeof moments)[number];
}

/** In chronological order. */
export const moments = ['start', 'creating', 'completing', 'end'] as const;

/** A job for the outside world: the activity registered for `type` runs it. */
export interface Job {
  type: Text;
  retries?: Text;
  headers?: Record<string, string>;
}
