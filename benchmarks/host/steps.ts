import { advance, type Event, type Fact, type Program } from '../../engine';
import type { Batch, Happened, NotedCommand } from '../../workflows/hostContract';
import type { HandStep } from './handWritten';

const AT = '2026-01-05T01:00:00.000Z';
const DUE = '2026-01-20T01:00:00.000Z';
const LIMIT = Date.parse(DUE) - Date.parse(AT);

type Written = Pick<Batch, 'facts' | 'commands' | 'status'>;

/**
 * What each step of the pipeline writes, as computed by the engine: the hand-written workflow records exactly the same
 * documents.
 */
export function stepsOf(program: Program): Written[] {
  const steps: Written[] = [];
  let state: ReturnType<typeof advance>['state'] | undefined;
  for (let next: Event[] = [{ at: AT, type: 'start' }]; next.length;) {
    const facts: Fact[] = [];
    const commands: NotedCommand[] = [];
    const human: Event[] = [];
    for (let event = next.shift(); event; event = next.shift()) {
      const step = advance(program, state, event);
      state = step.state;
      facts.push(...step.facts);
      for (const command of step.commands) {
        if (command.type === 'runJob') next.push({ at: AT, type: 'jobCompleted', key: command.key });
        else if (command.type !== 'wake') commands.push(command as NotedCommand);
        if (command.type === 'openTask') human.push({ at: AT, type: 'taskCompleted', key: command.key, variables: {} });
      }
    }
    steps.push({ facts, commands, status: state!.status });
    next = human;
  }
  return steps;
}

/** The batch of a step taken by hand. */
export function batchOf(
  steps: Written[],
  program: Program,
  { instance, bundle, sequence, at, by, variables, update }: HandStep,
): Batch {
  const due = new Date(Date.parse(at) + LIMIT).toISOString();
  const written = JSON.parse(
    JSON.stringify(steps[sequence - 1])
      .replaceAll(AT, at)
      .replaceAll(DUE, due),
  ) as Written;
  const completed = written.commands.find((command) => command.type === 'closeTask') as { key: number } | undefined;
  const events: Happened[] = completed
    ? [
        { type: 'taskCompleted', at, key: completed.key, by, variables, update },
        { type: 'jobCompleted', at, key: completed.key + 1 },
      ]
    : [{ type: 'start', at }];
  return {
    instance,
    case: instance,
    process: program.graph.process,
    definition: program.graph.hash,
    bundle,
    sequence,
    at,
    events,
    ...written,
  };
}
