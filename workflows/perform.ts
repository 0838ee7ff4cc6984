import type { Command } from '../engine/commands';
import type { Run } from './Run';

/** Carries out a command of the engine: by recording it, or by a Temporal call whose result comes back as an event. */
export function perform(run: Run, command: Command): void {
  switch (command.type) {
    case 'openTask':
    case 'closeTask':
    case 'subscribe':
    case 'unsubscribe':
    case 'subscribeSignal':
    case 'unsubscribeSignal':
    case 'publishMessage':
    case 'broadcastSignal':
    case 'raiseIncident':
    case 'resolveIncident':
      return run.journal.note(command);
    case 'runJob':
      return run.jobs.start(command);
    case 'cancelJob':
      return run.jobs.cancel(command.key);
    case 'wake':
      return run.wakeUp.set(command.at);
    case 'callProcess':
      return run.calls.start(command, run.loaded!.bundle.deployment);
    case 'cancelCall':
      return run.calls.cancel(command.key, 'cancelled by the caller');
    case 'escalateToCaller':
      return run.calls.escalate(command.code, command.variables);
    case 'end':
      run.end = command;
      run.calls.ended(command);
      return run.journal.note(command);
    default:
      command satisfies never;
  }
}
