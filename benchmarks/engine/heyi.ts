import { advance, bind, compile, readBpmn, type Event, type Program, type Transition } from '../../engine';
import type { Model } from './models';

const at = '2026-01-05T09:00:00+08:00';

export async function program({ xml, process }: Model): Promise<Program> {
  const { definitions } = await readBpmn(xml);
  return bind(compile(definitions, process, 'benchmark'));
}

/** Runs an instance to its end, answering every task and job immediately; returns the number of elements entered. */
export function runOnce(program: Program): number {
  let entered = 0;
  const queue: Event[] = [{ at, type: 'start' }];
  let state: Transition['state'] | undefined;
  for (let event = queue.shift(); event; event = queue.shift()) {
    const step = advance(program, state, event);
    state = step.state;
    for (const fact of step.facts) if (fact.type === 'entered') entered++;
    for (const command of step.commands) {
      if (command.type === 'openTask') queue.push({ at, type: 'taskCompleted', key: command.key });
      if (command.type === 'runJob') queue.push({ at, type: 'jobCompleted', key: command.key });
    }
  }
  if (state?.status !== 'completed') throw new Error(`${program.graph.process} did not complete.`);
  return entered;
}
