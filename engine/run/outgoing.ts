import type { Variables } from '../events';
import type { Link } from '../program';
import type { Here } from './Here';
import { Stuck } from './Stuck';

/**
 * The flows on which activities and events leave (§13.2.1): those without a condition, those whose condition holds, and
 * the default if no condition held, even if there are flows without a condition.
 */
export function nextFlows(here: Here): Link[] {
  const { outgoing, defaultFlow } = here;
  if (outgoing.length === 0 || (outgoing.length === 1 && !outgoing[0]!.condition)) return outgoing;
  const chosen = outgoing.filter((flow) => here.holds(flow));
  const byDefault = defaultFlow !== undefined && !chosen.some((flow) => flow.condition);
  if (byDefault) return outgoing.filter((flow) => flow === defaultFlow || chosen.includes(flow));
  if (!chosen.length) throw noFlow();
  return chosen;
}

/** The split of inclusive and complex gateways: every flow whose condition holds, otherwise the default (§13.4.3). */
export function inclusiveFlows(here: Here, extra?: Variables): Link[] {
  const chosen = here.outgoing.filter((flow) => here.holds(flow, extra));
  if (chosen.length) return chosen;
  if (here.defaultFlow) return [here.defaultFlow];
  if (!here.outgoing.length) return [];
  throw noFlow();
}

export const noFlow = () =>
  new Stuck(
    'NO_FLOW_CHOSEN',
    '没有一条流出的条件成立，也没有默认流。',
    'No condition of an outgoing flow holds and there is no default flow.',
  );

/** Where a gateway's token goes if an operator skips it: the default, or the only flow. */
export const onlyWay = ({ defaultFlow, outgoing }: Here): Link[] | undefined =>
  defaultFlow ? [defaultFlow] : outgoing.length === 1 ? outgoing : undefined;
