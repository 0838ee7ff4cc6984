import { clear, complete, remember } from '../actions';
import type { Action, Behavior } from '../behavior';
import type { Loop } from '../graph';
import { outputVariable } from '../loop';
import type { Variables } from '../events';
import type { Here } from '../run/Here';
import { hereOf } from '../run/instances';
import { iterate } from '../run/iterate';
import { propagate } from '../run/variables';
import { Stuck } from '../run/Stuck';
import type { Instance } from '../state';
import { implicitEvents } from './implicitEvents';

export type MultiInstance = Extract<Loop, { type: 'multiInstance' }>;

/** Runs the activity once for each number or item, all at once or one after the other. BPMN 2.0.2 §13.3.7 */
export const multiInstance = (loop: MultiInstance): Behavior => ({
  enter(here) {
    const items = itemsOf(here, loop);
    const total = items?.length ?? cardinality(here, loop);
    if (!total) return [gather(loop, 0), complete()];
    if (!loop.sequential && here.step.since(2)) begins(here, total);
    const kept = remember({
      total,
      started: loop.sequential ? 1 : total,
      done: 0,
      ...(loop.sequential && items ? { items } : {}),
    });
    const count = loop.sequential ? 1 : total;
    return [kept, ...Array.from({ length: count }, (_, index) => iterate(variablesOf(here, loop, items, index)))];
  },
  collect: (here, child) => [
    collect(loop, child),
    ...implicitEvents(here, loop, child, (counted) => attributes(here, loop, counted)),
  ],
  childLeft(here) {
    const { total, started } = here.data as unknown as Counts;
    if (here.data.ended || (loop.completion && here.isTrue(loop.completion, attributes(here, loop))))
      return [clear('completed'), gather(loop, total), complete()];
    if (!here.idle) return [];
    if (started >= total) return [gather(loop, total), complete()];
    return [
      remember({ started: started + 1 }),
      iterate(variablesOf(here, loop, here.data.items as unknown[] | undefined, started)),
    ];
  },
});

/** Parallel instances must all fit into the budget of a step and of the instance. Throws Stuck. */
function begins(here: Here, total: number): void {
  const most = here.step.budget.roomFor(total);
  if (total > most)
    throw new Stuck(
      'TOO_MANY_INSTANCES',
      `多实例要同时产生 ${total} 个实例，此处最多 ${Math.max(0, most)} 个；请缩小集合或基数，或改为顺序执行。`,
      `The loop would begin ${total} instances at once, but at most ${Math.max(0, most)} are possible here: shorten the collection or cardinality, or run them one after the other.`,
    );
}

interface Counts {
  total: number;
  started: number;
  done: number;
}

function itemsOf(here: Here, { collection }: MultiInstance): unknown[] | undefined {
  if (collection === undefined) return undefined;
  const found = here.value(collection);
  if (!Array.isArray(found))
    throw new Stuck(
      'NOT_A_LIST',
      `多实例的输入集合「${collection}」不是列表。`,
      `The multi-instance collection “${collection}” is not a list.`,
    );
  return found;
}

function cardinality(here: Here, loop: MultiInstance): number {
  const found = Number(here.value(loop.cardinality!));
  if (!Number.isInteger(found) || found < 0)
    throw new Stuck(
      'NOT_A_NUMBER',
      `循环基数「${loop.cardinality}」不是非负整数。`,
      `The loop cardinality “${loop.cardinality}” is not a whole number, zero or more.`,
    );
  return found;
}

/** Initially empty, and separate for each instance. */
function ownOutput(here: Here, loop: MultiInstance): Variables {
  const name = here.step.since(2) ? outputVariable(loop) : undefined;
  return name === undefined ? {} : { [name]: null };
}

const variablesOf = (here: Here, loop: MultiInstance, items: unknown[] | undefined, index: number): Variables => ({
  ...ownOutput(here, loop),
  loopCounter: index + 1,
  ...(loop.element && items ? { [loop.element]: items[index] ?? null } : {}),
});

/**
 * Counts a completed instance and stores its output under its own name, so that storing one costs the same for any
 * number.
 */
const collect =
  (loop: MultiInstance, child: Instance): Action =>
  (step, instance) => {
    const output =
      loop.outputCollection && loop.outputElement
        ? { [`out${child.variables!.loopCounter}`]: hereOf(step, child).value(loop.outputElement) ?? undefined }
        : {};
    step.emit({
      type: 'remembered',
      key: instance.key,
      data: { done: (instance.data!.done as number) + 1, ...output },
    });
  };

/** The outputs in the order of the items, null for an instance without one. */
const outputs = (data: Record<string, unknown>, total: number): unknown[] =>
  Array.from({ length: total }, (_, index) => data[`out${index + 1}`] ?? null);

const gather =
  ({ outputCollection }: MultiInstance, total: number): Action =>
  (step, instance) => {
    if (outputCollection) propagate(step, instance.scope!, { [outputCollection]: outputs(instance.data ?? {}, total) });
  };

/** The attributes of Table 10.30, as FEEL sees them in the completion condition. */
function attributes(here: Here, loop: MultiInstance, alsoDone = 0): Variables {
  const { total, started, done } = here.data as unknown as Counts;
  const active = loop.sequential
    ? here.step.index.childrenOf(here.instance.key).size
    : here.step.index.childrenOf(here.instance.key).size + here.step.agenda.tokensMoving(here.instance.key);
  const { outputCollection } = loop;
  const counts = {
    numberOfInstances: loop.sequential ? started : total,
    numberOfActiveInstances: active - alsoDone,
    numberOfCompletedInstances: done,
    numberOfTerminatedInstances: Math.max(0, (loop.sequential ? started : total) - done - (active - alsoDone)),
  };
  // Built only if the condition reads it: it is as long as the loop, and the condition is evaluated as often.
  return outputCollection
    ? Object.defineProperty(counts, outputCollection, {
        enumerable: true,
        get() {
          here.step.budget.spend(total);
          return outputs(here.data, total);
        },
      })
    : counts;
}
