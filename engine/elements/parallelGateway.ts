import { leave } from '../actions';
import type { Behavior } from '../behavior';

/** Waits for a token on every incoming flow, then puts one on every outgoing flow. BPMN 2.0.2 §13.4.1 */
export const parallelGateway: Behavior = {
  enter: ({ outgoing }) => [leave(outgoing)],
  joins({ element: { incoming }, arrived }) {
    if (arrived.length < incoming.length) return undefined;
    const used = firstOfEach(arrived);
    return used.length === incoming.length ? used : undefined;
  },
};

/** The position of the first token of each flow. */
export function firstOfEach(arrived: string[]): number[] {
  const seen = new Set<string>();
  const first: number[] = [];
  arrived.forEach((flow, index) => {
    if (seen.has(flow)) return;
    seen.add(flow);
    first.push(index);
  });
  return first;
}
