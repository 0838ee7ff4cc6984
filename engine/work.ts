import type { Binding, Text } from './graph';

/** What a person is asked to do. */
export interface UserTask {
  /** Form id, resolved when the task opens, by `binding`. */
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

/** A job for the outside world: the activity registered for `type` runs it. */
export interface Job {
  type: Text;
  retries?: Text;
  headers?: Record<string, string>;
}
