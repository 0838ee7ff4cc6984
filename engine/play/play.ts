import type { Variables } from '../events';
import type { Graph } from '../graph';
import { MemoryHost } from '../memory/MemoryHost';
import type { Case } from '../memory/Case';
import type { Context } from '../program';
import type { StuckStart } from '../startTriggers';
import type { Key } from '../state';
import { table } from './table';

export interface PlayOptions extends Context {
  variables?: Variables;
  /** Results of tasks and jobs, by element id. */
  answers?: Record<string, Variables>;
  now?: string;
  /** The number of tasks, jobs and moments after which a looping process is stopped. Default 1000. */
  most?: number;
}

/**
 * Plays a process automatically: every task and job is answered immediately, and when nothing else moves time passes.
 * Returns the traces as text.
 */
export function play(
  graphs: Graph[],
  process: string,
  { variables = {}, answers = {}, now, most = 1000, ...context }: PlayOptions = {},
): string {
  const open: { item: Case; key: Key; element: string; type: 'taskCompleted' | 'jobCompleted' }[] = [];
  const host = new MemoryHost(graphs, {
    ...context,
    ...(now ? { now } : {}),
    watch: ({ case: item, commands }) => {
      for (const command of commands) {
        if (command.type === 'openTask')
          open.push({ item, key: command.key, element: command.element, type: 'taskCompleted' });
        if (command.type === 'runJob')
          open.push({ item, key: command.key, element: command.element, type: 'jobCompleted' });
      }
    },
  });
  host.start(process, variables);
  for (let step = 0; step < most; step++) {
    const next = open.shift();
    if (next) answer(host, next, answers[next.element]);
    else if (host.nextAt && [...host.cases.values()].some(({ state }) => state.status === 'active'))
      host.advanceTo(host.nextAt);
    else break;
  }
  return [...host.unarmed.map(notArmed), ...[...host.cases.values()].map(report)].join('\n\n');
}

function answer(
  host: MemoryHost,
  { item, key, type }: { item: Case; key: Key; type: 'taskCompleted' | 'jobCompleted' },
  variables: Variables = {},
): void {
  const wanted = type === 'taskCompleted' ? 'task' : 'job';
  if (item.state.instances[key]?.waits?.some((wait) => wait.type === wanted))
    host.send(item.id, { type, key, variables });
}

const notArmed = ({ process, startEvent, why }: StuckStart): string =>
  `!!! ${process}/${startEvent} 不会启动 starts nothing: ${why.zh} ${why.en}`;

function report({ id, facts, state, program }: Case): string {
  const waiting = Object.values(state.instances).flatMap(({ element, waits = [], incident }) => [
    ...waits.map((wait) => `${element}: ${wait.type}`),
    ...(incident ? [`${element}: ${incident.code}`] : []),
  ]);
  return [
    `=== ${id}`,
    table(facts, program.graph),
    `--- ${state.status}${waiting.length ? ` (${waiting.join(', ')})` : ''} ${JSON.stringify(state.result?.variables ?? state.instances[1]?.variables ?? {})}`,
  ].join('\n');
}
