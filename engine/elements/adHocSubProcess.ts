import { arm, clear, complete, remember, start } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Here } from '../run/Here';
import { perform } from '../run/attempt';
import { hereOf } from '../run/instances';
import { place } from '../run/tokens';
import { propagate } from '../run/variables';
import { Stuck } from '../run/Stuck';
import type { Instance } from '../state';
import { subProcess } from './subProcess';

/**
 * Its activities run in no predefined order: those it names, otherwise all without incoming flow, at once or one at a
 * time; a performer may start more. It ends when its completion condition holds or, without one, when nothing is left
 * to do. BPMN 2.0.2 §13.3.5
 */
export const adHocSubProcess: Behavior = {
  enter(here) {
    if (here.data.opened) return [arm(here.element.eventStarts)];
    const first = activated(here);
    const begun =
      here.node.adHoc!.ordering === 'sequential'
        ? [remember({ queue: first }), next]
        : [start(first.map((id) => here.step.program.elements.get(id)!))];
    return [arm(here.element.eventStarts), ...(first.length ? begun : [endOrWait(here)])];
  },
  childLeft(here) {
    const { completion, cancelRemaining } = here.node.adHoc!;
    if (here.data.closing) return quiet(here) ? end : [];
    if (completion === undefined) return quiet(here) ? [nextOrEnd] : [];
    if (!here.isTrue(completion)) return quiet(here) ? [next] : [];
    if (cancelRemaining || quiet(here)) return end;
    return [remember({ closing: true, queue: null })];
  },
  start: (here, activity) =>
    here.node.adHoc!.ordering === 'sequential'
      ? [remember({ queue: [...queue(here), activity.id] }), ...(quiet(here) ? [next] : [])]
      : [start([activity])],
  collect: (here, child) =>
    here.node.adHoc!.outputCollection && !here.step.element(child).outgoing.length ? [collect(child)] : [],
  compensable: subProcess.compensable!,
};

/** The output of each completed path, in the order of completion. */
const collect =
  (child: Instance): Action =>
  (step, instance) => {
    const { outputElement } = step.element(instance).node.adHoc!;
    const results = (instance.data?.results as unknown[] | undefined) ?? [];
    const result = outputElement ? hereOf(step, child).value(outputElement) : null;
    step.emit({ type: 'remembered', key: instance.key, data: { results: [...results, result] } });
  };

const gather: Action = (step, instance) => {
  const { outputCollection } = step.element(instance).node.adHoc!;
  if (outputCollection) propagate(step, instance.scope!, { [outputCollection]: instance.data?.results ?? [] });
};

const end: Action[] = [clear('completed'), gather, complete()];

/** Nothing is active or moving; tokens before an activity that needs more of them do not count. */
const quiet = ({ step, instance }: Here): boolean =>
  step.index.childrenOf(instance.key).size === 0 && step.agenda.tokensMoving(instance.key) === 0;

const queue = (here: Here): string[] => (here.data.queue as string[] | undefined) ?? [];

const next: Action = (step, instance) => {
  const [first, ...rest] = (instance.data?.queue as string[] | undefined) ?? [];
  if (first === undefined) return;
  step.emit({ type: 'remembered', key: instance.key, data: { queue: rest.length ? rest : null } });
  place(step, step.program.elements.get(first)!, instance.key);
};

const nextOrEnd: Action = (step, instance) => {
  if (instance.data?.queue) next(step, instance);
  else perform(step, instance, end);
};

/** Nothing is left to be started; with a completion condition a performer may still start something. */
const endOrWait = (here: Here): Action => {
  const { completion } = here.node.adHoc!;
  return completion !== undefined && !here.isTrue(completion) ? () => undefined : complete();
};

function activated(here: Here): string[] {
  const { active } = here.node.adHoc!;
  if (active === undefined) return here.element.starts.map((element) => element.id);
  const found = here.value(active);
  if (!Array.isArray(found))
    throw new Stuck(
      'NOT_A_LIST',
      `要启动的活动「${active}」不是列表。`,
      `The activities to start, “${active}”, are not a list.`,
    );
  const unknown = found.find((id) => !here.element.children.some((child) => child.id === id));
  if (unknown !== undefined)
    throw new Stuck(
      'NO_SUCH_ACTIVITY',
      `临时子流程中没有活动「${unknown}」。`,
      `The ad-hoc sub-process has no activity “${unknown}”.`,
    );
  return found as string[];
}
