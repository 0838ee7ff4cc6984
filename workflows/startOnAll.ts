import { allHandlersFinished, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Variables } from '../engine/events';
import { gather, isComplete, type Gathered } from '../engine/gathering';
import type { StartTrigger } from '../engine/startTriggers';
import {
  deliverMessageUpdate,
  instantCameSignal,
  messageArrivedSignal,
  EMPTY_RESULT,
  regatherSignal,
  signalArrivedSignal,
  type DeliverMessage,
  type RunInput,
  type StartOnAll,
} from './messages';
import { startInstance } from './startInstance';

const IDS_KEPT = 200;

/**
 * Collects the triggers of the parallel multiple start events of one process, and starts an instance when the last has
 * arrived, until no version has such an event. It receives messages and signals as an instance does.
 */
export async function startOnAll(input: StartOnAll): Promise<void> {
  let current = input;
  const gathered: Record<string, Gathered[]> = { ...input.gathered };
  const heard = new Set(input.heard);
  const wanted: RunInput[] = [];

  const receive = (id: string, triggers: StartTrigger[], variables: Variables = {}, key?: string) => {
    if (heard.has(id)) return;
    heard.add(id);
    for (const trigger of triggers) wanted.push(...addTrigger(current, gathered, trigger, id, variables, key));
  };
  const named = (type: 'message' | 'signal', name: string) =>
    current.triggers.filter((trigger) => trigger.type === type && trigger.name === name);
  const message = ({ id, name, correlationKey, variables }: DeliverMessage) =>
    receive(id, named('message', name).slice(0, 1), variables, correlationKey);

  setHandler(regatherSignal, (next) => void (current = next));
  setHandler(messageArrivedSignal, message);
  setHandler(deliverMessageUpdate, (delivered) => {
    message(delivered);
    return EMPTY_RESULT;
  });
  setHandler(signalArrivedSignal, ({ id, name, variables }) => receive(id!, named('signal', name), variables));
  setHandler(instantCameSignal, ({ id, startEvent, definition }) =>
    receive(
      id,
      current.triggers.filter((trigger) => trigger.startEvent === startEvent && trigger.definition === definition),
    ),
  );

  while (current.triggers.length) {
    await condition(() => wanted.length > 0 || !current.triggers.length || workflowInfo().continueAsNewSuggested);
    for (const each of wanted.splice(0)) await startInstance(each);
    if (workflowInfo().continueAsNewSuggested && !wanted.length && allHandlersFinished())
      await continueAsNew<typeof startOnAll>({ ...current, gathered, heard: [...heard].slice(-IDS_KEPT) });
  }
}

/** Adds a trigger to the start events it belongs to; returns the instances that start because of it. */
function addTrigger(
  { process, definition, triggers }: StartOnAll,
  gathered: Record<string, Gathered[]>,
  trigger: StartTrigger,
  id: string,
  variables: Variables,
  key: string | undefined,
): RunInput[] {
  const { startEvent } = trigger;
  const needed = triggers.filter((each) => each.startEvent === startEvent);
  const all = gather(gathered[startEvent] ?? [], {
    trigger,
    variables,
    ...(trigger.correlates && key !== undefined ? { key } : {}),
  });
  gathered[startEvent] = all.filter((each) => !isComplete(each, needed));
  return all
    .filter((each) => isComplete(each, needed))
    .map((whole, index) => {
      const instance = [process, startEvent, id, ...(index ? [index] : [])].join('/');
      return {
        instance: { id: instance, businessKey: instance },
        process,
        definition,
        startEvent,
        startDefinition: needed.map((each) => each.definition),
        variables: whole.variables,
      };
    });
}
