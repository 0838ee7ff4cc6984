import type { Feel, Text } from './graph';
import type { Job } from './work';

/** A message as used by an event or task (§8.4.11). */
export interface MessageRef {
  name: Text;
  /** Absent for a message start event of a process. */
  correlationKey?: Feel;
  /** How long a published message waits for its receiver. ISO 8601 duration; default PT1H. */
  timeToLive?: Text;
  job?: Job;
}

/** An event definition with its references resolved (§10.5.5): a code or a name instead of a ref. */
export type EventDefinition =
  | { type: 'message'; message: MessageRef }
  | { type: 'timer'; kind: 'date' | 'duration' | 'cycle'; value: Feel }
  | { type: 'signal'; name: Text }
  | { type: 'error'; code?: string }
  | { type: 'escalation'; code?: string }
  /** `variables`: only changes of these trigger an evaluation; absent: those that the condition reads. */
  | { type: 'conditional'; condition: Feel; variables?: string[] }
  | { type: 'compensate'; activity?: string; waitForCompletion: boolean }
  | { type: 'link'; name: string }
  | { type: 'cancel' }
  | { type: 'terminate' };
