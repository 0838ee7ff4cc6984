import { copyState } from '../copyState';
import type { Node } from '../graph';
import type { Program } from '../program';
import { Refusal } from '../Refusal';
import { attempt } from '../run/attempt';
import { hereOf, isIteration } from '../run/instances';
import { listenerPosition } from '../run/listeners';
import { openTask } from '../run/openTask';
import { keepHeld } from '../run/held';
import { quiesce } from '../run/quiesce';
import { Step } from '../run/Step';
import { mapIn } from '../run/variables';
import { armEvents, endWaits } from '../run/waits';
import type { Instance, State } from '../state';
import type { Transition } from '../transition';
import { flowIn, type MigrationPlan } from './plan';
import { failedJob, migrationProblems } from './problems';

/**
 * Moves an instance to another version of its definition, without changing the given state: what waits keeps waiting
 * with its dates; additional events of the new version are armed and events that it no longer has are withdrawn. Open
 * tasks are opened again under their keys, because their form or people may differ. Throws Refusal (CANNOT_MIGRATE)
 * with all reasons.
 */
export function migrate(
  from: Program,
  to: Program,
  before: State,
  plan: MigrationPlan,
  { at, by, reason, edition }: { at: string; by?: string; reason: string; edition?: number },
): Transition {
  const problems = migrationProblems(from.graph, to.graph, before, plan);
  if (problems.length)
    throw new Refusal(
      'CANNOT_MIGRATE',
      problems.map((problem) => problem.zh).join(''),
      problems.map((problem) => problem.en).join(' '),
      problems[0]!.element,
    );
  const state = copyState(before);
  const step = new Step(to, state, { at, edition, type: 'contextChanged', ...(by ? { by } : {}) });
  const due = step.index.due.first?.due;
  if (state.at !== at) step.emit({ type: 'clock', at });
  step.emit({ type: 'repaired', reason, ...(by ? { by } : {}) });
  step.emit({
    type: 'migrated',
    graph: to.graph.hash,
    process: to.graph.process,
    elements: changed(plan),
    flows: flows(from, to, before, plan),
  });
  const known = new Set(Object.keys(from.graph.nodes).map((id) => plan.elements[id] ?? id));
  for (const instance of Object.values(state.instances)) {
    countHeard(step, instance, from.graph.nodes[before.instances[instance.key]!.element]!);
    attempt(step, instance, 'derive', () => refit(step, instance, known));
  }
  quiesce(step);
  keepHeld(step);
  const next = state.status === 'active' ? step.index.due.first?.due : undefined;
  if (next !== due) step.command({ type: 'wake', at: next ?? null });
  return { state, facts: step.facts, commands: step.outbox.sent };
}

const changed = ({ elements }: MigrationPlan) =>
  Object.fromEntries(Object.entries(elements).filter(([old, now]) => old !== now));

function flows(from: Program, to: Program, { arrived }: State, plan: MigrationPlan): Record<string, string> {
  const used = [...new Set(Object.values(arrived).flat())].map(
    (flow) => [flow, flowIn(from.graph, to.graph, flow, plan)!] as const,
  );
  return Object.fromEntries(used.filter(([old, now]) => old !== now));
}

/** Counts as many listeners of the current moment as completed as before, and all those of earlier moments. */
function countHeard(step: Step, instance: Instance, { listeners }: Node): void {
  const completedListeners = instance.data?.heard as number | undefined;
  const last = completedListeners && listeners?.[completedListeners - 1]?.on;
  if (!last) return;
  const now = listenerPosition(
    step.element(instance).node.listeners,
    last,
    completedListeners - listenerPosition(listeners, last, 0),
  );
  if (now !== completedListeners) step.emit({ type: 'remembered', key: instance.key, data: { heard: now } });
}

/**
 * Replaces the events around an instance by those of the new version and arms additional ones; its requests to the
 * outside world are sent again.
 */
function refit(step: Step, instance: Instance, known: ReadonlySet<string>): void {
  const { element } = hereOf(step, instance);
  const around = [
    ...(isIteration(step, instance) ? [] : element.boundary),
    ...(instance.data?.closed ? [] : element.eventStarts),
    ...(element.inner.chosen ? element.outgoing.map((flow) => flow.to) : []),
  ];
  const stays = new Set(around.map((event) => event.id));
  endWaits(step, instance, (wait) => 'element' in wait && wait.element !== undefined && !stays.has(wait.element));
  if (!instance.data?.cancelling)
    armEvents(
      step,
      instance,
      around.filter((event) => !known.has(event.id)),
    );
  // A failed job is not running: when retried, it is requested as the new version defines it.
  if (failedJob(instance)) {
    endWaits(step, instance, (wait) => wait.type === 'job');
    mapIn(step, instance);
  }
  if (instance.waits?.some((wait) => wait.type === 'task'))
    step.command({ type: 'openTask', key: instance.key, element: instance.element, ...openTask(step, instance) });
}
