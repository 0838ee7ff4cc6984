/**
 * What reaches a workflow from outside this system: anybody who can reach the Temporal server can signal it, update it
 * and query it. What was not sealed by our codec is refused without harm to the case.
 */

/** The encoding of a payload that the worker's codec could not open; its data say why. No converter reads it. */
export const FOREIGN = 'binary/heyi-foreign';

/** Names of signals and updates, with the fields that their argument always has. */
const shapes: Record<string, Record<string, 'string' | 'number' | 'object'>> = {
  callEnded: { key: 'number', status: 'string' },
  callEscalated: { key: 'number' },
  messageArrived: { id: 'string', name: 'string' },
  signalArrived: { name: 'string' },
  cancel: {},
  reschedule: { process: 'string', definition: 'string', triggers: 'object' },
  regather: { process: 'string', triggers: 'object' },
  instantCame: { startEvent: 'string', definition: 'number' },
  takeTurns: { process: 'string' },
  completeTask: { key: 'number' },
  deliverMessage: { id: 'string', name: 'string' },
  setVariables: { variables: 'object' },
  withdraw: { reason: 'string' },
  repair: { type: 'string' },
  takeContext: { reason: 'string' },
  migrate: { definition: 'string', plan: 'object' },
};
const withoutArgument = ['start', 'renew'];

export const isKnown = (name: string): boolean => name in shapes || withoutArgument.includes(name);

/** Which request an argument belongs to; addressUpdates.ts adds it as `sentAs` to the argument of every update. */
export const addressOf = (update: string, id: string): string => `${update}|${id}`;

/** Whether the argument of an update was sealed for that very request, and not for another of the same workflow. */
export const isAddressed = (name: string, id: string, [argument]: readonly unknown[]): boolean =>
  withoutArgument.includes(name) || (argument as { sentAs?: unknown }).sentAs === addressOf(name, id);

/** Whether a message has the argument that it should have: something else that was sealed for this workflow may be sent. */
export function fits(name: string, [argument]: readonly unknown[]): boolean {
  const shape = shapes[name];
  if (!shape) return isKnown(name);
  if (typeof argument !== 'object' || argument === null) return false;
  const given = argument as Record<string, unknown>;
  return Object.entries(shape).every(([field, type]) => given[field] !== null && typeof given[field] === type);
}
