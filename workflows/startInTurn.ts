import {
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { HostActivities } from './hostContract';
import {
  deliverMessageUpdate,
  messageArrivedSignal,
  EMPTY_RESULT,
  takeTurnsSignal,
  type StartInTurn,
} from './messages';

const { letIn } = proxyActivities<HostActivities>({
  startToCloseTimeout: '1m',
  retry: { initialInterval: '100ms', maximumInterval: '15s' },
});

/**
 * Delivers messages that may start an instance of one process one after the other, until no version has such events:
 * what the first message starts waits for the others before the second is handled. It receives messages as an instance
 * does.
 */
export async function startInTurn({ process, needed, coming = [] }: StartInTurn): Promise<void> {
  const queue = [...coming];
  let on = needed;
  setHandler(takeTurnsSignal, (next) => void (on = next.needed));
  setHandler(messageArrivedSignal, ({ id }) => void queue.push(id));
  setHandler(deliverMessageUpdate, ({ id }) => {
    queue.push(id);
    return EMPTY_RESULT;
  });
  while (on || queue.length) {
    await condition(() => queue.length > 0 || !on || workflowInfo().continueAsNewSuggested);
    if (workflowInfo().continueAsNewSuggested && allHandlersFinished())
      return continueAsNew<typeof startInTurn>({ process, needed: on, coming: queue });
    const next = queue.shift();
    if (next !== undefined) await letIn(process, next);
  }
}
