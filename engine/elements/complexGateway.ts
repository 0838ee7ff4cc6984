import { leave, remember } from '../actions';
import type { Action, Behavior } from '../behavior';
import { condition } from '../run/evaluate';
import type { Join } from '../run/Join';
import { attempt } from '../run/attempt';
import { hereOf } from '../run/instances';
import { leave as depart } from '../run/lifecycle';
import { inclusiveFlows, onlyWay } from '../run/outgoing';
import { join } from '../run/enter';
import { take } from '../run/tokens';
import { mayStillArrive } from '../run/upstream';
import type { Instance } from '../state';
import { firstOfEach } from './parallelGateway';

/**
 * Starts when its activation condition holds for the tokens that have arrived, then waits for those that can still
 * arrive and resets. In both phases flows whose conditions hold get a token; a flow without a condition only in the
 * first. BPMN 2.0.2 §13.4.5
 */
export const complexGateway: Behavior = {
  skip: onlyWay,
  enter: (here) =>
    here.element.incoming.length > 1 ? [split, remember({ resetting: true })] : [leave(inclusiveFlows(here))],
  joins(waiting) {
    if (resetting(waiting)) return undefined;
    const used = firstOfEach(waiting.arrived);
    return activated(waiting, used.length) ? used : undefined;
  },
  joined: (flows) => ({ used: flows }),
  again(waiting) {
    const instance = resetting(waiting);
    if (!instance) return waiting.arrived.length > 0 && join(waiting.step, waiting.element, waiting.scope);
    if (instance.incident || !instance.data?.resetting) return false;
    const full = new Set([...consumedBy(instance), ...waiting.arrived]);
    if (full.size < waiting.element.incoming.length && mayStillArrive(waiting, full)) return false;
    attempt(waiting.step, instance, 'work', () => reset(waiting, instance));
    return true;
  },
  resume: () => [(step, instance) => step.touched.add(instance.scope!)],
};

/** The instance that has started and waits for its reset, if there is one in this scope. */
function resetting({ step, element, scope }: Join): Instance | undefined {
  for (const key of step.index.childrenOf(scope))
    if (step.instance(key)!.element === element.id) return step.instance(key);
  return undefined;
}

/** `activationCount` is the number of incoming flows that have a token; without a condition all must have one. */
function activated({ step, element, scope, arrived }: Join, activationCount: number): boolean {
  const { activation } = element.node;
  if (!activation) return activationCount === element.incoming.length;
  const each = Object.fromEntries(
    element.incoming.map((flow) => [flow.id, arrived.filter((id) => id === flow.id).length]),
  );
  return condition(step, scope, activation, { ...each, activationCount, waitingForStart: true });
}

const split: Action = (step, instance) => {
  for (const flow of inclusiveFlows(hereOf(step, instance), { waitingForStart: true }))
    take(step, flow, instance.scope!);
};

/** The flows whose tokens the first phase consumed; none if the token was placed on the gateway. */
const consumedBy = (instance: Instance): string[] => (instance.data?.used as string[] | undefined) ?? [];

function reset({ step, element, scope, arrived }: Join, instance: Instance): void {
  const consumed = consumedBy(instance);
  const late = firstOfEach(arrived).filter((index) => !consumed.includes(arrived[index]!));
  const here = hereOf(step, instance);
  const chosen = element.outgoing.filter(
    (flow) => flow.condition && here.isTrue(flow.condition.text, { waitingForStart: false }),
  );
  if (late.length) step.emit({ type: 'joined', node: element.id, scope, used: late });
  const flows = chosen.length || !late.length || !element.defaultFlow ? chosen : [element.defaultFlow];
  depart(step, instance, flows);
}
