import type { EventDefinition, Graph, Node } from '../graph';
import type { Instance, Key, State } from '../state';
import { flowIn, type MigrationPlan } from './plan';

/** Why an instance cannot continue with another version. */
export interface MigrationProblem {
  code: 'NO_TARGET' | 'OTHER_TYPE' | 'OTHER_SCOPE' | 'OTHER_LOOP' | 'OTHER_WORK' | 'NO_FLOW' | 'TWO_FOR_ONE';
  element: string;
  key?: Key;
  zh: string;
  en: string;
}

/** All obstacles to migrating this state; empty if it can be migrated. */
export function migrationProblems(from: Graph, to: Graph, state: State, plan: MigrationPlan): MigrationProblem[] {
  const target = (id: string) => to.nodes[plan.elements[id] ?? id];
  const problems = Object.values(state.instances).flatMap((instance) => problemsOf(from, state, instance, target));
  for (const item of state.compensable ?? [])
    if (!target(item.element)) problems.push(noTarget(item.element, item.key));
  for (const [place, flows] of Object.entries(state.arrived)) {
    const node = place.slice(place.indexOf('/') + 1);
    if (!target(node)) problems.push(noTarget(node));
    for (const flow of flows)
      if (!flowIn(from, to, flow, plan))
        problems.push({
          code: 'NO_FLOW',
          element: node,
          zh: `令牌从「${flow}」来到「${node}」等待汇合，但新版本没有对应的顺序流。`,
          en: `A token waits before “${node}” on flow “${flow}”, for which the new version has no counterpart.`,
        });
  }
  return [...problems, ...twoForOne(state, plan)];
}

function problemsOf(
  from: Graph,
  state: State,
  instance: Instance,
  target: (id: string) => Node | undefined,
): MigrationProblem[] {
  const { key, element, scope } = instance;
  const [old, next] = [from.nodes[element]!, target(element)];
  if (!next) return [noTarget(element, key)];
  const problem = (code: MigrationProblem['code'], zh: string, en: string): MigrationProblem => ({
    code,
    element,
    key,
    zh,
    en,
  });
  const problems: MigrationProblem[] = [];
  if (next.type !== old.type)
    problems.push(
      problem(
        'OTHER_TYPE',
        `「${element}」在新版本中不是同一类元素（${old.type} → ${next.type}）。`,
        `“${element}” is a ${old.type} but “${next.id}” is a ${next.type}.`,
      ),
    );
  const outer = scope === undefined ? undefined : state.instances[scope]!.element;
  // Inside a loop, or during compensation, the parent instance is not the scope of the element: the same in both
  // versions.
  if (outer !== undefined && old.scope === outer && next.scope !== target(outer)?.id)
    problems.push(
      problem(
        'OTHER_SCOPE',
        `「${next.id}」在新版本中位于另一个作用域。`,
        `“${next.id}” is in another scope in the new version.`,
      ),
    );
  if (loopKind(old) !== loopKind(next))
    problems.push(
      problem('OTHER_LOOP', `「${element}」的循环方式变了。`, `“${element}” loops differently in the new version.`),
    );
  const { waits = [], data } = instance;
  const { queue = [], came } = (data ?? {}) as { queue?: string[]; came?: { event: string } };
  for (const id of came ? [...queue, came.event] : queue) if (!target(id)) problems.push(noTarget(id, key));
  if (
    waits.some((wait) => wait.type === 'job' && wait.listener !== undefined) &&
    JSON.stringify(old.listeners) !== JSON.stringify(next.listeners)
  )
    problems.push(
      problem(
        'OTHER_WORK',
        `「${element}」正在运行监听器，而新版本的监听器变了；请等它完成后再迁移。`,
        `A listener of “${element}” is running, and the new version has different ones: migrate when it is done.`,
      ),
    );
  else if (
    waits.some(
      (wait) => wait.type !== 'task' && !('element' in wait) && !(wait.type === 'job' && failedJob(instance)),
    ) &&
    work(old) !== work(next)
  )
    problems.push(
      problem(
        'OTHER_WORK',
        `「${element}」正在等待的事情在新版本中变了。`,
        `“${element}” waits for something else in the new version.`,
      ),
    );
  return problems;
}

/** Whether the work of an instance failed and waits for an operator; not for a failed listener. */
export const failedJob = ({ incident, waits = [] }: Instance): boolean =>
  incident?.phase === 'work' && waits.some((wait) => wait.type === 'job' && wait.listener === undefined);

const loopKind = ({ loop }: Node): string =>
  !loop ? 'none' : loop.type === 'standard' ? 'standard' : `multiInstance ${loop.sequential}`;

/** What an element requests from the outside world or waits for, except for dates, which stay as they were derived. */
const work = ({ job, called, events }: Node): string =>
  JSON.stringify([
    job?.type,
    called?.process,
    (events ?? []).map((event) => (event.type === 'timer' ? 'timer' : awaited(event))),
  ]);

const awaited = (event: EventDefinition) =>
  event.type === 'message' ? { message: event.message.name, key: event.message.correlationKey } : event;

function twoForOne(state: State, plan: MigrationPlan): MigrationProblem[] {
  const sources = new Map<string, string>();
  return [...new Set(Object.values(state.instances).map((instance) => instance.element))].flatMap(
    (element): MigrationProblem[] => {
      const target = plan.elements[element] ?? element;
      const other = sources.get(target);
      sources.set(target, element);
      return other === undefined
        ? []
        : [
            {
              code: 'TWO_FOR_ONE',
              element,
              zh: `「${other}」和「${element}」都映射到「${target}」。`,
              en: `Both “${other}” and “${element}” are mapped to “${target}”.`,
            },
          ];
    },
  );
}

const noTarget = (element: string, key?: Key): MigrationProblem => ({
  code: 'NO_TARGET',
  element,
  ...(key === undefined ? {} : { key }),
  zh: `新版本中没有与「${element}」对应的元素，请在映射中指定。`,
  en: `The new version has no counterpart of “${element}”: name one in the plan.`,
});
