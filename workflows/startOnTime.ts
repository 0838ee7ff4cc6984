import { condition, continueAsNew, getExternalWorkflowHandle, setHandler, workflowInfo } from '@temporalio/workflow';
import { nextTurn } from '../engine/run/cycle';
import { firstStart } from '../engine/run/firstStart';
import { unlessStuck } from '../engine/run/Stuck';
import type { Wait } from '../engine/state';
import { editionOfRun } from './editionOfRun';
import { instantCameSignal, rescheduleSignal, startOnAllId, type StartOnTime } from './messages';
import { startInstance } from './startInstance';

type Timer = Extract<Wait, { type: 'timer' }>;
/** A timer start event with its next occurrence. */
export interface Turn {
  startEvent: string;
  definition: number;
  together?: true;
  timer: Timer;
}

/** Starts instances of one process at the dates of its timer start events, until no version has such an event. */
export async function startOnTime(input: StartOnTime): Promise<void> {
  let current = input;
  let turns = input.turns ?? turnsOf(input);
  let moved = false;
  setHandler(rescheduleSignal, (next) => {
    if (next.definition === current.definition) return;
    current = next;
    turns = turnsOf(next);
    moved = true;
  });
  while (turns.length) {
    moved = false;
    const due = turns
      .map(({ timer }) => timer.due!)
      .reduce((first, each) => (Date.parse(each) < Date.parse(first) ? each : first));
    if (await condition(() => moved, Math.max(1, Date.parse(due) - Date.now()))) continue;
    for (const turn of turns.filter(({ timer }) => Date.parse(timer.due!) <= Date.now())) await start(current, turn);
    turns = turns.flatMap((turn) => (Date.parse(turn.timer.due!) <= Date.now() ? advanced(turn) : [turn]));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof startOnTime>({ ...current, turns });
  }
}

async function start(
  { process, definition }: StartOnTime,
  { startEvent, definition: startDefinition, together, timer }: Turn,
): Promise<void> {
  if (together) {
    // If the newest version no longer has such an event, its triggers are no longer collected.
    await getExternalWorkflowHandle(startOnAllId(process))
      .signal(instantCameSignal, { id: `${startEvent}/${timer.due}`, startEvent, definition: startDefinition })
      .catch(() => undefined);
    return;
  }
  const id = `${process}/${startEvent}/${timer.due}`;
  await startInstance({ instance: { id, businessKey: id }, process, definition, startEvent, startDefinition });
}

/** A late occurrence starts one instance; the occurrences missed meanwhile start none. */
function advanced(turn: Turn): Turn[] {
  const timer = unlessStuck(() => nextTurn(turn.timer, editionOfRun() >= 2 ? new Date().toISOString() : undefined));
  return timer?.due ? [{ ...turn, timer }] : [];
}

/**
 * Dates and durations count from the publication; earlier dates have passed. A start event whose time cannot be evaluated
 * starts nothing and does not stop the others; people learn of it when start events are armed
 * (activities/duties/armStartEvents.ts). No history goes beyond such an error, because the workflow task in which it
 * occurred failed, so this needs no patch marker.
 */
function turnsOf({ triggers, since }: StartOnTime): Turn[] {
  const now = new Date().toISOString();
  return triggers.flatMap((trigger) => {
    const timer = unlessStuck(() =>
      trigger.type === 'timer' ? firstStart(trigger.timer, since, now, editionOfRun()) : undefined,
    );
    return timer
      ? [
          {
            startEvent: trigger.startEvent,
            definition: trigger.definition,
            ...(trigger.together ? { together: true as const } : {}),
            timer,
          },
        ]
      : [];
  });
}
