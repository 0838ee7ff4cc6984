import type { Binding } from './graph';
import type { Incident, Key } from './state';
import type { Variables } from './events';

/** What the outside world has to do, as data. A host carries it out and answers with an Event. */
export type Command =
  | ({ type: 'openTask'; key: Key; element: string } & OpenTask)
  | { type: 'closeTask'; key: Key; element: string; reason: 'completed' | 'withdrawn' }
  /** `listener`: which of the element's listeners it is, if any. Key and listener identify the job. */
  | {
      type: 'runJob';
      key: Key;
      element: string;
      job: string;
      listener?: number;
      retries: number;
      headers: Record<string, string>;
      variables: Variables;
    }
  | { type: 'cancelJob'; key: Key }
  /** The earliest instant at which a timer falls due, or null if there is none. Sent when it changes. */
  | { type: 'wake'; at: string | null }
  | { type: 'callProcess'; key: Key; element: string; process: string; binding?: Binding; variables: Variables }
  | { type: 'cancelCall'; key: Key }
  | { type: 'subscribe'; key: Key; element: string; message: string; correlationKey?: string }
  | { type: 'unsubscribe'; key: Key; element: string; message: string; correlationKey?: string }
  | { type: 'subscribeSignal'; key: Key; element: string; signal: string }
  | { type: 'unsubscribeSignal'; key: Key; element: string; signal: string }
  | {
      type: 'publishMessage';
      key: Key;
      element: string;
      message: string;
      correlationKey?: string;
      timeToLive?: string;
      variables: Variables;
    }
  | { type: 'broadcastSignal'; key: Key; element: string; signal: string; variables: Variables }
  /** To the calling instance, which continues. */
  | { type: 'escalateToCaller'; code?: string; variables: Variables }
  | { type: 'raiseIncident'; key: Key; element: string; incident: Incident }
  | { type: 'resolveIncident'; key: Key; element: string }
  | {
      type: 'end';
      status: 'completed' | 'terminated' | 'failed';
      variables: Variables;
      error?: { code?: string; message?: string };
    };

/** A user task with its expressions evaluated. */
export interface OpenTask {
  name: string;
  form?: string;
  formBinding?: Binding;
  assignee?: string;
  candidateGroups: string[];
  candidateUsers: string[];
  dueDate?: string;
  followUpDate?: string;
  priority: number;
  properties: Record<string, string>;
  headers: Record<string, string>;
  /** What the task shows: its input mapping, or nothing without one (the form then reads the case). */
  variables: Variables;
}
