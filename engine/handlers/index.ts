import type { Event } from '../events';
import type { Step } from '../run/Step';
import { messageArrived, signalArrived, timeCame } from './arrivals';
import { cancelled, contextChanged, variablesSet } from './changes';
import { activityStarted, elementSkipped, incidentRetried, tokensMoved } from './repair';
import { callCompleted, callEscalated, callFailed, jobCompleted, jobFailed, taskCompleted } from './work';

/** Checks whether an event applies, throwing Refusal if not, and returns what has to be done. */
export type Handler<T extends Event['type']> = (step: Step, event: Extract<Event, { type: T }>) => () => void;

/** What each event does to a started instance. */
export const handlers: { [T in Exclude<Event['type'], 'start'>]: Handler<T> } = {
  taskCompleted,
  jobCompleted,
  jobFailed,
  callCompleted,
  callFailed,
  callEscalated,
  timeCame,
  messageArrived,
  signalArrived,
  variablesSet,
  contextChanged,
  cancelled,
  incidentRetried,
  elementSkipped,
  tokensMoved,
  activityStarted,
};
